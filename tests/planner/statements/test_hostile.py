# SPDX-License-Identifier: Apache-2.0
"""A stranger's file: refused in words or read right, never a crash, never a silent loss."""

import contextlib
import io
import re
import stat
import zipfile
from pathlib import Path

import pytest
import pyzipper
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.problems import InputError
from planner.statements.importers import open_statements, read
from tests.planner.statements.test_samples import SAMPLES, sample

ALIPAY = sample("alipay_app").read_bytes()
WECHAT = sample("wechat_csv").read_bytes()
XLSX = sample("wechat_xlsx").read_bytes()


def a_zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def locked(aes: bool, password: bytes, name: str = "支付宝交易明细.csv") -> bytes:
    out = io.BytesIO()
    kind = {"encryption": pyzipper.WZ_AES} if aes else {}
    with pyzipper.AESZipFile(out, "w", compression=pyzipper.ZIP_DEFLATED, **kind) as archive:
        archive.setpassword(password)
        archive.writestr(name, ALIPAY)
    return out.getvalue()


def link_zip() -> bytes:
    info = zipfile.ZipInfo("账单.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def twin_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", ALIPAY)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", ALIPAY)
    return out.getvalue()


def xml_bomb() -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(2, 12))
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l1 "lol">{lol}]><worksheet>&l11;</worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for info in good.infolist():
            data = evil.encode() if "sheet1" in info.filename else good.read(info)
            bad.writestr(info.filename, data)
    return out.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file is empty"),
    "blank": (b"\xef\xbb\xbf \r\n\t\n", "The file is empty"),
    "noise": (bytes(range(128, 256)) * 9, "damaged"),
    "nul": (b"a,b\x00c,d\n" * 40, "damaged"),
    "another table": (b"name,age\nLin,30\n", "none of the known statements"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "picture"),
    "web page": ("<html><body>请登录</body></html>".encode(), "web page"),
    "rar": (b"Rar!\x1a\x07\x00", "RAR"),
    "cut archive": (XLSX[:3000], "archive is damaged"),
    "cut biff": (b"\xd0\xcf\x11\xe0" + b"\x00" * 99, "damaged or protected"),
    "empty archive": (a_zip(), "archive is empty"),
    "archive in archive": (a_zip(("a.zip", a_zip(("b.csv", ALIPAY)))), "archive inside an archive"),
    "bomb": (a_zip(("a.csv", b"0" * 60_000_000)), "far more"),
    "bomb as workbook": (a_zip(("[Content_Types].xml", b""), ("xl/a", b"0" * 60_000_000)), "far more"),
    "link": (link_zip(), "link"),
    "document": (a_zip(("[Content_Types].xml", b""), ("word/document.xml", b"")), "a document"),
    "book of notes": (
        "本记账单\n记录时间,分类,收支类型,金额,备注,账户,来源,标签,\n2026/3/29 20:10,交通,支出,3,地铁,卡,账单同步,\n".encode(
            "gb18030"
        ),
        "记账本",
    ),
    "merchant": (
        "#支付宝账务明细查询\n账务流水号,业务流水号,商户订单号,商品名称,发生时间\n1,2,3,4,5\n".encode("gbk"),
        "账务明细",
    ),
    "xml bomb": (xml_bomb(), "spreadsheet is"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_statement_is_refused_with_file_reason_and_remedy(case: str) -> None:
    content, words = REFUSED[case]
    with pytest.raises(InputError, match=words) as refused:
        read(("文件.csv", content))
    assert str(refused.value).startswith("文件.csv")
    assert refused.value.remedy


def endless_workbook() -> bytes:
    """Let the directory of an XLS file follow itself: a reader that believes it takes all memory."""
    content = bytearray(sample("ccb_debit_xls").read_bytes())
    directory = int.from_bytes(content[48:52], "little")
    table = int.from_bytes(content[76:80], "little")
    place = (table + 1) * 512 + 4 * directory
    content[place : place + 4] = directory.to_bytes(4, "little")
    return bytes(content)


def test_a_workbook_that_takes_all_memory_ends_only_the_child() -> None:
    with pytest.raises(InputError, match="damaged or protected"):
        read(("x.xls", endless_workbook()))


def test_a_large_workbook_that_ends_the_child_is_not_called_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.statements.sheet.LARGE", 1000)
    with pytest.raises(InputError, match="took too long or too much memory") as refused:
        read(("x.xls", endless_workbook()))
    assert "CSV" in (refused.value.remedy or "")


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.raises(InputError, match="same name"):
        read(("a.zip", twin_zip()))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read(tmp_path / "nothing.csv")


@pytest.mark.parametrize("aes", [True, False])
def test_a_locked_archive_asks_for_its_password(aes: bool) -> None:
    content = locked(aes=True, password=b"123456") if aes else CLASSIC
    with pytest.raises(InputError, match="packed with a password"):
        read(("a.zip", content))
    with pytest.raises(InputError, match="None of the given passwords"):
        read(("a.zip", content), ("654321",))
    (statement,) = read(("a.zip", content), ("654321", "123456"))
    assert len(statement.entries) == 10


def classic_zip(plain: bytes, password: bytes) -> bytes:
    """Encrypt by hand with the old cipher of ZIP, which no library here writes."""
    import struct
    import zlib

    table = [0] * 256
    for n in range(256):
        c = n
        for _ in range(8):
            c = (c >> 1) ^ 0xEDB88320 if c & 1 else c >> 1
        table[n] = c
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 255]
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 255]

    for byte in password:
        update(byte)
    crc = zlib.crc32(plain)
    body = bytearray()
    for byte in bytes(11) + bytes([crc >> 24]) + plain:
        mix = (keys[2] | 2) & 0xFFFF
        body.append(byte ^ (((mix * (mix ^ 1)) >> 8) & 255))
        update(byte)
    name = "账单.csv".encode("gbk")
    head = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0, 0x21, crc, len(body), len(plain), len(name), 0)
    local = b"PK\x03\x04" + head + name + bytes(body)
    central = b"PK\x01\x02" + b"\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


