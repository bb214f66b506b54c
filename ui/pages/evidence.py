# SPDX-License-Identifier: Apache-2.0
"""The Evidence page: every figure with its proof or "no proof yet", and the papers that prove them."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QSplitter, QStackedWidget

from planner.facts.case import Case, Paper, Proof, drop, find, new_id, put
from planner.facts.language import N_, _, ngettext
from planner.facts.money import Fen
from planner.facts.problems import InputError
from planner.reports.figure_words import figure_words
from ui import shown
from ui.background import FILES, Job, run
from ui.icons import set_icon
from ui.models.records import Column, RecordsModel
from ui.pages.page import Desk, Page
from ui.theme import THEME
from ui.widgets.card import Card, column, row
from ui.widgets.chip import ChipText
from ui.widgets.drop_area import DropArea, DropTarget, files_in
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView
from ui.widgets.text import Words
from ui.widgets.thumbnail import Thumbnail


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as the table shows it; its id is the figure's path."""

    id: str
    words: str
    value: Fen
    state: str
    older: bool
    proofs: str
    tip: str


CHIPS = {
    "proved": ChipText(N_("proved"), "good"),
    "missing": ChipText(N_("no proof yet"), "", "circle-dashed"),
    "differs": ChipText(N_("differs"), "warn"),
    "older": ChipText(N_("older than the figure"), "warn"),
}


def state_chip(state: str) -> ChipText:
    """How a figure stands, as a chip."""
    chip = CHIPS[state]
    return ChipText(_(chip.words), chip.tone, chip.icon)


