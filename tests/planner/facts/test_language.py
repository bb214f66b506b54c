# SPDX-License-Identifier: Apache-2.0
"""Words in two languages: whole sentences one after another."""

from planner.facts.language import sentences, speaking
from planner.facts.problems import InputError


def test_sentences_stand_apart_in_english_and_close_together_in_chinese() -> None:
    refused = InputError("a.csv", "Broken.", {}, "Try again.")
    assert refused.words() == "a.csv: Broken. Try again."
    assert sentences("One.", "", "Two.") == "One. Two."
    with speaking("zh"):
        assert sentences("一。", "二。") == "一。二。"
