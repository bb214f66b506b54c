# SPDX-License-Identifier: Apache-2.0
"""A random case in which every field that holds words tells of other creditors, of persons, or of their numbers."""

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from typing import Any

from planner.facts.case import (
    Account,
    Agreement,
    Borrower,
    Case,
    Contact,
    Debt,
    Export,
    Flow,
    Link,
    Notice,
    Offer,
    Paper,
    Period,
    Proof,
    Said,
    StatementFile,
    Total,
)
from tests.builders import TODAY, a_case, a_cost, a_debt, a_scenario, an_asset, an_income, terms, yuan

NAME, ID, PHONE, CARD = "欧阳小米", "330106199003071234", "13912345678", "6222021234567890128"
FRIEND = "诸葛明"
PERSONAL = (NAME, ID, PHONE, CARD, FRIEND)
SECRET = "SECRETCASHBOX"  # an account that was not ticked
OWN = "本家消费金融有限公司"
OTHERS = (
    ("深圳市乙乙小额贷款有限公司", "乙乙贷", "YY-77001234"),
    ("丙丙银行股份有限公司信用卡中心", "丙丙卡", "6225760012345678"),
    ("Zetaqua Finance Co., Ltd", "Zetaqua", "ZQ/2024/88812"),
    ("丁丁融资担保有限公司", None, None),
    ("戊戊银行", "戊戊快贷", "HT20240101777"),
)
CANARIES = (
    "乙乙", "丙丙", "丁丁", "戊戊", "etaqua", "ETAQUA", "YY-77001234", "6225760012345678", "ZQ/2024/88812",
    "HT20240101777", SECRET, "9876",
)  # fmt: skip
KINDS = ("income", "spending", "debt_repayment", "loan_received", "fee_interest", "unknown")
PERIOD = Period(since=dt.date(2025, 4, 1), until=dt.date(2025, 12, 31))


class Drawer:
    """The originals of a case by hash."""

    def __init__(self) -> None:
        self.bytes: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Keep an original; returns its hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        self.bytes[sha256] = data
        return sha256


def a_telling_case(seed: int, drawer: Drawer) -> Case:
    """Return the case of a seed; its originals lie in the drawer."""
    return _Teller(seed, drawer).case()


