# SPDX-License-Identifier: Apache-2.0
"""The documents: what must stand in each, what must not, and that hostile text stays text."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape

import docx
import pytest

from planner.engine.simulate import simulate
from planner.facts.case import Agreement, Borrower, Case, Claim, Household, Paper
from planner.facts.dates import Month
from planner.facts.language import speaking
from planner.facts.money import capital_numerals, format_yuan
from planner.facts.problems import InputError
from planner.reports.agreement_check import amounts_in, findings
from planner.reports.documents import DOCUMENTS, make
from planner.reports.letters import amount_words, proposal_lines
from planner.reports.printout import Printout, bullets, pairs, paragraph, printout
from planner.reports.repayment_table import instalments
from planner.reports.word_copy import word_copy
from tests.builders import a_case, a_cost, a_debt, an_income, terms, yuan
from tests.planner.reports.given import TODAY, complete, planned, rules, sample, sample_plan

EVIL = '<img src="file:///etc/passwd"><b>&lt;'
TEXT = (
    "截至2026年11月15日乙方尚欠本金9300元。此后停止计息。乙方分48期偿还，每月15日还款211.30元，共￥10,142.58，"
    "付至甲方对公账户。逾期三日的，甲方可收取违约金500元。如不履行由人民法院另行裁判。本协议一式三份。"
)


def made(name: str, case: Case | None = None, debt_id: str | None = "d4", words: str = "") -> Printout:
    case = case or sample()
    plan = sample_plan(0) if case is sample() else planned(case)
    return make(name, case, plan, rules(), TODAY, debt_id if DOCUMENTS[name].for_debt else None, words)


def text_of(page: Printout) -> str:
    return unescape(page.html)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_every_document_can_be_made_in_both_languages(name: str, language: str) -> None:
    with speaking(language):
        page = made(name)
    assert page.language == language
    assert page.title in text_of(page)


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_hostile_names_stay_text(name: str) -> None:
    case = a_case(
        a_debt("d4", yuan(9_000), "0", creditor=EVIL, brand=EVIL, number=EVIL),
        borrower=Borrower(name=EVIL, id_number=EVIL, phone=EVIL, region=EVIL),
        incomes=(an_income(), an_income(id="i2", name=EVIL, months=(1, 4))),
        expenses=(a_cost(name=EVIL, reason=EVIL),),
        papers=(Paper(id="p1", sha256="a" * 64, kind="D07", note=EVIL, pages=1),),
    )
    page = made(name, case, words=EVIL)
    assert "<img" not in page.html
    assert "<b>" not in page.html


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_no_document_uses_words_the_law_does_not_allow(name: str) -> None:
    with speaking("zh"):
        page = text_of(made(name))
    for word in ("违法", "无效", "不用还", "无需偿还"):
        assert word not in page


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_an_empty_case_prints_or_says_why_not(name: str) -> None:
    case = a_case(a_debt("d4", yuan(100), "0"), incomes=(), expenses=())
    if name == "application":
        with pytest.raises(InputError):
            made(name, case)
    else:
        assert made(name, case).html


def test_the_letter_names_only_its_own_creditor() -> None:
    page = text_of(made("application"))
    mine = next(debt for debt in sample().debts if debt.id == "d4")
    assert mine.creditor in page
    for other in sample().debts:
        if other.id != "d4":
            assert other.creditor not in page
            assert (other.brand or other.creditor) not in page
            assert (other.number or other.creditor) not in page


def test_papers_of_another_debt_are_not_listed_in_the_letter() -> None:
    papers = (
        Paper(id="p1", sha256="a" * 64, kind="D02", debt="d1", pages=7),
        Paper(id="p2", sha256="b" * 64, kind="D02", debt="d4", pages=9),
    )
    case = replace(sample(), papers=papers)
    page = text_of(make("application", case, sample_plan(0), rules(), TODAY, "d4"))
    assert ">9</td>" in page
    assert ">7</td>" not in page


def test_a_payment_order_gets_no_letter() -> None:
    case = sample()
    case = replace(case, debts=tuple(replace(debt, stage="payment_order") for debt in case.debts))
    with pytest.raises(InputError, match="payment order"):
        make("application", case, sample_plan(0), rules(), TODAY, "d4")


def test_a_chinese_letter_has_capital_numerals() -> None:
    with speaking("zh"):
        assert amount_words(242_000) == "2,420.00 元（人民币贰仟肆佰贰拾元整）"
        page = text_of(made("application"))
    offer = next(debt for debt in sample_plan(0).debts if debt.debt_id == "d4")
    assert capital_numerals(offer.rows[0].payment) in page


def test_the_repayment_table_adds_up() -> None:
    table = instalments(sample(), sample_plan(0))
    paid = sum(debt.total for debt in sample_plan(0).debts)
    assert table.totals is not None
    assert table.totals[table.place("payment")] == paid
    assert table.column("sum")[-1] == paid
    assert list(table.column("due")) == sorted(table.column("due"))  # type: ignore[type-var]
    one = instalments(sample(), sample_plan(0), "d1")
    assert {column.key for column in one.columns}.isdisjoint({"creditor", "buffer"})


def test_the_agreement_check_finds_clauses_by_their_words() -> None:
    found = {one.clause: one.state for one in findings(TEXT, None, rules())}
    assert (
        found["A02"]
        == found["A03"]
        == found["A04"]
        == found["A05"]
        == found["A08"]
        == found["A16"]
        == "found"
    )
    assert found["A06"] == found["A07"] == found["A12"] == "missing"
    assert found["A15"] == "beware"
    assert {one.clause for one in findings(TEXT, None, rules())} == {
        c.id for c in rules().clauses_of("agreement")
    }


def test_every_clause_of_the_list_has_words_to_look_for() -> None:
    from planner.reports.agreement_check import WORDS

    assert set(WORDS) == {clause.id for clause in rules().clauses_of("agreement")}


def test_an_agreement_that_was_entered_counts_as_written() -> None:
    agreed = terms(rate="0", kind="equal_instalment", principal=yuan(9_300), periods=48, first_due=TODAY,
                   allocation=("principal", "interest", "fee", "penalty"))  # fmt: skip
    found = {one.clause: one.state for one in findings("", agreed, rules())}
    assert found["A02"] == found["A03"] == found["A04"] == found["A06"] == "found"
    assert found["A15"] == "amounts"
    case = replace(sample(), agreements=(Agreement(id="a1", debt="d4", terms=agreed),))
    page = text_of(make("agreement_check", case, sample_plan(0), rules(), TODAY, "d4"))
    assert "48 payments" in page


def test_amounts_are_read_as_they_are_written() -> None:
    assert amounts_in("￥10,142.58，每期 211.3 元，共1000元，300元，300元") == (
        1_014_258,
        21_130,
        100_000,
        30_000,
    )


def test_a_word_copy_holds_the_same_words_and_no_clock() -> None:
    with speaking("zh"):
        page = made("application", words="孩子住院")
    data = word_copy(page, TODAY)
    assert data == word_copy(page, TODAY)
    document = docx.Document(io.BytesIO(data))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[0] == page.title
    assert "孩子住院" in words
    assert document.tables
    assert document.core_properties.author == ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_summary_fits_two_pages_of_words(language: str) -> None:
    with speaking(language):
        page = text_of(made("summary"))
    assert format_yuan(sum(debt.owed for debt in sample().debts)) in page
    assert "330***********0022" in page
    assert "330106199203150022" not in page


def hard_case() -> Case:
    """Ended income, reasons, papers of hardship with and without a name, months seen, a claim that differs, a suit."""
    debt = a_debt(
        "d4",
        yuan(9_000),
        "0",
        stage="filed",
        due_day=20,
        claim=Claim(date=TODAY, principal=yuan(9_500), fee=0),
    )
    return a_case(
        debt,
        a_debt("d5", yuan(3_000), "0", disputed=True),
        household=Household(adults=2, children=1),
        incomes=(an_income(), an_income(yuan(10), "i2", name="gig", until=Month.parse("2027-06"))),
        expenses=(a_cost(reason="asthma", since=date(2026, 1, 1)), a_cost(yuan(5), "e2", reason="bus")),
        papers=(
            Paper(id="p1", sha256="a" * 64, kind="D07", pages=1),
            Paper(id="p2", sha256="b" * 64, kind="D08", note="the finding", date=date(2026, 2, 2)),
        ),
    )


def test_hardship_is_told_from_the_facts_alone() -> None:
    page = text_of(made("hardship", hard_case(), words="I was ill."))
    for words in (
        "I was ill.",
        "gig ends on 2027-06-30",
        "asthma (since 2026-01-01)",
        "bus",
        "50-01",
        "the finding",
    ):
        assert words in page
    assert "2 adults, 1 child" in page
    assert "average over" not in page
    seen = text_of(make("hardship", complete(), sample_plan(0), rules(), TODAY))
    assert "average over 12 full months" in seen
    assert "In my own words" in seen
    only_children = replace(hard_case(), household=Household(children=2))
    assert "2 children" in text_of(made("hardship", only_children))


def test_a_letter_in_a_court_case_says_that_its_dates_stand() -> None:
    page = text_of(made("application", hard_case()))
    assert "Its dates stand" in page
    assert "rest the court case" in page
    assert "statement of how interest and charges were calculated" in page
    quiet = replace(
        hard_case(), debts=tuple(replace(d, stage=None, claim=None, number="8") for d in hard_case().debts)
    )
    assert "Its dates stand" not in text_of(made("application", quiet))


def test_days_that_wander_are_told_by_first_and_last() -> None:
    plan = sample_plan(0)
    offer = next(debt for debt in plan.debts if debt.debt_id == "d4")
    rows = (offer.rows[0], replace(offer.rows[1], due=offer.rows[1].due.replace(day=28)))
    assert "first on 2026-12-15, last on 2027-01-28" in list(proposal_lines(replace(offer, rows=rows)))
    assert len(list(proposal_lines(replace(offer, rows=rows[:1], waived=0)))) == 4


def test_the_call_script_offers_what_is_ready_and_no_more() -> None:
    page = text_of(made("call_script", hard_case()))
    plan = planned(hard_case())
    assert plan.offers
    assert page.count("ready offer: ") == len(plan.offers)
    refused = a_case(a_debt("d4", yuan(9_000), "0"), incomes=())
    assert "promise nothing" in text_of(made("call_script", refused))
    with pytest.raises(InputError):
        make("call_script", sample(), sample_plan(0), rules(), TODAY, "gone")


def test_the_repayment_table_of_one_debt_is_headed_by_its_creditor() -> None:
    page = text_of(make("repayment_table", sample(), sample_plan(0), rules(), TODAY, "d4"))
    assert "渝信小额贷款有限公司, contract YX-20250912-6608" in page
    nameless = replace(sample(), debts=tuple(replace(debt, number=None) for debt in sample().debts))
    assert "contract" not in text_of(make("repayment_table", nameless, sample_plan(0), rules(), TODAY, "d4"))
    with pytest.raises(InputError):
        make("repayment_table", sample(), sample_plan(0), rules(), TODAY, "gone")


def test_the_summary_says_what_is_disputed_refused_or_asked_of_one_alone() -> None:
    assert "Disputed: Creditor d5" in text_of(made("summary", hard_case()))
    refused = a_case(a_debt("d4", yuan(9_000), "0"), incomes=())
    page = text_of(made("summary", refused))
    assert "No offer is possible yet" in page
    assert "3,580.00 yuan a month" in page
    waiving = replace(sample().scenarios[0], terms={"d4": sample().scenarios[0].terms["d4"]})  # type: ignore[index]
    plan = simulate(sample(), waiving, rules(), TODAY)
    page = text_of(make("summary", sample(), plan, rules(), TODAY))
    assert "小额贷款: Request: no further interest while the plan is kept" in page
    empty = replace(plan, months=(), refusal=None)
    assert "not entered yet" in text_of(make("summary", sample(), empty, rules(), TODAY))
    assert make("budget", sample(), empty, rules(), TODAY).html
    assert make("hardship", sample(), empty, rules(), TODAY).html
    assert make("application", sample(), replace(empty, months=()), rules(), TODAY, "d4").html
    assert make("call_script", sample(), empty, rules(), TODAY, "d4").html


def test_an_agreement_of_an_unknown_debt_is_still_checked() -> None:
    page = text_of(make("agreement_check", sample(), sample_plan(0), rules(), TODAY, "gone", TEXT))
    assert "not a figure of the plan" in page
    bare = [one.state for one in findings("", terms(), rules()) if one.state == "found"]
    assert bare == []


def test_a_word_copy_keeps_lists_and_line_ends() -> None:
    parts = [bullets(["a", "b"], ordered=True), paragraph("x\ny"), "<table></table>", pairs([("n", "v\nw")])]
    document = docx.Document(io.BytesIO(word_copy(printout("t", parts, "f"), TODAY)))
    assert [p.style.name for p in document.paragraphs[:2]] == ["List Number", "List Number"]
    assert document.paragraphs[2].text == "x\ny"
    assert document.tables[0].cell(0, 1).text == "v\nw"


def test_signs_without_digits_are_no_amounts() -> None:
    assert amounts_in("，元 ¥, 5元") == (500,)


def test_a_letter_without_reasons_leaves_the_section_out() -> None:
    case = a_case(a_debt("d4", yuan(900), "0"), household=Household(adults=2))
    assert "Why it is hard" not in text_of(made("application", case))
    assert "2 adults" in text_of(made("hardship", case))
