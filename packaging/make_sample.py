# SPDX-License-Identifier: Apache-2.0
"""Makes resources/sample: one invented person's case, statement files in the platforms' own layouts, three papers.

Run from the tree's root: `python packaging/make_sample.py`. The same run gives the same bytes. Nobody in it exists.
The story: hours were cut in July 2026 while the child was ill; four debts fell behind. Thirty-six equal months look
affordable with the savings there are, and run out of money in the third year; forty-eight hold.
"""

import csv
import io
import json
import random
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "resources" / "sample"
FONT = ROOT / "resources" / "fonts" / "NotoSansSC-Regular.ttf"
MONTHS = [(2025, 11), (2025, 12), *((2026, m) for m in range(1, 11))]
MADE = datetime(2026, 11, 16, 9, 0)


@dataclass(frozen=True)
class Event:
    """One thing that happened; `via` says through which wallet and out of which purse."""

    at: datetime
    fen: int  # negative: paid
    party: str
    item: str
    via: str  # bank | alipay-bank | alipay-balance | alipay-huabei | wechat-bank | wechat-change
    word: str = ""
    status: str = ""
    kind: str = ""


def the_year() -> list[Event]:
    """Return everything that happened in twelve months, oldest first."""
    dice = random.Random(20261116)
    events: list[Event] = []
    for year, month in MONTHS:
        events += _fixed(year, month)
        events += _living(dice, year, month)
        events += _gig(dice, year, month)
        events += _debts(year, month)
    events.append(
        Event(
            datetime(2026, 5, 6, 12, 1, 9),
            500000,
            "重庆蚂蚁消费金融有限公司",
            "借呗放款至银行卡",
            "alipay-loan",
        )
    )
    events.append(
        Event(datetime(2026, 7, 14, 16, 20, 3), -380000, "市妇幼儿童医院", "住院预交金", "wechat-bank")
    )
    events.append(
        Event(datetime(2026, 3, 8, 20, 11, 5), -12900, "云朵童鞋旗舰店", "儿童运动鞋", "alipay-bank")
    )
    events.append(
        Event(datetime(2026, 3, 13, 9, 30, 41), 12900, "云朵童鞋旗舰店", "退款-儿童运动鞋", "alipay-refund")
    )
    events.append(Event(datetime(2026, 4, 2, 21, 45, 13), -5980, "日日鲜超市", "日用品", "wechat-bank"))
    return sorted(events, key=lambda e: e.at)


def _fixed(year: int, month: int) -> list[Event]:
    wage = 590000 if (year, month) < (2026, 7) else 520000
    return [
        Event(datetime(year, month, 10, 9, 12, 30), wage, "杭州云仓物流有限公司", "代发工资", "bank"),
        Event(datetime(year, month, 1, 8, 40, 11), -120000, "周房东", "转账汇款 房租", "bank"),
        Event(datetime(year, month, 5, 8, 51, 20), -50000, "小星星幼儿园", "转账汇款 保教费", "bank"),
        Event(datetime(year, month, 12, 9, 5, 2), -10000, "居民医疗保险", "代扣 社保医保", "bank"),
    ]


SHOPS = (
    ("日日鲜超市", "食品日用", 2600, 6900, "wechat-bank", 10),
    ("巷口面馆", "午餐", 1200, 2200, "wechat-change", 12),
    ("家家菜场", "买菜", 1800, 4200, "alipay-bank", 11),
    ("西溪药房", "常用药", 5200, 9800, "alipay-bank", 2),
)


