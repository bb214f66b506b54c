# SPDX-License-Identifier: Apache-2.0
"""Rules to be changed: the figures of one rule, a rate or a day more, and what a newer pack would bring."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout

from planner.facts.language import N_, _, ngettext, sentences
from planner.facts.nouns import Override
from planner.facts.rulepack import Pack, PackChange
from planner.facts.rulerows import Rule
from ui.rule_edits import Figured, figures_of, written
from ui.widgets.card import Card, row
from ui.widgets.form import Field, Form
from ui.widgets.help_text import fact
from ui.widgets.steps import link
from ui.widgets.text import Words

UNITS = {
    "rate": N_("a year, like 24%"),
    "rate_per_day": N_("a day, like 0.05%"),
    "times": N_("times"),
    "fraction": N_("a fraction, like 1/3"),
    "yuan": N_("yuan"),
    "days": N_("days"),
    "working_days": N_("working days"),
    "months": N_("months"),
    "years": N_("years"),
    "periods": N_("instalments"),
    "count": N_("number"),
    "date": N_("day, like 2026-04-01"),
    "list": N_("words"),
}
FIELDS = {
    "title_en": N_("title"), "title_zh": N_("title"), "text_en": N_("text"), "text_zh": N_("text"),
    "value": N_("figure"), "parts": N_("figures"), "since": N_("from"), "until": N_("until"),
    "citation": N_("source"), "confidence": N_("how sure"), "rate": N_("rate"), "kind": N_("kind"),
}  # fmt: skip
LONG = 60  # letters of a text shown in a difference
MOST = 30  # differences listed


class RuleForm(Card):
    """The figures of one rule in fields. `set(key, unit, text, why)` asks for a figure, `closed` that it is done."""

    set, closed = Signal(str, str, str, str), Signal()

    def __init__(self, rule: Rule) -> None:
        super().__init__(_("Set by hand: {title}").format(title=rule.title))
        self.why = QLineEdit(rule.why or "")
        self.why.setPlaceholderText(_("Why, and where it stands"))
        self.why.setAccessibleName(_("Why, and where it stands"))
        self.fields: dict[str, QLineEdit] = {}
        for each in figures_of(rule):
            self.body.addLayout(self._line(each))
        self.body.addWidget(self.why)
        done = link(_("Done"), _("Done"))
        done.clicked.connect(self.closed.emit)
        self.body.addLayout(row(done, None))

    def _line(self, each: Figured) -> Any:
        name = each.name or _("figure")
        field = QLineEdit(written(each.figure))
        field.setAccessibleName(f"{each.key} ({_(UNITS[each.figure.unit])})")
        self.fields[each.key] = field
        take = QPushButton(_("Use this"))
        take.setAccessibleName(_("Use this for {name}").format(name=each.key))
        take.clicked.connect(partial(self._ask, each))
        field.returnPressed.connect(partial(self._ask, each))
        line = row(Words(name, "muted"), field, Words(_(UNITS[each.figure.unit]), "caption"), take, gap=8)
        line.setStretch(1, 1)
        return line

    def _ask(self, each: Figured) -> None:
        self.set.emit(each.key, each.figure.unit, self.fields[each.key].text(), self.why.text().strip())


class DatedForms(Card):
    """One loan prime rate or one rest day more. `rate(day, text)` and `day(day, kind)` ask for it."""

    rate, day = Signal(object, str), Signal(object, str)

    def __init__(self) -> None:
        super().__init__(_("Add what was published since"))
        self.form = Form(
            (
                Field(path="since", label=N_("Loan prime rate from"), kind="date"),
                Field(path="rate", label=N_("One year, like 3%")),
                Field(path="on", label=N_("Day"), kind="date"),
                Field(
                    path="kind",
                    label=N_("Is a"),
                    kind="choice",
                    options=(("rest", N_("rest day")), ("work", N_("working weekend day"))),
                ),
            )
        )
        self.form.setObjectName("form")
        self._typed: dict[str, Any] = {"kind": "rest"}
        self.form.show_values(self._typed)
        self.form.edited.connect(self._typed.__setitem__)
        self.add_rate, self.add_day = QPushButton(_("Add the rate")), QPushButton(_("Add the day"))
        self.add_rate.clicked.connect(lambda: self._ask(self.rate, "since", "rate"))
        self.add_day.clicked.connect(lambda: self._ask(self.day, "on", "kind"))
        self.body.addWidget(self.form)
        self.body.addLayout(row(self.add_rate, self.add_day, None))

    def _ask(self, signal: Any, day: str, value: str) -> None:
        if self.form.commit() and self._typed.get(day) and self._typed.get(value):
            signal.emit(self._typed[day], self._typed[value])


class OwnChanges(Card):
    """What was set by hand, each to be taken back. `dropped(key)` asks for it, `out` for the rows of packs."""

    dropped, out = Signal(str), Signal()

    def __init__(self, own: Sequence[Override], packs: Sequence[str], rows: int) -> None:
        super().__init__(_("Changed in this case"))
        for one in own:
            value = Words(f"{one.rule_id} = {one.value}", wrap=True)
            back = link(_("As published"), _("{key} as published again").format(key=one.rule_id))
            back.clicked.connect(partial(self.dropped.emit, one.rule_id))
            line = row(value, Words(one.why or "", "caption", wrap=True), back, gap=8)
            line.setStretch(0, 1)
            self.body.addLayout(line)
        if rows:
            told = ngettext("{n} row from a rule pack: {names}", "{n} rows from rule packs: {names}", rows)
            out = link(_("Take the pack out"), _("Take all rows of rule packs out again"))
            out.clicked.connect(self.out.emit)
            line = row(Words(told.format(n=rows, names=", ".join(packs)), wrap=True), out, gap=8)
            line.setStretch(0, 1)
            self.body.addLayout(line)


class PackPreview(Card):
    """What a newer pack would change, before it is in. `taken` and `left` answer it."""

    taken, left = Signal(), Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__(_("What this pack changes"))
        n = len(pack.changes)
        told = ngettext("{name}: {n} row differs.", "{name}: {n} rows differ.", n).format(name=pack.name, n=n)
        self.body.addWidget(Words(told, "lead", wrap=True))
        lines = QVBoxLayout()
        for change in pack.changes[:MOST]:
            lines.addWidget(fact(_title(change), _difference(change), change.key.partition(":")[2]))
        self.body.addLayout(lines)
        self.body.addWidget(Words(_rest(pack), "caption", wrap=True))
        self.take, self.leave = QPushButton(_("Take these in")), QPushButton(_("Leave the rules as they are"))
        self.take.setProperty("kind", "primary")
        self.take.clicked.connect(self.taken.emit)
        self.leave.clicked.connect(self.left.emit)
        self.body.addLayout(row(self.take, self.leave, None))


def _rest(pack: Pack) -> str:
    told = [_("{same} rows are the same, {older} are older than those in use and are left.").format(
        same=pack.same, older=pack.older
    )]  # fmt: skip
    if len(pack.changes) > MOST:
        told.append(_("{n} more differ.").format(n=len(pack.changes) - MOST))
    if pack.doubtful:
        told.append(_("Doubtful rows do not replace sure ones: {ids}.").format(ids=", ".join(pack.doubtful)))
    if pack.left_out:
        told.append(_("Parts a pack cannot bring: {names}.").format(names=", ".join(pack.left_out)))
    return sentences(*told)


def _title(change: PackChange) -> str:
    return str(getattr(change.new, "title", "")) or change.key.rpartition("/")[2]


def _difference(change: PackChange) -> str:
    if change.old is None:
        text = str(getattr(change.new, "text", "") or getattr(change.new, "rate", "") or _word(change.text))
        return _("new: {text}").format(text=_short(text))
    lines = [
        _("{field}: {old} → {new}").format(
            field=_(FIELDS.get(name, name)), old=_short(_word(old)), new=_short(_word(new))
        )
        for name, old, new in change.differs
    ]
    return "\n".join(lines)


def _word(value: Any) -> str:
    words = {"rest": _("rest day"), "work": _("working weekend day"), None: "—"}
    return words.get(value, str(value)) if value is None or isinstance(value, str) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG]}…"