class EvidencePage(Page):
    """Figures left, papers right."""

    NAME = "evidence"
    TITLE = N_("Evidence")
    QUESTION = N_("Can I prove every figure?")
    ICON = "paperclip"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._job: Job | None = None
        self.add = QPushButton(_("Add papers…"))
        self.add.setProperty("kind", "primary")
        set_icon(self.add, "plus", "on_accent")
        self.add.clicked.connect(self.ask)
        self.actions = [self.add]
        self._build_figures()
        self._build_papers()
        self._build()

    # ---- building

    def _build_figures(self) -> None:
        self.figures = RecordsModel(
            (
                Column(heading=N_("Figure"), value=lambda line: line.words),
                Column(
                    heading=N_("Amount"),
                    value=lambda line: line.value,
                    show=shown.amount,
                    look="number",
                    width=108,
                ),
                Column(
                    heading=N_("Proof"),
                    value=lambda line: "older" if line.older and line.state == "proved" else line.state,
                    show=state_chip,
                    look="chip",
                    width=150,
                    tip=lambda line: line.tip,
                ),
                Column(heading=N_("Shown by"), value=lambda line: line.proofs),
            )
        )
        self.table = TableView(_("Figures and their proofs"), framed=False)
        self.table.show_model(self.figures, sortable=False)
        self.table.opened.connect(lambda line: self.went.emit(line.id) if line else None)
        self.count = Words("", "lead")
        self.hint = Words(
            _("Choose figures here and a paper beside them, then say what it proves."), "muted", wrap=True
        )

    def _build_papers(self) -> None:
        kinds = tuple((kind.id, kind.title) for kind in self.desk.book.documents)
        self.papers = RecordsModel(
            (
                Column(heading=N_("Paper"), value=lambda p: p.name, show=lambda name: name or "—"),
                Column(
                    heading=N_("Kind"),
                    value=lambda p: p.kind,
                    show=self._kind_words,
                    path="kind",
                    kind="choice",
                    options=kinds,
                    width=150,
                ),
                Column(
                    heading=N_("Date"),
                    value=lambda p: p.date,
                    show=shown.day,
                    path="date",
                    kind="date",
                    width=100,
                ),
                Column(heading=N_("Pages"), value=lambda p: p.pages, look="number", width=58),
            )
        )
        self.papers.edited.connect(self._edit)
        self.shelf = TableView(_("Papers"), framed=False)
        self.shelf.show_model(self.papers, sortable=False)
        self.shelf.chosen.connect(self._look)
        self.shelf.removal.connect(self.remove)
        self.thumbnail = Thumbnail()
        self.prove = QPushButton(_("It proves the chosen figures"))
        set_icon(self.prove, "link", "accent", 16)
        self.prove.clicked.connect(self.link)
        self.unlink = QPushButton(_("It proves them no more"))
        self.unlink.setProperty("kind", "quiet")
        set_icon(self.unlink, "unlink", "accent", 16)
        self.unlink.clicked.connect(self.loosen)
        self.wanted = Words("", "muted", wrap=True)

    def _kind_words(self, kind: str | None) -> str:
        found = self.desk.book.document(kind) if kind else None
        return found.title if found else (kind or "—")

    def _build(self) -> None:
        left = Card("", self.count, self.hint, self.table)
        left.body.setStretch(2, 1)
        right = DropTarget()
        right.setObjectName("ground")
        right.dropped.connect(self.take)
        shelf = Card(_("Papers"), self.shelf, row(self.prove, self.unlink, None), self.thumbnail)
        shelf.body.setStretch(0, 3)
        shelf.body.setStretch(2, 2)
        missing = Card(_("Usually asked for, not here yet"), self.wanted)
        right.setLayout(column(shelf, missing, gap=12))
        right.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        right.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.shelf_or_drop = QStackedWidget()
        self.shelf_or_drop.addWidget(right)
        area = DropArea(
            "paperclip",
            _("Drop papers here"),
            _(
                "Scans, photos, PDFs: contract, income, illness, rent. They are copied into the case; yours stay where they are."
            ),
            _("Choose papers…"),
            self.ask,
        )
        area.dropped.connect(self.take)
        self.shelf_or_drop.addWidget(area)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(THEME.px(12))
        split.addWidget(left)
        split.addWidget(self.shelf_or_drop)
        split.setSizes([THEME.px(620), THEME.px(440)])
        empty = EmptyState(
            "paperclip",
            _("Nothing to prove yet"),
            _("Once debts, income or costs are entered, each figure stands here with its proof."),
            (_("Go to Debts"), "list", lambda: self.went.emit("debts")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw figures, proofs and papers."""
        from planner.evidence.proofs import standings

        lines = [self._line(new, standing) for standing in standings(new, self.desk.book, self.desk.today())]
        self.stack.setCurrentIndex(0 if lines or new.papers else 1)
        self.figures.show_records(lines)
        proved = sum(line.state != "missing" for line in lines)
        self.count.setText(_("{proved} of {all} figures are proved").format(proved=proved, all=len(lines)))
        self.papers.show_records(new.papers)
        self.shelf_or_drop.setCurrentIndex(0 if new.papers else 1)
        if new.papers and self.shelf.current_record() is None:
            self.shelf.select_record(new.papers[0].id)
        elif not new.papers:
            self._look(None)
        self._show_wanted(new)

    def _line(self, case: Case, standing: Any) -> Line:
        names = [_source_words(case, proof.source) for proof in standing.proofs]
        tip = ""
        if standing.state == "differs":
            tip = _("The flows show {seen}, the figure says {expected}.").format(
                seen=shown.yuan(standing.seen), expected=shown.yuan(standing.expected)
            )
        words = figure_words(case, standing.figure)
        return Line(
            standing.figure, words, standing.value, standing.state, standing.older, _(", ").join(names), tip
        )

    def _show_wanted(self, case: Case) -> None:
        have = {paper.kind for paper in case.papers} | ({"D04"} if case.files else set())
        asked = {kind for debt in case.debts for kind in self._usual(debt.lender_class)}
        titles = [kind.title for kind in self.desk.book.documents if kind.id in asked - have]
        self.wanted.setText("  ·  ".join(titles) if titles else _("Everything usually asked for is here."))

    def _usual(self, lender_class: str) -> Sequence[str]:
        usual = self.desk.book.lender_class(lender_class)
        return tuple(getattr(usual, "documents", ()) or ("D01", "D02", "D03", "D04", "D05", "D11"))

    def _look(self, paper: Paper | None) -> None:
        if paper is None:
            self.thumbnail.show_picture(None, "", "")
            return
        try:
            data = self.desk.session.bytes_of(paper.sha256)
        except InputError as error:
            self.thumbnail.show_picture(None, "", error.words())
            return
        self.thumbnail.show_picture(data, paper.media or "", paper.note or paper.name or "")

    # ---- papers

    def ask(self) -> None:
        """Ask for files."""
        kinds = (
            _("Papers")
            + " (*.pdf *.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp *.heic *.txt *.mp3 *.m4a *.wav)"
        )
        names, _kind = QFileDialog.getOpenFileNames(self, _("Add papers"), "", kinds)
        if names:
            self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Read papers beside the window, then keep them as one edit."""
        paths = files_in(paths)
        if paths and self._job is None:
            self._job = run(_describe_all, tuple(paths), lane=FILES)
            self._job.finished.connect(self._taken)
            self._job.failed.connect(lambda _bug: setattr(self, "_job", None))

    def _taken(self, answer: Any) -> None:
        self._job = None
        described, refused = answer or ((), ())
        case, had = self.desk.case, 0
        for one, data in described:
            if any(paper.sha256 == one.sha256 for paper in case.papers):
                had += 1
                continue
            self.desk.session.keep_bytes(data)
            paper = Paper(
                id=new_id(case, "papers"),
                sha256=one.sha256,
                kind=one.kind,
                name=one.name,
                date=one.date,
                pages=one.pages,
                media=one.media,
            )
            case = put(case, "papers", paper)
        added = len(case.papers) - len(self.desk.case.papers)
        if added:
            words = ngettext("{n} paper added", "{n} papers added", added).format(n=added)
            self.desk.session.edit(words, case)
            self.shelf.select_record(case.papers[-1].id)
        said = [error.words() for error in refused]
        if had:
            said.append(
                ngettext("{n} paper was there already.", "{n} papers were there already.", had).format(n=had)
            )
        if said:
            self.say(" ".join(said), "warn" if refused else "info")

    def _edit(self, paper: Paper, path: str, value: Any) -> None:
        now = find(self.desk.case, "papers", paper.id)
        self.desk.session.edit(
            _("change of a paper"),
            put(self.desk.case, "papers", replace(now, **{path: value})),
            (paper.id, path),
        )

    def remove(self, papers: Sequence[Paper]) -> None:
        """Take papers out, with what they proved; undo brings both back."""
        case = self.desk.case
        for paper in papers:
            case = drop(case, "papers", paper.id)
            source = f"papers/{paper.id}"
            case = replace(case, proofs=tuple(proof for proof in case.proofs if proof.source != source))
        n = len(papers)
        self.desk.session.edit(ngettext("delete of {n} paper", "delete of {n} papers", n).format(n=n), case)
        self.say(
            ngettext("{n} paper taken out.", "{n} papers taken out.", n).format(n=n),
            "info",
            _("Undo"),
            self.desk.session.undo,
        )

    def _pair(self) -> tuple[Paper, list[Line]] | None:
        paper, lines = self.shelf.current_record(), self.table.selected_records()
        if paper is None or not lines:
            self.say(_("Choose one or more figures on the left and one paper on the right."), "info")
            return None
        return paper, lines

    def link(self) -> None:
        """Say that the chosen paper proves the chosen figures."""
        pair = self._pair()
        if pair is None:
            return
        (paper, lines), case = pair, self.desk.case
        source = f"papers/{paper.id}"
        for line in lines:
            old = [p for p in case.proofs if p.figure == line.id and p.source == source]
            proof = Proof(
                id=old[0].id if old else new_id(case, "proofs", "q"),
                figure=line.id,
                source=source,
                page=1 if paper.pages else None,
                value=line.value,
            )
            case = put(case, "proofs", proof)
        n = len(lines)
        self.desk.session.edit(ngettext("proof of {n} figure", "proof of {n} figures", n).format(n=n), case)

    def loosen(self) -> None:
        """Say that the chosen paper does not prove the chosen figures."""
        pair = self._pair()
        if pair is None:
            return
        (paper, lines), case = pair, self.desk.case
        ids, source = {line.id for line in lines}, f"papers/{paper.id}"
        kept = tuple(p for p in case.proofs if p.source != source or p.figure not in ids)
        if len(kept) != len(case.proofs):
            self.desk.session.edit(_("removal of a proof"), replace(case, proofs=kept))

    def reveal(self, place: str) -> None:
        """Choose a figure or a paper."""
        if not self.table.select_record(place):
            self.shelf.select_record(place)

    @classmethod
    def badge(cls, case: Case) -> int:
        """How many papers there are."""
        return len(case.papers)


def _source_words(case: Case, source: str) -> str:
    head, _slash, record_id = source.partition("/")
    if head == "papers":
        paper = find(case, "papers", record_id)
        return (paper.note or paper.name or record_id) if paper else record_id
    words = {"flows": N_("a row of a statement"), "notices": N_("a notice"), "contacts": N_("a contact")}
    return _(words.get(head, source))


def _describe_all(paths: tuple[Path, ...]) -> Generator[float, bool, Any]:
    """Describe papers one after another; a refused one does not stop the others. A job with progress."""
    from planner.evidence.papers import describe

    described, refused = [], []
    for n, path in enumerate(paths):
        if (yield n / len(paths)):
            return None
        try:
            data = path.read_bytes()
            described.append((describe(path.name, data), data))
        except InputError as error:
            refused.append(error)
        except OSError as error:
            refused.append(
                InputError(path.name, N_("The file cannot be read ({why})."), {"why": error.strerror or ""})
            )
    return tuple(described), tuple(refused)
