# SPDX-License-Identifier: Apache-2.0
"""An edit as text: one JSON document however long, written and read a record at a time."""

import json
from dataclasses import replace

import pytest

from planner.facts.case import changes, drop
from planner.facts.problems import InputError
from planner.store.patches import from_text, to_text
from tests.planner.store.small import a_case


def test_the_pieces_make_the_text_that_one_call_would() -> None:
    case = a_case(flows=50)
    for made in (
        changes(case, replace(case, flows=(), label='甲,"]}')),
        changes(case, drop(case, "debts", case.debts[0].id)),
        (),
    ):
        text = to_text(made)
        assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
        assert from_text(text, "x") == made


@pytest.mark.parametrize("damage", ["no head", "cut", "more behind", "two documents", "no comma"])
def test_a_text_that_is_not_whole_is_refused(damage: str) -> None:
    case = a_case(flows=5)
    text = to_text(changes(case, replace(case, flows=())))
    spoiled = {
        "no head": text[1:],
        "cut": text[:-1],
        "more behind": text + " x",
        "two documents": text + text,
        "no comma": text.replace("],[", "][", 1),
    }[damage]
    assert spoiled != text
    with pytest.raises(InputError):
        from_text(spoiled, "x")
