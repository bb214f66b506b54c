# SPDX-License-Identifier: Apache-2.0
"""Every figure of the case with its proof or "no proof yet", and for the chosen one what shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from planner.evidence.proofs import Standing, source_of
from planner.evidence.wanted import would_prove
from planner.facts.case import Case, Paper, Proof, find
from planner.facts.language import N_, _, ngettext
from planner.facts.money import Fen
from planner.facts.rulebook import RuleBook
from planner.reports.figure_words import figure_words
from ui import shown
from ui.icons import set_icon
from ui.models.records import Column, RecordsModel
from ui.widgets.card import Card, column, emptied, row
from ui.widgets.chip import ChipText
from ui.widgets.choice import Choice
from ui.widgets.paper_pictures import PaperPictures
from ui.widgets.proof_tiles import ROW, TileCells, Tiles
from ui.widgets.table_view import TableView
from ui.widgets.text import OneLine, Words, rule_line


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as the table shows it; its id is the figure's path."""

    id: str
    words: str
    value: Fen
    state: str  # proved, missing, differs, older
    proofs: tuple[Proof, ...]
    note: str
    tiles: Tiles


CHIPS = {
    "proved": ChipText(N_("proved"), "good"),
    "missing": ChipText(N_("no proof yet"), "", "circle-dashed"),
    "differs": ChipText(N_("differs"), "warn"),
    "older": ChipText(N_("older than the figure"), "warn"),
}
SHOWN = ((None, N_("every figure")), ("missing", N_("without proof")), ("check", N_("to check")))


def state_chip(state: str) -> ChipText:
    """How a figure stands, as a chip."""
    chip = CHIPS[state]
    return ChipText(_(chip.words), chip.tone, chip.icon)


class FigureTable(Card):
    """The table and the proofs of the chosen figure. `opened(figure)` goes to a figure, `loosened(proofs)` lets go."""

    opened = Signal(str)
    sought = Signal(str)  # a source to show: papers/p1
    loosened = Signal(object)
    chosen = Signal()

    def __init__(self, book: RuleBook, pictures: PaperPictures) -> None:
        super().__init__()
        self._book = book
        self.count = Words("", "lead", wrap=True)
        self.which = Choice(SHOWN)
        self.which.setAccessibleName(_("Which figures"))
        self.which.set_value(None)
        self.which.edited.connect(lambda _which: self._filter())
        self.hint = Words(
            _("Choose figures here and a paper beside them, then say what it proves."), "muted", wrap=True
        )
        self.model = RecordsModel(
            (
                Column(heading=N_("Figure"), value=lambda line: line.words, show=shown.name),
                Column(
                    heading=N_("Amount"),
                    value=lambda line: line.value,
                    show=shown.amount,
                    look="number",
                    width=100,
                ),
                Column(
                    heading=N_("Proof"),
                    show=lambda tiles: tiles,
                    value=lambda line: line.tiles,
                    look="tiles",
                    width=236,
                    tip=lambda line: line.note,
                ),
            )
        )
        self.table = TableView(_("Figures and their proofs"), framed=False, row=ROW)
        self.table.setItemDelegate(TileCells(self.table, pictures))
        self.table.show_model(self.model)
        self.table.opened.connect(lambda line: self.opened.emit(line.id) if line else None)
        self.table.selectionModel().selectionChanged.connect(lambda *_moved: self._choose())
        self.model.modelReset.connect(self._choose)
        self._proofs = column(gap=6)
        self._settled = QTimer(self, singleShot=True, interval=0)  # the proofs take room: then scroll again
        self._settled.timeout.connect(lambda: self.table.scrollTo(self.table.currentIndex()))
        top = row(self.count, self.which)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(self._proofs)
        self._lines: tuple[Line, ...] = ()
        self._case: Case | None = None

    def show_standings(self, case: Case, standings: Sequence[Standing]) -> None:
        """Show every figure as it stands."""
        self._case = case
        self._lines = tuple(_line(case, one, self._book) for one in standings)
        proved = sum(line.state != "missing" for line in self._lines)
        words = _("{proved} of {all} figures are proved")
        self.count.setText(words.format(proved=proved, all=len(self._lines)))
        self._filter()
        self._choose()

    def _filter(self) -> None:
        which = self.which.value()
        wanted = {"missing": ("missing",), "check": ("differs", "older")}.get(which or "", tuple(CHIPS))
        self.model.show_records([line for line in self._lines if line.state in wanted])

    def selected(self) -> tuple[str, ...]:
        """The figures that are chosen."""
        return tuple(line.id for line in self.table.selected_records())

    def reveal(self, figure: str) -> bool:
        """Choose a figure; False where there is none of that path."""
        if self.model.row_of(figure) < 0:
            self.which.set_value(None)
            self._filter()
        return self.table.select_record(figure)

    def _choose(self) -> None:
        emptied(self._proofs)
        lines = self.table.selected_records()
        if len(lines) == 1 and lines[0].proofs and self._case is not None:
            self._show_proofs(self._case, lines[0])
            self._settled.start()
        self.chosen.emit()

    def _show_proofs(self, case: Case, line: Line) -> None:
        self._proofs.addWidget(rule_line())
        self._proofs.addWidget(Words(shown.name(line.words), "card"))
        if line.note:
            self._proofs.addWidget(Words(line.note, "muted", wrap=True))
        flows = tuple(proof for proof in line.proofs if proof.source.startswith("flows/"))
        for proof in line.proofs:
            if not proof.source.startswith("flows/"):
                self._proofs.addWidget(self._proof(_source_words(case, proof), (proof,)))
        if flows:
            n = len(flows)
            words = ngettext("{n} row of your statements", "{n} rows of your statements", n).format(n=n)
            self._proofs.addWidget(self._proof(words, flows))

    def _proof(self, words: str, proofs: tuple[Proof, ...]) -> QWidget:
        go, loose = QToolButton(), QToolButton()
        for button, icon, told in (
            (go, "arrow-right", _("Show it")),
            (loose, "unlink", _("It proves this no more")),
        ):
            set_icon(button, icon, size=16)
            button.setToolTip(told)
            button.setAccessibleName(f"{told}: {words}")
        go.clicked.connect(lambda: self.sought.emit(proofs[0].source))
        loose.clicked.connect(lambda: self.loosened.emit(proofs))
        holder = QWidget()
        line = row(OneLine(words), go, loose)
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder


