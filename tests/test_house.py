# SPDX-License-Identifier: Apache-2.0
"""The habits of the house, kept by machine: no floats in money, small files, law as data, nothing silently left out."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parents[1]
CODE = sorted([*TREE.glob("planner/**/*.py"), *TREE.glob("ui/**/*.py")])
SCRIPTS = sorted(TREE.glob("packaging/*.py"))
TESTS = sorted(TREE.glob("tests/**/*.py"))


def place(path: Path) -> str:
    return path.relative_to(TREE).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(parsed(path))


def spot(path: Path, node: ast.AST) -> str:
    return f"{place(path)}:{getattr(node, 'lineno', 0)}"


def called(node: ast.AST) -> str:
    """Return the name a call goes to, `date` for `date(…)`, `datetime.date` as `date` too; "" for no call."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


# --- money -----------------------------------------------------------------------------------------------------------

MONEY_ROOMS = ("planner/facts/", "planner/engine/", "planner/law/", "planner/notices/")
# Roots, solvers, random numbers and pictures need floats (style: "Money").
FLOAT_FILES = re.compile(
    r"planner/engine/(rates|roots|optimize|stress|holding)\w*\.py|planner/reports/figures\w*\.py"
)
EXACT = {"Fraction", "Decimal", "as_fraction", "exact"}


def in_money_room(path: Path) -> bool:
    return place(path).startswith(MONEY_ROOMS) and not FLOAT_FILES.fullmatch(place(path))


@pytest.mark.parametrize("path", [path for path in CODE if in_money_room(path)], ids=place)
def test_money_rooms_know_no_floats(path: Path) -> None:
    floats = [
        spot(path, node)
        for node in nodes(path)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float" and not _is_refusal(path, node))
        or called(node) == "float"
    ]
    assert floats == []


def _is_refusal(path: Path, name: ast.Name) -> bool:
    """`isinstance(value, float)` is how the JSON reader refuses floats; the law may be told a chance of holding."""
    inside = [node for node in nodes(path) if called(node) == "isinstance"]
    told = place(path).startswith("planner/law/")
    return told or any(name in ast.walk(call) for call in inside)


@pytest.mark.parametrize("path", [path for path in CODE if in_money_room(path)], ids=place)
def test_money_rooms_divide_only_exactly(path: Path) -> None:
    if path.stem == "money":  # the door for numbers: its one `/` is between decimals
        return
    slashes = [
        spot(path, node)
        for node in nodes(path)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not _exact(node)
    ]
    assert slashes == []


def _exact(node: ast.BinOp) -> bool:
    """Tell whether a `/` is between fractions, decimals or parts of a file name, as far as the text shows it."""
    for part in ast.walk(node):
        if called(part) in EXACT | {"Path", "resources"} or isinstance(part, ast.JoinedStr):
            return True
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            return True
        if isinstance(part, ast.Name | ast.Attribute):
            name = part.id if isinstance(part, ast.Name) else part.attr
            if re.search(r"rate|percent|number|share|folder|parent|path|exact|decimal|fraction", name):
                return True
    return False


@pytest.mark.parametrize("path", [path for path in CODE if place(path).startswith("planner/")], ids=place)
def test_only_money_rounds(path: Path) -> None:
    if place(path) == "planner/facts/money.py" or FLOAT_FILES.fullmatch(place(path)):
        return
    clocks = [part for node in nodes(path) if called(node) == "timedelta" for part in ast.walk(node)]
    rounds = [node for node in nodes(path) if called(node) in {"round", "quantize"} and node not in clocks]
    assert [spot(path, node) for node in rounds] == []


# --- law is data -----------------------------------------------------------------------------------------------------

# Rates and factors of the law (caps of interest, delay interest, protected shares): they live in resources/rules.
LAW_NUMBERS = {
    "0.24",
    "0.36",
    "0.154",
    "0.000175",
    "0.0005",
    "0.0003",
    "1.3",
    "1.5",
    "0.06",
    "0.65",
    "24",
    "36",
}
LAW_ROOMS = ("planner/engine/", "planner/law/", "planner/notices/", "planner/reports/", "ui/")
DATED_ROOMS = ("planner/engine/", "planner/law/", "planner/notices/")


def _law_numbers(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if called(node) in {"Decimal", "Fraction"} and isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if (
                isinstance(first, ast.Constant)
                and isinstance(first.value, str)
                and first.value in LAW_NUMBERS
            ):
                yield f"{spot(path, node)} {first.value}"
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, float)
            and str(node.value) in {"0.000175", "0.0005"}
        ):
            yield f"{spot(path, node)} {node.value}"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            yield from _four_times_lpr(path, node)


