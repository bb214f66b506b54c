# SPDX-License-Identifier: Apache-2.0
"""The Documents page: the preview is the PDF is the paper; what leaves is made beside the window and recorded."""

import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.bundle import verify
from planner.facts.case import new_case
from planner.facts.dates import Month
from planner.facts.language import speaking
from planner.reports.documents import DOCUMENTS
from planner.reports.printout import paragraph, printout, title
from planner.store.casefile import CaseFile
from tests.ui.conftest import sample_case
from tests.ui.whole import at_page, many_rows, settle
from ui import handing_over, outbox
from ui.app import Program
from ui.pages.documents import DocumentsPage
from ui.printing import pdf
from ui.session import Session
from ui.widgets.text import Words

Opened = Callable[..., Session]


@pytest.fixture
def page(program: Program, opened: Opened, qtbot: QtBot) -> DocumentsPage:
    made = at_page(program, opened, DocumentsPage, sample_case())
    settle(qtbot)
    return made


@pytest.fixture
def full(program: Program, opened: Opened, qtbot: QtBot) -> DocumentsPage:
    made = at_page(program, opened, DocumentsPage)
    settle(qtbot)
    return made


def choose(page: DocumentsPage, qtbot: QtBot, name: str) -> None:
    page.list.table.select_record(name)
    settle(qtbot)


def type_words(page: DocumentsPage, qtbot: QtBot, words: str) -> None:
    """Type own words and wait until they are told."""
    page.list.own_words.setPlainText(words)
    with qtbot.waitSignal(page.list.said, timeout=5_000):
        pass
    settle(qtbot)


def test_without_a_debt_there_is_nothing_to_print(program: Program, opened: Opened) -> None:
    page = at_page(program, opened, DocumentsPage, new_case(Month.parse("2026-12")))
    assert page.stack.currentIndex() == 1
    assert not page.print.isEnabled()


def test_every_document_is_laid_out_in_both_languages(page: DocumentsPage, qtbot: QtBot) -> None:
    for spoken in ("zh", "en"):
        page.list.spoken.set_value(spoken)
        for name in (*DOCUMENTS, handing_over.CONTENTS):
            choose(page, qtbot, name)
            assert page._text is not None, name
            assert page._text.language == spoken
            assert page.preview.words() == page._text.title
            document = page.list.document()
            asks = document is not None and document.for_debt
            assert not asks or page.list.debt_id() == "d1"


def test_the_document_follows_the_plan(page: DocumentsPage, qtbot: QtBot) -> None:
    before = page._text
    assert before is not None
    debt = page.desk.case.debts[0]
    case = replace(page.desk.case, debts=(replace(debt, principal=123_456), *page.desk.case.debts[1:]))
    with qtbot.waitSignal(page.desk.feed.plan_ready, timeout=10_000):
        page.desk.session.edit("principal", case)
    settle(qtbot)
    assert page._text is not None
    assert "1,234.56" in page._text.html


def test_papers_for_creditors_are_chinese_from_an_english_window(page: DocumentsPage) -> None:
    assert page._text is not None
    assert page._text.language == "zh"
    assert page._text.title == "还款协商摘要"


def test_own_words_stand_in_the_letter_and_stay_with_it(page: DocumentsPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "hardship")
    type_words(page, qtbot, "孩子在二月住院。")
    assert page._text is not None
    assert "孩子在二月住院。" in page._text.html
    choose(page, qtbot, "summary")
    choose(page, qtbot, "hardship")
    assert page.list.own_words.value() == "孩子在二月住院。"