def _tiles(case: Case, standing: Standing, state: str, book: RuleBook) -> Tiles:
    papers = [
        (paper.sha256, paper.media)
        for proof in standing.proofs
        if proof.source.startswith("papers/") and isinstance(paper := source_of(case, proof), Paper)
    ]
    flows = sum(proof.source.startswith("flows/") for proof in standing.proofs)
    would = would_words(standing.figure, book) if state == "missing" else ""
    return Tiles(state_chip(state), tuple(papers), flows, would)


def would_words(figure: str, book: RuleBook) -> str:
    """Say which papers would show a figure: their kinds, the best first."""
    kinds = (book.document(kind) for kind in would_prove(figure))
    return _("would do: {papers}").format(
        papers=_("; ").join(kind.title for kind in kinds if kind is not None)
    )


def _line(case: Case, standing: Standing, book: RuleBook) -> Line:
    older = standing.older and standing.state == "proved"
    note = _("The figure was changed after it was proved.") if older else ""
    if standing.state == "differs":
        note = _("The flows show {seen}, the figure says {expected}.").format(
            seen=shown.yuan(standing.seen), expected=shown.yuan(standing.expected)
        )
    state = "older" if older else standing.state
    tiles = _tiles(case, standing, state, book)
    return Line(
        standing.figure,
        figure_words(case, standing.figure),
        standing.value,
        state,
        standing.proofs,
        note or tiles.would,
        tiles,
    )


def _source_words(case: Case, proof: Proof) -> str:
    head, _slash, record_id = proof.source.partition("/")
    if head == "papers":
        paper: Any = find(case, "papers", record_id)
        name = shown.name((paper.note or paper.name) if paper else record_id)
        if paper and (paper.pages or 0) > 1 and proof.page:
            return _("{name}, page {page}").format(name=name, page=proof.page)
        return name
    words = {"notices": N_("a notice"), "contacts": N_("a contact")}
    return _(words.get(head, proof.source))
