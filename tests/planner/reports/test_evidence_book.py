# SPDX-License-Identifier: Apache-2.0
"""The evidence spreadsheet: every row with its file, sums that the office counts alike, the same bytes, big cases too."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from planner.evidence.arranging import Copy
from planner.facts.case import (
    Account,
    Case,
    Check,
    Contact,
    Flow,
    Link,
    Notice,
    Paper,
    Period,
    Proof,
    StatementFile,
    Total,
)
from planner.facts.language import speaking
from planner.reports.evidence_book import evidence_workbook
from planner.reports.flow_tables import FLOW_COLUMNS
from planner.reports.notice_table import messages
from tests.builders import a_case
from tests.planner.reports.given import TODAY, complete, rules
from tests.planner.reports.office import calculated, differences

EVIL = '=HYPERLINK("http://x","y")'
HASH = "e" * 64


def odd_case() -> Case:
    """A case whose every text is hostile, with a payment told twice, a transfer, and rows not sorted yet."""
    flows = (
        Flow(id="f1", account="a1", file="s1", row=2, at=dt.datetime(2026, 1, 5, 8, 30), amount=620_000, kind="income",
             party=EVIL, memo=EVIL, order_no=EVIL, word="收入"),
        Flow(id="f2", account="a1", file="s1", row=3, at=dt.date(2026, 1, 6), amount=-5_000, kind="spending", word="支出"),
        Flow(id="f3", account="a2", file="s2", row=9, at=dt.date(2026, 1, 6), amount=-5_000, kind="spending", word="-"),
        Flow(id="f4", account="a2", file="s2", row=10, at=dt.date(2026, 2, 1), amount=700, kind="unknown", word="+"),
        Flow(id="f5", account="a2", file="s2", row=11, at=dt.date(2026, 2, 1), amount=-700, kind="unknown", word="-"),
        Flow(id="f6", account="a1", file="s1", row=4, at=dt.date(2026, 2, 3), amount=300, kind="refund", word="收入"),
    )  # fmt: skip
    return replace(
        a_case(),
        accounts=(Account(id="a1", bank=EVIL, tail="1234", main=True), Account(id="a2", bank="b", tail="9")),
        files=(
            StatementFile(
                id="s1", sha256=HASH, name=EVIL, format="alipay_app", account="a1", rows=3, balance_chain="holds",
                period=Period(since=dt.date(2026, 1, 1), until=dt.date(2026, 3, 15)),
                stated={"收入": Total(rows=2, sum=620_300), "支出": Total(rows=1, sum=5_001)},
            ),
            StatementFile(id="s2", sha256="a" * 64, account="a2", balance_chain="broken at row 10"),
        ),
        flows=flows,
        links=(Link(id="l1", flows=("f2", "f3", "gone"), kind="same_payment", why=EVIL),),
        notices=(Notice(id="n1", text="x"),),
        contacts=(Contact(id="c1", note="x"),),
        papers=(Paper(id="p1", sha256="b" * 64, kind="D05", name=EVIL, pages=2, note=EVIL),),
        proofs=(
            Proof(id="x1", figure="incomes/i1/amount", source="papers/p1"),
            Proof(id="x2", figure="incomes/i1/amount", source="flows/f1"),
            Proof(id="x3", figure="expenses/e1/amount", source="notices/n1"),
            Proof(id="x4", figure="expenses/e1/amount", source="contacts/c1"),
        ),
    )  # fmt: skip


CASES = {"sample": complete, "odd": odd_case, "empty": lambda: a_case(incomes=(), expenses=())}


def opened(data: bytes, figures: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=figures)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    bare = {name: evidence_workbook(make(), rules(), TODAY, live_only=True) for name, make in CASES.items()}
    return calculated(bare, tmp_path_factory.mktemp("office"))


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("name", list(CASES))
def test_the_office_counts_what_we_counted(name: str, counted: dict[str, bytes]) -> None:
    number, wrong = differences(evidence_workbook(CASES[name](), rules(), TODAY), counted[name])
    assert number > 100 or name != "sample"
    assert not wrong


def test_every_flow_stands_with_file_row_and_hash() -> None:
    case = complete()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(evidence_workbook(case, rules(), TODAY)))
    sheet = rows.get_sheet_by_name("All flows").to_python()
    place = {column.key: n for n, column in enumerate(FLOW_COLUMNS)}
    found = sheet[4:]
    assert len(found) == len(case.flows)
    files = {file.id: file for file in case.files}
    for row, flow in zip(found, case.flows, strict=True):
        file = files[flow.file or ""]
        assert row[place["file"]] == file.name
        assert row[place["row"]] == flow.row
        assert row[place["sha256"]] == file.sha256
        assert round(row[place["amount"]] * 100) == flow.amount


def test_a_payment_told_twice_counts_once() -> None:
    book = opened(evidence_workbook(odd_case(), rules(), TODAY))
    months = {str(row[0])[:7]: row for row in book.worksheets[1].iter_rows(min_row=6, values_only=True)}
    january = months["2026-01"]
    assert january[2:4] == (6200, 50)
    assert january[8] == 50
    february = months["2026-02"]
    assert february[9:11] == (7, 7)
    assert february[8] == -3


def test_a_file_that_states_another_total_shows_the_difference() -> None:
    book = opened(evidence_workbook(odd_case(), rules(), TODAY))
    rows = list(book["What the files state of themselve"[:31]].iter_rows(min_row=5, values_only=True))
    assert [row[1:7] for row in rows] == [("收入", 2, 2, 6203, 6203, 0), ("支出", 1, 1, 50.01, 50, -0.01)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_case_makes_the_same_bytes(language: str) -> None:
    with speaking(language):
        assert evidence_workbook(complete(), rules(), TODAY) == evidence_workbook(complete(), rules(), TODAY)


def test_no_text_becomes_a_formula_or_a_link() -> None:
    data = evidence_workbook(odd_case(), rules(), TODAY)
    seen = 0
    for sheet in opened(data, figures=False).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "HYPERLINK(" in cell.value:
                    assert cell.data_type == "s"
                    assert cell.quotePrefix == cell.value.startswith("=")
                    seen += 1
                if cell.hyperlink is not None:
                    assert cell.hyperlink.target is None
    assert seen >= 10


def test_the_cover_leads_to_every_sheet() -> None:
    book = opened(evidence_workbook(complete(), rules(), TODAY))
    cover = book.worksheets[0]
    led = [
        row[0].hyperlink.location.rpartition("!")[0].strip("'")
        for row in cover.iter_rows()
        if row[0].hyperlink
    ]
    assert led == book.sheetnames[1:]


def test_a_hundred_thousand_flows_lie_in_the_file() -> None:
    base = complete().flows[:50]
    flows = tuple(
        replace(base[n % 50], id=f"x{n}", row=n + 2, kind="spending", amount=-n) for n in range(100_000)
    )
    case = replace(complete(), flows=flows, links=(), proofs=())
    data = evidence_workbook(case, rules(), TODAY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        last = archive.namelist()[-1]
        assert last
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("All flows").to_python()
    assert len(sheet) == 100_004
    assert sum(round(row[2] * 100) for row in sheet[4:]) == -sum(range(100_000))


def test_figures_stand_with_what_shows_them() -> None:
    book = opened(evidence_workbook(odd_case(), rules(), TODAY))
    shown = {row[0]: row[4] for row in book["Figures and proofs"].iter_rows(min_row=5, values_only=True)}
    assert "a message; a talk on record" in shown.values()
    assert any(str(words).startswith("1 row of the flows; paper 1: ") for words in shown.values())


def test_redacted_copies_stand_beside_their_originals() -> None:
    copies = {"b" * 64: Copy("c" * 64)}
    book = opened(evidence_workbook(odd_case(), rules(), TODAY, copies, only_redacted=True))
    row = next(book["Redacted copies"].iter_rows(min_row=5, values_only=True))
    assert row[1:3] == ("c" * 64, "b" * 64)


def test_each_check_of_a_message_is_evidence_with_day_channel_and_outcome() -> None:
    checks = (
        Check(what="CHECK-1", date=dt.date(2026, 6, 2), channel="12368", outcome="confirmed"),
        Check(what="CHECK-5", date=dt.date(2026, 6, 3), channel="App", outcome="differs"),
    )
    told = Notice(
        id="n1", text="【某法院】请联系", sender="106", received=dt.datetime(2026, 6, 1, 9, 30), checks=checks
    )
    with speaking("en"):
        table = messages(replace(a_case(), notices=(told, Notice(id="n2", text="x"))))
    assert table.column("text") == ("【某法院】请联系", None, "x")
    assert table.column("on") == (dt.date(2026, 6, 2), dt.date(2026, 6, 3), None)
    assert table.column("outcome") == ("It agrees", "Something differs", None)