def _living(dice: random.Random, year: int, month: int) -> list[Event]:
    events = []
    for party, item, low, high, via, times in SHOPS:
        for _ in range(times):
            at = datetime(
                year,
                month,
                dice.randint(2, 28),
                dice.randint(7, 21),
                dice.randint(0, 59),
                dice.randint(0, 59),
            )
            events.append(Event(at, -dice.randint(low, high), party, item, via))
    events.append(
        Event(
            datetime(year, month, 15, 20, 3, 10),
            -dice.randint(15500, 20500),
            "国网浙江电力",
            "生活缴费-水电燃气",
            "alipay-bank",
        )
    )
    events.append(Event(datetime(year, month, 18, 19, 31, 2), -9000, "中国移动", "话费充值", "alipay-bank"))
    events.append(Event(datetime(year, month, 3, 7, 32, 8), -26000, "杭州地铁", "乘车卡充值", "wechat-bank"))
    events.append(Event(datetime(year, month, 2, 22, 0, 5), 30000, "零钱充值", "零钱充值", "wechat-topup"))
    if (year, month) < (2026, 5):
        events.append(
            Event(
                datetime(year, month, 20, 21, 15, 7),
                -dice.randint(12000, 26000),
                "淘淘百货",
                "童装日用",
                "alipay-huabei",
            )
        )
    return events


def _gig(dice: random.Random, year: int, month: int) -> list[Event]:
    if (year, month) == (2026, 2):
        return []  # Spring Festival: no delivery work
    return [
        Event(
            datetime(year, month, day, 18, 6, 40),
            dice.randint(21000, 29000),
            "蜂派配送服务有限公司",
            "骑手周结算",
            "alipay-income",
        )
        for day in (6, 13, 20, 27)
    ]


PARTS = [  # what could still be paid after the hours were cut
    Event(datetime(2026, 8, 20, 20, 1, 3), -250000, "花呗", "花呗主动还款-2026年08月账单", "alipay-repay"),
    Event(
        datetime(2026, 9, 21, 20, 2, 30), -250000, "重庆蚂蚁消费金融有限公司", "蚂蚁借呗还款", "alipay-repay"
    ),
    Event(datetime(2026, 10, 25, 19, 0, 12), -250000, "东江银行信用卡中心", "信用卡还款", "bank"),
]


def _debts(year: int, month: int) -> list[Event]:
    if (year, month) >= (2026, 7):
        failed = (
            []
            if (year, month) != (2026, 7)
            else [
                Event(
                    datetime(2026, 7, 20, 6, 0, 1),
                    -162000,
                    "花呗",
                    "花呗自动还款-2026年07月账单",
                    "alipay-failed",
                )
            ]
        )
        return failed + [e for e in PARTS if (e.at.year, e.at.month) == (year, month)]
    return [
        Event(
            datetime(year, month, 20, 8, 1, 3),
            -120000,
            "花呗",
            f"花呗主动还款-{year}年{month:02d}月账单",
            "alipay-repay",
        ),
        Event(
            datetime(year, month, 21, 8, 2, 30),
            -100000,
            "重庆蚂蚁消费金融有限公司",
            "蚂蚁借呗还款",
            "alipay-repay",
        ),
        Event(datetime(year, month, 25, 9, 0, 12), -80000, "东江银行信用卡中心", "信用卡还款", "bank"),
        Event(datetime(year, month, 26, 9, 10, 0), -64000, "渝信小额贷款有限公司", "贷款还款", "bank"),
    ]


# ---------------------------------------------------------------- Alipay

ALIPAY = {  # via: (category, word, method, status)
    "alipay-bank": ("日用百货", "支出", "招商银行储蓄卡(1234)", "交易成功"),
    "alipay-huabei": ("日用百货", "支出", "花呗", "交易成功"),
    "alipay-income": ("收入", "收入", "余额", "交易成功"),
    "alipay-refund": ("退款", "不计收支", "招商银行储蓄卡(1234)", "退款成功"),
    "alipay-repay": ("信用借还", "不计收支", "招商银行储蓄卡(1234)", "还款成功"),
    "alipay-failed": ("信用借还", "不计收支", "", "还款失败"),
    "alipay-loan": ("信用借还", "不计收支", "招商银行储蓄卡(1234)", "放款成功"),
    "alipay-withdraw": ("转账红包", "不计收支", "余额", "提现成功"),
}
NOTICES = (
    "1.本明细仅供个人对账使用，不作为任何交易凭证。",
    "2.本明细仅展示当前账单中的交易，不包括已删除的记录。",
    "3.快捷支付的交易会同时出现在银行流水中，请勿重复计算。",
    "4.部分账单如充值提现、账户转存或者个人设置不计入收支等不计入为收入或者支出，记为不计收支类。",
    "5.若账单被任意涂改即失去效力。",
    "6.因统计逻辑不同，明细金额直接累加后，可能会和下方统计金额不一致，请以实际交易金额为准。",
    "7.禁止将本回单用于非法用途。",
    "8.本明细仅展示当前账户的交易。",
    "9.本示例由虚构人物的虚构交易组成。",
)


