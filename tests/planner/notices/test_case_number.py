# SPDX-License-Identifier: Apache-2.0
"""Case numbers: what can be, what cannot, what is old or unknown."""

import pytest

from planner.facts.places import resources
from planner.notices.case_number import find_numbers
from planner.notices.signals import load_signals
from planner.notices.wording import normal

SIGNALS = load_signals(resources() / "rules")


@pytest.mark.parametrize(
    ("text", "court", "result", "kind"),
    [
        ("（2026）浙0106民初1234号", "", "ok", "民初"),
        ("〔2026〕浙0106民初1234号之一", "", "ok", "民初"),
        ("［２０２６］浙０１０６民初１２３４号", "", "ok", "民初"),
        ("（2026） 浙 0106 民初 1234 号", "", "ok", "民初"),
        ("(2025)最高法民申12号", "", "ok", "民申"),
        ("(2026)沪01民终5号", "", "ok", "民终"),
        ("(2026)粤知民初7号", "", "ok", "民初"),
        ("(2026)浙0106民诉前调4321号", "", "ok", "民诉前调"),
        ("(2026)内0102执88号", "", "ok", "执"),
        ("(2026)浙0106民字第88号", "", "bad", "民"),
        ("(2026)执字第88号", "", "bad", "执"),
        ("(2014)杭西民初字第88号", "", "old_style", "民初"),
        ("(2027)浙0106民初1号", "", "bad", "民初"),
        ("(2026)浙010民初1号", "", "bad", "民初"),
        ("(2026)民初1号", "", "bad", "民初"),
        ("(2026)浙0106赔1号", "", "unknown_type", "赔"),
        ("(2026)粤0106民初1号", "杭州市西湖区人民法院", "bad", "民初"),
        ("(2026)浙0106民初1号", "杭州市西湖区人民法院", "ok", "民初"),
    ],
)
def test_numbers_are_judged_by_their_parts(text: str, court: str, result: str, kind: str) -> None:
    found = find_numbers(normal(f"案号{text}，请", SIGNALS.traditional), 2026, court, SIGNALS.places)
    assert [(number.result, number.kind) for number in found] == [(result, kind)]


def test_a_text_without_a_number_has_none() -> None:
    assert find_numbers("己金调(2026)第187号", 2026, "", SIGNALS.places) == ()
