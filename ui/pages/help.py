# SPDX-License-Identifier: Apache-2.0
"""The Help page: what things mean, whom to ask, the rules with their source, and a quiet page; all on this computer."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.facts.problems import InputError, Problem
from planner.facts.rulebook import RuleBook, with_overrides
from planner.facts.rulepack import of_packs, taken_out
from planner.facts.rulerows import Rule
from planner.law.rule_watch import opened_on, rule_changes
from planner.notices.stages import MEANINGS, NAMES, STEPS
from ui import help_topics
from ui.help_topics import FIRST, GROUPS, found_in, matches, topic, topic_of
from ui.icons import icon
from ui.legal_pack import LegalPack
from ui.pages.page import Desk, Page
from ui.rule_edits import (
    figures_of,
    own_changes,
    read_value,
    with_day,
    with_figure,
    with_rate,
    without_change,
)
from ui.rule_packs import PackDesk
from ui.rule_words import change_words, confidence_chip, rule_source, rule_text, searched
from ui.saving import ask_where
from ui.theme import THEME
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.help_text import HelpText, fact
from ui.widgets.rule_forms import DatedForms, OwnChanges, RuleForm
from ui.widgets.search_line import SearchLine
from ui.widgets.steps import link
from ui.widgets.text import Words
from ui.widgets.verdict import URGENCY

MOST = 12  # rules drawn before "more"
TOPIC = Qt.ItemDataRole.UserRole


class HelpPage(Page):
    """Left the topics and the search, right the chosen topic."""

    NAME = "help"
    TITLE = N_("Help")
    QUESTION = N_("What does this mean?")
    ICON = "circle-question-mark"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.at, self._most = "", MOST
        self._editing: str | None = None  # the rule whose figures are in fields
        self._plan_now: Plan | None = None
        self.hand_over = LegalPack(self)
        self.packs = PackDesk(self)
        self.packs.looked_at.connect(self._show_pack)
        self.packs.taken.connect(self._change)
        self.search = SearchLine()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(_("Search help and rules"))
        self.search.setAccessibleName(_("Search help and rules"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._to_topics)
        self.topics = QListWidget()
        self.topics.setObjectName("inner")
        self.topics.setAccessibleName(_("Topics"))
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.setIconSize(QSize(THEME.px(16), THEME.px(16)))
        self.topics.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.topics.currentItemChanged.connect(self._pick)
        self.text = HelpText()
        self.text.chosen.connect(self.open)
        self.nothing = Words(_("Nothing found. Try another word, or the Chinese term."), "muted", wrap=True)
        self.nothing.hide()
        left = Card("", self.search, self.nothing, self.topics, margin=12)
        left.setFixedWidth(THEME.px(250))
        self.area = scrolled(self.text)
        right = Card("", self.area, margin=24)
        self.body.addLayout(row(left, right, gap=12))
        self._fill(help_topics.NAMES)
        self.open(FIRST)

    def _fill(self, names: Iterable[str]) -> None:
        shown = set(names)
        self.topics.blockSignals(True)
        self.topics.clear()
        for words, topics in GROUPS:
            kept = [(name, picture) for name, picture in topics if name in shown]
            if kept:
                self.topics.addItem(_heading(_(words)))
            for name, picture in kept:
                item = QListWidgetItem(icon(picture), topic(name).short)
                item.setSizeHint(QSize(0, THEME.px(30)))
                item.setData(TOPIC, name)
                item.setToolTip(topic(name).title)
                self.topics.addItem(item)
        self.topics.blockSignals(False)
        self.nothing.setVisible(not shown)

    def _to_topics(self) -> None:
        self.topics.setFocus()

    def _search(self, text: str) -> None:
        query, self._most = text.strip(), MOST
        names = found_in(query, searched(self._book())) if query else help_topics.NAMES
        self._fill(names)
        if names:
            self.open(self.at if self.at in names else names[0])

    def _pick(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(TOPIC):
            self._show(item.data(TOPIC))

    def open(self, name: str) -> None:
        """Show a topic, and mark it in the list."""
        for place in range(self.topics.count()):
            item = self.topics.item(place)
            if item.data(TOPIC) == name:
                self.topics.blockSignals(True)
                self.topics.setCurrentItem(item)
                self.topics.blockSignals(False)
        self._show(name)

    def _show(self, name: str) -> None:
        if name != self.at:
            self._most, self._editing = MOST, None
            self.packs.forget()
            self.area.verticalScrollBar().setValue(0)
        self.at = name
        makers = {
            "routes": self._routes,
            "stages": self._stages,
            "avoid": self._avoid,
            "rules": self._rules,
            "changes": self._changes,
            "lawyer": self._handover,
        }
        parts = makers[name]() if name in makers else []
        self.text.show_topic(topic(name), parts)
        self.area.setAccessibleName(topic(name).title)

    # ---- parts drawn from the rules

    def _book(self) -> RuleBook:
        return with_overrides(self.desk.book, self.desk.case.overrides)

    def _query(self) -> str:
        return self.search.text().strip()

    def _routes(self) -> list[QWidget]:
        return [
            fact(
                route.title if route.id == "lender" else route.id,
                "" if route.id == "lender" else route.title,
                _("as of {day}").format(day=route.as_of),
                "phone",
                "accent",
                Chip(*confidence_chip(route.confidence)),
            )
            for route in self._book().routes
        ]

    def _stages(self) -> list[QWidget]:
        parts = []
        kinds = self._book().case_types.types
        for stage, name in NAMES.items():
            numbers = [kind for kind in kinds if kind.stage == stage]
            text = _(MEANINGS.get(stage, "")) or (numbers[0].text if numbers else "")
            ids = _("Case numbers: {types}").format(types="、".join(k.id for k in numbers)) if numbers else ""
            urgency = URGENCY[numbers[0].urgency if numbers else "low"]
            chip = Chip(_(urgency.words), urgency.tone, urgency.icon)
            parts.append(fact(_(name), f"{text} {_(STEPS[stage])}".strip(), ids, "landmark", "muted", chip))
        return parts

    def _avoid(self) -> list[QWidget]:
        return [
            fact(clause.title, "", clause.citation or clause.rule_id or "", "ban", "muted")
            for clause in self._book().clauses_of("avoid")
        ]

    def _rules(self) -> list[QWidget]:
        book, query = self._book(), self._query()
        rows = [row for rows in book.rules.values() for row in rows]
        found = [row for row in rows if matches(query, rule_text(row))] if query else rows
        note = _("Rules as of {day}. {n} rows, {doubtful} of them doubtful.").format(
            day=book.as_of, n=len(rows), doubtful=len(book.doubtful())
        )
        parts: list[QWidget] = [Words(note, "caption", wrap=True), *self._own_changes()]
        if self._editing is not None:
            parts.append(self._rule_form(book.rules[self._editing][-1]))
        for rule in found[: self._most] or rows[: self._most]:
            chip = Chip(*confidence_chip(rule.confidence))
            tag = (
                self._set_by_hand(rule, chip)
                if figures_of(rule) and rule is book.rules[rule.id][-1]
                else chip
            )
            parts.append(fact(rule.title, rule.text, rule_source(rule), tag=tag))
        hidden = len(found) - self._most
        if hidden > 0:
            more = QPushButton(_("Show {n} more").format(n=min(hidden, MOST)))
            more.setProperty("kind", "quiet")
            more.clicked.connect(self._all_rules)
            parts.append(more)
        return parts

    def _own_changes(self) -> list[QWidget]:
        case, parts = self.desk.case, []
        packed = tuple(of_packs(case))
        if case.overrides:
            names = sorted({one.why or "" for one in packed})
            own = OwnChanges(own_changes(case), names, len(packed))
            own.dropped.connect(lambda key: self._change(without_change(self.desk.case, key)))
            own.out.connect(lambda: self._change(taken_out(self.desk.case)))
            parts.append(own)
        dated = DatedForms()
        dated.rate.connect(lambda day, text: self._set(with_rate, day, text))
        dated.day.connect(lambda day, kind: self._set(with_day, day, kind))
        return [*parts, dated]

    def _set_by_hand(self, rule: Rule, chip: Chip) -> QWidget:
        button = link(_("Set by hand…"), _("Set {rule} by hand").format(rule=rule.id))
        button.clicked.connect(partial(self._edit_rule, rule.id))
        both = QWidget()
        both.setLayout(column(chip, button, gap=4))
        return both

    def _edit_rule(self, rule_id: str | None) -> None:
        self._editing = rule_id
        self._show("rules")
        form = self.text.findChild(RuleForm)
        if form is not None:
            self.area.verticalScrollBar().setValue(0)
            next(iter(form.fields.values())).setFocus()

    def _rule_form(self, rule: Rule) -> QWidget:
        form = RuleForm(rule)
        form.closed.connect(lambda: self._edit_rule(None))
        form.set.connect(self._set_figure)
        return form

    def _set_figure(self, key: str, unit: str, text: str, why: str) -> None:
        def figure(case: Case, book: RuleBook, name: str, typed: str, _why: str | None) -> Case:
            return with_figure(case, book, name, read_value(typed, unit), why or None)

        self._set(figure, key, text)

    def _set(self, make: Callable[..., Case], key: Any, text: str) -> None:
        try:
            self._change(make(self.desk.case, self.desk.book, key, text, None))
        except InputError as refused:
            self.say(refused.words(), "warn")

    def _change(self, case: Case) -> None:
        if case != self.desk.case:
            self.desk.session.edit(_("change of a rule"), case)
            self.say(_("The plan now counts with it."), "good", _("Undo"), self.desk.session.undo)

    def _all_rules(self) -> None:
        self._most += MOST
        self._show("rules")

    def _changes(self) -> list[QWidget]:
        case = self.desk.case
        found = rule_changes(case, self._book(), self.desk.today())
        here = [change for change in found if change.matters]
        note = _("Rules as of {day}; this case counts as opened on {opened}.").format(
            day=self._book().as_of, opened=opened_on(case)
        )
        parts: list[QWidget] = [Words(note, "caption", wrap=True), *self.packs.parts()]
        if not here:
            parts.append(Words(_("No change since then touches this case."), wrap=True))
        for change in here:
            chip = Chip(*confidence_chip(change.rule.confidence))
            words = change_words(change, case)
            parts.append(
                fact(change.rule.title, change.rule.text, f"{words} · {rule_source(change.rule)}", tag=chip)
            )
        return parts

    def _handover(self) -> list[QWidget]:
        button = QPushButton(_("Print the page for the lawyer"))
        button.clicked.connect(partial(self.went.emit, "documents/handover"))
        pack = QPushButton(_("Save the hand-over pack…"))
        pack.clicked.connect(self.ask_hand_over)
        told = Words(
            _(
                "The pack holds that page, what happened day by day, the figures, and every paper; it can be checked."
            ),
            "caption",
            wrap=True,
        )
        return [column_of(button), column_of(pack), told]

    def ask_hand_over(self) -> None:
        """Ask where, and save the hand-over pack for a lawyer there, made beside the window."""
        path = ask_where(self, _("Save the hand-over pack"), _("For the lawyer") + ".zip", "Zip (*.zip)")
        if path is not None:
            self.hand_over.begin(path, self._plan_now)

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """The hand-over pack holds the newest plan."""
        self._plan_now = plan

    def _show_pack(self) -> None:
        self.open("changes")
        self.area.verticalScrollBar().setValue(0)

    # ---- the window's questions

    def show_case(self, old: Case | None, new: Case) -> None:
        """Only what changed in the law since the contracts depends on the case."""
        if old is None:
            return
        if self.at == "changes" and (old.debts, old.notices, old.overrides) != (
            new.debts,
            new.notices,
            new.overrides,
        ):
            self._show("changes")
        elif self.at == "rules" and old.overrides != new.overrides:
            self._show("rules")

    def reveal(self, place: str) -> None:
        """Show a topic, the topic of a page, or a rule: `hard-days`, `plan`, `rules/INT-03`."""
        name, _slash, rest = place.partition("/")
        self.search.setText(rest)
        self.open(topic_of(name))
        self.topics.setFocus()

    def state(self) -> Any:
        """The topic and the search."""
        return self.at, self.search.text()

    def restore(self, state: Any) -> None:
        """Show them again."""
        if state:
            self.search.setText(state[1])
            self.open(state[0])


def column_of(button: QPushButton) -> QWidget:
    """A button at the left of its own line."""
    widget = QWidget()
    widget.setLayout(row(button, None))
    return widget


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setFont(THEME.font("caption", bold=True))
    item.setSizeHint(QSize(0, THEME.px(32)))
    item.setTextAlignment(Qt.AlignmentFlag.AlignBottom)
    return item
