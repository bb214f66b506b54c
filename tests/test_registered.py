# SPDX-License-Identifier: Apache-2.0
"""Nothing is left out: every importer, strategy, topic of the law, page and command that is written is also listed."""

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

TREE = Path(__file__).resolve().parents[1]


def modules(folder: str) -> Iterator[ModuleType]:
    """Import every file of a folder."""
    for path in sorted((TREE / folder).glob("*.py")):
        if path.name != "__init__.py":
            yield importlib.import_module(f"{folder.replace('/', '.')}.{path.stem}")


def own(module: ModuleType, kind: type) -> dict[str, Any]:
    """Return what a file itself defines of one kind, by name; private names are its own matter."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, kind)
        and not name.startswith("_")
        and getattr(value, "__module__", "") == module.__name__
    }


def listed(module: ModuleType) -> list[Any]:
    """Return the members of all tuples at the top of a file."""
    return [member for value in vars(module).values() if isinstance(value, tuple) for member in value]


def test_every_importer_is_listed() -> None:
    from planner.statements import bank, bill, importers

    known = listed(importers)
    layouts = {
        f"{module.__name__}.{name}": value
        for module in modules("planner/statements")
        for name, value in vars(module).items()
        if isinstance(value, bank.Bank | bill.Bill)
    }
    assert len({type(value) for value in layouts.values()}) == 2
    assert [name for name, value in layouts.items() if not any(value is member for member in known)] == []


def test_every_strategy_is_listed_and_named() -> None:
    from planner.engine import strategy

    functions = {value for name, value in own(strategy, object).items() if name.startswith("by_")}
    assert functions == set(strategy.STRATEGIES.values())
    assert set(strategy.TITLES) == {*strategy.STRATEGIES, strategy.OPTIMAL}


def test_every_topic_of_the_law_is_listed() -> None:
    from planner.law import review

    topics = {
        value
        for module in modules("planner/law")
        if module is not review
        for name, value in own(module, object).items()
        if name.startswith("review_")
    }
    assert topics == set(review.TOPICS)


def test_every_page_is_listed_once() -> None:
    from ui.pages.catalogue import ASIDE, PAGES
    from ui.pages.page import Page

    written = {
        value
        for module in modules("ui/pages")
        for value in own(module, type).values()
        if issubclass(value, Page) and value.NAME and not inspect.isabstract(value)
    }
    assert written == {*PAGES, *ASIDE}
    assert len({page.NAME for page in PAGES}) == len(PAGES)


def test_every_command_is_listed_once() -> None:
    from ui import cli

    written = [command for module in modules("ui/commands") for command in getattr(module, "COMMANDS", ())]
    assert {command.name for command in written} == {command.name for command in cli.COMMANDS}
    assert len({command.name for command in cli.COMMANDS}) == len(cli.COMMANDS)