def _four_times_lpr(path: Path, node: ast.BinOp) -> Iterator[str]:
    words = ast.unparse(node).lower()
    for side in (node.left, node.right):
        if isinstance(side, ast.Constant) and side.value == 4 and "lpr" in words:
            yield f"{spot(path, node)} four times the LPR"


def _all_numbers(call: ast.Call) -> bool:
    return len(call.args) == 3 and all(isinstance(part, ast.Constant) for part in call.args)


def _dates(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if called(node) == "date" and isinstance(node, ast.Call) and _all_numbers(node):
            yield f"{spot(path, node)} a date"


@pytest.mark.parametrize("path", [path for path in CODE if place(path).startswith(LAW_ROOMS)], ids=place)
def test_no_constant_of_the_law_stands_in_code(path: Path) -> None:
    dates = _dates(path) if place(path).startswith(DATED_ROOMS) else ()
    assert [*_law_numbers(path), *dates] == []


# --- size and words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*CODE, *TESTS, *SCRIPTS], ids=place)
def test_a_file_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.name == "__init__.py":
        assert text == "", "an __init__.py is empty, so that importing one file loads no other"
        return
    assert text.startswith("# SPDX-License-Identifier: Apache-2.0\n")
    first = (ast.get_docstring(parsed(path)) or "").split("\n")[0]
    assert len(first) > 10, "the first line says what lives here"
    assert text.count("\n") <= 400 or path in SCRIPTS
    assert path.stem not in {"utils", "util", "helpers", "common", "manager", "base", "misc"}


@pytest.mark.parametrize("path", [*CODE, *TESTS], ids=place)
def test_functions_stay_small(path: Path) -> None:
    long = []
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = len((ast.get_docstring(node, clean=False) or "").splitlines())
            if (node.end_lineno or 0) - node.lineno + 1 - said > 50:
                long.append(f"{spot(path, node)} {node.name}")
    assert long == []


@pytest.mark.parametrize("path", [path for path in CODE if path.name != "__init__.py"], ids=place)
def test_what_is_public_says_what_and_why(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.ClassDef)
    silent = [
        f"{spot(path, node)} {node.name}"
        for node in parsed(path).body
        if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


# --- faults, screens, network ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CODE, ids=place)
def test_faults_are_caught_at_the_outer_doors_only(path: Path) -> None:
    if place(path) in {
        "ui/background.py",
        "ui/errors.py",
        "ui/__main__.py",
    }:  # lanes, hook and the command line's door
        return
    found = []
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _goes_on(node):
            found.append(spot(path, node))
        if called(node) == "suppress" and isinstance(node, ast.Call) and any(map(_is_broad, node.args)):
            found.append(spot(path, node))
    assert found == []


def _is_broad(kind: ast.expr | None) -> bool:
    names = {part.id for part in ast.walk(kind) if isinstance(part, ast.Name)} if kind else {"Exception"}
    return bool(names & {"Exception", "BaseException"})


def _goes_on(handler: ast.ExceptHandler) -> bool:
    """To put things back and let the fault go on is no catching."""
    return any(isinstance(part, ast.Raise) and part.exc is None for part in ast.walk(handler))


NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib",
    "requests",
    "ftplib",
    "smtplib",
    "telnetlib",
    "asyncio",
    "xmlrpc",
    "webbrowser",
}


@pytest.mark.parametrize("path", CODE, ids=place)
def test_no_file_can_reach_a_network(path: Path) -> None:
    found = []
    for node in nodes(path):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names] if node.module else []
        for name in names:
            if name.split(".")[0] in NETWORK or "QtNetwork" in name or "QDesktopServices" in name:
                found.append(f"{spot(path, node)} {name}")
    # Folders and files of the person's own may be shown in their file manager: file addresses only.
    assert [entry for entry in found if not entry.endswith("QDesktopServices")] == []


HTML_PLACES = re.compile(r"ui/printing\w*\.py|ui/pages/(documents|help)\w*\.py|ui/widgets/preview\w*\.py")


@pytest.mark.parametrize("path", [path for path in CODE if place(path).startswith("ui/")], ids=place)
def test_text_on_the_screen_is_never_read_as_html(path: Path) -> None:
    found = []
    for node in nodes(path):
        name = called(node)
        if name in {"setHtml", "insertHtml", "appendHtml", "setMarkdown"} and not HTML_PLACES.fullmatch(
            place(path)
        ):
            found.append(f"{spot(path, node)} {name}")
        # A label without words at birth carries a picture.
        if (
            name == "QLabel"
            and isinstance(node, ast.Call)
            and node.args
            and place(path) != "ui/widgets/text.py"
        ):
            found.append(f"{spot(path, node)} QLabel: use Words of ui/widgets/text.py")
    assert found == []
