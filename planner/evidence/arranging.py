# SPDX-License-Identifier: Apache-2.0
"""Where each original lies in the evidence bundle: fixed words, number, kind and period, never a name of anyone.

The spreadsheet of the evidence and the bundle both take the names from here, so that they agree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from planner.evidence.proofs import proved_by
from planner.facts.case import Case, Paper, StatementFile
from planner.facts.dates import Month

# section number: (Chinese folder, English folder)
SECTIONS: dict[str, tuple[str, str]] = {
    "05": ("05_身份", "05_identity"),
    "10": ("10_流水原件", "10_statements"),
    "20": ("20_收入证明", "20_income"),
    "30": ("30_支出与家庭", "30_costs_and_household"),
    "40": ("40_债务材料", "40_debts"),
    "50": ("50_困难证明", "50_hardship"),
    "60": ("60_通知与沟通", "60_notices_and_contacts"),
}
# What the program makes itself, beside the originals.
FINISHED: dict[str, tuple[str, str]] = {
    "contents": ("00_目录.pdf", "00_contents.pdf"),
    "summary": ("01_协商摘要.pdf", "01_summary.pdf"),
    "plan": ("02_还款方案.xlsx", "02_plan.xlsx"),
    "evidence": ("03_证据明细.xlsx", "03_evidence.xlsx"),
}
_KINDS = {
    "D01": "05",
    "D02": "40",
    "D03": "40",
    "D04": "10",
    "D05": "20",
    "D06": "50",
    "D07": "50",
    "D08": "50",
    "D09": "50",
    "D10": "30",
    "D11": "50",
    "D12": "40",
    "D13": "60",
    "D14": "40",
}
_PROVES = {"incomes": "20", "expenses": "30", "debts": "40"}
_BRANDS = {
    "alipay": ("支付宝", "alipay"),
    "wechat": ("微信", "wechat"),
    "jd": ("京东", "jd"),
    "meituan": ("美团", "meituan"),
}
_BANK = ("银行", "bank")
_OTHER = ("其他", "other")
_ORIGINAL, _REDACTED = ("原件", "original"), ("脱敏", "redacted")
_ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "audio/amr": ".amr",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/mp4": ".m4a",
    "audio/3gpp": ".3gp",
    "text/plain": ".txt",
}
_STATEMENT_ENDINGS = frozenset({".csv", ".xlsx", ".xls", ".pdf", ".zip", ".txt", ".ods"})


@dataclass(frozen=True, slots=True)
class Copy:
    """A redacted copy by its hash, and the ending of its name."""

    sha256: str
    ending: str = ""  # "": as its original


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One original (or its redacted copy) in the bundle. `sources` are its records, `papers/p1`, `files/s1`."""

    number: str  # "10-01"
    path: str  # under data/: "10_流水原件/10-01_支付宝_2025-04_2026-03.csv"
    sha256: str
    sources: tuple[str, ...]
    redacted: bool = False
    original_sha256: str | None = None  # of a redacted copy


def arrange(
    case: Case,
    language: str,
    redacted: Mapping[str, Copy] | None = None,
    only_redacted: bool = False,
) -> tuple[Member, ...]:
    """Return the originals of a case in the order and under the names of the bundle.

    `redacted` gives the redacted copy by the SHA-256 of its original; with `only_redacted` an original that is named
    there stays at home. The same bytes lie in the bundle once; the numbers are the same with and without copies.
    """
    tongue = 0 if language == "zh" else 1
    copies = redacted or {}
    found: list[Member] = []
    for section, folders in SECTIONS.items():
        for n, (sha256, sources, record) in enumerate(_of_section(case, section), 1):
            number = f"{section}-{n:02d}"
            words = [number, *_words(record, tongue)]
            for mark, one, original in _copies(sha256, copies, only_redacted):
                ending = copies[original].ending if original else ""
                name = "_".join([*words, *([mark[tongue]] if mark else [])]) + (ending or _ending(record))
                path = f"{folders[tongue]}/{name}"
                found.append(
                    Member(
                        number=number,
                        path=path,
                        sha256=one,
                        sources=sources,
                        redacted=original is not None,
                        original_sha256=original,
                    )
                )
    return tuple(found)


Mark = tuple[str, str]


def _copies(
    sha256: str, copies: Mapping[str, Copy], only_redacted: bool
) -> Iterator[tuple[Mark | None, str, str | None]]:
    if sha256 not in copies:
        yield None, sha256, None
        return
    if not only_redacted:
        yield _ORIGINAL, sha256, None
    yield _REDACTED, copies[sha256].sha256, sha256


def _of_section(case: Case, section: str) -> Iterator[tuple[str, tuple[str, ...], StatementFile | Paper]]:
    """Yield hash, records and first record of what belongs to a section, each hash once, by day and then as listed."""
    sources: dict[str, list[str]] = {}
    first: dict[str, StatementFile | Paper] = {}
    listed: list[tuple[str, StatementFile | Paper]] = [("files", file) for file in case.files]
    listed += [("papers", paper) for paper in case.papers]
    for name, record in listed:
        sources.setdefault(record.sha256, []).append(f"{name}/{record.id}")
        first.setdefault(record.sha256, record)
    for sha256, record in first.items():
        if section_of(case, record) == section:
            yield sha256, tuple(sources[sha256]), record


def section_of(case: Case, record: StatementFile | Paper) -> str:
    """Return the section of an original: by its kind, else by what it proves, else by the debt it names."""
    if isinstance(record, StatementFile):
        return "10"
    if record.kind in _KINDS:
        return _KINDS[record.kind]
    for figure in proved_by(case, f"papers/{record.id}"):
        head = figure.partition("/")[0]
        if head in _PROVES:
            return _PROVES[head]
    return "40" if record.debt else "60"


def _words(record: StatementFile | Paper, tongue: int) -> list[str]:
    if isinstance(record, StatementFile):
        head = (record.format or "").partition("_")[0]
        period = record.period
        days = (period.since, period.until) if period else ()
        return [_BRANDS.get(head, _BANK)[tongue], *(str(Month.of(day)) for day in days if day)]
    kind = record.kind if record.kind in _KINDS else _OTHER[tongue]
    return [kind or "", *([str(Month.of(record.date))] if record.date else [])]


def _ending(record: StatementFile | Paper) -> str:
    suffix = PurePosixPath(record.name or "").suffix.lower()
    if isinstance(record, StatementFile):
        return suffix if suffix in _STATEMENT_ENDINGS else ".bin"
    if record.media in _ENDINGS:
        return _ENDINGS[record.media]
    return suffix if suffix in _ENDINGS.values() else ".bin"
