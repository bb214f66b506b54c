# SPDX-License-Identifier: Apache-2.0
"""Naming the columns of a table nobody knows: guessed, corrected by the user, tried at once on the first rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from planner.facts.language import N_, _, ngettext
from planner.facts.problems import InputError
from planner.statements.cells import plain_header
from planner.statements.mapped import Mapping as Layout
from planner.statements.sheet import Sheet
from ui import shown
from ui.background import PAPERS, Job, run
from ui.icons import set_icon
from ui.models.records import Index
from ui.reading import Refused, by_columns
from ui.theme import THEME
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.form import Field, Form
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

SAMPLE = 60  # rows shown
COLUMNS = (
    ("at", N_("Date, or date and time")),
    ("time", N_("Time, if apart")),
    ("amount", N_("Amount, in one column")),
    ("word", N_("In or out, beside it")),
    ("came", N_("Money in")),
    ("went", N_("Money out")),
    ("balance", N_("Balance after")),
    ("party", N_("With whom")),
    ("summary", N_("Summary")),
    ("memo", N_("Note")),
    ("order_no", N_("Order no.")),
    ("currency", N_("Currency")),
)
FLAGS = ("flip", "credit")


class _Grid(QAbstractTableModel):
    """The first rows of the sheet as they stand in the file."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, ...]] = []

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the first rows of a sheet."""
        self.beginResetModel()
        self._rows = [sheet.row(i) for i in range(min(sheet.height, SAMPLE))]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """One row a row."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column a column."""
        return 0 if parent.isValid() or not self._rows else len(self._rows[0])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Columns are lettered as in a spreadsheet."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _letter(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's text."""
        if role == Qt.ItemDataRole.DisplayRole:
            text = self._rows[index.row()][index.column()]
            return shown.MASK if text and shown.is_hidden() else text
        return None


