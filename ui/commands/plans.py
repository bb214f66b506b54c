# SPDX-License-Identifier: Apache-2.0
"""Commands about the joint plan: plan, and its workbook."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from planner.engine.plan import Plan
from planner.engine.simulate import simulate
from planner.engine.strategy import OPTIMAL, STRATEGIES, TITLES
from planner.facts.case import Case, Scenario, chosen_scenario
from planner.facts.language import N_, _
from planner.facts.money import format_yuan
from planner.facts.places import resources
from planner.facts.problems import InputError, Problem
from planner.facts.rulebook import RuleBook, load
from planner.law.review import review
from planner.reports.answers_plan import plan_answer
from planner.reports.comparison import state_words
from planner.store.files import new_file
from ui.commands.cases import opened, password_argument
from ui.commands.command import DONE, NO, Answer, Command, columns, problem_json, problem_lines


def book_of(case: Case | None = None) -> RuleBook:
    """Return the rules, with the overrides that travel in the case."""
    return load(resources() / "rules", case.overrides if case else ())


def write_out(path: Path, data: bytes, force: bool) -> None:
    """Write a result whole or not at all, and never over an existing file unless told to."""
    with new_file(path, force) as draft:
        draft.write_bytes(data)


def scenario_asked(case: Case, strategy: str | None, named: str | None) -> Scenario:
    """Return the scenario a command names (by name or id), with another strategy where one is given."""
    scenario = chosen_scenario(case) if strategy is None else Scenario(id="", name="")
    if named is not None:
        found = [one for one in case.scenarios if named in (one.id, one.name)]
        if not found:
            raise InputError(
                "--scenario",
                N_("There is no plan “{name}” in this case."),
                {"name": named, "names": ", ".join(one.name for one in case.scenarios) or "—"},
                N_("Known are: {names}."),
            )
        scenario = found[0]
    return scenario if strategy is None else replace(scenario, strategy=strategy)


def planned(asked: Namespace, case: Case, book: RuleBook) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan a command asks for, and what the rules say about it."""
    scenario = scenario_asked(case, getattr(asked, "strategy", None), getattr(asked, "scenario", None))
    plan = simulate(case, scenario, book, asked.today)
    return plan, tuple(review(case, plan, None, book, asked.today))


def scenario_arguments(parser: ArgumentParser) -> None:
    """Let a command name a scenario and a strategy."""
    parser.add_argument(
        "--strategy", choices=(*STRATEGIES, OPTIMAL), metavar="NAME", help=_("how the budget is shared")
    )
    parser.add_argument("--scenario", metavar="NAME", help=_("a plan kept in the case"))


def _plan_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    scenario_arguments(parser)
    parser.add_argument(
        "-o", dest="output", type=Path, metavar="plan.xlsx", help=_("write the plan workbook")
    )
    parser.add_argument("--force", action="store_true", help=_("replace an existing file"))
    password_argument(parser)


def _plan(asked: Namespace) -> Answer:
    with opened(asked) as file:
        case = file.load()
    book = book_of(case)
    plan, problems = planned(asked, case, book)
    if asked.output is not None:
        from planner.reports.workbook import plan_workbook

        write_out(asked.output, plan_workbook(case, plan, book, asked.today), asked.force)
    answer = plan_answer(plan)
    answer["problems"] = [*answer["problems"], *(problem_json(p) for p in problems)]
    return Answer(
        answer,
        [*_plan_lines(case, plan), *problem_lines((*plan.problems, *problems))],
        DONE if plan.feasible else NO,
    )


def _plan_lines(case: Case, plan: Plan) -> list[str]:
    head = [
        _("{strategy}: {state}").format(strategy=_(TITLES[plan.strategy]), state=state_words(plan)),
        _("Can be paid a month: ¥{affordable}; budget: ¥{budget}").format(
            affordable=format_yuan(plan.affordable), budget=format_yuan(plan.budget)
        ),
    ]
    if plan.refusal is not None:
        words = _("¥{missing} a month is missing for an offer.")
        return [
            *head,
            words.format(missing=format_yuan(plan.refusal.missing)),
            *(w.words() for w in plan.refusal.ways),
        ]
    rows = [(_("Creditor"), _("A month"), _("Last payment"), _("Total paid"))]
    rows += [
        (
            d.creditor,
            format_yuan(d.offer),
            d.last_due.isoformat() if d.last_due else "—",
            format_yuan(d.total),
        )
        for d in plan.debts
    ]
    end = str(plan.end) if plan.end else "—"
    foot = _("Clear in {end}; ¥{total} in all; largest month ¥{peak}.")
    return [
        *head,
        *columns(rows, right=(1, 3)),
        foot.format(end=end, total=format_yuan(plan.total), peak=format_yuan(plan.peak)),
    ]


COMMANDS = (Command("plan", N_("the joint plan of a case, and its workbook"), _plan_arguments, _plan),)
