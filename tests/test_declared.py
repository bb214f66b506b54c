# SPDX-License-Identifier: Apache-2.0
"""What the tree may carry and use: declared and pinned packages, no address of an index, no folder of a maker's machine."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

TREE = Path(__file__).resolve().parents[1]
CODE = sorted([*TREE.glob("planner/**/*.py"), *TREE.glob("ui/**/*.py")])
SCRIPTS = sorted(TREE.glob("packaging/*.py"))
TESTS = sorted(TREE.glob("tests/**/*.py"))
OURS = {"planner", "ui", "tests", "builders", "conftest"} | {path.stem for path in TESTS}


def declared(*extras: str) -> set[str]:
    """Return the distributions that pyproject.toml names, with these extras, in lower case."""
    project = tomllib.loads((TREE / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    return {re.split(r"[<>=!~;\[ ]", line)[0].lower().replace("_", "-") for line in lines}


def imported(paths: list[Path]) -> set[str]:
    """Return the packages from outside that these files import."""
    names: set[str] = set()
    for node in (node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - OURS


def undeclared(paths: list[Path], allowed: set[str]) -> set[str]:
    known = packages_distributions()
    return {
        name
        for name in imported(paths)
        if not {dist.lower().replace("_", "-") for dist in known.get(name, [name])} & allowed
    }


def test_the_program_imports_only_what_it_declares() -> None:
    many = TREE / "planner" / "batch.py"  # may use what the extra of its name brings
    assert undeclared([path for path in CODE if path != many], declared() | {"shiboken6"}) == set()
    assert undeclared([many], declared("batch")) == set()


def test_tests_and_scripts_import_only_what_is_declared() -> None:
    assert undeclared([*TESTS, *SCRIPTS], declared("dev") | {"shiboken6"}) == set()


def test_every_declared_package_is_pinned() -> None:
    text = (TREE / "packaging" / "constraints.txt").read_text("utf-8")
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in text.splitlines() if "==" in line}
    assert declared("dev") <= pinned


MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/|index-url|find-links|pypi\.(?:org|python)|registry\.npmjs|"
    r"files\.pythonhosted|deb\.debian\.org|C:\\Users\\"
)


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=TREE, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return [TREE / name for name in listed.decode().split("\0") if name]


def test_no_tracked_file_names_a_machine_or_an_index() -> None:
    found = []
    for path in tracked():
        if path.suffix in {".ttf", ".mo", ".png", ".xls", ".xlsx", ".pdf", ".zip"} or not path.is_file():
            continue
        if path == Path(__file__).resolve():
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{path.relative_to(TREE)}: {match.group()}" for match in MACHINE.finditer(text)]
    assert found == []


def test_every_pinned_version_is_exact_and_names_no_address() -> None:
    lines = (TREE / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    exact = re.compile(r'[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*(; python_version (<|>=) "3\.\d+")?')
    assert [line for line in pins if not exact.fullmatch(line)] == []


def test_every_link_of_the_readme_leads_somewhere() -> None:
    broken = [
        f"{name}: {link}"
        for name in ("README.md", "README.zh.md", "ARCHITECTURE.md", "CHANGELOG.md")
        for link in re.findall(r"\]\(([^)#]+)\)", (TREE / name).read_text("utf-8"))
        if "://" not in link and not (TREE / link).exists()
    ]
    assert broken == []
