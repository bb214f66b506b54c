# SPDX-License-Identifier: Apache-2.0
"""Names and numbers are hidden and nothing else; one creditor's case and plan add up to the whole; pages are burned."""

import base64
import csv
import io
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.simulate import simulate
from planner.evidence.redaction import Outgoing, outgoing, watermark
from planner.evidence.redaction_creditor import OTHERS, Ticked, Wish, for_creditor, names_of
from planner.evidence.redaction_pages import burn, mentions
from planner.evidence.redaction_plan import plan_for_creditor
from planner.evidence.redaction_rows import read_text, rows_copy, safe
from planner.evidence.redaction_texts import case_anew, persons
from planner.evidence.redaction_words import Hider, is_person, name_hidden, number_hidden, person_in
from planner.facts.case import Account, Borrower, Case, Flow, Paper, case_to_json
from planner.facts.language import speaking
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import load
from tests.builders import TODAY, a_case, a_cost, a_debt, a_scenario, an_income, four_debts, yuan
from tests.papers import a_pdf
from tests.planner.store.any_case import cases

ID, PHONE, CARD = "330106199003071234", "13912345678", "6222021234567890128"


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"身份证{ID}", "身份证330****1234"),
        ("33010619900307123X", "330****123X"),
        ("330106 19900307 1234", "330****1234"),
        ("３３０１０６１９９００３０７１２３４", "330****1234"),
        (f"电话{PHONE}。", "电话139****5678。"),
        ("139-1234-5678", "139****5678"),
        ("139 1234 5678", "139****5678"),
        ("+86 13912345678", "139****5678"),
        (CARD, "****0128"),
        ("6222 0212 3456 7890 128", "****0128"),
        ("6222-0212-3456-7890", "****7890"),
        ("尾号1234", "尾号1234"),
        ("2026010222001140000000000001", "2026010222001140000000000001"),  # an order number
        ("20261028210009", "20261028210009"),  # a moment
        ("1,234,567.89", "1,234,567.89"),
        ("12345678.90 元", "12345678.90 元"),
        ("2026-04-01 12:30:05", "2026-04-01 12:30:05"),
        ("li.ming@example.com", "l**@**"),
    ],
)
def test_numbers_of_a_person_are_hidden_and_others_stay(text: str, hidden: str) -> None:
    assert Hider({}, personal=True)(text) == hidden


def test_names_are_found_whatever_their_width_case_and_blanks() -> None:
    hider = Hider({"张三丰": name_hidden("张三丰"), "Zetabank": "…"})
    assert hider("转 张 三 丰 和ZETABANK") == "转 张** 和…"
    assert hider("张三") == "张三"


def test_the_longest_word_wins_and_a_word_that_stays_shields_what_it_holds() -> None:
    hider = Hider({"东江银行": "另一债权人"}, ["东江银行消费金融"])
    assert hider("东江银行消费金融还款，东江银行转出") == "东江银行消费金融还款，另一债权人转出"


def test_a_short_latin_word_counts_only_where_it_stands_alone() -> None:
    hider = Hider({"CMB": "…"})
    assert hider("CMB还款 cmb xcmbx") == "…还款 … xcmbx"


@given(st.text(max_size=60), st.lists(st.text(min_size=2, max_size=6), max_size=4))
def test_what_is_hidden_is_gone_and_hiding_ends(text: str, words: list[str]) -> None:
    hider = Hider(dict.fromkeys(words, "■"), personal=True)
    spans = list(hider.found(text))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert bool(spans) == (hider(text) != text) or any("■" in word for word in words)


@pytest.mark.parametrize("name", ["张三", "王小明", "欧阳锋", "欧阳小米", "诸葛亮"])
def test_names_of_persons_are_known(name: str) -> None:
    assert is_person(name)
    assert person_in(f"{name}(139****5678)") == name


@pytest.mark.parametrize("name", ["家家菜场", "花呗", "白条", "高德", "支付宝", "Zetabank", "张", "美团外卖"])
def test_shops_and_brands_are_no_persons(name: str) -> None:
    assert not is_person(name)


def test_a_number_keeps_its_ends_and_a_name_its_first_sign() -> None:
    assert number_hidden(CARD) == "****0128"
    assert name_hidden(" 王小明 ") == "王**"


@given(cases(1))
def test_saying_a_case_anew_with_the_same_words_changes_nothing(case: Case) -> None:
    expected = case_to_json(case)
    said = case_to_json(case_anew(case, lambda text: text))
    assert said.keys() <= expected.keys()
    assert all(said[key] == expected[key] for key in ("debts", "flows", "papers") if key in said)


def test_an_account_holder_and_a_surety_are_persons_of_the_case() -> None:
    case = a_case(a_debt(shared_with="诸葛明"), borrower=Borrower(name="张三"),
                  accounts=(Account(id="a1", holder="李四"),))  # fmt: skip
    assert persons(case) == {"诸葛明": "诸**", "张三": "张**", "李四": "李**"}