def test_own_words_are_kept_in_the_case_per_creditor_and_can_be_undone(
    page: DocumentsPage, qtbot: QtBot
) -> None:
    choose(page, qtbot, "application")
    for words in ("Fi", "First", "First, for d1"):
        type_words(page, qtbot, words)
    page.list.choose("application", "d2")
    assert page.list.own_words.value() is None
    type_words(page, qtbot, "For d2")
    told = [(one.kind, one.debt, one.text) for one in page.desk.case.said]
    assert told == [("application", "d1", "First, for d1"), ("application", "d2", "For d2")]
    page.desk.session.undo()
    settle(qtbot)
    assert page.list.own_words.value() is None
    page.desk.session.undo()  # what was typed further is one edit
    assert [one.text for one in page.desk.case.said] == ["Fi"]
    page.desk.session.undo()
    assert page.desk.case.said == ()
    page.desk.session.redo()
    page.desk.session.redo()
    page.list.choose("application", "d1")
    assert page.list.own_words.value() == "First, for d1"
    assert page.desk.session.flush() is None
    with CaseFile.open(page.desk.session.path, read_only=True) as file:
        assert file.load().said == page.desk.case.said


def test_words_typed_just_before_another_document_is_chosen_are_not_lost(
    page: DocumentsPage, qtbot: QtBot
) -> None:
    choose(page, qtbot, "hardship")
    page.list.own_words.setFocus()
    page.list.own_words.setPlainText("typed last")
    page.list.table.setFocus()
    choose(page, qtbot, "application")
    assert [(one.kind, one.text) for one in page.desk.case.said] == [("hardship", "typed last")]
    assert page.list.own_words.value() is None


def test_warnings_stand_before_what_leaves_only(page: DocumentsPage, qtbot: QtBot) -> None:
    assert page._check.isVisible()
    choose(page, qtbot, "call_script")
    assert not page._check.isVisible()


def test_how_likely_the_plan_holds_stands_before_an_offer_leaves(full: DocumentsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "not a forecast" in full.outlook.words.text(), timeout=20_000)
    assert full._check.isVisible()
    assert full.outlook.isVisible()
    choose(full, qtbot, "call_script")
    assert not full._check.isVisible()


def test_without_months_of_flows_it_says_that_nobody_knows(page: DocumentsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "cannot be said yet" in page.outlook.words.text(), timeout=20_000)
    assert page.outlook.isVisible()


def test_a_preview_that_is_being_laid_out_says_so_and_pages_are_not_taken_away(
    program: Program, opened: Opened, qtbot: QtBot
) -> None:
    page = at_page(program, opened, DocumentsPage, sample_case())
    assert [one.text() for one in page.preview.findChildren(Words)] == ["The pages are being laid out …"]
    settle(qtbot)
    assert page.preview.words() == "还款协商摘要"
    page.list.table.select_record("budget")
    assert page.preview.words() == "还款协商摘要"
    settle(qtbot)
    assert page.preview.words() == "收支表"