class _Teller:
    def __init__(self, seed: int, drawer: Drawer) -> None:
        self.seed, self.drawer, self.chance = seed, drawer, random.Random(seed)
        self.others = self.chance.sample(OTHERS, self.chance.randint(1, 4))
        self.called = [word for names in self.others for word in names if word]

    def tell(self) -> str:
        """Words with the name of another creditor, or a person's name or number, in them."""
        spaced = f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:]}"
        words = self.chance.choice([*self.called, NAME, ID, spaced, PHONE, FRIEND])
        frame = self.chance.choice(["还款 {}", "{}", "{}（自动扣款）", "转{}账户", "x{}y", "代付-{}-3期"])
        return frame.format(words)

    def case(self) -> Case:
        tell, flows = self.tell, tuple(self.flow(n) for n in range(60))
        return a_case(
            *self.debts(),
            label=f"计划 {tell()}",
            borrower=Borrower(name=NAME, id_number=ID, phone=PHONE, region="杭州"),
            incomes=(an_income(900_000, name=f"工资 {tell()}"),),
            expenses=(a_cost(300_000, reason=tell()), a_cost(10_000, "e2", name=f"{tell()}房贷", group="P1")),
            assets=(an_asset(50_000, name=f"车 {tell()}"),),
            accounts=self.accounts(),
            files=tuple(self.files(sum(flow.file == "s1" for flow in flows))),
            flows=flows,
            links=(
                Link(id="l1", flows=("f1", "f2"), kind="same_payment", why=tell()),
                Link(id="l2", flows=("f3", "f9"), kind="own_transfer", why="x"),
            ),
            papers=tuple(self.papers()),
            exports=(Export(id="x1", kind="bundle", date=TODAY, receiver=self.others[0][0]),),
            **self.talks(),
        )

    def debts(self) -> list[Debt]:
        chance = self.chance
        debts = [
            a_debt(
                f"d{n}", yuan(chance.randint(800, 30_000)), chance.choice(["0", "0.12", "0.24", None]),
                creditor=name, brand=brand, number=number, note=f"同{name}", priority=chance.random() < 0.15,
                shared_with=FRIEND,
            )
            for n, (name, brand, number) in enumerate(self.others, 2)
        ]  # fmt: skip
        note = f"先还{self.others[0][0]}，再还这笔；电话{PHONE}"
        own = a_debt("d1", yuan(chance.randint(800, 30_000)), "0.15", creditor=OWN, brand="本家", note=note)
        debts.insert(chance.randint(0, len(debts)), own)
        return debts

    def accounts(self) -> tuple[Account, ...]:
        bank = self.chance.choice(["主银行", self.others[0][0]])
        return (
            Account(id="a1", bank=bank, tail="4321", holder=NAME, main=True),
            Account(id="a2", bank=SECRET, tail="9876", holder=FRIEND),
        )

    def files(self, rows: int) -> Iterator[StatementFile]:
        main = self.drawer.put(f"main {self.seed} {self.called} {CARD}".encode())
        hidden = self.drawer.put(SECRET.encode() + bytes([self.seed]))
        yield StatementFile(
            id="s1", sha256=main, format="cmb", name=f"{self.tell()}.csv", account="a1", period=PERIOD,
            stated={"支出": Total(rows=rows, sum=1)}, rows=rows,
        )  # fmt: skip
        yield StatementFile(id="s2", sha256=hidden, name=f"{SECRET}.csv", account="a2", period=PERIOD, rows=7)

    def flow(self, n: int) -> Flow:
        chance, tell, is_secret = self.chance, self.tell, n % 9 == 0
        return Flow(
            id=f"f{n}",
            account="a2" if is_secret else "a1",
            file="s2" if is_secret else "s1",
            row=n + 5,
            at=dt.datetime(2025, 4 + n % 9, 1 + n % 27, 9, 30),
            amount=chance.choice([-1, 1]) * chance.randint(1, 500_000),
            kind=chance.choice(KINDS),  # type: ignore[arg-type]
            party=SECRET if is_secret else chance.choice([FRIEND, tell(), "家家菜场"]),
            memo=tell(),
            order_no=chance.choice([tell(), "20260102220014"]),
            method=tell(),
            status=tell(),
            category=tell(),
            balance=chance.randint(0, 10**6),
            word="支出",
            debt=chance.choice([None, None, "d1", "d2"]),
            why="read from the file",
        )

    def papers(self) -> Iterator[Paper]:
        text = f"{self.seed} {self.called} {NAME} {ID} {PHONE} {CARD}"
        yield self.paper(1, f"其他 {text}".encode(), "text/plain", debt="d2", kind="D02")
        yield self.paper(2, f"收入 {text}".encode("gb18030"), "text/plain", kind="D05")
        yield self.paper(3, f"本家 {text}".encode(), "text/plain", kind="D02", debt="d1")
        yield self.paper(4, f"征信 {text}".encode(), "text/plain", kind="D03")
        yield self.paper(5, b"#!AMR" + bytes([self.seed]) + text.encode(), "audio/amr", kind="D13", debt="d1")

    def paper(self, number: int, data: bytes, media: str, **keys: Any) -> Paper:
        sha256, name = self.drawer.put(data), f"{self.tell()}.x"
        return Paper(id=f"p{number}", sha256=sha256, media=media, name=name, note=self.tell(), **keys)

    def talks(self) -> dict[str, Any]:
        """Proofs, messages, talks, offers, plans: all of them name somebody."""
        tell, strategy = self.tell, self.chance.choice(["pro_rata", "smallest_first", "dearest_first"])
        other_terms = {"d2": terms(rate="0", kind="equal_instalment", periods=12)}
        return {
            "proofs": (
                Proof(id="q1", figure="debts/d2/principal", source="papers/p1", note=tell()),
                Proof(id="q2", figure="incomes/i1/amount", source="papers/p2", note=tell()),
                Proof(id="q3", figure="debts/d1/principal", source="flows/f9"),
                Proof(id="q4", figure="debts/d1/principal", source="notices/n2"),
            ),
            "notices": (
                Notice(id="n1", debt="d2", text=tell(), sender=self.others[0][0]),
                Notice(id="n2", debt="d1", text=tell(), fields={"x": tell()}),
                Notice(id="n3", text=tell()),
            ),
            "contacts": (
                Contact(id="c1", debt="d1", note=tell(), person=FRIEND),
                Contact(id="c2", debt="d2", note=tell()),
            ),
            "offers": (
                Offer(id="o1", debt="d2", by="us"),
                Offer(id="o2", debt="d1", by="them", state=tell()),
            ),
            "agreements": (Agreement(id="g1", debt="d2"),),
            "said": (
                Said(id="s1", kind="hardship", text=tell()),
                Said(id="s2", kind="application", debt="d2", text=tell()),
                Said(id="s3", kind="application", debt="d1", text=tell()),
            ),
            "scenarios": (
                a_scenario(strategy, name=tell()),
                a_scenario("smallest_first", id="s9", name=tell(), terms=other_terms),
            ),
        }