def alipay(events: list[Event]) -> bytes:
    """Return the Alipay app bill (GB18030), newest first."""
    mine = [e for e in events if e.via in ALIPAY][::-1]
    sums = {word: [e for e in mine if ALIPAY[e.via][1] == word] for word in ("收入", "支出", "不计收支")}
    head = [
        "-" * 84,
        "导出信息：",
        "姓名：林晓",
        "支付宝账户：lin***@example.com",
        "起始时间：[2025-11-01 00:00:00]    终止时间：[2026-10-31 23:59:59]",
        "导出交易类型：[全部]",
        f"导出时间：[{MADE:%Y-%m-%d %H:%M:%S}]",
        f"共{len(mine)}笔记录",
        *(f"{w}：{len(s)}笔 {yuan(sum(abs(e.fen) for e in s))}元" for w, s in sums.items()),
        "",
        "特别提示：",
        *NOTICES,
        "",
        "-" * 24 + "支付宝支付科技有限公司  电子客户回单" + "-" * 24,
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,",
    ]
    rows = []
    for n, event in enumerate(mine):
        category, word, method, status = ALIPAY[event.via]
        number = (
            order_number(event, n)
            if event.via != "alipay-refund"
            else order_number(purchase_of(event, mine), mine.index(purchase_of(event, mine))) + "_" + "880131"
        )
        rows.append(
            f"{event.at:%Y-%m-%d %H:%M:%S},{category},{event.party},/,{event.item},{word},{yuan(abs(event.fen))},"
            f"{method},{status},{number}\t,{'' if word == '收入' else 'T200P' + str(10**9 + n)}\t,,"
        )
    return ("\n".join([*head, *rows]) + "\n").encode("gb18030")


def purchase_of(refund: Event, events: list[Event]) -> Event:
    """Return the purchase that a refund gives back."""
    return next(e for e in events if "退款-" + e.item == refund.item)


def order_number(event: Event, n: int) -> str:
    """Return an invented order number in the platform's shape."""
    return f"{event.at:%Y%m%d}2200114{n:013d}"


def yuan(fen: int) -> str:
    """Write fen as plain yuan."""
    return f"{fen // 100}.{fen % 100:02d}"


# ---------------------------------------------------------------- WeChat

WECHAT = {  # via: (type, word, method, status)
    "wechat-bank": ("商户消费", "支出", "招商银行(1234)", "支付成功"),
    "wechat-change": ("商户消费", "支出", "零钱", "支付成功"),
    "wechat-topup": ("零钱充值", "/", "招商银行(1234)", "充值完成"),
}


