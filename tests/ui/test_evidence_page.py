# SPDX-License-Identifier: Apache-2.0
"""The Evidence page: papers added, described and removed with undo, proofs tied and loosened, what is still asked for."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.facts.case import new_case
from planner.facts.dates import Month
from planner.facts.places import resources
from tests.ui.conftest import TODAY, sample_case
from tests.ui.whole import at_page, drop, many_rows, settle
from ui import flow_edits
from ui.app import Program
from ui.pages.evidence import EvidencePage
from ui.session import Session

Opened = Callable[..., Session]
SAMPLE = resources() / "sample"
PDF, PNG = SAMPLE / "20-收入证明.pdf", SAMPLE / "50-住院费用.png"


@pytest.fixture
def bare(program: Program, opened: Opened) -> EvidencePage:
    return at_page(program, opened, EvidencePage, sample_case())


@pytest.fixture
def full(program: Program, opened: Opened, qtbot: QtBot) -> EvidencePage:
    page = at_page(program, opened, EvidencePage)
    settle(qtbot)
    return page


def states(page: EvidencePage) -> dict[str, str]:
    return {line.id: line.state for line in page.figures._lines}


def test_an_empty_case_leads_to_debts(program: Program, opened: Opened) -> None:
    page = at_page(program, opened, EvidencePage, new_case(Month.parse("2026-12")))
    assert page.stack.currentIndex() == 1


def test_figures_without_papers_invite_a_drop(bare: EvidencePage) -> None:
    assert bare.shelf_or_drop.currentWidget() is bare.area
    assert set(states(bare).values()) == {"missing"}
    assert bare.figures.count.text().startswith("0 of ")


def test_dropped_papers_are_copied_and_one_undo_takes_them_back(
    bare: EvidencePage, qtbot: QtBot, tmp_path: Path
) -> None:
    before = bare.desk.case
    sources = [tmp_path / path.name for path in (PDF, PNG)]
    for copy, path in zip(sources, (PDF, PNG), strict=True):
        copy.write_bytes(path.read_bytes())
    assert drop(bare.area, sources) == Qt.DropAction.CopyAction
    settle(qtbot)
    assert [paper.kind for paper in bare.desk.case.papers] == ["D05", "D07"]
    assert all(source.exists() for source in sources)
    assert bare.desk.session.bytes_of(bare.desk.case.papers[0].sha256) == PDF.read_bytes()
    bare.desk.session.undo()
    assert bare.desk.case == before


def test_a_bad_paper_is_refused_in_words_and_the_good_one_kept(
    bare: EvidencePage, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    bad, nothing = tmp_path / "setup.exe", tmp_path / "empty.pdf"
    bad.write_bytes(b"MZ\x00\x01")
    nothing.touch()
    bare.take([bad, PDF, nothing])
    settle(qtbot)
    assert len(bare.desk.case.papers) == 1
    assert "setup.exe" in program.window.message.words()
    assert "empty.pdf" in program.window.message.words()


def test_the_same_paper_twice_is_kept_once(full: EvidencePage, program: Program, qtbot: QtBot) -> None:
    full.take([PDF])
    settle(qtbot)
    assert len(full.desk.case.papers) == 3
    assert "there already" in program.window.message.words()


def test_papers_dropped_while_others_are_read_wait(bare: EvidencePage, qtbot: QtBot) -> None:
    bare.take([PDF])
    bare.take([PNG])
    settle(qtbot)
    qtbot.waitUntil(lambda: len(bare.desk.case.papers) == 2)


def test_a_paper_is_tied_to_figures_and_loosened(full: EvidencePage) -> None:
    full.figures.reveal("debts/d1/principal")
    full.shelf.table.select_record("p2")
    assert full.shelf.prove.isEnabled()
    assert not full.shelf.loose.isEnabled()
    full.shelf.prove.click()
    assert states(full)["debts/d1/principal"] == "proved"
    assert full.shelf.loose.isEnabled()
    full.shelf.loose.click()
    assert states(full)["debts/d1/principal"] == "missing"
    full.desk.session.undo()
    assert states(full)["debts/d1/principal"] == "proved"


def test_tying_needs_a_figure_and_a_paper(full: EvidencePage, program: Program) -> None:
    full.figures.table.clearSelection()
    assert not full.shelf.prove.isEnabled()
    full.link()
    assert "Choose" in program.window.message.words()


def test_a_proof_of_the_chosen_figure_can_be_let_go_beside_it(full: EvidencePage) -> None:
    proof = full.desk.case.proofs[0]
    full.figures.reveal(proof.figure)
    full.figures.loosened.emit((proof,))
    assert proof not in full.desk.case.proofs


def test_an_edited_figure_marks_its_proof_as_older(full: EvidencePage) -> None:
    case = full.desk.case
    pay = replace(case.incomes[0], amount=case.incomes[0].amount + 100)
    full.desk.session.edit("pay", replace(case, incomes=(pay, *case.incomes[1:])))
    assert states(full)["incomes/i1/amount"] == "older"
    full.figures.which.set_value("check")
    full.figures._filter()
    assert [line.id for line in full.figures.model.records] == ["incomes/i1/amount"]


def test_flows_that_tell_another_number_are_shown_with_both(full: EvidencePage) -> None:
    case = full.desk.case
    small = [flow for flow in case.flows if flow.kind == "income" and flow.amount < 100_000][:5]
    full.desk.session.edit("proof", flow_edits.proved(case, small, "incomes/i1/amount"))
    line = next(line for line in full.figures._lines if line.id == "incomes/i1/amount")
    assert line.state == "differs"
    assert "The flows show" in line.note


def test_kind_date_and_name_of_a_paper_can_be_said(full: EvidencePage) -> None:
    paper = full.desk.case.papers[0]
    for path, value in (("kind", "D03"), ("date", TODAY - timedelta(days=40)), ("note", "Credit report")):
        full.shelf.edited.emit(paper, path, value)
    now = full.desk.case.papers[0]
    assert (now.kind, now.note) == ("D03", "Credit report")
    report = next(one for one in full.missing._wanted if one.kind == "D03")
    assert (report.state, report.age) == ("old", 40)
    for _edit in range(3):
        full.desk.session.undo()
    assert full.desk.case.papers[0] == paper


def test_a_removed_paper_takes_its_proofs_and_undo_brings_both_back(
    full: EvidencePage, program: Program
) -> None:
    before = full.desk.case
    full.remove(before.papers[:1])
    assert len(full.desk.case.papers) == 2
    assert states(full)["incomes/i1/amount"] == "missing"
    program.window.message._act()
    assert full.desk.case == before


def test_the_first_page_is_drawn_beside_the_window(full: EvidencePage, qtbot: QtBot) -> None:
    for paper in full.desk.case.papers:
        full.shelf.table.select_record(paper.id)
        settle(qtbot)
        assert not full.shelf.picture._picture.isNull()


def test_what_is_usually_asked_for_is_named(bare: EvidencePage) -> None:
    assert {one.kind for one in bare.missing._wanted if one.state == "missing"} >= {
        "D01",
        "D02",
        "D03",
        "D04",
    }


def test_a_figure_leads_to_its_page(full: EvidencePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(full.went) as told:
        full.figures.opened.emit("incomes/i1/amount")
    assert told.args == ["incomes/i1/amount"]


def test_tiles_show_what_proves_a_figure_or_what_would(full: EvidencePage, qtbot: QtBot) -> None:
    lines = {line.id: line.tiles for line in full.figures._lines}
    proved, missing = lines["incomes/i1/amount"], lines["debts/d1/principal"]
    paper = full.desk.case.papers[0]
    assert proved.papers == ((paper.sha256, paper.media),)
    assert proved.would == ""
    assert "proved" in proved.words
    assert missing.papers == ()
    assert "Loan contract" in missing.would
    full.figures.reveal("incomes/i1/amount")
    pictures = full.figures.table.itemDelegate()._pictures  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(pictures.picture(paper.sha256, paper.media)), timeout=20_000)
    full.figures.table.grab()


def test_a_figure_shown_by_very_many_rows_holds_nobody_up(bare: EvidencePage, qtbot: QtBot) -> None:
    case = many_rows(20_000, bare.desk.case)
    flows = [flow for flow in case.flows if flow.kind == "income"]
    bare.desk.session.edit("rows", case)
    bare.desk.session.edit("proofs", flow_edits.proved(bare.desk.case, flows, "incomes/i1/amount"))
    tiles = next(line.tiles for line in bare.figures._lines if line.id == "incomes/i1/amount")
    assert tiles.flows == len(flows) == 4_000
    bare.figures.reveal("incomes/i1/amount")
    settle(qtbot)
    bare.figures.table.grab()
    began = time.thread_time()
    bare.show_case(None, bare.desk.case)
    assert time.thread_time() - began < 0.5