# --- one creditor ----------------------------------------------------------------------------------------------------


def test_a_creditor_is_known_by_every_name_people_use() -> None:
    names = names_of(a_debt(creditor="招商银行股份有限公司信用卡中心", brand="招行信用卡", number="8888-1"))
    assert {"招商银行股份有限公司信用卡中心", "招商银行", "招行", "CMB", "8888-1"} <= names
    assert "蚂蚁消费金融" in names_of(a_debt(creditor="重庆蚂蚁消费金融有限公司（花呗）", brand="花呗"))


def seen(case: Case, debt_id: str = "d1", **keys: object) -> Case:
    return for_creditor(case, debt_id, Ticked(**keys))  # type: ignore[arg-type]


def test_the_other_debts_are_one_with_the_sums_of_their_parts() -> None:
    case = a_case(*four_debts())
    own, joint = seen(case).debts
    assert (own.id, joint.id) == ("d1", OTHERS)
    assert own == case.debts[0]
    assert joint.owed == yuan(42_300 + 15_800 + 9_300)
    assert (joint.terms, joint.brand, joint.number, joint.drawdowns) == (None, None, None, ())


def test_a_debt_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match="d1, d2"):
        seen(a_case(a_debt(), a_debt("d2")), "d9")


def test_a_repayment_to_another_keeps_its_amount_only() -> None:
    rows = (
        Flow(id="f1", at=TODAY, amount=-100, kind="debt_repayment", party="乙贷", memo="乙贷 第3期", debt="d2", order_no="7"),
        Flow(id="f2", at=TODAY, amount=-200, kind="debt_repayment", party="甲贷", memo="第2期", debt="d1"),
        Flow(id="f3", at=TODAY, amount=-300, kind="debt_repayment", party="某机构", memo="代扣"),
        Flow(id="f4", at=TODAY, amount=-400, kind="spending", party="菜场", memo="用乙贷支付"),
    )  # fmt: skip
    case = a_case(a_debt(creditor="甲贷"), a_debt("d2", creditor="乙贷"), flows=rows)
    one, two, three, four = seen(case).flows
    assert (one.party, one.memo, one.order_no, one.debt) == ("another creditor", None, None, None)
    assert two == rows[1]
    assert (three.party, three.memo) == ("another creditor", None)
    assert four.memo == "用another creditor支付"
    assert [flow.amount for flow in seen(case).flows] == [-100, -200, -300, -400]


def test_only_ticked_accounts_incomes_and_papers_go() -> None:
    case = a_case(
        a_debt(),
        incomes=(an_income(), an_income(id="i2")),
        expenses=(a_cost(), a_cost(id="e2")),
        accounts=(Account(id="a1", main=True), Account(id="a2")),
        flows=(Flow(id="f1", at=TODAY, amount=1, account="a1"), Flow(id="f2", at=TODAY, amount=1, account="a2")),
        papers=(Paper(id="p1", sha256="1"), Paper(id="p2", sha256="2", debt="d2"), Paper(id="p3", sha256="3", kind="D03")),
    )  # fmt: skip
    usual = seen(case)
    assert [flow.id for flow in usual.flows] == ["f1"]
    assert [paper.id for paper in usual.papers] == ["p1"]
    chosen = seen(
        case,
        incomes=frozenset({"i2"}),
        expenses=frozenset(),
        accounts=frozenset({"a2"}),
        papers=frozenset({"p3"}),
    )
    assert [line.id for line in (*chosen.incomes, *chosen.expenses)] == ["i2"]
    assert [flow.id for flow in chosen.flows] == ["f2"]
    assert [paper.id for paper in chosen.papers] == ["p3"]


@pytest.mark.parametrize("strategy", ["pro_rata", "smallest_first", "dearest_first"])
@pytest.mark.parametrize("debt_id", ["d1", "d3"])
def test_the_plan_for_one_creditor_pays_the_same_every_month(strategy: str, debt_id: str) -> None:
    case = a_case(*four_debts())
    plan = simulate(case, a_scenario(strategy), load(resources() / "rules", ()), TODAY)
    own = plan_for_creditor(plan, case, debt_id)
    assert [debt.debt_id for debt in own.debts] == [debt_id, OTHERS]
    assert own.debts[0].rows == next(debt.rows for debt in plan.debts if debt.debt_id == debt_id)
    assert (own.months, own.total) == (plan.months, plan.total)
    for place, month in enumerate(plan.months):
        assert month.paid == sum(r.payment for d in own.debts for r in d.rows if r.month == month.month)
        assert sum(d.owed[place] for d in own.debts if place < len(d.owed)) == sum(
            d.owed[place] for d in plan.debts if place < len(d.owed)
        )
    assert sum(d.opening for d in own.debts) == sum(d.opening for d in plan.debts)
    assert all(sum(amount for _id, amount in offer.parts) for offer in own.offers)


# --- copies ----------------------------------------------------------------------------------------------------------


