# SPDX-License-Identifier: Apache-2.0
"""The papers of the case with a look at the chosen one, and those usually asked for that are not here yet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from planner.evidence.wanted import FLOW_MONTHS, OLDEST, Wanted, too_old
from planner.facts.case import Case, Debt, Paper
from planner.facts.language import N_, _, ngettext
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import spoken
from ui import shown
from ui.icons import set_icon
from ui.models.records import Column, RecordsModel
from ui.theme import THEME
from ui.widgets.card import Card, column, emptied, row
from ui.widgets.chip import Chip, ChipText
from ui.widgets.choice import Choice
from ui.widgets.table_view import TableView
from ui.widgets.text import OneLine, Words
from ui.widgets.thumbnail import Thumbnail

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/webp")
MOST = 6  # papers before the list scrolls


class Shelf(Card):
    """The list, what can be done with the chosen paper, its first page."""

    chosen = Signal(object)
    edited = Signal(object, str, object)  # paper, field, value
    edited_many = Signal(object, str)  # pairs of paper and value, field
    removed = Signal(object)  # papers
    proving = Signal()
    hiding = Signal()
    loosening = Signal()

    def __init__(self, book: RuleBook, today: date) -> None:
        super().__init__(_("Papers"))
        self._book, self._today = book, today
        kinds = tuple((kind.id, kind.title) for kind in book.documents)
        self.model = RecordsModel(
            (
                Column(heading=N_("Paper"), value=lambda p: p.note or p.name, show=shown.name, path="note"),
                Column(
                    heading=N_("Kind"),
                    value=lambda p: p.kind,
                    show=self._kind_words,
                    path="kind",
                    kind="choice",
                    options=kinds,
                    width=112,
                    least=330,
                ),
                Column(
                    heading=N_("Date"),
                    value=lambda p: p.date,
                    show=self._day,
                    path="date",
                    kind="date",
                    width=112,
                ),
                Column(heading=N_("Pages"), value=lambda p: p.pages, look="number", width=58, least=460),
            )
        )
        self.model.edited.connect(self.edited.emit)
        self.model.edited_many.connect(self.edited_many.emit)
        self.table = TableView(_("Papers"), framed=False)
        self.table.show_model(self.model)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.chosen.connect(self.chosen.emit)
        self.table.removal.connect(self.removed.emit)
        self.picture = Thumbnail()
        self._build_buttons()
        self.body.addWidget(self.table)
        self.body.addLayout(row(self.prove, self.loose, None))
        about = row(Words(_("About"), "caption"), self.about)
        about.setStretch(1, 1)
        self.body.addLayout(about)
        self.body.addWidget(self.picture, 1)

    def _build_buttons(self) -> None:
        self.prove, self.loose = QPushButton(_("Proves these")), QPushButton(_("No more"))
        set_icon(self.prove, "link", "accent", 16)
        self.prove.setToolTip(_("It proves the chosen figures"))
        self.loose.setProperty("kind", "quiet")
        self.loose.setToolTip(_("It proves the chosen figures no more"))
        set_icon(self.loose, "unlink", "accent", 16)
        self.prove.clicked.connect(self.proving.emit)
        self.loose.clicked.connect(self.loosening.emit)
        self.hide_parts = QPushButton(_("Hide parts…"))
        self.hide_parts.setProperty("kind", "quiet")
        self.hide_parts.setToolTip(_("Mark what the redacted copy must hide; the original stays as it is"))
        set_icon(self.hide_parts, "eye-off", "accent", 16)
        self.hide_parts.clicked.connect(self.hiding.emit)
        self.corner.addWidget(self.hide_parts)
        self.about = Choice(())
        self.about.setAccessibleName(_("Which debt the paper is about"))
        self.about.edited.connect(self._say_about)

    def _say_about(self, debt_id: str | None) -> None:
        paper = self.paper()
        if paper is not None and paper.debt != debt_id:
            self.edited.emit(paper, "debt", debt_id)

    def show_debts(self, debts: Sequence[Debt]) -> None:
        """Offer the debts that a paper may be about."""
        named = [(debt.id, shown.name(debt.brand or debt.creditor)) for debt in debts]
        self.about.set_options([(None, N_("no debt in particular")), *named])

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show the papers; the first is chosen where none is."""
        self.model.show_records(papers)
        self.table.fit_rows(max(len(papers), 1), MOST)
        if papers and self.table.current_record() is None:
            self.table.select_record(papers[0].id)

    def paper(self) -> Paper | None:
        """The chosen paper."""
        found: Paper | None = self.table.current_record()
        return found

    def enable(self, figures: Sequence[str], case: Case) -> None:
        """Let the buttons be pressed where a paper and figures are chosen."""
        paper = self.paper()
        source = f"papers/{paper.id}" if paper else ""
        tied = any(p.source == source and p.figure in figures for p in case.proofs)
        self.prove.setEnabled(bool(paper and figures))
        self.about.set_value(paper.debt if paper is not None else None)
        self.about.setEnabled(paper is not None)
        self.hide_parts.setEnabled(paper is not None and is_drawable(paper.media))
        self.loose.setEnabled(tied)

    def _kind_words(self, kind: str | None) -> str:
        found = self._book.document(kind) if kind else None
        return found.title if found else (kind or "—")

    def _day(self, day: date | None) -> str:
        return shown.day(day)


