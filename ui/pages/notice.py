# SPDX-License-Identifier: Apache-2.0
"""The Notice page: is this message real, how urgent is it, what has been checked; several messages as one line of time."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QStackedWidget, QWidget

from planner.engine.plan import Plan
from planner.facts.case import Case, Notice, drop, find, put
from planner.facts.language import N_, _, ngettext
from planner.facts.places import resources
from planner.facts.problems import InputError, Problem
from planner.facts.rulebook import RuleBook, with_overrides
from planner.notices.distress import is_distressed
from planner.notices.message_file import MOST_BYTES, message_text
from planner.notices.signals import load_signals
from planner.notices.sms import Verdict
from planner.notices.stages import explain
from planner.notices.timeline import Moment, conduct, moments
from planner.notices.typed import read_notice, read_notices
from ui import notice_edits, shown
from ui.icons import set_icon
from ui.models.records import Column, RecordsModel
from ui.pages.page import Desk, Page
from ui.talk_edits import with_contact
from ui.theme import THEME
from ui.widgets.beside import Beside
from ui.widgets.card import Card, column, scrolled
from ui.widgets.checklist import Checklist
from ui.widgets.conduct import ConductCard
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice_intake import Intake
from ui.widgets.quiet_help import QuietHelp
from ui.widgets.table_view import TableView
from ui.widgets.verdict import DatesCard, FieldsFound, SignalList, StageCard, VerdictCard, class_chip

WIDE = 820  # px at 100 % from which message and verdict stand side by side
PASTED = 20_000  # characters; no message is longer
COLUMNS = (
    Column(heading=N_("Received"), value=lambda r: r.at, show=lambda at: at or _("no date"), width=142),
    Column(heading=N_("Looks like"), value=lambda r: r.verdict, show=class_chip, look="chip"),
    Column(heading=N_("Sender"), value=lambda r: r.sender, show=shown.name, width=120, least=380),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One message on the line of time."""

    id: str
    at: str
    verdict: Verdict | None
    sender: str | None


