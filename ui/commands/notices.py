# SPDX-License-Identifier: Apache-2.0
"""The command that reads a message: notice."""

import datetime as dt
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from planner.facts.dates import parse_moment
from planner.facts.language import N_, _
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.notices.message_file import MOST_BYTES, message_text
from planner.notices.signals import load_signals
from planner.notices.sms import read_message
from planner.reports.answers_notice import DUES, STAGES, notice_answer
from ui.commands.cases import opened, password_argument
from ui.commands.command import Answer, Command
from ui.commands.plans import book_of


def _notice_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help=_("the message; standard input without it")
    )
    parser.add_argument("--sender", default="", metavar="S", help=_("the number it came from"))
    parser.add_argument("--received", type=_received, metavar='"YYYY-MM-DD HH:MM"', help=_("when it came"))
    parser.add_argument("--case", type=Path, metavar="CASE", help=_("match it with the debts of this case"))
    password_argument(parser)


def _received(text: str) -> dt.datetime | dt.date:
    try:
        return parse_moment(text)
    except InputError as refused:
        raise InputError("--received", refused.text, refused.values, refused.remedy) from None


def _notice(asked: Namespace) -> Answer:
    text = _text(asked)
    case = None
    if asked.case is not None:
        with opened(asked) as file:
            case = file.load()
    signals = load_signals(resources() / "rules")
    debts = case.debts if case else ()
    found = read_message(text, signals, book_of(case), asked.sender, asked.received, asked.today, debts)
    answer = notice_answer(found)
    lines = [_(found.words), ""]
    lines += [
        f"{signals.signal(hit.id).direction} {hit.id}  {signals.signal(hit.id).title}: “{hit.words}”"
        for hit in found.hits
    ]
    if found.stage:
        lines.append(_("Stage it speaks of: {stage}").format(stage=_(STAGES.get(found.stage, found.stage))))
    lines += [
        _("If it is genuine: {what} by {day}").format(what=_(DUES.get(d.what, d.what)), day=d.date)
        for d in found.deadlines
    ]
    lines += [_(words) for words in found.unseen]
    lines += ["", _("How to check:"), *(f"{n}. {step.title}" for n, step in enumerate(found.checklist, 1))]
    return Answer(answer, lines)


def _text(asked: Namespace) -> str:
    data = asked.file.read_bytes() if asked.file else sys.stdin.buffer.read(MOST_BYTES + 1)
    return message_text(str(asked.file or "-"), data)


COMMANDS = (Command("notice", N_("read a message that claims to be a notice"), _notice_arguments, _notice),)