CLASSIC = classic_zip(ALIPAY, b"123456")


def test_gbk_names_in_archives_are_read_and_folders_ignored() -> None:
    (statement,) = read(("a.zip", CLASSIC), ("123456",))
    assert statement.file_name == "a.zip/账单.csv"
    (statement,) = read(("a.zip", a_zip(("../../etc/账单.csv", ALIPAY))))
    assert statement.file_name == "a.zip/账单.csv"


def test_an_archive_with_two_statements_gives_two_and_names_what_is_none() -> None:
    got = open_statements(("a.zip", a_zip(("1.csv", ALIPAY), ("2.csv", WECHAT), ("read.txt", b"hello"))))
    assert [statement.format for statement in got.statements] == ["alipay_app", "wechat_csv"]
    assert {statement.sha256 for statement in got.statements} == got.originals.keys()
    assert "not_a_statement" in {doubt.code for doubt in got.statements[0].warnings}


def test_a_folder_is_read_as_its_files(tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_bytes(ALIPAY)
    (tmp_path / "2.csv").write_bytes(WECHAT)
    assert len(read(tmp_path)) == 2
    (tmp_path / "3.zip").write_bytes(locked(aes=True, password=b"1"))
    statements = read(tmp_path)
    assert len(statements) == 2
    assert "not_a_statement" in {doubt.code for doubt in statements[0].warnings}


PLAIN = ALIPAY.decode("gb18030")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end_gives_the_same_rows(encoding: str, end: str) -> None:
    (statement,) = read(("x.txt", PLAIN.replace("\n", end).encode(encoding)))
    assert [entry.amount for entry in statement.entries] == [
        entry.amount for entry in read(("a", ALIPAY))[0].entries
    ]
    assert statement.account.holder == "xx"


def test_columns_may_be_in_another_order_and_the_preamble_missing() -> None:
    rows = [line.split(",") for line in PLAIN.split("\n") if line.count(",") > 10]
    turned = "\n".join(",".join([*row[::-1], "", ""]) for row in rows)
    (statement,) = read(("x.csv", turned.encode()))
    assert sum(abs(entry.amount) for entry in statement.entries) == sum(
        abs(entry.amount) for entry in read(("a", ALIPAY))[0].entries
    )


def test_a_bill_that_lacks_a_column_is_refused_by_the_columns_name() -> None:
    with pytest.raises(InputError, match="金额"):
        read(("x.csv", "\n".join(PLAIN.replace("金额   ", "数目   ").split("\n")).encode()))


def test_a_bill_without_order_numbers_and_methods_is_read_with_a_warning() -> None:
    edited = "交易时间,交易分类,交易对方,商品说明,收/支,金额,交易状态\n2025-11-17 09:00:00,餐饮美食,麦当劳,早餐,支出,18.50,交易成功\n"
    (statement,) = read(("x.csv", edited.encode()))
    assert [(entry.amount, entry.kind) for entry in statement.entries] == [(-1850, "spending")]
    (said,) = statement.warnings
    assert (said.code, said.problem.values["columns"]) == ("columns_missing", "收/付款方式、交易订单号")


RESAVED = (
    "导出类型：[全部],,,,,,,,,,\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
    '2026/3/29 20:10,商户消费,面馆,面,支出,"￥1,234.50",零钱,支付成功,1.00005E+27,/,/\n'
    "2026/3/29 7:05,商户消费,面馆,面,支出,¥50.0,零钱,支付成功,2.02E+27,/,/\n"
)


def test_a_file_saved_by_a_spreadsheet_program_is_read_with_a_warning() -> None:
    (statement,) = read(("x.csv", RESAVED.encode()))
    assert [(str(entry.at), entry.amount) for entry in statement.entries] == [
        ("2026-03-29 20:10:00", -123450),
        ("2026-03-29 07:05:00", -5000),
    ]
    assert [doubt.code for doubt in statement.warnings] == ["ids_damaged"]


def test_a_stray_quote_spoils_no_other_row() -> None:
    bad = WECHAT.decode().replace("2021-01-22 12:34:56,转账,房东,", '2021-01-22 12:34:56,转账,"房东,')
    (statement,) = read(("x.csv", bad.encode()))
    assert len(statement.entries) + len(statement.rejected) >= 26
    assert len(statement.entries) >= 25


def test_an_unknown_word_keeps_the_row_and_leaves_it_out() -> None:
    bad = re.sub("收入( +,222228.50)", r"横向\1", PLAIN)
    (statement,) = read(("x.csv", bad.encode("gb18030")))
    (row,) = [entry for entry in statement.entries if entry.kind == "unknown"]
    assert (row.direction, abs(row.amount)) == ("横向", 22222850)
    assert "not_understood" in {doubt.code for doubt in statement.warnings}


def test_rows_without_a_date_or_amount_are_listed_with_the_reason() -> None:
    bad = PLAIN.replace("2023-02-12 21:32:14", "昨天").replace("20.00  ", "xx.00  ")
    (statement,) = read(("x.csv", bad.encode("gb18030")))
    assert [(rejected.row, rejected.why) for rejected in statement.rejected] == [
        (26, "The date cannot be read."),
        (27, "The amount is missing or unknown."),
    ]
    assert len(statement.entries) == 8


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES.glob("*/*"))), st.data())
def test_damaged_samples_never_crash(path: Path, data: st.DataObject) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    with contextlib.suppress(InputError):
        read((path.name, bytes(content)))


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400) | st.text(alphabet='交易时间,金额\n\t"¥0129.-：[]', max_size=400).map(str.encode)
)
def test_noise_never_crashes(content: bytes) -> None:
    with pytest.raises(InputError):
        read(("x", content))
