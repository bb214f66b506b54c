# SPDX-License-Identifier: Apache-2.0
"""The Debts page: what is owed and to whom, each debt in a form beside the table, brands that fill a debt at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QStackedWidget, QWidget

from planner.engine.plan import Plan
from planner.facts.case import Case, Debt, drop, find, new_id, put
from planner.facts.language import N_, _, ngettext, sentences
from planner.facts.problems import Problem
from planner.facts.rulebook import with_overrides
from planner.facts.rulerows import Platform
from ui import shown
from ui.icons import set_icon
from ui.models.records import RecordsModel
from ui.pages.page import Desk, Page
from ui.pasting import Pasted
from ui.theme import THEME
from ui.widgets.bars import Part, StackedBar
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.claim_table import ClaimTable
from ui.widgets.debt_form import LABELS, DebtForm, with_value
from ui.widgets.debt_list import PASTED, blank_debt, columns, from_preset, with_pasted
from ui.widgets.empty_state import EmptyState
from ui.widgets.notes import Notes
from ui.widgets.side import Side
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

RIGHT = 360  # px at 100 % of the form


class DebtsPage(Page):
    """Table left, form right."""

    NAME = "debts"
    TITLE = N_("Debts")
    QUESTION = N_("What do I owe, and is the claimed sum right?")
    ICON = "list"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model = RecordsModel(columns())
        self.model.edited.connect(lambda debt, path, value: self._edit(debt, path, value))
        self.model.edited_many.connect(self._edit_many)
        self.table = TableView(_("Debts"), framed=False)
        self.table.take_pasted(PASTED)
        self.table.pasted.connect(self._add_pasted)
        self.table.show_model(self.model)
        self.table.chosen.connect(self._choose)
        self.table.removal.connect(self.remove)
        self.form = DebtForm(desk.book)
        self.form.edited.connect(self._edit_chosen)
        self.total, self.bar = Words("", "figure"), StackedBar()
        self.bar.chosen.connect(self.reveal)
        self.bar.failed.connect(lambda words: self.say(words, "warn"))
        self._to_whom = Words("", "muted")
        self.claim, self.notes = ClaimTable(), Notes()
        self._problems: tuple[Problem, ...] = ()
        self._chosen: str | None = None
        self._build()

    def _build(self) -> None:
        self._add = QPushButton(_("Add a debt"))
        self._add.setProperty("kind", "primary")
        set_icon(self._add, "plus", "on_accent")
        self._add.setMenu(self._presets(self.add))
        self.actions = [self._add]
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.duplicate)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(THEME.px(12))
        self._right = Side(column(self.form), RIGHT, grows=True)
        split.addWidget(self._left_side())
        split.addWidget(self._right)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setSizes([THEME.px(600), THEME.px(390)])
        empty = EmptyState(
            "list",
            _("No debts yet"),
            _(
                "Add each debt on its own. A brand such as Huabei fills in lender and usual price; you correct it."
            ),
            (_("Add a debt"), "plus", lambda: None),
        )
        empty.buttons[0].setMenu(self._presets(self.add))
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack)

    def _left_side(self) -> QWidget:
        head = Card("", row(self.total, self._to_whom, None, gap=12), self.bar)
        by_creditor = Card(_("By creditor"), self.table)
        fill = self._tool("sparkles", _("Fill from brand"), words_shown=True)
        fill.setMenu(self._presets(self.fill))
        copy = self._tool("copy-plus", _("Duplicate this debt"))
        copy.clicked.connect(self.duplicate)
        remove = self._tool("trash-2", _("Delete this debt"))
        remove.clicked.connect(lambda _on=False: self.remove(self.table.selected_records()))
        for button in (fill, copy, remove):
            by_creditor.corner.addWidget(button)
        self._about = Card(_("About this debt"), self.claim, self.notes)
        self.claim.checked.connect(lambda _check: self._show_about())
        side = column(head, by_creditor, self._about, None, gap=12)
        side.setContentsMargins(0, 0, THEME.px(4), THEME.px(8))
        return scrolled(side)

    def _tool(self, icon: str, words: str, words_shown: bool = False) -> QPushButton:
        button = QPushButton(words if words_shown else "")
        button.setProperty("kind", "quiet")
        set_icon(button, icon, "accent", 16)
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _presets(self, do: Callable[[Platform | None], None]) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Blank"), partial(do, None))
        menu.addSeparator()
        for platform in self.desk.book.platforms:
            words = (
                platform.title_zh
                if platform.title_en == platform.title_zh
                else f"{platform.title_zh}  {platform.title_en}"
            )
            menu.addAction(words.replace("&", "&&"), partial(do, platform))
        return menu

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the debts anew where they moved."""
        if old is not None and old.debts is new.debts:
            return
        self.stack.setCurrentIndex(0 if new.debts else 1)
        self._add.setVisible(bool(new.debts))
        self.model.show_records(new.debts)
        self.table.fit_rows(len(new.debts))
        self._show_total(new)
        if new.debts:
            kept = find(new, "debts", self._chosen) if self._chosen else None
            self._choose_record(kept or new.debts[0])

    def _show_total(self, case: Case) -> None:
        owed = sum(debt.owed for debt in case.debts)
        self.total.setText(shown.yuan(owed))
        n = len({debt.creditor for debt in case.debts})
        self._to_whom.setText(ngettext("owed to {n} creditor", "owed to {n} creditors", n).format(n=n))
        self.bar.show_parts(
            [
                Part(
                    shown.name(d.brand or d.creditor),
                    d.owed,
                    shown.yuan(d.owed),
                    f"series{i % 8 + 1}",
                    d.id,
                )
                for i, d in enumerate(case.debts)
            ]
        )

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw what the rules say about the chosen debt."""
        self._problems = problems
        self._show_about()

    def _show_about(self) -> None:
        debt = find(self.desk.case, "debts", self._chosen or "")
        if debt is None:
            return
        self.claim.show_debt(debt, with_overrides(self.desk.book, self.desk.case.overrides))
        place = f"debts/{debt.id}"
        about = [p for p in self._problems if p.where == place or p.where.startswith(place + "/")]
        self.notes.show_problems(about)
        self._about.setVisible(bool(about) or debt.claim is not None or not self.claim.isHidden())

    def _show_debt(self, debt: Debt) -> None:
        self._chosen = debt.id
        self.form.show_debt(debt)
        self._show_about()

    def _choose_record(self, debt: Debt) -> None:
        self._show_debt(debt)
        current = self.table.current_record()
        if current is None or current.id != debt.id:
            self.table.select_record(debt.id)

    def _choose(self, debt: Debt | None) -> None:
        if debt is not None and debt.id != self._chosen:
            self.form.commit()
            self._show_debt(find(self.desk.case, "debts", debt.id))
            self._right.verticalScrollBar().setValue(0)

    # ---- editing

    def _edit_chosen(self, path: str, value: Any) -> None:
        debt = find(self.desk.case, "debts", self._chosen or "")
        if debt is not None:
            self._edit(debt, path, value)

    def _edit(self, debt: Debt, path: str, value: Any) -> None:
        now = find(self.desk.case, "debts", debt.id)
        changed = with_value(now, path, value, self.desk.today())
        if changed != now:
            words = _("change of “{field}”").format(field=_(LABELS.get(path, path)))
            self.desk.session.edit(words, put(self.desk.case, "debts", changed), merge=(debt.id, path))

    def _edit_many(self, pairs: list[tuple[Debt, Any]], path: str) -> None:
        case = self.desk.case
        for debt, value in pairs:
            changed = with_value(find(case, "debts", debt.id), path, value, self.desk.today())
            case = put(case, "debts", changed)
        n = len(pairs)
        words = ngettext("change of {n} debt", "change of {n} debts", n).format(n=n)
        self.desk.session.edit(words, case)
        said = ngettext("{n} debt changed.", "{n} debts changed.", n).format(n=n)
        self.say(said, "info", _("Undo"), self._take_back)

    def _add_pasted(self, pasted: Pasted) -> None:
        case = with_pasted(self.desk.case, pasted, self.desk.book.platforms, self.desk.today())
        n = len(pasted.lines)
        words = ngettext("paste of {n} debt", "paste of {n} debts", n).format(n=n)
        self.desk.session.edit(words, case)
        said = ngettext("{n} debt pasted.", "{n} debts pasted.", n).format(n=n)
        self.say(
            sentences(said, *pasted.unread[:3]),
            "warn" if pasted.unread else "good",
            _("Undo"),
            self._take_back,
        )

    def add(self, platform: Platform | None) -> None:
        """Add a debt, blank or as a brand has it, and put the cursor into its first field."""
        case = self.desk.case
        debt = blank_debt(case, self.desk.today())
        if platform is not None:
            debt = from_preset(platform, debt)
        self._put_new(_("new debt"), debt)
        self.form.focus_on("creditor" if platform is None else "principal")

    def duplicate(self) -> None:
        """Add a copy of the chosen debt."""
        debt = find(self.desk.case, "debts", self._chosen or "")
        if debt is not None:
            copy = replace(debt, id=new_id(self.desk.case, "debts"), number=None)
            self._put_new(_("copy of a debt"), copy)

    def _put_new(self, words: str, debt: Debt) -> None:
        self._chosen = debt.id
        self.desk.session.edit(words, put(self.desk.case, "debts", debt))
        self.table.select_record(debt.id)

    def fill(self, platform: Platform | None) -> None:
        """Fill the chosen debt with what a brand is known for."""
        debt = find(self.desk.case, "debts", self._chosen or "")
        if debt is not None and platform is not None:
            filled = from_preset(platform, debt)
            self.desk.session.edit(_("fill from brand"), put(self.desk.case, "debts", filled))

    def remove(self, debts: list[Debt]) -> None:
        """Delete debts; undo brings them back."""
        if not debts:
            return
        case = self.desk.case
        for debt in debts:
            case = drop(case, "debts", debt.id)
        n = len(debts)
        words = ngettext("delete of {n} debt", "delete of {n} debts", n).format(n=n)
        self.desk.session.edit(words, case)
        said = ngettext("{n} debt deleted.", "{n} debts deleted.", n).format(n=n)
        self.say(said, "info", _("Undo"), self._take_back)

    def _take_back(self) -> None:
        self.desk.session.undo()
        self.say("")

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Choose a debt, and put the cursor into one of its fields."""
        record_id, _slash, path = place.partition("/")
        debt = find(self.desk.case, "debts", record_id)
        if debt is not None:
            self._choose_record(debt)
            if path:
                self.form.focus_on(path.replace("/", "."))

    def state(self) -> str | None:
        """The chosen debt."""
        return self._chosen

    def restore(self, state: Any) -> None:
        """Choose it again."""
        if state:
            self.reveal(str(state))

    @classmethod
    def badge(cls, case: Case) -> int:
        """How many debts there are."""
        return len(case.debts)
