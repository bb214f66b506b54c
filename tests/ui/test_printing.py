# SPDX-License-Identifier: Apache-2.0
"""Paper: preview, PDF and page images come from one painter, and the text layer copies back as it was written."""

import io
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QPageSize, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.facts.language import speaking
from planner.facts.places import resources
from planner.reports.printout import Printout, paragraph, printout, table_html, title
from planner.reports.summary import summary
from planner.reports.table import Column, Table
from tests.planner.reports.given import TODAY, rules, sample, sample_plan
from ui import print_dialog, printing

LETTER = QPageSize(QPageSize.PageSizeId.Letter)
COLUMNS = (
    Column("n", "No.", "count"),
    Column("name", "Creditor"),
    Column("amount", "Amount", "money"),
)


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Paper needs fonts, and fonts an application."""


def a_table(rows: int, name: str = "花呗") -> Table:
    data = tuple((n, f"{name} {n}", n * 101) for n in range(1, rows + 1))
    total = ("Total", "", sum(row[2] for row in data))
    return Table(name="t", title="t", columns=COLUMNS, rows=data, totals=total)


def text_of(*parts: str) -> Printout:
    return printout("Test", parts, "还清 · 2026-04-01")


def by_poppler(pdf: bytes, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "t.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", *options, str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


def by_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def font_characters() -> list[str]:
    cmap = TTFont(resources() / "fonts" / "NotoSansSC-Regular.ttf").getBestCmap()
    shared = {"\u00a0", "\u00ad", "\u2011", "\u2022", "壿", "𤨁"}  # second characters of one glyph
    return [c for c in map(chr, sorted(cmap)) if not c.isspace() and c not in shared]


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("part", range(8))
def test_every_character_of_the_font_copies_back(part: int, tmp_path: Path) -> None:
    characters = font_characters()[part::8]
    lines = ["".join(characters[start : start + 30]) for start in range(0, len(characters), 30)]
    pdf = printing.pdf(text_of(*map(paragraph, lines)))
    wanted = squeezed("".join(lines))
    assert Counter(wanted) - Counter(squeezed(by_poppler(pdf, tmp_path, "-raw"))) == Counter()
    assert Counter(wanted) - Counter(squeezed(by_pypdf(pdf))) == Counter()


@pytest.mark.needs("pdftotext")
def test_sentences_copy_back_in_order(tmp_path: Path) -> None:
    lines = [
        "债权人、银行、月供：人民币贰仟肆佰贰拾元整，共 36 期。",
        "office file offer fjord – ‘quoted’ … 50 % ¥1,234.50 −20",
        "𬭎某、𫍽某与龙国华签订协议（2026-04-01）。",
    ]
    pdf = printing.pdf(text_of(*(title(line) for line in lines), *(paragraph(line) for line in lines)))
    for read in (by_poppler(pdf, tmp_path, "-raw"), by_pypdf(pdf)):
        flat = squeezed(read)
        for line in lines:
            assert flat.count(squeezed(line)) == 2


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_summary_copies_back(language: str, tmp_path: Path) -> None:
    with speaking(language):
        text = summary(sample(), sample_plan(), rules(), TODAY)
    pdf = printing.pdf(text)
    pages = printing.Pages(text)
    written = pages.document.toPlainText() + "".join(
        "".join(pages.foot(n)) for n in range(1, pages.count + 1)
    )
    wanted = Counter(squeezed(written).replace("\ufffc", ""))
    for read in (by_poppler(pdf, tmp_path, "-raw"), by_pypdf(pdf)):
        assert wanted - Counter(squeezed(read)) == Counter()
    assert pages.count <= 2


@pytest.mark.parametrize("rows", [0, 1, 33, 400])
@pytest.mark.parametrize("size", [printing.A4, LETTER], ids=["A4", "Letter"])
def test_headings_repeat_and_every_row_is_there_once(rows: int, size: QPageSize) -> None:
    pdf = printing.pdf(text_of(table_html(a_table(rows))), size)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    texts = [page.extract_text() for page in reader.pages]
    for place, text in enumerate(texts, 1):
        assert "Creditor" in text
        assert f"Page {place} of {len(texts)}" in text
    read = "\n".join(texts)
    for n in range(1, rows + 1):
        assert read.count(f"花呗 {n}\n") == 1
    assert ("Total" in read) == (rows > 0)


def test_the_end_of_a_page_costs_one_layout_however_many_columns_a_table_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changes: list[int] = []
    tidy = printing.tidy

    def counted(document: QTextDocument, height: float, dots: int) -> None:
        document.contentsChange.connect(lambda place, _gone, _come: changes.append(place))
        tidy(document, height, dots)

    monkeypatch.setattr(printing, "tidy", counted)
    long = "重庆市第一百二十三号互联网小额贷款与消费金融信息服务有限责任公司" * 2
    pages = printing.Pages(text_of(table_html(a_table(200, long))))
    assert pages.count > 5
    assert 0 < len(changes) <= pages.count


def test_a_row_is_never_cut_by_the_end_of_a_page() -> None:
    """Two lines of one row stand on one page, whatever stands above them."""
    for before in range(0, 40, 7):
        table = Table(name="t", title="t", columns=COLUMNS, rows=((1, "甲" * 150 + "乙", 1),) * 30)
        pdf = printing.pdf(text_of(*[paragraph("x")] * before, table_html(table)))
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
            text = page.extract_text()
            assert text.count("乙") * 150 == text.count("甲")


def test_long_names_stay_on_the_page() -> None:
    wide = Table(name="t", title="t", columns=COLUMNS, rows=((1, "W" * 200, 1), (2, "名" * 200, 2)))
    pages = printing.Pages(text_of(table_html(wide)))
    assert pages.document.size().width() <= pages.body.width() + 1
    assert squeezed(by_pypdf(printing.pdf(text_of(table_html(wide))))).count("W") == 200


def test_nothing_is_loaded_and_nothing_is_html(tmp_path: Path) -> None:
    secret = tmp_path / "x.png"
    secret.write_bytes(b"no picture")
    asked: list[str] = []

    class Watched(printing._Document):
        def loadResource(self, kind: int, name: object) -> object:
            asked.append(str(name))
            return super().loadResource(kind, name)  # type: ignore[arg-type]

    evil = f'<img src="file://{secret}"><a href="http://x">y</a>&lt;'
    kept, printing._Document = printing._Document, Watched  # type: ignore[misc]
    try:
        pdf = printing.pdf(text_of(paragraph(evil), table_html(a_table(1, evil))))
    finally:
        printing._Document = kept  # type: ignore[misc]
    assert asked == []
    assert squeezed(by_pypdf(pdf)).count(squeezed(evil)) == 2
    assert printing._Document().loadResource(2, f"file://{secret}") is None


def test_the_file_says_no_name_and_no_time() -> None:
    text = summary(sample(), sample_plan(), rules(), TODAY)
    reader = pypdf.PdfReader(io.BytesIO(printing.pdf(text)))
    assert dict(reader.metadata or {}) == {"/Title": "Negotiation summary", "/Producer": "Huanqing 还清"}
    assert "/Metadata" not in reader.trailer["/Root"]
    assert "/ID" not in reader.trailer
    assert b"xmp" not in printing.pdf(text)


@pytest.mark.needs("pdffonts")
def test_fonts_are_embedded_subsets_with_names_for_their_glyphs(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    path.write_bytes(printing.pdf(summary(sample(), sample_plan(), rules(), TODAY)))
    told = subprocess.run(
        ["pdffonts", str(path)], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    fonts = told.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert "NotoSansSC" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


def test_the_same_text_makes_the_same_bytes_in_another_process() -> None:
    here = printing.pdf(summary(sample(), sample_plan(), rules(), TODAY))
    code = (
        "import sys; from tests.planner.reports.given import *; from planner.reports.summary import summary;"
        "from ui import printing;"
        "sys.stdout.buffer.write(printing.pdf(summary(sample(), sample_plan(), rules(), TODAY)))"
    )
    for seed in ("0", "7"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=environment, timeout=120
        )
        assert done.stdout == here


def test_the_language_of_the_text_decides_the_foot_not_that_of_the_window() -> None:
    with speaking("zh"):
        chinese = text_of(paragraph("x"))
    assert printing.Pages(chinese).foot(1)[1] != printing.Pages(text_of(paragraph("x"))).foot(1)[1]


def test_page_images_have_the_size_of_the_paper() -> None:
    made = printing.images(text_of(table_html(a_table(60))))
    assert len(made) == 2
    assert abs(made[0].width() / made[0].height() - 210 / 297) < 0.001
    assert printing.png(made[0]).startswith(b"\x89PNG")
    assert printing.png(made[0]) == printing.png(printing.images(text_of(table_html(a_table(60))))[0])


def test_a_case_without_anything_still_prints() -> None:
    bare = replace(
        sample(), borrower=None, household=None, debts=(), incomes=(), expenses=(), flows=(), papers=()
    )
    from tests.planner.reports.given import planned

    assert printing.pdf(summary(bare, planned(bare), rules(), date(2026, 1, 1)))


def test_rates_and_dates_are_written_plainly() -> None:
    columns = (Column("r", "Yearly rate", "rate"), Column("d", "Date", "date"))
    table = Table(
        name="t", title="t", columns=columns, rows=((Decimal("0.1825"), date(2026, 4, 1)), (None, None))
    )
    read = by_pypdf(printing.pdf(text_of(table_html(table))))
    assert "18.25%" in read
    assert "2026-04-01" in read
    assert read.count("—") == 2


def test_printer_and_pdf_show_the_same_lines_on_the_same_pages(tmp_path: Path) -> None:
    """The printer writes into a file here: what would lie in the tray has the words of the PDF, page by page."""
    text = text_of(table_html(a_table(90)))
    printer = print_dialog.printer_for(text)
    printer.setOutputFileName(str(tmp_path / "tray.pdf"))
    print_dialog.paint_on(printer, text)
    tray = pypdf.PdfReader(tmp_path / "tray.pdf")
    ours = pypdf.PdfReader(io.BytesIO(printing.pdf(text)))
    assert len(tray.pages) == len(ours.pages) == 3
    for one, other in zip(tray.pages, ours.pages, strict=True):
        assert squeezed(one.extract_text()) == squeezed(other.extract_text())


def test_a_range_of_pages_can_be_printed(tmp_path: Path) -> None:
    text = text_of(table_html(a_table(90)))
    printer = print_dialog.printer_for(text)
    printer.setOutputFileName(str(tmp_path / "tray.pdf"))
    printer.setFromTo(2, 2)
    print_dialog.paint_on(printer, text)
    pages = pypdf.PdfReader(tmp_path / "tray.pdf").pages
    assert len(pages) == 1
    assert "Page2of3" in squeezed(pages[0].extract_text())


def test_the_preview_paints_the_text(qtbot: QtBot) -> None:
    text = text_of(table_html(a_table(90)))
    dialog = print_dialog.preview(text)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.paintRequested, timeout=10_000):
        dialog.show()
    assert dialog.windowTitle() == "Test"
