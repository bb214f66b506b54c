# SPDX-License-Identifier: Apache-2.0
"""Both languages are complete: every English word has its Chinese one, and the compiled catalogue is the current one."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from planner.facts.language import _, speaking


@pytest.fixture(scope="module")
def catalogues(tree: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", tree / "packaging" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogues"] = module
    spec.loader.exec_module(module)
    return module


def test_the_chinese_catalogue_is_complete_and_current(catalogues: ModuleType) -> None:
    assert catalogues.check() == []


def test_the_template_has_the_same_messages(catalogues: ModuleType) -> None:
    with catalogues.TEMPLATE.open("rb") as file:
        written = {message.id for message in catalogues.messages(catalogues.read_po(file))}
    assert written == {message.id for message in catalogues.messages(catalogues.collect())}


def test_the_empty_message_stays_empty() -> None:
    with speaking("zh"):
        assert _("") == ""


def test_every_translation_can_be_filled_in(catalogues: ModuleType) -> None:
    for message in catalogues.messages(catalogues.stored()):
        english = message.id[-1] if isinstance(message.id, tuple) else message.id
        chinese = message.string[0] if isinstance(message.string, tuple) else message.string
        values = dict.fromkeys(catalogues.names(english), "1")
        if values:
            chinese.format(**values)


def test_the_program_speaks_to_the_person_in_one_manner(catalogues: ModuleType, tree: Path) -> None:
    """With 您, in the catalogue and in the titles and notes of the rules; what a message may say is not ours."""
    said = [str(message.string) for message in catalogues.messages(catalogues.stored())]
    for file in (tree / "resources" / "rules").glob("*.json"):
        said += re.findall(r'"(?:title|note|words)_zh": "([^"]*)"', file.read_text("utf-8"))
    assert [words for words in said if "你" in words] == []


def _one(english: str | tuple[str, str], chinese: str | tuple[str]) -> Catalog:
    catalogue = Catalog(locale="zh_CN")
    catalogue.add(english, chinese)
    return catalogue


@pytest.mark.parametrize(
    ("english", "chinese", "fault"),
    [
        ("Save", "", "not translated"),
        ("{n} rows", "{m} 行", "other placeholders"),
        ("{n} rows", "{n 行", "braces do not fit"),
        (("{n} row", "{n} rows"), ("行",), "other placeholders"),
        (("a row", "{n} rows"), ("{m} 行",), "other placeholders"),
        ("You need not repay", "不用还", "never said"),
    ],
)
def test_the_check_finds(
    catalogues: ModuleType, english: str | tuple[str, str], chinese: str | tuple[str], fault: str
) -> None:
    words = _one(english, "")
    found = list(catalogues.faults(words, _one(english, chinese), b""))
    assert any(line.startswith(fault) for line in found)


def test_the_check_finds_what_is_missing_left_over_and_out_of_date(catalogues: ModuleType) -> None:
    found = list(catalogues.faults(_one("Open", ""), _one("Save", "保存"), b"old"))
    assert {line.split(":")[0] for line in found} == {
        "missing",
        "left over",
        "huanqing.mo is older than huanqing.po",
    }


def test_merging_keeps_what_is_known_and_takes_what_is_new(catalogues: ModuleType) -> None:
    words = _one("Save", "")
    words.add(("{n} row", "{n} rows"), "")
    old = _one("Save", "保存")
    new = catalogues.merged(words, old, {"{n} row": ["{n} 行"], "Gone": "没有"})
    assert {message.id: message.string for message in catalogues.messages(new)} == {
        "Save": "保存",
        ("{n} row", "{n} rows"): ("{n} 行",),
    }
