# SPDX-License-Identifier: Apache-2.0
"""Keep the words of the program in both languages: collect the English, merge in the Chinese, compile, check.

    python packaging/catalogues.py update [FILE.json…]   collect, merge the files' translations, compile, check
    python packaging/catalogues.py check                 say what is missing or out of date; fails when anything is

A translation file is `{"English": "中文", "{n} row": ["{n} 行"]}`. What it says replaces what the catalogue has.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TREE = Path(__file__).resolve().parents[1]
TEMPLATE = TREE / "resources" / "locale" / "huanqing.pot"
CHINESE = TREE / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "huanqing.po"
FOLDERS = ("planner", "ui")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
NEVER_SAID = ("违法", "无效", "不用还")
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # no clock in the files: the same words give the same bytes


def _empty(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        project="huanqing",
        version="1",
        copyright_holder="the Huanqing authors",
        creation_date=FIRST_DAY,
        revision_date=FIRST_DAY,
        msgid_bugs_address="none",
        last_translator="the Huanqing authors",
        language_team="the Huanqing authors",
        header_comment="# Words of Huanqing. SPDX-License-Identifier: Apache-2.0",
        fuzzy=False,
    )


def collect() -> Catalog:
    """Return every English message of the code, with the files that say it."""
    words = _empty(None)
    for folder in FOLDERS:
        found = extract_from_dir(TREE / folder, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for name, _line, message, _comments, _context in sorted(found, key=lambda row: (row[0], row[1])):
            place = f"{folder}/{Path(name).as_posix()}"
            if message and all(message if isinstance(message, tuple) else (message,)):
                words.add(message, locations=[(place, 1)])
    return words


def stored() -> Catalog:
    """Return the Chinese catalogue as it lies in the tree, an empty one where there is none."""
    if not CHINESE.exists():
        return _empty("zh_CN")
    with CHINESE.open("rb") as file:
        return read_po(file, locale="zh_CN")


def merged(words: Catalog, old: Catalog, given: dict[str, str | list[str]]) -> Catalog:
    """Return the Chinese catalogue for exactly these English words; translations come from `given`, else from `old`."""
    new = _empty("zh_CN")
    for message in messages(words):
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        before = old.get(key)
        text: str | list[str] | tuple[str, ...] = given.get(key) or (before.string if before else "")
        if isinstance(message.id, tuple):
            one = text if isinstance(text, str) else next(iter(text), "")
            new.add(message.id, (one,), locations=message.locations)
        else:
            new.add(
                message.id,
                text if isinstance(text, str) else next(iter(text), ""),
                locations=message.locations,
            )
    return new


def messages(catalogue: Catalog) -> list[Message]:
    """Return the messages without the header."""
    return [message for message in catalogue if message.id]


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the catalogue as a text file; the same words give the same bytes."""
    out = BytesIO()
    write_po(out, catalogue, width=110, include_lineno=False, sort_output=True)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return the catalogue as gettext reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def names(text: str) -> set[str]:
    """Return the names between braces, `{n}` and the like."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def faults(words: Catalog, chinese: Catalog, compiled: bytes) -> Iterator[str]:
    """Say what is wrong: missing, fuzzy, left over, with other placeholders, with a forbidden word, out of date."""
    told = {message.id for message in messages(words)}
    known = {message.id: message for message in messages(chinese)}
    yield from (f"missing: {key!r}" for key in told - known.keys())
    yield from (f"left over: {key!r}" for key in known.keys() - told)
    for key, message in known.items():
        one, many = key if isinstance(key, tuple) else (key, key)
        text = message.string[0] if isinstance(message.string, tuple) else message.string
        if message.fuzzy:
            yield f"fuzzy: {key!r}"
        if not text:
            yield f"not translated: {key!r}"
            continue
        try:
            if (
                not names(one) <= names(text) <= names(many)
            ):  # a count that English leaves out, Chinese may too
                yield f"other placeholders: {many!r} has {names(many)}, {text!r} has {names(text)}"
        except ValueError as error:
            yield f"braces do not fit: {many!r}, {text!r}: {error}"
        yield from (f"never said: {word} in {text!r}" for word in NEVER_SAID if word in text)
    yield from (f"left over: {key!r}" for key in chinese.obsolete)
    if mo_bytes(chinese) != compiled:
        yield "huanqing.mo is older than huanqing.po: run packaging/catalogues.py update"


def read_translations(files: list[Path]) -> dict[str, str | list[str]]:
    """Read the translation files; where two differ, the first wins and the difference is told."""
    given: dict[str, str | list[str]] = {}
    for file in files:
        for key, text in json.loads(file.read_text("utf-8")).items():
            if given.setdefault(key, text) != text:
                print(f"{file.name}: {key!r} is {given[key]!r} elsewhere, {text!r} here", file=sys.stderr)
    return given


def update(files: list[Path]) -> None:
    """Write template, catalogue and compiled catalogue."""
    words = collect()
    new = merged(words, stored(), read_translations(files))
    CHINESE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(po_bytes(words))
    CHINESE.write_bytes(po_bytes(new))
    CHINESE.with_suffix(".mo").write_bytes(mo_bytes(stored()))


def check() -> list[str]:
    """Return all faults of the catalogue in the tree, sorted."""
    compiled = CHINESE.with_suffix(".mo")
    return sorted(faults(collect(), stored(), compiled.read_bytes() if compiled.exists() else b""))


def main(arguments: list[str]) -> int:
    """Do what the command line asks; 1 where the catalogue is not in order."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["update", "check"])
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args(arguments)
    if given.what == "update":
        update(given.files)
    found = check()
    print("\n".join([*found, f"{len(messages(stored()))} messages, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
