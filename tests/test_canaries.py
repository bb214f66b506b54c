# SPDX-License-Identifier: Apache-2.0
"""What leaves the house for one creditor tells of no other; a redacted bundle tells no name, ID, card or telephone.

Every member of a bundle is unpacked: spreadsheets to their parts, PDFs to text and properties, names of files too.
"""

import datetime as dt
import hashlib
import io
import random
import zipfile
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from planner.bundle import verify
from planner.engine.simulate import simulate
from planner.evidence.redaction_creditor import EVERYTHING, Wish
from planner.facts.case import (
    Account,
    Agreement,
    Borrower,
    Box,
    Case,
    Contact,
    Export,
    Flow,
    Link,
    Notice,
    Offer,
    Paper,
    Period,
    Proof,
    StatementFile,
    Total,
    chosen_scenario,
)
from planner.facts.language import speaking
from planner.facts.places import resources
from planner.facts.rulebook import load
from tests.builders import a_case, a_cost, a_debt, a_scenario, an_asset, an_income, terms, yuan
from tests.papers import a_pdf
from ui import outbox

TODAY = dt.date(2026, 3, 20)
NAME, ID, PHONE, CARD = "欧阳小米", "330106199003071234", "13912345678", "6222021234567890128"
FRIEND = "诸葛明"
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
    "HT20240101777", "SECRETCASHBOX", "9876",
)  # fmt: skip


def texts_in(data: bytes, name: str = "bundle.zip") -> list[str]:
    """Return every text of a file, unpacked to the last part, and its name."""
    found = [name]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found.append(archive.comment.decode("utf-8", "replace"))
            for info in archive.infolist():
                found += [
                    info.comment.decode("utf-8", "replace"),
                    *texts_in(archive.read(info), info.filename),
                ]
        return found
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        found += [str(value) for value in document.get_metadata_dict().values()]
        for page in document:
            text = page.get_textpage().get_text_bounded()
            found += [text, "".join(text.split())]
        document.close()
    codes = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    return found + [unescape(data.decode(code, "ignore")) for code in codes]


def hits(data: bytes, canaries: tuple[str, ...]) -> list[str]:
    """Return the canaries that a bundle tells, with a piece of where."""
    texts = texts_in(data)
    return [
        f"{canary}: …{text[max(0, at - 60) : at + 40]!r}"
        for canary in canaries
        for text in texts
        if (at := text.find(canary)) >= 0
    ]


class Drawer:
    """The originals of a case by hash."""

    def __init__(self) -> None:
        self.bytes: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self.bytes[sha256] = data
        return sha256