def wechat(events: list[Event]) -> bytes:
    """Return the WeChat bill as the workbook of 2026 (header on row 18)."""
    mine = [e for e in events if e.via in WECHAT][::-1]
    words = {"收入": "收入", "支出": "支出", "/": "中性交易"}
    totals = {
        word: (
            sum(WECHAT[e.via][1] == word for e in mine),
            sum(abs(e.fen) for e in mine if WECHAT[e.via][1] == word),
        )
        for word in words
    }
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    head = [
        "微信支付账单明细",
        "微信昵称：[晓]",
        "起始时间：[2025-11-01 00:00:00] 终止时间：[2026-10-31 23:59:59]",
        "导出类型：[全部]",
        f"导出时间：[{MADE:%Y-%m-%d %H:%M:%S}]",
        None,
        f"共{len(mine)}笔记录",
        *(f"{name}：{totals[word][0]}笔 {yuan(totals[word][1])}元" for word, name in words.items()),
        "注：",
        "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
        "2. 若交易记录明细无有效内容，则代表该时间段内此微信号无交易",
        "3. 本明细仅供个人对账使用",
        "4. 本账单中所有时间均为UTC+08:00时间",
        None,
        "----------------------微信支付账单明细列表--------------------",
    ]
    for n, text in enumerate(head, 1):
        sheet.cell(n, 1, text)
        sheet.merge_cells(start_row=n, start_column=1, end_row=n, end_column=11)
    sheet.append(
        [
            "交易时间",
            "交易类型",
            "交易对方",
            "商品",
            "收/支",
            "金额(元)",
            "支付方式",
            "当前状态",
            "交易单号",
            "商户单号",
            "备注",
        ]
    )
    for n, event in enumerate(mine):
        kind, word, method, status = WECHAT[event.via]
        party = "/" if event.via == "wechat-topup" else event.party
        item = "/" if event.via == "wechat-topup" else event.item
        sheet.append(
            [
                f"{event.at:%Y-%m-%d %H:%M:%S}",
                kind,
                party,
                item,
                word,
                abs(event.fen) / 100,
                method,
                status,
                f"42000{event.at:%Y%m%d%H%M%S}{n:06d}",
                f"WX{n:010d}",
                "/",
            ]
        )
        sheet.cell(sheet.max_row, 6).number_format = "¥#,##0.00"
    for column in range(1, 12):
        sheet.column_dimensions[get_column_letter(column)].width = 22
    book.properties.created = book.properties.modified = MADE
    raw = io.BytesIO()
    book.save(raw)
    return without_clock(raw.getvalue())


def without_clock(workbook: bytes) -> bytes:
    """Return the workbook with one fixed time on all its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                stamp = datetime.now().strftime("%Y-%m-%d").encode()
                if stamp in data:
                    start = data.index(b"<dcterms:modified")
                    end = data.index(b"</dcterms:modified>")
                    data = (
                        data[:start]
                        + b'<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-16T09:00:00Z'
                        + data[end:]
                    )
            new.writestr(zipfile.ZipInfo(name, (2026, 11, 16, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# ---------------------------------------------------------------- bank

BANK_TEXT = {
    "alipay-bank": ("快捷支付", "支付宝-{party}"),
    "alipay-repay": ("快捷支付", "支付宝-{item}"),
    "alipay-refund": ("快捷退款", "支付宝-{party}"),
    "alipay-loan": ("汇入汇款", "支付宝-借呗放款"),
    "alipay-withdraw": ("汇入汇款", "支付宝-余额提现"),
    "wechat-bank": ("快捷支付", "财付通-微信支付-{party}"),
    "wechat-topup": ("快捷支付", "财付通-微信零钱充值"),
    "bank": ("{kind}", "{rest}"),
}


def bank(events: list[Event]) -> bytes:
    """Return the debit card's transactions as the bank's PC client writes them (UTF-8 BOM), newest first."""
    balance = 696000
    rows = []
    for event in events:
        if event.via not in BANK_TEXT:
            continue
        fen = -event.fen if event.via == "wechat-topup" else event.fen
        balance += fen
        kind, text = BANK_TEXT[event.via]
        if event.via == "bank":
            kind, _, rest = event.item.partition(" ")
            text = f"{event.party} {rest}".strip() if rest else event.party
            if event.item in ("信用卡还款", "贷款还款"):
                kind, text = "转账汇款", f"{event.party}{event.item}"
        amount = yuan(abs(fen))
        rows.append(
            [
                f"\t{event.at:%Y%m%d}",
                f"\t{event.at + timedelta(seconds=2):%H:%M:%S}",
                amount if fen > 0 else "",
                amount if fen < 0 else "",
                f"{'-' if balance < 0 else ''}{yuan(abs(balance))}",
                kind,
                "\t" + text.format(party=event.party, item=event.item),
            ]
        )
        if balance < 0:
            raise SystemExit(f"the card would be overdrawn on {event.at}")
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for line in (
        "# 招商银行交易记录",
        f"# 导出时间: [{MADE:%Y-%m-%d %H:%M:%S}]",
        "# 账    号: [一卡通:6214********1234   招商银行]",
        "# 币    种: [人民币]",
        "# 起始日期: [20251101]   终止日期: [20261031]",
        "# 过滤设置:  无",
        "",
    ):
        writer.writerow([line])
    writer.writerow(["交易日期", "交易时间", "收入", "支出", "余额", "交易类型", "交易备注"])
    writer.writerows(rows[::-1])
    came = [r for r in rows if r[2]]
    went = [r for r in rows if r[3]]
    writer.writerow([""])
    writer.writerow(
        [f"# 收入合计: {len(came)} 笔，共 {sum(round(float(r[2]) * 100) for r in came) / 100:.2f} 元"]
    )
    writer.writerow(
        [f"# 支出合计: {len(went)} 笔，共 {sum(round(float(r[3]) * 100) for r in went) / 100:.2f} 元"]
    )
    print(f"the card ends at {yuan(balance)}")
    return out.getvalue().encode("utf-8-sig")


# ---------------------------------------------------------------- papers


def paper(title: str, lines: list[str], size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """Draw one page, plainly marked as an invented example."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.text((size[0] / 2, 190), title, font=ImageFont.truetype(str(FONT), 56), fill="#1B2420", anchor="mm")
    for n, line in enumerate(lines):
        draw.text((140, 320 + n * 70), line, font=ImageFont.truetype(str(FONT), 34), fill="#1B2420")
    stamp = Image.new("RGBA", size, (0, 0, 0, 0))
    mark = ImageDraw.Draw(stamp)
    for y in range(300, size[1], 420):
        mark.text(
            (size[0] / 2, y),
            "示例 虚构 仅供演示",
            font=ImageFont.truetype(str(FONT), 80),
            fill=(15, 118, 110, 46),
            anchor="mm",
        )
    return Image.alpha_composite(image.convert("RGBA"), stamp).convert("RGB")


