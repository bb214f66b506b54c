# SPDX-License-Identifier: Apache-2.0
"""A bank's PDF: rows and columns come back from text and places; a bad PDF ends only the child."""

import io

import pypdf
import pytest

from planner.facts.problems import InputError
from planner.statements.child import ChildError, run_limited
from planner.statements.importers import read
from tests.planner.statements.pages import a_pdf, table

LEFTS = (40, 100, 150, 220, 290, 380, 560)
HEADER = ("记账日期", "货币", "交易金额", "联机余额", "交易摘要", "对手信息", "客户摘要")
FIRST = (
    ("2024-01-02", "CNY", "8,000.00", "8,100.00", "代发工资", "杭州某某\n科技有限公司", ""),
    ("2024-01-03", "CNY", "-30.50", "8,069.50", "快捷支付", "支付宝-某某便利店", "早餐"),
)
SECOND = (("2024-01-05", "CNY", "-1,000.00", "7,069.50", "信用卡还款", "某某银行信用卡中心", ""),)


def cmb_pdf() -> bytes:
    head = [
        (300.0, 20.0, "招商银行交易流水"),
        (40.0, 36.0, "户  名：张三"),
        (300.0, 36.0, "账号：6214********1234"),
    ]
    foot = [(40.0, 560.0, "1/2")]
    english = [
        (x, 70.0, word)
        for x, word in zip(
            LEFTS, ("Date", "Currency", "Amount", "Balance", "Type", "Party", "Memo"), strict=True
        )
    ]
    first = [*head, *table(LEFTS, HEADER, FIRST), *english, *foot]
    return a_pdf(
        [first, [*table(LEFTS, HEADER, SECOND), (40.0, 300.0, "合并统计 3 笔"), (40.0, 560.0, "2/2")]]
    )


def test_a_bank_pdf_over_two_pages_with_wrapped_cells_is_read() -> None:
    (statement,) = read(("流水.pdf", cmb_pdf()))
    assert statement.format == "cmb_debit_app"
    assert statement.account.tail == "1234"
    assert [(str(e.at), e.amount, e.kind) for e in statement.entries] == [
        ("2024-01-02", 800000, "income"),
        ("2024-01-03", -3050, "spending"),
        ("2024-01-05", -100000, "debt_repayment"),
    ]
    assert statement.entries[0].party == "杭州某某科技有限公司"
    assert statement.balance_chain == "holds"
    assert statement.rejected == ()


def locked(content: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_pdf_asks_for_its_password() -> None:
    content = locked(cmb_pdf(), "123456")
    with pytest.raises(InputError, match="packed with a password"):
        read(("流水.pdf", content))
    with pytest.raises(InputError, match="None of the given passwords"):
        read(("流水.pdf", content), ("0",))
    assert len(read(("流水.pdf", content), ("0", "123456"))[0].entries) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\nnot really", "damaged"),
        (a_pdf([[]]), "without text"),
        (a_pdf([[(40, 40, "一份合同，没有表格")]]), "none of the known statements"),
    ],
)
def test_a_pdf_that_is_no_statement_is_refused_by_name(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as refused:
        read(("合同.pdf", content))
    assert str(refused.value).startswith("合同.pdf: ")


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ChildError, match="time"):
        run_limited("pdf", cmb_pdf(), [], seconds=0)


def test_nothing_unknown_is_run() -> None:
    with pytest.raises(ChildError, match="died"):
        run_limited("os.system", b"")


def test_a_card_statement_keeps_its_rows_between_section_words() -> None:
    lefts = (40, 110, 180, 400, 500, 600)
    header = ("交易日", "记账日", "交易摘要", "人民币金额", "卡号末四位", "交易地金额")
    rows = (
        ("", "12/29", "掌上生活还款", "-1,234.50", "1234", "-1,234.50"),
        ("01/03", "01/04", "某某便利店\n第二行说明", "88.00", "1234", "88.00(CN)"),
        ("01/05", "01/07", "中国移动", "100.00", "1234", "100.00(CN)"),
    )
    words = [(40.0, 73.0, "还款"), (40.0, 97.0, "消费")]
    title = [
        (250.0, 20.0, "招商银行信用卡对账单（个人消费卡账户 2024年01月）"),
        (40.0, 36.0, "本期还款总额 (Current Balance) ¥ 1,188.00"),
    ]
    (statement,) = read(("账单.pdf", a_pdf([[*title, *table(lefts, header, rows), *words]])))
    assert statement.format == "cmb_credit"
    assert [(str(e.at), e.amount, e.memo) for e in statement.entries] == [
        ("2023-12-29", 123450, "掌上生活还款"),
        ("2024-01-04", -8800, "某某便利店第二行说明"),
        ("2024-01-07", -10000, "中国移动"),
    ]
    assert statement.account.tail == "1234"
    assert {word: said.sum for word, said in statement.stated.items()} == {"本期还款总额": 118800}
    assert statement.warnings == ()


def test_a_debit_pdf_with_short_rows_and_plain_times_is_read() -> None:
    lefts = (30, 95, 150, 230, 310, 400, 500, 580, 680)
    header = (
        "交易日期",
        "交易时间",
        "交易摘要",
        "交易金额",
        "本次余额",
        "对手信息",
        "日 志 号",
        "交易渠道",
        "交易附言",
    )
    rows = (
        ("20240101", "123456", "转存", "+10,000.00", "11,000.00", "张三", "369396693", "超级网银", "转账"),
        ("20240103", "", "正常还款", "-9,000.00", "2,000.00", "12341234", "111222333", "", ""),
    )
    head = [
        (300.0, 20.0, "中国农业银行账户活期交易明细清单"),
        (30.0, 36.0, "账户：6228480000008888 户名：林晓"),
    ]
    (statement,) = read(("流水.pdf", a_pdf([[*head, *table(lefts, header, rows)]])))
    assert statement.format == "abc_debit_app"
    assert [(str(e.at), e.amount, e.kind) for e in statement.entries] == [
        ("2024-01-01 12:34:56", 1000000, "income"),
        ("2024-01-03", -900000, "debt_repayment"),
    ]
    assert (statement.account.tail, statement.account.holder) == ("8888", "林晓")