def is_drawable(media: str | None) -> bool:
    """Whether a paper has pages on which boxes can lie: a picture or a PDF."""
    return media == "application/pdf" or media in PICTURES


class WantedList(Card):
    """What is usually asked for and is missing, too old or too short, each with what it would show."""

    def __init__(self, book: RuleBook) -> None:
        super().__init__(_("Usually asked for"), gap=8)
        self._book = book
        self._wanted: tuple[Wanted, ...] = ()
        self._lines = column(gap=6)
        self.body.addLayout(self._lines)

    def show_wanted(self, wanted: Sequence[Wanted]) -> None:
        """Show what is lacking; where nothing is, say so."""
        self._wanted = tuple(wanted)
        emptied(self._lines)
        lacking = [one for one in wanted if one.state != "here"]
        for one in lacking:
            self._lines.addWidget(self._line(one))
        if not lacking:
            self._lines.addLayout(row(Chip(_("Everything usually asked for is here."), "good"), None))
        self.setVisible(bool(wanted))

    def _line(self, one: Wanted) -> QWidget:
        kind: Any = self._book.document(one.kind)
        chip = _state_chip(one)
        words = OneLine(kind.title if kind else one.kind)
        holder = QWidget()
        line = row(Chip(chip.words, chip.tone, chip.icon), words, gap=10)
        line.setStretch(1, 1)
        line.setContentsMargins(0, THEME.px(1), 0, THEME.px(1))
        holder.setLayout(line)
        if kind:
            asked_by = _(", ").join(self._book.lender_class(name).title for name in one.asked_by)
            told = _("It shows: {what}. From: {source}").format(
                what=kind.proves, source=spoken(kind.source_en, kind.source_zh)
            )
            holder.setToolTip(told + "\n" + _("Usually asked for by: {classes}").format(classes=asked_by))
        return holder


def _state_chip(one: Wanted) -> ChipText:
    if one.state == "old":
        n = one.age or 0
        return ChipText(ngettext("{n} day old", "{n} days old", n).format(n=n), "warn")
    if one.state == "undated":
        return ChipText(_("date unknown"), "warn")
    if one.state == "short":
        return ChipText(_("{n} of {all} months").format(n=one.months, all=FLOW_MONTHS), "warn")
    return ChipText(_("missing"), "", "circle-dashed")


def age_words(paper: Paper, today: date) -> str:
    """Say that a paper is older than is usually taken; "" where it is not."""
    age = too_old(paper, today)
    if age is None:
        return ""
    n = OLDEST[paper.kind or ""]
    words = ngettext(
        "This paper is {age} days old; it is usually taken for {n} day only.",
        "This paper is {age} days old; it is usually taken for {n} days only.",
        n,
    )
    return words.format(age=age, n=n)