INCOME = [
    "兹证明林晓为我公司仓储部员工，自2023年3月起在职。",
    "因业务调整，自2026年7月起实行减时工作制，",
    "月实发工资为人民币伍仟贰佰元整（¥5,200.00）。",
    "",
    "特此证明。",
    "",
    "                                杭州云仓物流有限公司（示例）",
    "                                2026年11月10日",
]
RENT = [
    "出租人：周某    承租人：林晓",
    "房屋：西溪区文一路示例小区 3 幢 502 室（一室一厅）",
    "租期：2026年1月1日至2027年12月31日",
    "租金：每月人民币壹仟贰佰元整（¥1,200.00），每月1日支付。",
    "",
    "（本页为示例合同首页）",
]
HOSPITAL = [
    "患者：林小星（4 岁）",
    "入院：2026年7月13日    出院：2026年7月22日",
    "诊断：支气管肺炎",
    "费用合计：¥9,462.40    医保统筹支付：¥4,927.20",
    "个人支付：¥4,535.20",
    "",
    "市妇幼儿童医院（示例）",
]


def save_pdf(image: Image.Image, name: str) -> None:
    """Save a page as PDF without the clock in it."""
    fixed = datetime(2026, 11, 16, 9, 0).timetuple()
    image.save(OUT / name, "PDF", resolution=150, quality=80, creationDate=fixed, modDate=fixed)


# ---------------------------------------------------------------- the case

SMS = (
    "【西溪区金融纠纷人民调解委员会】林女士您好，渝信小额贷款有限公司就您尾号6608账户小额借款合同纠纷向我会申请调解"
    "（西金调〔2026〕第1187号）。调解自愿、不收费，如同意请于12月10日前致电0571-80001234或到文一路88号办理，调解员周某。"
    "我会不会要求您转账。"
)


def terms(rate: str, **more: object) -> dict[str, object]:
    """Return contract terms."""
    return {"annual_rate": rate, **more}


