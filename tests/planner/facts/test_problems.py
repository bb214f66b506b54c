# SPDX-License-Identifier: Apache-2.0
"""Problems in words: a long list of names is cut to the first few and how many more."""

import pytest

from planner.facts.language import speaking
from planner.facts.problems import STOP, InputError, Problem, few


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (0, "", ""),
        (1, "B1", "B1"),
        (4, "B1, B2, B3, B4", "B1、B2、B3、B4"),
        (20, "B1, B2, B3 and 17 more", "B1、B2、B3等，另有 17 家"),
    ],
)
def test_the_first_few_names_stand_for_many(count: int, english: str, chinese: str) -> None:
    names = tuple(f"B{n}" for n in range(1, count + 1))
    with speaking("en"):
        assert few(names) == english
    with speaking("zh"):
        assert few(names) == chinese


def test_a_problem_and_a_refusal_say_their_names_so() -> None:
    names = tuple(f"B{n}" for n in range(1, 21))
    problem = Problem(STOP, "budget", "Asked for: {names}.", {"names": names})
    assert problem.words() == "Asked for: B1, B2, B3 and 17 more."
    assert "17 more" in InputError("x", "Asked for: {names}.", {"names": names}).words()