class Naming(Card):
    """The form and the sheet. `taken(refused, statements, originals, layout)` hands over what was read, `closed()` goes back."""

    taken = Signal(object, object, object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Name its columns"))
        self._refused: Refused | None = None
        self._sheets: tuple[Sheet, ...] = ()
        self._layout = Layout(at="")
        self._answer: Any = None
        self._job: Job | None = None
        self.grid = _Grid()
        self.table = TableView(_("First rows of the file"))
        self.table.show_model(self.grid, sortable=False)
        self.result, self.chip = Words("", wrap=True), Chip()
        self.use, self.back = QPushButton(_("Use these columns")), QPushButton(_("Back"))
        self.use.setProperty("kind", "primary")
        set_icon(self.use, "check", "on_accent")
        self.back.setProperty("kind", "quiet")
        self.use.clicked.connect(self._take)
        self.back.clicked.connect(self.closed.emit)
        self._holder = column()
        left = QWidget()
        left.setLayout(self._holder)
        area = scrolled(left)
        area.setMinimumWidth(THEME.px(300))
        both = row(area, self.table, gap=16)
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        self.body.addLayout(both)
        self.body.setStretch(0, 1)
        self.body.addLayout(row(self.chip, self.result, None, self.back, self.use))
        self.form: Form | None = None

    def show_table(self, refused: Refused, sheets: Sequence[tuple[Sheet, Layout | None]]) -> None:
        """Show the sheets of a refused file with what was guessed."""
        self._refused = refused
        self._sheets = tuple(sheet for sheet, _guess in sheets)
        guessed = next((one for _sheet, one in sheets if one is not None), None)
        self._layout = guessed or Layout(at="")
        self.show_sheet(next((s for s, one in sheets if one is guessed), self._sheets[0]))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show one sheet and the form for its columns."""
        self.grid.show_sheet(sheet)
        if self.form is not None:
            self.form.setParent(None)
        self.form = Form(fields_for(sheet, self._layout), columns=1)
        self.form.setObjectName("form")  # on the card's own ground
        self.form.show_values(values_of(self._layout))
        self.form.edited.connect(self._edit)
        self._holder.insertWidget(0, self.form)
        self._try()

    def _edit(self, path: str, value: Any) -> None:
        changed: dict[str, Any] = {path: bool(value) if path in FLAGS else (value or "").strip()}
        self._layout = replace(self._layout, **changed)
        self._try()

    def _try(self) -> None:
        """Read the file by the columns as they are named now, beside the window."""
        self._answer = None
        self.use.setEnabled(False)
        lacking = lacks(self._layout)
        if lacking:
            self.chip.say(_("not yet"), "warn")
            self.result.setText(_(lacking))
            return
        assert self._refused is not None
        self._job = run(_tried, self._refused.source, self._layout, lane=PAPERS)
        self._job.finished.connect(self._told)

    def _told(self, answer: Any) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        if isinstance(answer, InputError):
            self.chip.say(_("not yet"), "warn")
            self.result.setText(answer.words())
            return
        self._answer = answer
        statements = answer[0]
        rows = sum(len(statement.entries) for statement in statements)
        came = sum(e.amount for s in statements for e in s.entries if e.amount > 0)
        went = sum(e.amount for s in statements for e in s.entries if e.amount < 0)
        lost = sum(len(statement.rejected) for statement in statements)
        words = ngettext("{n} row: {came} in, {went} out", "{n} rows: {came} in, {went} out", rows)
        said = words.format(n=f"{rows:,}", came=shown.yuan(came), went=shown.yuan(-went))
        if lost:
            said += _(", ") + ngettext("{n} not read", "{n} not read", lost).format(n=lost)
        self.result.setText(said)
        self.chip.say(*((_("read"), "good") if rows and lost * 2 < rows else (_("check"), "warn")))
        self.use.setEnabled(rows > 0 and bool(self._layout.bank))
        if not self._layout.bank:
            self.result.setText(f"{said} · " + _("Say which bank it is from."))

    def _take(self) -> None:
        if self._answer is not None:
            self.taken.emit(self._refused, *self._answer, self._layout)


def fields_for(sheet: Sheet, layout: Layout) -> tuple[Field, ...]:
    """Return the form's fields: bank, number, and a choice of the header's names for each column."""
    options = ((None, N_("— none —")), *header_names(sheet, layout).items())
    return (
        Field(path="bank", label=N_("Bank or platform"), required=True),
        Field(path="tail", label=N_("Last four digits of the account")),
        *(Field(path=path, label=label, kind="choice", options=options) for path, label in COLUMNS),
        Field(path="flip", label=N_("Positive amounts went out"), kind="flag"),
        Field(path="credit", label=N_("It is a credit card"), kind="flag"),
    )


def header_names(sheet: Sheet, layout: Layout) -> dict[str, str]:
    """Return the names of the header row (the guess's, else the fullest of the first rows), each with its letter."""
    rows = [[plain_header(cell) for cell in sheet.row(i)] for i in range(min(sheet.height, SAMPLE))]
    fits = next((names for names in rows if layout.at and layout.at in names), None)
    best = fits or max(rows, key=lambda names: sum(map(bool, names)), default=[])
    lettered = ((name, f"{_letter(place)}  {name}") for place, name in enumerate(best) if name)
    found: dict[str, str] = {}
    for name, words in lettered:
        found.setdefault(name, words)
    return found


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def values_of(layout: Layout) -> Mapping[str, Any]:
    """Return a layout as the form shows it."""
    return {
        name: getattr(layout, name) or None for name in (*dict(COLUMNS), "bank", "tail", "flip", "credit")
    }


def lacks(layout: Layout) -> str:
    """Say (msgid) what must still be named; "" for nothing."""
    if not layout.at:
        return N_("Say which column holds the date.")
    if not layout.amount and not (layout.came and layout.went):
        return N_("Say which column holds the amount, or which hold money in and money out.")
    return ""


def opened_table(source: Any) -> tuple[tuple[Sheet, Layout | None], ...]:
    """Open a file's sheets, each with a guess; a job. Raises InputError."""
    from planner.statements.mapped import open_unknown

    return open_unknown(source)


def _tried(source: Any, layout: Layout) -> Any:
    try:
        return by_columns(source, layout)
    except InputError as error:
        return error