def case() -> dict[str, object]:
    """Return the facts as JSON; flows, files, accounts and papers come through the real doors."""
    as_of = "2026-11-15"
    debts = [
        {
            "id": "d1",
            "creditor": "重庆蚂蚁消费金融有限公司（花呗）",
            "brand": "花呗",
            "lender_class": "consumer_finance",
            "number": "HB-20210318-01",
            "contract_date": "2021-03-18",
            "principal": "18600.00",
            "interest": "0.00",
            "penalty": "1097.40",
            "fee": "0.00",
            "as_of": as_of,
            "terms": terms("0.1825", shape={"kind": "equal_instalment"}, periods=12, due_day=20),
            "due_day": 20,
            "contract_payment": "1620.00",
            "stage": "collection",
            "claim": {"date": as_of, "principal": "18600.00", "interest": "0.00", "penalty": "1097.40"},
        },
        {
            "id": "d2",
            "creditor": "重庆蚂蚁消费金融有限公司（借呗）",
            "brand": "借呗",
            "lender_class": "consumer_finance",
            "number": "JB-20260506-07",
            "contract_date": "2026-05-06",
            "principal": "42300.00",
            "interest": "1996.56",
            "penalty": "998.28",
            "fee": "0.00",
            "as_of": as_of,
            "terms": terms("0.146", shape={"kind": "equal_instalment"}, periods=24, due_day=21),
            "due_day": 21,
            "contract_payment": "2115.00",
            "stage": "collection",
            "claim": {"date": as_of, "principal": "42300.00", "interest": "1996.56", "penalty": "998.28"},
        },
        {
            "id": "d3",
            "creditor": "东江银行信用卡中心",
            "brand": "信用卡",
            "lender_class": "card",
            "number": "6225********3021",
            "contract_date": "2020-09-02",
            "principal": "15800.00",
            "interest": "1011.20",
            "penalty": "395.00",
            "fee": "0.00",
            "as_of": as_of,
            "terms": terms(
                "0.1825",
                shape={"kind": "percent_of_balance", "percent": "0.10", "floor": "100.00"},
                due_day=25,
                unpaid_interest="added",
            ),
            "due_day": 25,
            "minimum": {"percent": "0.10", "floor": "100.00"},
            "contract_payment": "1580.00",
            "stage": "collection",
        },
        {
            "id": "d4",
            "creditor": "渝信小额贷款有限公司",
            "brand": "小额贷款",
            "lender_class": "microloan",
            "number": "YX-20250912-6608",
            "contract_date": "2025-09-12",
            "principal": "8220.21",
            "interest": "766.89",
            "penalty": "41.06",
            "fee": "0.00",
            "as_of": as_of,
            "terms": terms(
                "0.2398",
                principal="12000.00",
                start="2025-09-12",
                first_due="2025-10-26",
                due_day=26,
                periods=24,
                shape={"kind": "equal_instalment", "instalment": "640.00"},
                penalty_rate="0.1199",
            ),
            "due_day": 26,
            "contract_payment": "640.00",
            "payments": [
                {"date": f"{year}-{month:02d}-26", "amount": "640.00"}
                for year, month in [(2025, 10), (2025, 11), (2025, 12), *((2026, m) for m in range(1, 7))]
            ],
            # What the lender says: counted by a year of 360 days, and a fee that the contract does not have.
            "claim": {
                "date": as_of,
                "principal": "8250.33",
                "interest": "780.37",
                "penalty": "41.37",
                "fee": "300.00",
            },
            "stage": "mediation",
            "deadline": "2027-01-10",
        },
    ]
    asked = {
        "annual_rate": "0",
        "first_due": "2026-12-15",
        "due_day": 15,
        "waive": {"interest": "0", "penalty": "1", "fee": "1", "principal": "0"},
    }

    def offer(periods: int) -> dict[str, object]:
        return {d["id"]: {**asked, "periods": periods, "shape": {"kind": "equal_instalment"}} for d in debts}

    return {
        "version": 1,
        "label": "示例：林晓的还款协商",
        "first_month": "2026-12",
        "borrower": {
            "name": "林晓",
            "id_number": "330106199203150022",
            "phone": "13800000000",
            "region": "浙江省杭州市",
        },
        "household": {"adults": 1, "children": 1, "place": "urban"},
        "reserve": {"now": "2400.00", "share": "0.10", "cap": "200.00"},
        "debts": debts,
        "assets": [
            {"id": "a1", "name": "活期存款", "amount": "4000.00", "available_from": "2026-12", "use": "plan"}
        ],
        "incomes": [
            {"id": "i1", "name": "工资（减时）", "amount": "5200.00", "every": "month", "day": 10},
            {
                "id": "i2",
                "name": "骑手兼职（二月无单）",
                "amount": "1000.00",
                "every": "month",
                "months": [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
                "day": 13,
            },
        ],
        "expenses": [
            {"id": "e1", "name": "房租", "amount": "1200.00", "every": "month", "group": "F1", "day": 1},
            {"id": "e2", "name": "伙食日用", "amount": "1100.00", "every": "month", "group": "X1"},
            {"id": "e3", "name": "水电燃气", "amount": "180.00", "every": "month", "group": "F2"},
            {"id": "e4", "name": "话费宽带", "amount": "90.00", "every": "month", "group": "X2"},
            {"id": "e5", "name": "上班交通", "amount": "260.00", "every": "month", "group": "F4"},
            {"id": "e6", "name": "孩子用药复诊", "amount": "150.00", "every": "month", "group": "F3"},
            {"id": "e7", "name": "幼儿园保教费", "amount": "6000.00", "every": "year", "group": "F5"},
            {"id": "e8", "name": "居民医保社保", "amount": "300.00", "every": "quarter", "group": "F6"},
        ],
        "notices": [
            {
                "id": "n1",
                "text": SMS,
                "sender": "106900001111",
                "received": "2026-11-12 09:30:00",
                "debt": "d4",
            }
        ],
        "scenarios": [
            {"id": "s1", "name": "48 期 停息", "strategy": "pro_rata", "terms": offer(48)},
            {"id": "s2", "name": "36 期 停息", "strategy": "pro_rata", "terms": offer(36)},
            {"id": "s3", "name": "按比例 息费照计", "strategy": "pro_rata"},
        ],
    }


PAPERS = [
    {
        "file": "20-收入证明.pdf",
        "kind": "D05",
        "date": "2026-11-10",
        "proves": ["incomes/i1/amount"],
        "note": "单位出具的收入证明",
    },
    {
        "file": "30-租房合同.pdf",
        "kind": "D10",
        "date": "2026-01-01",
        "proves": ["expenses/e1/amount"],
        "note": "租房合同首页",
    },
    {
        "file": "50-住院费用.png",
        "kind": "D07",
        "date": "2026-07-22",
        "proves": ["expenses/e6/amount"],
        "note": "孩子住院费用清单",
    },
]


def main() -> None:
    """Write every file of the sample."""
    OUT.mkdir(parents=True, exist_ok=True)
    events = the_year()
    gigs = {}
    for event in events:
        if event.via == "alipay-income":
            gigs.setdefault((event.at.year, event.at.month), []).append(event.fen)
    events += [
        Event(
            datetime(year, month, 28, 21, 0, 9),
            sum(amounts) // 10000 * 10000,
            "招商银行",
            "提现-实时提现",
            "alipay-withdraw",
        )
        for (year, month), amounts in gigs.items()
    ]
    events.sort(key=lambda e: e.at)
    (OUT / "支付宝交易明细(20251101-20261031).csv").write_bytes(alipay(events))
    (OUT / "微信支付账单流水文件(20251101-20261031).xlsx").write_bytes(wechat(events))
    (OUT / "CMB_6214_20251101_20261031.csv").write_bytes(bank(events))
    save_pdf(paper("收入证明", INCOME), PAPERS[0]["file"])
    save_pdf(paper("房屋租赁合同", RENT), PAPERS[1]["file"])
    paper("住院费用清单", HOSPITAL, (1000, 900)).save(OUT / PAPERS[2]["file"], optimize=True)
    (OUT / "case.json").write_text(json.dumps(case(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    (OUT / "papers.json").write_text(json.dumps(PAPERS, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(events)} events, {date(2026, 11, 16)}: {sum(p.stat().st_size for p in OUT.iterdir())} bytes")


if __name__ == "__main__":
    main()
