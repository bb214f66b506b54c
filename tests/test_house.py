# SPDX-License-Identifier: Apache-2.0
"""The habits of the house, kept by machine: no floats in money, small files, law as data, faults at the outer doors."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

TREE = Path(__file__).resolve().parents[1]
CODE = sorted([*TREE.glob("planner/**/*.py"), *TREE.glob("ui/**/*.py")])
SCRIPTS = sorted(TREE.glob("packaging/*.py"))
TESTS = sorted(TREE.glob("tests/**/*.py"))
Rule = Callable[[Path], Iterable[str]]


def place(path: Path) -> str:
    return path.relative_to(TREE).as_posix()


def among(*rooms: str) -> list[Path]:
    return [path for path in CODE if place(path).startswith(rooms)]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parsed(path)))


def faults(rule: Rule, paths: list[Path]) -> list[str]:
    """Return what a rule finds, each with file and line."""
    assert paths
    return [f"{place(path)}:{fault}" for path in paths for fault in rule(path)]


def line(node: ast.AST) -> str:
    return str(getattr(node, "lineno", 0))


def called(node: ast.AST) -> str:
    """Return the name a call goes to, `date` for `date(…)`, `datetime.date` as `date` too; "" for no call."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


# --- money -----------------------------------------------------------------------------------------------------------

# Roots, solvers, random numbers and pictures need floats (style: "Money").
FLOAT_FILES = re.compile(
    r"planner/engine/(rates|roots|optimize|stress|holding)\w*\.py|planner/reports/figures\w*\.py"
)
MONEY = [
    path
    for path in among("planner/facts/", "planner/engine/", "planner/law/", "planner/notices/")
    if not FLOAT_FILES.fullmatch(place(path))
]
EXACT = {"Fraction", "Decimal", "as_fraction", "exact"}
EXACT_NAMES = re.compile(r"rate|percent|number|share|folder|parent|path|exact|decimal|fraction")


def test_money_rooms_know_no_floats() -> None:
    assert faults(_floats, MONEY) == []


def _floats(path: Path) -> Iterator[str]:
    # `isinstance(value, float)` is how the JSON reader refuses floats; the law may be told a chance of holding.
    refusing = {part for node in nodes(path) if called(node) == "isinstance" for part in ast.walk(node)}
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield line(node)
        named = isinstance(node, ast.Name) and node.id == "float" and node not in refusing
        if (named and not place(path).startswith("planner/law/")) or called(node) == "float":
            yield line(node)


def test_money_rooms_divide_only_exactly() -> None:
    # money.py is the door for numbers: its one `/` is between decimals.
    assert faults(_slashes, [path for path in MONEY if path.stem != "money"]) == []


def _slashes(path: Path) -> Iterator[str]:
    for node in nodes(path):
        divides = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
        if divides and not any(map(_exact, ast.walk(node))):
            yield line(node)


def _exact(part: ast.AST) -> bool:
    """Tell whether a part of a `/` shows that it is between fractions, decimals or parts of a file name."""
    if called(part) in EXACT | {"Path", "resources"} or isinstance(part, ast.JoinedStr):
        return True
    if isinstance(part, ast.Constant):
        return isinstance(part.value, str)
    name = getattr(part, "id", "") or getattr(part, "attr", "")
    return bool(EXACT_NAMES.search(str(name)))


def test_only_money_rounds() -> None:
    rooms = [
        path for path in among("planner/") if not FLOAT_FILES.fullmatch(place(path)) and path.stem != "money"
    ]
    # Evidence rounds places on a page, in points.
    assert faults(_rounds, [path for path in rooms if path.parent.name != "evidence"]) == []


def _rounds(path: Path) -> Iterator[str]:
    clocks = {part for node in nodes(path) if called(node) == "timedelta" for part in ast.walk(node)}
    for node in nodes(path):
        if called(node) in {"round", "quantize"} and node not in clocks:
            yield line(node)


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


def test_no_constant_of_the_law_stands_in_code() -> None:
    rooms = among("planner/engine/", "planner/law/", "planner/notices/", "planner/reports/", "ui/")
    assert faults(_law_numbers, rooms) == []
    assert faults(_dates, among("planner/engine/", "planner/law/", "planner/notices/")) == []