def a_telling_case(seed: int, drawer: Drawer) -> Case:
    """Return a random case in which every field that holds words tells of other creditors and persons."""
    chance = random.Random(seed)
    others = chance.sample(OTHERS, chance.randint(1, 4))
    debts = [
        a_debt(f"d{n}", yuan(chance.randint(800, 30_000)), chance.choice(["0", "0.12", "0.24", None]),
               creditor=name, brand=brand, number=number, note=f"同{name}", priority=chance.random() < 0.15,
               shared_with=FRIEND, stage=None)
        for n, (name, brand, number) in enumerate(others, 2)
    ]  # fmt: skip
    debts.insert(
        chance.randint(0, len(debts)),
        a_debt("d1", yuan(chance.randint(800, 30_000)), "0.15", creditor=OWN, brand="本家", number="BJ-1",
               note=f"先还{others[0][0]}，再还这笔；电话{PHONE}"),
    )  # fmt: skip
    called = [word for name, brand, number in others for word in (name, brand, number) if word]

    def tell() -> str:
        return chance.choice(["还款 {}", "{}", "{}（自动扣款）", "转{}账户", "x{}y", "代付-{}-3期"]).format(
            chance.choice(
                [*called, NAME, ID, f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:]}", PHONE, FRIEND]
            )
        )

    main, hidden = (
        drawer.put(f"main {seed} {called} {CARD}".encode()),
        drawer.put(b"SECRETCASHBOX" + bytes([seed])),
    )
    flows = tuple(
        Flow(
            id=f"f{n}",
            account="a2" if n % 9 == 0 else "a1",
            file="s2" if n % 9 == 0 else "s1",
            row=n + 5,
            at=dt.datetime(2025, 4 + n % 9, 1 + n % 27, 9, 30),
            amount=chance.choice([-1, 1]) * chance.randint(1, 500_000),
            kind=chance.choice(
                ["income", "spending", "debt_repayment", "loan_received", "fee_interest", "unknown"]
            ),
            party="SECRETCASHBOX" if n % 9 == 0 else chance.choice([FRIEND, tell(), "家家菜场"]),
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
        for n in range(60)
    )
    period = Period(since=dt.date(2025, 4, 1), until=dt.date(2025, 12, 31))
    rows = sum(flow.file == "s1" for flow in flows)
    papers = tuple(_papers(seed, drawer, tell, called))
    return a_case(
        *debts,
        label=f"计划 {tell()}",
        borrower=Borrower(name=NAME, id_number=ID, phone=PHONE, region="杭州"),
        incomes=(an_income(900_000, name=f"工资 {tell()}"),),
        expenses=(a_cost(300_000, reason=tell()), a_cost(10_000, "e2", name=f"{tell()}房贷", group="P1")),
        assets=(an_asset(50_000, name=f"车 {tell()}"),),
        accounts=(
            Account(id="a1", bank=chance.choice(["主银行", others[0][0]]), tail="4321", holder=NAME, main=True),
            Account(id="a2", bank="SECRETCASHBOX", tail="9876", holder=FRIEND),
        ),
        files=(
            StatementFile(id="s1", sha256=main, format="cmb", name=f"{tell()}.csv", account="a1", period=period,
                          stated={"支出": Total(rows=rows, sum=1)}, rows=rows),
            StatementFile(id="s2", sha256=hidden, name="SECRETCASHBOX.csv", account="a2", period=period, rows=7),
        ),
        flows=flows,
        links=(Link(id="l1", flows=("f1", "f2"), kind="same_payment", why=tell()),
               Link(id="l2", flows=("f3", "f9"), kind="own_transfer", why="x")),
        papers=papers,
        proofs=(
            Proof(id="q1", figure="debts/d2/principal", source="papers/p1", note=tell()),
            Proof(id="q2", figure="incomes/i1/amount", source="papers/p2", note=tell()),
            Proof(id="q3", figure="debts/d1/principal", source="flows/f9"),
            Proof(id="q4", figure="debts/d1/principal", source="notices/n2"),
        ),
        notices=(Notice(id="n1", debt="d2", text=tell(), sender=others[0][0]),
                 Notice(id="n2", debt="d1", text=tell(), fields={"x": tell()}), Notice(id="n3", text=tell())),
        contacts=(Contact(id="c1", debt="d1", note=tell(), person=FRIEND), Contact(id="c2", debt="d2", note=tell())),
        offers=(Offer(id="o1", debt="d2", by="us"), Offer(id="o2", debt="d1", by="them", state=tell())),
        agreements=(Agreement(id="g1", debt="d2"),),
        scenarios=(a_scenario(chance.choice(["pro_rata", "smallest_first", "dearest_first"]), name=tell()),
                   a_scenario("smallest_first", id="s9", name=tell(), terms={"d2": terms(rate="0", kind="equal_instalment", periods=12)})),
        exports=(Export(id="x1", kind="bundle", date=TODAY, receiver=others[0][0]),),
    )  # fmt: skip


def _papers(seed: int, drawer: Drawer, tell, called: list[str]):  # type: ignore[no-untyped-def]
    def paper(number: int, data: bytes, media: str, **keys: object) -> Paper:
        name = f"{tell()}.x"
        return Paper(id=f"p{number}", sha256=drawer.put(data), media=media, name=name, note=tell(), **keys)  # type: ignore[arg-type]

    text = f"{seed} {called} {NAME} {ID} {PHONE} {CARD}"
    yield paper(1, f"其他 {text}".encode(), "text/plain", debt="d2", kind="D02")
    yield paper(2, f"收入 {text}".encode("gb18030"), "text/plain", kind="D05")
    yield paper(3, f"本家 {text}".encode(), "text/plain", kind="D02", debt="d1")
    yield paper(4, f"征信 {text}".encode(), "text/plain", kind="D03")
    yield paper(5, b"#!AMR" + bytes([seed]) + text.encode(), "audio/amr", kind="D13", debt="d1")


def bundle_of(
    case: Case, drawer: Drawer, wish: Wish = EVERYTHING, spoken: str = "zh"
) -> tuple[outbox.Desk, bytes]:
    book = load(resources() / "rules", ())
    with speaking(spoken):
        plan = simulate(case, chosen_scenario(case), book, TODAY)
        desk = outbox.prepared(outbox.Desk(case, plan, book, TODAY), wish, drawer.bytes.__getitem__)
        return desk, outbox.whole_bundle(desk, drawer.bytes.__getitem__, lambda _words: None)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("seed", range(50))
def test_a_bundle_for_one_creditor_tells_of_no_other(seed: int, tmp_path: Path) -> None:
    drawer = Drawer()
    case = a_telling_case(seed, drawer)
    desk, data = bundle_of(case, drawer, Wish("d1", redact=seed % 3 == 0), "en" if seed % 5 == 0 else "zh")
    personal = (NAME, ID, PHONE, CARD, FRIEND) if seed % 3 == 0 else ()
    assert hits(data, (*CANARIES, *personal)) == []
    assert any(OWN in text for text in texts_in(data))
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    assert verify(path).problems == ()
    whole = sum(debt.owed for debt in case.debts)
    assert sum(debt.owed for debt in desk.case.debts) == whole
    assert len(desk.case.debts) <= 3


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("seed", range(6))
def test_a_redacted_bundle_tells_no_name_id_card_or_telephone(seed: int, tmp_path: Path) -> None:
    drawer = Drawer()
    case = a_telling_case(seed, drawer)
    _desk, data = bundle_of(case, drawer, Wish(redact=True))
    assert hits(data, (NAME, ID, PHONE, CARD, FRIEND)) == []
    assert any("乙乙" in text or "丙丙" in text or "丁丁" in text for text in texts_in(data)) or seed
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    assert verify(path).problems == ()


@pytest.mark.usefixtures("qapp")
def test_the_plain_bundle_tells_all_of_it() -> None:
    """The search itself finds what is there."""
    drawer = Drawer()
    case = a_telling_case(1, drawer)
    _desk, data = bundle_of(case, drawer)
    found = hits(data, (NAME, ID, PHONE, CARD, FRIEND, "SECRETCASHBOX"))
    assert {line.partition(":")[0] for line in found} == {NAME, ID, PHONE, CARD, FRIEND, "SECRETCASHBOX"}


@pytest.mark.usefixtures("qapp")
def test_the_same_case_makes_the_same_bytes_for_a_creditor_too() -> None:
    drawer = Drawer()
    case = _with_pages(a_telling_case(2, drawer), drawer)
    wish = Wish("d1", redact=True)
    assert bundle_of(case, drawer, wish)[1] == bundle_of(case, drawer, wish)[1]


@pytest.mark.usefixtures("qapp")
def test_pages_are_burned_and_originals_lie_beside_their_copy_unless_only_copies_go(tmp_path: Path) -> None:
    drawer = Drawer()
    case = _with_pages(a_telling_case(3, drawer), drawer)
    _desk, plain = bundle_of(case, drawer)
    names = [name.rpartition("/")[2] for name in zipfile.ZipFile(io.BytesIO(plain)).namelist()]
    assert {"40-04_D02_原件.png", "40-04_D02_脱敏.jpg"} <= set(names) or any("脱敏.jpg" in n for n in names)
    assert sum("_原件" in name for name in names) == sum("_脱敏" in name for name in names) == 1
    _desk, only = bundle_of(case, drawer, Wish("d1", redact=True))
    with zipfile.ZipFile(io.BytesIO(only)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert not any("_原件" in name for name in members)
    (pdf,) = (data for name, data in members.items() if name.endswith("脱敏.pdf"))
    document = pypdfium2.PdfDocument(pdf)
    assert [page.get_textpage().get_text_bounded().strip() for page in document] == ["", ""]
    (picture,) = (data for name, data in members.items() if name.endswith("脱敏.jpg"))
    with Image.open(io.BytesIO(picture)) as image:
        assert max(image.convert("L").getpixel((x, 60)) for x in range(55, 95)) < 90  # the box
    assert hits(only, (*CANARIES, NAME, ID, PHONE, CARD)) == []
    path = tmp_path / "b.zip"
    path.write_bytes(plain)
    assert verify(path).problems == ()


def _with_pages(case: Case, drawer: Drawer) -> Case:
    """Add a PDF with text on two pages and a picture with a box."""
    lines = [f"ID {ID}", f"card {CARD}", f"tel {PHONE}", "Zetaqua Finance", "wages 5200.00"]
    pdf = drawer.put(a_pdf([lines, ["second page"]], title="Zetaqua"))
    out = io.BytesIO()
    Image.new("RGB", (400, 300), (250, 250, 250)).save(out, "PNG")
    picture = drawer.put(out.getvalue())
    box = Box(page=1, x=Decimal("0.125"), y=Decimal("0.1"), w=Decimal("0.125"), h=Decimal("0.2"))
    return replace(
        case,
        papers=(
            *case.papers,
            Paper(id="p8", sha256=pdf, media="application/pdf", kind="D05", pages=2),
            Paper(id="p9", sha256=picture, media="image/png", kind="D02", debt="d1", boxes=(box,)),
        ),
    )
