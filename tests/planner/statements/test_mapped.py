# SPDX-License-Identifier: Apache-2.0
"""Any other table: columns are guessed, can be corrected, and read by the same rules."""

import pytest

from planner.facts.problems import InputError
from planner.statements.importers import read
from planner.statements.mapped import Mapping, open_unknown, read_mapped

RURAL = (
    "某某农村商业银行账户明细\n账号：6230****4321\n"
    "入账日期,业务摘要,发生额,账户结余,对方名称,备注\n"
    "2026-01-02,工资,5000.00,5100.00,某公司,\n2026-01-03,消费,-20.00,5080.00,面馆,午饭\n"
).encode()


def test_an_unknown_bank_is_refused_but_can_be_mapped() -> None:
    with pytest.raises(InputError, match="none of the known"):
        read(("x.csv", RURAL))
    ((sheet, guess),) = open_unknown(("x.csv", RURAL))
    assert sheet.height == 5
    assert guess == Mapping(at="入账日期", amount="发生额", party="对方名称", summary="业务摘要", memo="备注")
    (statement,) = read_mapped(
        ("x.csv", RURAL), Mapping(**{**_fields(guess), "balance": "账户结余", "bank": "某农商行"})
    )
    assert [(entry.amount, entry.kind) for entry in statement.entries] == [
        (500000, "income"),
        (-2000, "spending"),
    ]
    assert (statement.account.bank, statement.account.tail) == ("某农商行", "4321")
    assert statement.balance_chain == "holds"


def _fields(mapping: Mapping | None) -> dict[str, object]:
    assert mapping is not None
    return {name: getattr(mapping, name) for name in Mapping.__slots__}  # type: ignore[attr-defined]


def test_two_amount_columns_and_direction_words_are_guessed() -> None:
    two = "日期,转入,转出,余额\n2026-01-02,10.00,,10.00\n2026-01-03,,4.00,6.00\n".encode()
    ((_, guess),) = open_unknown(("x.csv", two))
    assert guess is not None
    (statement,) = read_mapped(("x.csv", two), guess)
    assert [entry.amount for entry in statement.entries] == [1000, -400]
    words = "时间,方向,金额,说明\n2026-01-02 10:00,收入,10.00,x\n2026-01-03 10:00,支出,4.00,y\n2026-01-03 10:00,?,4.00,y\n".encode()
    ((_, guess),) = open_unknown(("x.csv", words))
    mapping = Mapping(at="时间", word="方向", amount="金额", memo="说明")
    (statement,) = read_mapped(("x.csv", words), mapping)
    assert [(entry.amount, entry.kind) for entry in statement.entries] == [
        (1000, "income"),
        (-400, "spending"),
        (-400, "unknown"),
    ]


def test_a_mapping_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InputError, match="columns you named"):
        read_mapped(("x.csv", RURAL), Mapping(at="没有", amount="发生额"))


def test_a_table_without_dates_gets_no_guess() -> None:
    ((_, guess),) = open_unknown(("x.csv", "姓名,年龄,金额\n张三,30,x\n".encode()))
    assert guess is None
