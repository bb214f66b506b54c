# SPDX-License-Identifier: Apache-2.0
"""The two ledgers of the budget: incomes and living costs as editable tables, and the guidelines beside the costs."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.engine.guidelines import GroupBand
from planner.evidence.proofs import Standing
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from planner.reports.words import CYCLES
from ui import shown
from ui.models.records import Column
from ui.theme import THEME
from ui.widgets.band import BandBar
from ui.widgets.chip import ChipText
from ui.widgets.sign import Sign
from ui.widgets.text import Words, plain_tip
from ui.widgets.typed_edit import TextEdit

EVERY = tuple(CYCLES.items())
NOT_A_COST = ("R1", "N1")  # groups that no line of the budget stands in


def _every(value: str) -> str:
    return _(CYCLES.get(value, value))


def group_titles(book: RuleBook) -> dict[str, str]:
    """The groups a cost can stand in, with their titles in the language now spoken."""
    return {group.id: group.title for group in book.groups if group.id not in NOT_A_COST}


def _when(value: Any) -> str:
    return "" if value is None else str(value)


NAME = Column(heading=N_("Name"), value=lambda r: r.name, show=shown.name, path="name", required=True)
AMOUNT = Column(
    heading=N_("Amount"),
    value=lambda r: r.amount,
    show=shown.amount,
    look="number",
    path="amount",
    kind="money",
    required=True,
    width=92,
)
CYCLE = Column(
    heading=N_("Cycle"),
    value=lambda r: r.every,
    show=_every,
    path="every",
    kind="choice",
    options=EVERY,
    width=106,
)
SINCE = Column(
    heading=N_("From"), value=lambda r: r.since, show=_when, path="since", kind="when", width=92, least=520
)
UNTIL = Column(
    heading=N_("To"), value=lambda r: r.until, show=_when, path="until", kind="when", width=92, least=520
)
DAY = Column(
    heading=N_("Day"), value=lambda r: r.day, path="day", kind="count", look="number", width=52, least=430
)
COLUMNS = (NAME, AMOUNT, CYCLE, DAY, SINCE, UNTIL)  # those a line of either ledger can have
Marks = dict[str, ChipText]  # by figure: how it is proved


def proof_chip(standing: Standing) -> ChipText:
    """How a figure is proved, as a chip."""
    if standing.is_missing:
        return ChipText(_("no proof yet"), "", "circle-dashed")
    if standing.state == "differs":
        return ChipText(_("the flows show another figure"), "warn")
    return (
        ChipText(_("proved, but changed since"), "warn") if standing.older else ChipText(_("proved"), "good")
    )


def _proof(list_name: str, marks: Marks) -> Column:
    def mark(record: Any) -> ChipText:
        return marks.get(f"{list_name}/{record.id}/amount", ChipText(""))

    return Column(
        heading=N_("Proof"),
        value=mark,
        show=lambda chip: chip,
        look="sign",
        width=56,
        tip=lambda record: plain_tip(mark(record).words),
    )


def incomes(marks: Marks) -> tuple[Column, ...]:
    """The columns of incomes."""
    return (NAME, AMOUNT, CYCLE, DAY, SINCE, UNTIL, _proof("incomes", marks))


def expenses(book: RuleBook, marks: Marks) -> tuple[Column, ...]:
    """The columns of living costs, the group by its title."""
    titles = group_titles(book)
    group = Column(
        heading=N_("Group"),
        value=lambda r: r.group,
        show=lambda value: titles.get(value, value or shown.UNKNOWN),
        path="group",
        kind="choice",
        options=tuple(titles.items()),
        least=400,
    )
    return (NAME, group, AMOUNT, CYCLE, SINCE, UNTIL, _proof("expenses", marks))


class Guidelines(QWidget):
    """Each group of costs on a thin bar against its guideline; above it, a reason is asked for there and then.

    `reasoned(group, words)` carries what the person answers.
    """

    reasoned = Signal(str, object)

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._titles = titles
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(THEME.px(12))
        self._grid.setVerticalSpacing(THEME.px(6))
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[Words, BandBar, Words, Sign, TextEdit]] = {}

    def show_bands(self, bands: Sequence[GroupBand]) -> None:
        """Show other figures; a reason being typed is left alone."""
        for band in bands:
            self._show(band, *(self._rows.get(band.group) or self._make(band.group)))
        seen = {band.group for band in bands}
        for group, widgets in self._rows.items():
            if group not in seen:
                for widget in widgets:
                    widget.hide()

    def _make(self, group: str) -> tuple[Words, BandBar, Words, Sign, TextEdit]:
        line = self._grid.rowCount()
        title, bar, figures = Words(self._titles.get(group, group)), BandBar(), Words("", "caption")
        figures.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        sign, reason = Sign("triangle-alert", "warn"), TextEdit()
        sign.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        reason.setAccessibleName(_("Reason for {group}").format(group=self._titles.get(group, group)))
        reason.setPlaceholderText(_("Above the guideline: what is it needed for?"))
        reason.edited.connect(lambda words: self.reasoned.emit(group, words))
        self._grid.addWidget(title, line, 0)
        self._grid.addWidget(bar, line, 1)
        self._grid.addWidget(figures, line, 2)
        self._grid.addWidget(sign, line + 1, 0)
        self._grid.addWidget(reason, line + 1, 1, 1, 2)
        self._rows[group] = (title, bar, figures, sign, reason)
        return self._rows[group]

    def _show(
        self, band: GroupBand, title: Words, bar: BandBar, figures: Words, sign: Sign, reason: TextEdit
    ) -> None:
        if band.guideline is None:
            words = _("{spent}, no guideline").format(spent=shown.yuan(band.spent))
        else:
            words = _("{spent} of {guide}").format(
                spent=shown.yuan(band.spent), guide=shown.yuan(band.guideline)
            )
        figures.setText(words)
        bar.show_values(band.spent, band.guideline or 0, f"{title.text()} {words}")
        above = band.band in ("amber", "red")
        reason.set_value(band.reasons[0] if band.reasons else None)
        for widget, on in (
            (title, True),
            (bar, band.guideline is not None),
            (figures, True),
            (reason, above),
        ):
            widget.setVisible(on)
        sign.setVisible(above and band.needs_reason)