def _law_numbers(path: Path) -> Iterator[str]:
    for node in nodes(path):
        first = node.args[0] if isinstance(node, ast.Call) and node.args else None
        exact = called(node) in {"Decimal", "Fraction"} and isinstance(first, ast.Constant)
        if exact and isinstance(first.value, str) and first.value in LAW_NUMBERS:  # type: ignore[union-attr]
            yield f"{line(node)} {first.value}"  # type: ignore[union-attr]
        if isinstance(node, ast.Constant) and node.value in (0.000175, 0.0005):
            yield f"{line(node)} {node.value}"
        if _times_four(node) and "lpr" in ast.unparse(node).lower():
            yield f"{line(node)} four times the LPR"


def _times_four(node: ast.AST) -> bool:
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return False
    return any(isinstance(side, ast.Constant) and side.value == 4 for side in (node.left, node.right))


def _dates(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if called(node) != "date" or not isinstance(node, ast.Call) or len(node.args) != 3:
            continue
        if all(isinstance(part, ast.Constant) for part in node.args):
            yield line(node)


# --- size and words --------------------------------------------------------------------------------------------------

EMPTY_WORDS = {"utils", "util", "helpers", "common", "manager", "base", "misc"}


def test_a_file_says_what_it_is() -> None:
    assert faults(_unsaid, [*CODE, *TESTS, *SCRIPTS]) == []


def _unsaid(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.name == "__init__.py":
        if text:
            yield "1 not empty: importing one file would load others"
        return
    if not text.startswith("# SPDX-License-Identifier: Apache-2.0\n"):
        yield "1 no SPDX line"
    if len((ast.get_docstring(parsed(path)) or "").split("\n")[0]) <= 10:
        yield "2 the first line does not say what lives here"
    if path.stem in EMPTY_WORDS:
        yield "1 a name that says nothing"


def test_files_and_functions_stay_small() -> None:
    assert faults(_too_long, [*CODE, *TESTS]) == []


def _too_long(path: Path) -> Iterator[str]:
    lines = path.read_text("utf-8").count("\n")
    if lines > 400:
        yield f"{lines} lines"
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = len((ast.get_docstring(node, clean=False) or "").splitlines())
            if (node.end_lineno or 0) - node.lineno + 1 - said > 50:
                yield f"{line(node)} {node.name}"


def test_what_is_public_says_what_and_why() -> None:
    assert faults(_silent, CODE) == []


def _silent(path: Path) -> Iterator[str]:
    for node in parsed(path).body:
        is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if is_public and not ast.get_docstring(node):
            yield f"{line(node)} {node.name}"


# --- faults, screens, network ----------------------------------------------------------------------------------------

# The lanes, the hook of the window and the door of the command line.
OUTER_DOORS = {"ui/background.py", "ui/errors.py", "ui/__main__.py"}


def test_faults_are_caught_at_the_outer_doors_only() -> None:
    assert faults(_caught, [path for path in CODE if place(path) not in OUTER_DOORS]) == []


def _caught(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _goes_on(node):
            yield line(node)
        if called(node) == "suppress" and isinstance(node, ast.Call) and any(map(_is_broad, node.args)):
            yield line(node)


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


def test_no_file_can_reach_a_network() -> None:
    assert faults(_reaches, CODE) == []


def _reaches(path: Path) -> Iterator[str]:
    for node in nodes(path):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            if name.split(".")[0] in NETWORK or "QtNetwork" in name or "QtWebEngine" in name:
                yield f"{line(node)} {name}"


HTML_PLACES = re.compile(r"ui/printing\w*\.py|ui/pages/(documents|help)\w*\.py|ui/widgets/preview\w*\.py")


def test_text_on_the_screen_is_never_read_as_html() -> None:
    assert faults(_html, among("ui/")) == []


def _html(path: Path) -> Iterator[str]:
    for node in nodes(path):
        name = called(node)
        if name in {"setHtml", "insertHtml", "appendHtml", "setMarkdown"} and not HTML_PLACES.fullmatch(
            place(path)
        ):
            yield f"{line(node)} {name}"
        # A label without words at birth carries a picture.
        if (
            name == "QLabel"
            and isinstance(node, ast.Call)
            and node.args
            and place(path) != "ui/widgets/text.py"
        ):
            yield f"{line(node)} QLabel: use Words of ui/widgets/text.py"