class NoticePage(Page):
    """Left the messages and their text, right what the chosen one seems to be and what to do."""

    NAME = "notice"
    TITLE = N_("Notice")
    QUESTION = N_("Is this message real, and how urgent is it?")
    ICON = "mail"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen = ""
        self._signals = load_signals(resources() / "rules")
        self._verdicts: dict[str, Verdict | None] = {}
        self.model, self.table = RecordsModel(COLUMNS), TableView(_("Messages"), framed=False)
        self.table.show_model(self.model)
        self.table.chosen.connect(self._choose)
        self.table.removal.connect(self._remove)
        self.intake, self.quiet = Intake(), QuietHelp()
        self.intake.edited.connect(self._edit)
        self.quiet.chosen.connect(self.went.emit)
        self.verdict, self.dates, self.stage = VerdictCard(), DatesCard(), StageCard()
        self.dates.taken.connect(self._take_date)
        self.checks, self.hits, self.fields = Checklist(), SignalList(), FieldsFound()
        self.checks.ticked.connect(self._tick)
        self.checks.edited.connect(self._edit_check)
        self.conduct = ConductCard()
        self.conduct.chosen.connect(self.went.emit)
        self.conduct.logged.connect(self._log)
        self._build()

    def _build(self) -> None:
        self.paste = QPushButton(_("Paste a message"))
        self.paste.setProperty("kind", "primary")
        set_icon(self.paste, "clipboard-list", "on_accent")
        self.paste.clicked.connect(self.add_pasted)
        self.blank = QPushButton(_("Type a message"))
        set_icon(self.blank, "pencil", "muted")
        self.blank.clicked.connect(self.add_typed)
        self.open = QPushButton(_("Open…"))
        self.open.setToolTip(_("Open a text file…"))
        set_icon(self.open, "folder-open", "muted")
        self.open.clicked.connect(self.ask_file)
        self.actions = [self.open, self.blank, self.paste]
        remove = QPushButton()
        remove.setProperty("kind", "quiet")
        set_icon(remove, "trash-2", "accent", 16)
        remove.setAccessibleName(_("Delete this message"))
        remove.setToolTip(_("Delete this message"))
        remove.clicked.connect(lambda: self._remove(self.table.selected_records()))
        self.line = Card(_("Messages by time"), self.table)
        self.intake.corner.addWidget(remove)
        checks = Card(_("How to check it"), self.checks)
        self.stage.setProperty("topic", "stages")
        self.dates.setProperty("topic", "stages")
        why = Card(_("Why"), self.hits)
        named = Card(_("What it names"), self.fields)
        self.answer = QWidget()
        self.answer.setObjectName("ground")
        self.answer.setLayout(column(self.verdict, self.dates, checks, self.stage, why, named, None, gap=12))
        left = QWidget()
        left.setObjectName("ground")
        left.setLayout(column(self.line, self.intake, self.conduct, None, gap=12))
        everything = column(self.quiet, Beside(left, self.answer, wide=WIDE, shares=(2, 3)), gap=12)
        everything.setContentsMargins(0, 0, THEME.px(6), 0)
        self.area = scrolled(everything)
        empty = EmptyState(
            "mail",
            _("No message yet"),
            _("Paste the SMS or letter that came, with sender and time. It is read on this computer only."),
            (_("Paste a message"), "clipboard-list", self.add_pasted),
            (_("Type its fields"), "pencil", self.add_typed),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw the messages and the chosen one."""
        if old is not None and (old.notices, old.debts, old.contacts) == (
            new.notices,
            new.debts,
            new.contacts,
        ):
            return
        self._verdicts = read_notices(new.notices, self._signals, self._book(), self.desk.today(), new.debts)
        self.stack.setCurrentIndex(0 if new.notices else 1)
        line = moments(new.notices, self._verdicts)
        self.model.show_records([_row(one) for one in reversed(line)])
        self.table.fit_rows(len(line))
        self.line.setVisible(len(line) > 1)
        self.conduct.show_conduct(conduct(new, self._verdicts, self._book()), self.desk.book)
        if new.notices:
            kept = find(new, "notices", self._chosen)
            self._show(kept or line[-1].notice)

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """A message does not depend on the plan."""

    def _show(self, notice: Notice) -> None:
        case, today = self.desk.case, self.desk.today()
        self._chosen = notice.id
        if self.table.current_record() is None or self.table.current_record().id != notice.id:
            self.table.select_record(notice.id)
        self.intake.show_notice(notice, case.debts)
        written = " ".join(filter(None, (notice.text, *(notice.fields or {}).values())))
        calm = is_distressed(written)
        self.quiet.setVisible(calm)
        found = self._verdicts.get(notice.id)
        self.answer.setVisible(found is not None)
        if found is None:
            return
        self.verdict.show_verdict(notice, found)
        debt = find(case, "debts", notice.debt) if notice.debt else None
        name = shown.name(debt.brand or debt.creditor) if debt else ""
        on = debt.deadline if debt else None
        self.dates.show_dates(found.deadlines, today, self._book(), name, calm, on)
        self.checks.show_notice(notice, found.checklist)
        self.stage.show_stage(explain(found, self.desk.book))
        self.hits.show_hits(found.hits, self._signals)
        self.fields.show_fields(found.fields)

    def _book(self) -> RuleBook:
        return with_overrides(self.desk.book, self.desk.case.overrides)

    # ---- editing

    def _notice(self) -> Notice | None:
        found: Notice | None = find(self.desk.case, "notices", self._chosen)
        return found

    def _choose(self, record: Row | None) -> None:
        notice = find(self.desk.case, "notices", record.id) if record else None
        if notice is not None and notice.id != self._chosen:
            self._show(notice)

    def _put(self, words: str, notice: Notice, merge: object = None) -> None:
        self.desk.session.edit(words, put(self.desk.case, "notices", notice), merge=merge)

    def _edit(self, path: str, value: Any) -> None:
        notice = self._notice()
        if notice is None:
            return
        if path == "text" and value:
            value = value[:PASTED]
        new = notice_edits.with_value(notice, path, value)
        if new.debt is None and path != "debt":
            found = read_notice(new, self._signals, self._book(), self.desk.today(), self.desk.case.debts)
            new = replace(new, debt=found.matches_debt if found else None)
        self._put(_("change of the message"), new, merge=(notice.id, path))

    def _tick(self, what: str, on: bool) -> None:
        notice = self._notice()
        if notice is not None:
            words = _("check of the message") if on else _("check taken back")
            self._put(words, notice_edits.ticked(notice, what, on, self.desk.today()))

    def _edit_check(self, what: str, name: str, value: Any) -> None:
        notice = self._notice()
        if notice is not None:
            changed = notice_edits.with_check_value(notice, what, name, value)
            self._put(_("check of the message"), changed, merge=(notice.id, what, name))

    def _take_date(self, day: date) -> None:
        notice, found = self._notice(), self._verdicts.get(self._chosen)
        if notice is not None and notice.debt and found is not None:
            case = notice_edits.with_deadline(self.desk.case, notice.debt, day, found.stage)
            self.desk.session.edit(_("date of a debt"), case)
            self.say(_("The date stands on the debt now."), "good", _("Undo"), self.desk.session.undo)

    def _log(self, channel: str) -> None:
        notice, now = self._notice(), datetime.now().time().replace(second=0, microsecond=0)
        at = datetime.combine(self.desk.today(), now)
        case, made = with_contact(self.desk.case, notice.debt if notice else None, at, channel)
        self.desk.session.edit(_("new talk"), case)
        words = _("On record for {at}. Who it was and what was said can be added.").format(
            at=f"{at:%Y-%m-%d %H:%M}"
        )
        if made.debt:
            place = f"negotiate/{made.id}"
            self.say(words, "good", _("Add what was said"), lambda: self.went.emit(place))
        else:
            self.say(words, "good", _("Undo"), self.desk.session.undo)

    def add_pasted(self) -> None:
        """Begin a message with what lies on the clipboard."""
        text = QApplication.clipboard().text().strip()[:PASTED]
        self._add(text or None)
        if not text:
            self.say(_("There is no text on the clipboard. Paste or type it here."), "info")

    def ask_file(self) -> None:
        """Ask for a text file that holds a message, and begin with it."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Open a message"), "", _("Text (*.txt);;All files (*)")
        )
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Begin a message with the words of a text file."""
        try:
            with path.open("rb") as file:
                self._add(message_text(path.name, file.read(MOST_BYTES)).strip())
        except OSError as error:
            self.say(_("The file could not be read ({why}).").format(why=error.strerror or "—"), "warn")
        except InputError as refused:
            self.say(refused.words(), "warn")

    def add_typed(self) -> None:
        """Begin a message by its fields."""
        self._add(None)
        self.intake.type_fields()

    def _add(self, text: str | None) -> None:
        case, notice = notice_edits.new_notice(self.desk.case, text)
        found = read_notice(notice, self._signals, self._book(), self.desk.today(), case.debts)
        if found is not None and found.matches_debt:
            case = put(case, "notices", replace(notice, debt=found.matches_debt))
        self._chosen = notice.id
        self.desk.session.edit(_("new message"), case)
        (self.intake.origin if text else self.intake.text).setFocus()

    def _remove(self, records: list[Row]) -> None:
        case = self.desk.case
        for record in records or [Row(self._chosen, "", None, None)]:
            case = drop(case, "notices", record.id)
        n = len(records) or 1
        self.desk.session.edit(
            ngettext("delete of {n} message", "delete of {n} messages", n).format(n=n), case
        )
        said = ngettext("{n} message deleted.", "{n} messages deleted.", n).format(n=n)
        self.say(said, "info", _("Undo"), self.desk.session.undo)

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Bring a message into sight: `n1`."""
        notice = find(self.desk.case, "notices", place.partition("/")[0])
        if notice is not None:
            self._show(notice)
            self.intake.text.setFocus()

    def state(self) -> Any:
        """The chosen message."""
        return self._chosen

    def restore(self, state: Any) -> None:
        """Choose it again."""
        notice = find(self.desk.case, "notices", state or "")
        if notice is not None:
            self._show(notice)

    @classmethod
    def badge(cls, case: Case) -> int:
        """Messages of which nothing has been checked."""
        return sum(not any(check.outcome for check in notice.checks) for notice in case.notices)


def _row(one: Moment) -> Row:
    at = f"{one.at:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if one.at else ""
    return Row(one.notice.id, at, one.verdict, one.notice.sender)