def test_the_pdf_saved_has_the_bytes_of_printing(page: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    assert page._text is not None
    page.save_as_pdf(path)
    settle(qtbot)
    settle(qtbot)
    assert path.read_bytes() == pdf(page._text)
    assert path.stat().st_mode & 0o077 == 0


def test_word_copies_and_pictures_are_saved(page: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.save_as_pictures(tmp_path / "page.png")
    settle(qtbot)
    settle(qtbot)
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "page 2.png").exists()
    choose(page, qtbot, "application")
    assert page.word.isEnabled()
    page.save_as_word(tmp_path / "letter.docx")
    settle(qtbot)
    settle(qtbot)
    with zipfile.ZipFile(tmp_path / "letter.docx") as file:
        assert "word/document.xml" in file.namelist()


def test_a_place_that_cannot_be_written_is_told(page: DocumentsPage, qtbot: QtBot, program: Program) -> None:
    page.save_as_pdf(Path("/proc/nowhere/summary.pdf"))
    settle(qtbot)
    settle(qtbot)
    assert "summary.pdf" in program.window.message.words()
    assert "Choose another place" in program.window.message.words()


def test_the_workbook_is_made_beside_the_window(page: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.save_book(tmp_path / "plan.xlsx", outbox.workbook)
    assert page.files.progress.isVisible()
    settle(qtbot)
    settle(qtbot)
    assert zipfile.is_zipfile(tmp_path / "plan.xlsx")
    assert not page.files.progress.isVisible()


def test_the_bundle_verifies_and_is_recorded_once(full: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "evidence.zip"
    for _time in range(2):
        full.make_bundle(path)
        settle(qtbot)
        settle(qtbot)
        found = verify(path, full.desk.case.exports)
        assert found.ok, found.problems
        assert [export.kind for export in full.desk.case.exports] == ["bundle"]
        assert full.desk.case.exports[0].sha256 == found.sha256
    full.desk.session.undo()
    assert full.desk.case.exports == ()


def test_a_bundle_for_one_creditor_names_no_other(full: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    full.files.receiver.set_value("d1")
    path = tmp_path / "evidence.zip"
    full.make_bundle(path)
    settle(qtbot)
    settle(qtbot)
    assert verify(path).ok
    assert full.desk.case.exports[0].receiver == "d1"
    other = full.desk.case.debts[3].creditor.encode()
    with zipfile.ZipFile(path) as bag:
        assert not any(other in bag.read(name) for name in bag.namelist())


def test_making_a_bundle_can_be_stopped(full: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    full.make_bundle(tmp_path / "evidence.zip")
    full.files.cancel.click()
    settle(qtbot)
    assert not (tmp_path / "evidence.zip").exists()
    assert full.desk.case.exports == ()
    assert not full.files.progress.isVisible()


def test_the_choice_survives_a_change_of_language(
    page: DocumentsPage, qtbot: QtBot, program: Program
) -> None:
    choose(page, qtbot, "application")
    page.list.debt.set_value("d2")
    page.list.said.emit("因为裁员。")
    program.speak("zh")
    settle(qtbot)
    made = program.window.page()
    assert isinstance(made, DocumentsPage)
    assert (made.list.name(), made.list.debt_id(), made.list.words()) == ("application", "d2", "因为裁员。")


def test_without_a_printer_the_page_offers_a_pdf(
    page: DocumentsPage, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.print_dialog.has_printer", lambda: False)
    page.ask_printer()
    assert "No printer" in program.window.message.words()


def test_choosing_a_document_never_holds_the_window(program: Program, opened: Opened, qtbot: QtBot) -> None:
    page = at_page(program, opened, DocumentsPage, many_rows())
    settle(qtbot)
    for name in DOCUMENTS:
        began = time.thread_time()
        page.list.table.select_record(name)
        assert time.thread_time() - began < 0.1, name
        settle(qtbot)


def test_a_pdf_is_the_same_from_any_thread() -> None:
    with speaking("zh"):
        text = printout("标题", [title("标题"), *(paragraph(f"第{n}段 123.45") for n in range(80))], "脚注")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(handing_over.pdf_of, text).result() == pdf(text)


def test_only_what_is_ticked_goes_out_to_one_creditor(
    full: DocumentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    files = full.files
    assert not files.ticks.isVisible()
    files.receiver.set_value("d1")
    files.receiver.edited.emit("d1")
    assert files.ticks.isVisible()
    assert all(files.ticks.flags["papers", name].value() for name in ("p1", "p2", "p3"))
    files.ticks.flags["papers", "p3"].click()
    files.ticks.flags["accounts", "a2"].click()
    assert files.wish().ticked.papers == {"p1", "p2"}
    before = files.wish()
    path = tmp_path / "evidence.zip"
    full.make_bundle(path)
    settle(qtbot)
    settle(qtbot)
    names = [name.rpartition("/")[2] for name in zipfile.ZipFile(path).namelist()]
    assert not any("D07" in name for name in names)
    assert any("D05" in name for name in names)
    assert verify(path).problems == ()
    full.files.show_case(full.desk.case)
    assert full.files.wish() == before
