# SPDX-License-Identifier: Apache-2.0
"""A newer rule pack: read from several kinds of file, checked, told as differences, taken in and out of a case."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.facts.case import Override, case_from_json, case_to_json, new_case
from planner.facts.dates import Month
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import load, with_overrides
from planner.facts.rulepack import read_pack, taken_in, taken_out

FOLDER = resources() / "rules"
BOOK = load(FOLDER)
CASE = new_case(Month.parse("2026-12"))
ROWS = {row["id"]: row for row in json.loads((FOLDER / "rules.json").read_text("utf-8"))}


def row(rule_id: str, **changed: Any) -> dict[str, Any]:
    """A row of the program's own rules with some keys changed, checked a year later."""
    return {**ROWS[rule_id], "as_of": "2027-11-01", **changed}


def pack(**tables: list[Any]) -> bytes:
    return json.dumps({"huanqing_rules": 1, **tables}, ensure_ascii=False).encode()


def test_a_changed_figure_a_new_row_an_lpr_and_holidays_are_told_and_taken_in() -> None:
    new = row("INT-03", **{"from": "2027-10-01", "value": "0.20"})
    lpr = {"from": "2027-03-20", "rate": "0.0280", "citation": "x", "confidence": "V2", "as_of": "2027-04-01"}
    days = [{"date": "2027-01-01", "kind": "rest"}, {"date": "2027-02-06", "kind": "work"}]
    found = read_pack("p.json", pack(rules=[row("INT-13", value="72"), new], lpr=[lpr], holidays=days), BOOK)
    assert [(one.table, one.old is None) for one in found.changes] == [
        ("rules", False), ("rules", True), ("lpr", True), ("holidays", True), ("holidays", True),
    ]  # fmt: skip
    assert found.changes[0].differs == (("value", "60", "72"),)
    case = taken_in(CASE, found, "p.json")
    book = with_overrides(BOOK, case.overrides)
    assert book.count("INT-13") == 72
    assert (str(book.rate("INT-03")), str(book.rate("INT-03", date(2026, 1, 1)))) == (
        "0.20",
        str(BOOK.rate("INT-03")),
    )
    assert str(book.lpr(date(2027, 3, 20))) == "0.0280"
    assert book.lpr(date(2027, 3, 19)) == BOOK.lpr(date(2027, 3, 19))
    assert book.holidays.is_rest_day(date(2027, 1, 1))
    assert not book.holidays.is_rest_day(date(2027, 2, 6))
    assert book.holidays.is_rest_day(date(2026, 10, 7))
    assert book.as_of == date(2027, 11, 1)
    assert taken_out(case) == CASE
    assert case_from_json(case_to_json(case)) == case


def test_a_figure_set_by_hand_stays_above_a_pack() -> None:
    mine = Override(id="o1", rule_id="INT-13", value="48", why="court notice")
    case = taken_in(
        replace(CASE, overrides=(mine,)), read_pack("p", pack(rules=[row("INT-13", value="72")]), BOOK), "p"
    )
    assert with_overrides(BOOK, case.overrides).count("INT-13") == 48
    assert taken_out(case).overrides == (mine,)


def test_a_second_pack_takes_the_place_of_the_first() -> None:
    case = CASE
    for value in ("72", "84"):
        case = taken_in(case, read_pack("p", pack(rules=[row("INT-13", value=value)]), BOOK), "p")
    assert len(case.overrides) == 1
    assert with_overrides(BOOK, case.overrides).count("INT-13") == 84


def test_a_zip_of_rule_files_and_a_bare_csv_are_packs_too() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("rules/rules.json", json.dumps([row("INT-13", value="72")]))
        archive.writestr("rules/holidays.csv", "date,kind\n2027-05-01,rest\n")
        archive.writestr("rules/sms_signals.json", "{}")
    found = read_pack("new.zip", held.getvalue(), BOOK)
    assert [one.table for one in found.changes] == ["rules", "holidays"]
    assert found.left_out == ("rules/sms_signals.json",)
    line = b"from,rate,citation,confidence,as_of\n2027-01-20,0.0290,x,V2,2027-01-21\n"
    assert read_pack("lpr.csv", line, BOOK).changes[0].key == "pack:lpr/2027-01-20"


def test_the_rules_in_use_as_a_pack_bring_nothing_new() -> None:
    for name in ("rules.json", "lpr.csv", "holidays.csv", "routes.json", "deadlines.json", "platforms.json"):
        with pytest.raises(InputError) as refused:
            read_pack(name, (FOLDER / name).read_bytes(), BOOK)
        assert "newer" in refused.value.words()


def test_an_older_row_is_not_taken() -> None:
    older = row("INT-13", value="36", as_of="2020-01-01")
    found = read_pack("p", pack(rules=[older, row("INT-03", value="0.20")]), BOOK)
    assert (len(found.changes), found.older) == (1, 1)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", b"nonsense", b"\xff\xfe\x00", b"PK\x03\x04broken", b'{"rules": 1}', b'{"rules": [1]}',
        b'{"rules": [{"id": "X"}]}',
        pack(rules=[row("INT-13", value="many")]),
        pack(rules=[row("INT-13", unit="rate")]),
        pack(rules=[row("INT-13", parts={})]),
        pack(rules=[row("INT-13", confidence="sure")]),
        pack(rules=[row("INT-13", extra=1)]),
        pack(holidays=[{"date": "2027-02-30", "kind": "rest"}]),
        pack(holidays=[{"date": "2027-02-03", "kind": "feast"}]),
        pack(lpr=[{"from": "2027-01-01", "rate": "three"}]),
        pack(deadlines=[{"id": "answer", "rule_id": "NO-1", "figure": "NO-1", "event_en": "x", "event_zh": "x",
                         "title_en": "x", "title_zh": "x"}]),
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        read_pack("p.json", data, BOOK)
    assert refused.value.words()


def test_a_zip_that_swells_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rules.json", b" " * 50_000_000)
    with pytest.raises(InputError):
        read_pack("p.zip", held.getvalue(), BOOK)


def test_a_doubtful_row_never_takes_the_place_of_a_sure_one() -> None:
    rows = [row("INT-13", value="72", confidence="K?"), row("INT-03", value="0.20")]
    found = read_pack("p", pack(rules=rows), BOOK)
    assert (len(found.changes), found.doubtful) == (1, ("INT-13",))
    assert with_overrides(BOOK, taken_in(CASE, found, "p").overrides).count("INT-13") == 60
