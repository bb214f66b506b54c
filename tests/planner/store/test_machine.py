# SPDX-License-Identifier: Apache-2.0
"""Whatever is done to a case: undo all is the first case, redo all the last, and the file says what memory says."""

import shutil
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from planner.facts.case import LISTS, Case, applied, case_from_json, case_to_json, changes, put, reversed_
from planner.store.casefile import CaseFile
from planner.store.patches import from_text, joined, to_text
from tests.planner.store.any_case import cases, lists_of, records
from tests.planner.store.small import a_case, a_debt, with_debt

AT = datetime(2026, 4, 1, 14, 3)
# A failing example is told as it was found: shrinking whole cases takes minutes.
QUICK = settings(
    phases=[Phase.explicit, Phase.generate], deadline=None, suppress_health_check=list(HealthCheck)
)
MANY = settings(QUICK, max_examples=25)


@MANY
@given(cases())
def test_json_out_and_in_is_the_same_case(case: Case) -> None:
    assert replace(case_from_json(case_to_json(case)), spelled=()) == case


@MANY
@given(cases(), cases())
def test_a_case_kept_and_changed_is_what_was_kept(one: Case, other: Case) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        with CaseFile.create(folder / "case.huanqing", one) as file:
            assert file.load() == one
            file.save(changes(one, other), "Change everything", AT)
            assert file.load() == other
            file.undo()
            assert file.load() == one
            file.redo()
            assert file.load() == other
            assert file.check() == () or {p.severity for p in file.check()} == {"warn"}
    finally:
        shutil.rmtree(folder)


@MANY
@given(cases(), cases())
def test_changes_as_text_are_the_same_changes(one: Case, other: Case) -> None:
    made = changes(one, other)
    assert from_text(to_text(made), "x") == made
    assert applied(one, made) == other
    assert applied(other, reversed_(made)) == one


@MANY
@given(st.data())
def test_joined_edits_are_both_at_once(data: st.DataObject) -> None:
    one = data.draw(cases())
    steps = [one]
    for _ in range(2):
        name = data.draw(st.sampled_from([n for n in LISTS if getattr(one, n)] or ["debts"]))
        some = tuple(
            replace(data.draw(records(LISTS[name])), id=record.id) for record in getattr(steps[-1], name)
        )
        steps.append(replace(steps[-1], **{name: some}))
    whole = joined(changes(steps[0], steps[1]), changes(steps[1], steps[2]))
    assert whole is not None
    assert applied(steps[0], whole) == steps[2]
    assert applied(steps[2], reversed_(whole)) == steps[0]


class Edits(RuleBasedStateMachine):
    """Random edits, undo, redo, save and reopen, beside a list of the cases in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file: CaseFile | None = None

    @initialize(case=cases(2))
    def make(self, case: Case) -> None:
        self.file = CaseFile.create(self.folder / "case.huanqing", case)
        self.states, self.at = [case], 0

    @property
    def case(self) -> Case:
        return self.states[self.at]

    def keep(self, new: Case) -> None:
        made = changes(self.case, new)
        if made and self.file is not None:
            self.file.save(made, "Edit", AT)
            self.states[self.at + 1 :] = [new]
            self.at += 1

    @rule(data=st.data(), name=st.sampled_from(list(LISTS)))
    def put(self, data: st.DataObject, name: str) -> None:
        self.keep(put(self.case, name, data.draw(records(LISTS[name]))))

    @rule(data=st.data(), name=st.sampled_from(["debts", "incomes", "flows"]))
    def replace_list(self, data: st.DataObject, name: str) -> None:
        self.keep(replace(self.case, **{name: data.draw(lists_of(name, 5))}))

    @rule(data=st.data(), name=st.sampled_from(["debts", "incomes", "flows"]))
    def reorder(self, data: st.DataObject, name: str) -> None:
        turned: list[Any] = data.draw(st.permutations(getattr(self.case, name)))
        self.keep(replace(self.case, **{name: tuple(turned)}))

    @rule(label=st.none() | st.text(max_size=5, alphabet="abc"))
    def rename(self, label: str | None) -> None:
        self.keep(replace(self.case, label=label))

    @rule()
    def undo(self) -> None:
        assert self.file is not None
        made = self.file.undo()
        assert bool(made) == (self.at > 0)
        self.at = max(self.at - 1, 0)

    @rule()
    def redo(self) -> None:
        assert self.file is not None
        made = self.file.redo()
        assert bool(made) == (self.at + 1 < len(self.states))
        self.at = min(self.at + 1, len(self.states) - 1)

    @rule(data=st.binary(max_size=20))
    def attach(self, data: bytes) -> None:
        assert self.file is not None
        assert self.file.blob(self.file.put_blob(data)) == data

    @precondition(lambda self: self.file is not None)
    @rule()
    def reopen(self) -> None:
        assert self.file is not None
        self.file = self.file.reopened()

    @invariant()
    def memory_is_the_file(self) -> None:
        if self.file is not None:
            assert self.file.load() == self.case
            assert len(self.file.history()) == len(self.states) - 1

    def teardown(self) -> None:
        if self.file is None:
            return
        while self.file.undo():
            pass
        assert self.file.load() == self.states[0]
        while self.file.redo():
            pass
        assert self.file.load() == self.states[-1]
        assert all(problem.severity == "warn" for problem in self.file.check())
        self.file.close()
        shutil.rmtree(self.folder)


TestEdits = Edits.TestCase
TestEdits.settings = settings(QUICK, max_examples=20, stateful_step_count=20)


def test_a_hundred_records_put_between_the_same_two_keep_their_order(tmp_path: Path) -> None:
    """Places between two neighbours run out after some fifty halvings; the list is then numbered anew."""
    case = with_debt(a_case(), 1)
    with CaseFile.create(tmp_path / "a.huanqing", case) as file:
        for n in range(2, 102):
            first, *rest = case.debts
            fresh = replace(case, debts=(first, a_debt(n), *rest))
            file.save(changes(case, fresh), "Put", AT)
            case = fresh
        assert file.load() == case
        assert file.check() == ()
        while file.undo():
            pass
        assert file.load() == with_debt(a_case(), 1)
