# SPDX-License-Identifier: Apache-2.0
"""Commands about the joint plan: plan with its workbook, stress, optimum."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.engine.plan import Plan
from planner.engine.simulate import simulate
from planner.engine.strategy import OPTIMAL, STRATEGIES, TITLES
from planner.facts.case import Case, Scenario, chosen_scenario
from planner.facts.language import N_, _
from planner.facts.money import format_yuan, yuan_from_plain
from planner.facts.places import resources
from planner.facts.problems import InputError, Problem
from planner.facts.records import from_json
from planner.facts.rulebook import RuleBook, load
from planner.law.review import review
from planner.reports.answers_plan import optimum_answer, plan_answer, stress_answer
from planner.reports.comparison import state_words
from planner.store.files import new_file
from ui.commands.cases import opened, password_argument
from ui.commands.command import DONE, NO, Answer, Command, columns, problem_json, problem_lines, read_json


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
    scenario = scenario_asked(case, asked.strategy, asked.scenario)
    if scenario.strategy == OPTIMAL:
        from planner.engine.optimize_plan import best_plan, finish

        plan = finish(best_plan(case, scenario, book, asked.today))
    else:
        plan = simulate(case, scenario, book, asked.today)
    return plan, tuple(review(case, plan, None, book, asked.today))


def with_gap(plan: Plan, asked: Namespace, case: Case, book: RuleBook) -> Plan:
    """Return the plan with its distance from the proven optimum."""
    from planner.engine.optimize_plan import compared, finish

    scenario = scenario_asked(case, asked.strategy, asked.scenario)
    return finish(compared(case, scenario, book, asked.today, plan))


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
    if plan.refusal is None and case.debts:
        plan = with_gap(plan, asked, case, book)
    if asked.output is not None:
        from ui.outbox import Desk, workbook

        write_out(asked.output, workbook(Desk(case, plan, book, asked.today)), asked.force)
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
        *_gap_lines(plan),
    ]


def _gap_lines(plan: Plan) -> list[str]:
    if plan.gap.money is None:
        return []
    if plan.gap.money <= 0:
        return [
            _("No cheaper plan exists within the offers considered.")
            if plan.gap.proved
            else _("No cheaper plan was found.")
        ]
    words = _("The best plan found costs ¥{money} less and ends {months} months sooner at best.")
    return [words.format(money=format_yuan(plan.gap.money), months=max(plan.gap.months or 0, 0))]


def _stress_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    scenario_arguments(parser)
    parser.add_argument(
        "--paths", type=counted(1, 10_000_000), default=100_000, metavar="N", help=_("how many futures")
    )
    parser.add_argument(
        "--seed", type=counted(0, 2**63 - 1), default=1, metavar="S", help=_("the same seed, the same answer")
    )
    parser.add_argument("--block", type=counted(1, 6), metavar="N", help=_("months drawn in a row"))
    password_argument(parser)


def counted(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers within bounds. It raises InputError."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
            bounds = {"text": text[:30], "least": str(least), "most": str(most)}
            raise InputError(
                "", N_("“{text}” does not fit."), bounds, N_("Give a number from {least} to {most}.")
            )
        return int(text)

    return read


def _stress(asked: Namespace) -> Answer:
    with opened(asked) as file:
        case = file.load()
    book = book_of(case)
    plan, _problems = planned(asked, case, book)
    from planner.engine.stress import stress

    scenario = scenario_asked(case, asked.strategy, asked.scenario)
    result = stress(case, scenario, plan, book, asked.today, asked.paths, asked.seed, asked.block)
    answer = stress_answer(result)
    status = NO if result.holds is None else DONE
    return Answer(answer, _stress_lines(answer), status)


def _stress_lines(answer: dict[str, Any]) -> list[str]:
    if answer["holds"] is None:
        lines = [_("There are too few months of your own flows for a stress test.")]
    else:
        words = _("In {share} % of {paths} futures every instalment is paid (seed {seed}).")
        share = f"{100 * float(answer['holds']):.1f}"
        lines = [words.format(share=share, paths=f"{answer['paths']:,}", seed=answer["seed"])]
        lines.append(_("From {n} months of your own flows; not a forecast.").format(n=answer["months_used"]))
        rows = [(_("To hold in"), _("More reserve needed"), _("Largest instalment"))]
        rows += [
            (f"{float(q):.0%}", _yuan(answer["reserve_needed"][q]), _yuan(answer["largest_instalment"][q]))
            for q in answer["reserve_needed"]
        ]
        lines += columns(rows, right=(1, 2))
    return [*lines, *(problem["text"] for problem in answer["problems"])]


def _yuan(plain: str) -> str:
    return format_yuan(yuan_from_plain(plain))


def _optimum_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.json")


def _optimum(asked: Namespace) -> Answer:
    from planner.engine.optimize import optimum
    from planner.engine.optimize_task import OptimumTask

    data = read_json(asked.file)
    try:
        task = from_json(OptimumTask, data)
        found = optimum(task)
    except InputError as refused:
        raise refused.within(str(asked.file)) from None
    answer = optimum_answer(found, task.objective)
    lines = [
        _("{status}: objective {objective}, bound {bound}").format(
            **{k: answer[k] for k in ("status", "objective", "bound")}
        )
    ]
    lines += [f"{creditor}: {offer}" for creditor, offer in answer["choice"].items()]
    lines += [f"{debt}: {' '.join(row)}" for debt, row in answer["payments"].items()]
    return Answer(answer, lines, DONE if found.status != "infeasible" else NO)


COMMANDS = (
    Command("plan", N_("the joint plan of a case, and its workbook"), _plan_arguments, _plan),
    Command("stress", N_("the chance that a plan holds"), _stress_arguments, _stress),
    Command("optimum", N_("the best choice of offers, on plain numbers"), _optimum_arguments, _optimum),
)