def test_the_copy_of_a_statement_is_a_csv_with_the_rows_of_the_original() -> None:
    rows = [
        Flow(id="f1", at=TODAY, amount=-1234, row=7, party="=cmd|' /C calc'!A0", memo='a"b,\nc', word="支出")
    ]
    told = list(csv.reader(io.StringIO(rows_copy(rows, "mark").decode("utf-8-sig"), newline="")))
    assert told[0] == ["mark"]
    assert told[2][:6] == ["7", "2026-03-20", "-12.34", "支出", "'=cmd|' /C calc'!A0", 'a"b,\nc']


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", " =1", "＝1", "\t=1", "\ufeff=1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert safe(text).startswith("'")


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_are_read_in_their_encoding(code: str) -> None:
    assert read_text("收入证明".encode(code)) == "收入证明"


def burnt(
    pdf: bytes, words: dict[str, str] | None = None, boxes: list[list[float]] | None = None
) -> dict[str, object]:
    return burn(pdf, "application/pdf", words or {}, [], boxes or [], "仅用于协商还款")


def dark(pdf: bytes, left: float, top: float) -> bool:
    """Whether the page is black at a place given in points from the upper left."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")
    value = picture.getpixel((round(left), round(top)))
    assert isinstance(value, int)
    return value < 60


def test_what_a_pdf_tells_of_a_person_is_burned_and_its_text_is_gone() -> None:
    made = burnt(a_pdf([[f"ID {ID}", "wages 5200.00", "Zetaqua"]], title="secret"), {"Zetaqua": ""})
    data = base64.b64decode(str(made["data"]))
    assert (made["ending"], made["is_read"], made["hidden"]) == (".pdf", True, 18 + 7)
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded() == ""
    assert not any(pypdfium2.PdfDocument(data).get_metadata_dict().values())
    assert dark(data, 110, 842 - 764)  # inside the ID
    assert not dark(data, 78, 842 - 764)  # inside the word before it
    assert dark(data, 90, 842 - 724)  # the name


def test_boxes_of_the_record_are_burned_where_they_lie() -> None:
    data = base64.b64decode(
        str(burnt(a_pdf([["x"]]), boxes=[[1, 0.5, 0.5, 0.1, 0.1], [2, 0, 0, 1, 1]])["data"])
    )
    assert dark(data, 595 * 0.55, 842 * 0.55)
    assert not dark(data, 595 * 0.55, 842 * 0.45)


def test_the_same_paper_is_burned_to_the_same_bytes() -> None:
    pdf = a_pdf([["one"], ["two"]])
    assert burnt(pdf) == burnt(pdf)


def test_a_pdf_that_cannot_be_read_is_no_copy() -> None:
    with pytest.raises(ValueError):
        burnt(b"%PDF-1.4 broken")


@pytest.mark.parametrize(
    "pdf", [a_pdf([["Zetaqua loan"]]), a_pdf([["x"]], title="Zetaqua"), a_pdf([["x"]], note="call Zetaqua")]
)
def test_another_creditor_is_found_in_text_properties_and_notes(pdf: bytes) -> None:
    assert mentions(pdf, ["Zetaqua"], [])["found"]
    assert not mentions(pdf, ["Etaqua9"], [])["found"]


def going(paper_data: bytes, wish: Wish, **keys: object) -> Outgoing:
    paper = Paper(id="p1", sha256="1", **keys)  # type: ignore[arg-type]
    case = a_case(a_debt(creditor="甲贷"), a_debt("d2", creditor="Zetaqua"), papers=(paper,))
    return outgoing(case, lambda _sha256: paper_data, wish)


def test_a_paper_that_names_no_other_goes_to_the_creditor_as_it_is() -> None:
    sent = going(a_pdf([["wages"]]), Wish("d1"), media="application/pdf")
    assert (dict(sent.copies), len(sent.case.papers), sent.problems) == ({}, 1, ())
    assert list(going(a_pdf([["Zetaqua"]]), Wish("d1"), media="application/pdf").copies) == ["1"]


def test_what_cannot_be_redacted_stays_at_home_with_a_word_on_it() -> None:
    sent = going(b"#!AMR", Wish(redact=True), media="audio/amr")
    assert (sent.case.papers, dict(sent.copies)) == ((), {})
    assert [problem.where for problem in sent.problems] == ["papers/p1"]


def test_a_photo_of_an_identity_card_without_boxes_stays_at_home() -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    assert going(out.getvalue(), Wish(redact=True), media="image/png", kind="D01").case.papers == ()
    assert going(out.getvalue(), Wish(redact=True), media="image/png", kind="D05").case.papers != ()


def test_the_watermark_names_the_creditor() -> None:
    case = a_case(a_debt(creditor="甲贷有限公司", brand="甲贷"))
    with speaking("en"):
        assert watermark(case, "d1") == "Only for negotiating repayment with 甲贷"
        assert watermark(case, None) == "Only for negotiating repayment"
