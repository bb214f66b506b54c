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
from tests.ui.conftest import sample_case
from tests.ui.whole import at_page, many_rows, settle
from ui import handing_over, outbox
from ui.app import Program
from ui.pages.documents import DocumentsPage
from ui.printing import pdf
from ui.session import Session

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
    page.list._said("孩子在二月住院。")
    settle(qtbot)
    assert page._text is not None
    assert "孩子在二月住院。" in page._text.html
    choose(page, qtbot, "summary")
    choose(page, qtbot, "hardship")
    assert page.list.own_words.value() == "孩子在二月住院。"


def test_warnings_stand_before_what_leaves_only(page: DocumentsPage, qtbot: QtBot) -> None:
    assert page._check.isVisible()
    choose(page, qtbot, "call_script")
    assert not page._check.isVisible()


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
    page.list._said("因为裁员。")
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
        began = time.perf_counter()
        page.list.table.select_record(name)
        assert time.perf_counter() - began < 0.1, name
        settle(qtbot)


def test_a_pdf_is_the_same_from_any_thread() -> None:
    with speaking("zh"):
        text = printout("标题", [title("标题"), *(paragraph(f"第{n}段 123.45") for n in range(80))], "脚注")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(handing_over.pdf_of, text).result() == pdf(text)
