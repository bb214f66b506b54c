# SPDX-License-Identifier: Apache-2.0
"""The help texts: read from plain files in the language now spoken, cut into blocks, searched by words.

A file is lines: `# title`, `## heading`, `- point`, `1. step`, `> note`, `term :: meaning`, `-> topic`, else a paragraph.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from planner.facts.language import N_, language
from planner.facts.places import resources

Kind = Literal["heading", "point", "step", "note", "term", "link", "text"]

# Topics in the order of the list, under their headings. A page's topic has the page's name: that is where F1 leads.
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        N_("Begin here"),
        (("start", "lightbulb"), ("hard-days", "heart-handshake"), ("lawyer", "scale"), ("routes", "phone")),
    ),
    (
        N_("To understand"),
        (
            ("stages", "landmark"),
            ("rights", "shield"),
            ("avoid", "ban"),
            ("glossary", "book-open"),
        ),
    ),
    (
        N_("Rules"),
        (
            ("changes", "history"),
            ("rules", "gavel"),
            ("limits", "shield-question-mark"),
            ("files", "folder-open"),
        ),
    ),
    (
        N_("The pages"),
        (
            ("overview", "layout-dashboard"),
            ("notice", "mail"),
            ("debts", "list"),
            ("budget", "scale"),
            ("statements", "arrow-left-right"),
            ("plan", "chart-line"),
            ("negotiate", "phone"),
            ("evidence", "paperclip"),
            ("documents", "printer"),
            ("agreement", "handshake"),
        ),
    ),
)
FIRST = "start"
NAMES: tuple[str, ...] = tuple(name for _words, topics in GROUPS for name, _icon in topics)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a help text: its kind, its words, and for a term its meaning, for a step its number."""

    kind: Kind
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One help text."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def short(self) -> str:
        """Its title up to the first colon or comma, for the list."""
        return re.split(r"[:：,，]", self.title, maxsplit=1)[0]

    @property
    def words(self) -> str:
        """Everything it says, for searching."""
        return " ".join([self.title, *(f"{block.text} {block.more}" for block in self.blocks)])


def topic(name: str) -> Topic:
    """Return a help text in the language now spoken; a name that does not exist is a bug."""
    return _read(name, language())


@cache
def _read(name: str, code: str) -> Topic:
    lines = (resources() / "help" / code / f"{name}.md").read_text("utf-8").splitlines()
    title = next(line[2:] for line in lines if line.startswith("# "))
    return Topic(name, title, tuple(_blocks(line for line in lines if not line.startswith("# "))))


def _blocks(lines: Iterator[str]) -> Iterator[Block]:
    for line in lines:
        step = re.match(r"(\d+)\. (.+)", line)
        if not line.strip():
            continue
        if line.startswith("## "):
            yield Block("heading", line[3:])
        elif line.startswith("-> "):
            yield Block("link", line[3:].strip())
        elif line.startswith("- "):
            yield Block("point", line[2:])
        elif line.startswith("> "):
            yield Block("note", line[2:])
        elif step:
            yield Block("step", step[2], step[1])
        elif " :: " in line:
            term, meaning = line.split(" :: ", 1)
            yield Block("term", term, meaning)
        else:
            yield Block("text", line)


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """Text as it is compared: one form for full-width signs, no difference of case."""
    return unicodedata.normalize("NFKC", text).casefold()


def matches(query: str, text: str) -> bool:
    """Whether every word of a query stands in a text."""
    whole = folded(text)
    return all(word in whole for word in folded(query).split())


def found_in(query: str, more: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the names of the topics in which every word of the query stands; `more` adds words drawn from the rules."""
    return tuple(
        name for name in NAMES if matches(query, f"{topic(name).words} {(more or {}).get(name, '')}")
    )


def topic_of(page: str) -> str:
    """Return the topic that explains a page."""
    return page if page in NAMES else FIRST
