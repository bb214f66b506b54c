# SPDX-License-Identifier: Apache-2.0
"""Redacted copies: which papers and statements get one, what it holds, and what must stay at home instead.

An original is never touched. A copy has no text layer and no properties, and a watermark says what it is for.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from planner.evidence.arranging import Copy, arrange
from planner.evidence.papers import READABLE
from planner.evidence.redaction_creditor import EVERYTHING, Wish, for_creditor, hider_for, names_of, of_nobody
from planner.evidence.redaction_rows import read_text, rows_copy, text_copy
from planner.evidence.redaction_texts import (
    numbers,
    personal_data_hidden,
    persons,
)
from planner.evidence.redaction_words import Hider
from planner.facts.case import Case, Paper, find
from planner.facts.language import N_, _
from planner.facts.problems import WARN, Problem
from planner.statements.child import ChildError, run_limited

_SECONDS, _MEGABYTES = 300, 1500
_IDENTITY = "D01"
WHOSE = N_("“{paper}” stays at home: say which debt it is about, then it goes to that creditor.")


@dataclass(frozen=True, slots=True)
class Redacted:
    """The redacted copy of an original: its bytes, and the ending of its name."""

    data: bytes
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What may leave: the case as it is shown, the copies by the SHA-256 of their original, and what to look at."""

    case: Case
    copies: Mapping[str, Redacted]
    only_copies: bool
    problems: tuple[Problem, ...] = ()

    @property
    def hashes(self) -> dict[str, Copy]:
        """The copies as the bundle's names need them."""
        return hashes_of(self.copies)


def hashes_of(copies: Mapping[str, Redacted]) -> dict[str, Copy]:
    """Return each copy's hash and ending by the SHA-256 of its original."""
    return {
        original: Copy(hashlib.sha256(copy.data).hexdigest(), copy.ending)
        for original, copy in copies.items()
    }


def outgoing(case: Case, blob: Callable[[str], bytes], wish: Wish = EVERYTHING) -> Outgoing:
    """Return what leaves the house under a wish, in the language now spoken.

    `blob` gives the bytes of an original. Without a wish everything goes, with copies beside the papers that have
    boxes. Raises InputError where there is no such debt.
    """
    seen = for_creditor(case, wish.debt_id, wish.ticked) if wish.debt_id is not None else case
    if wish.redact:
        seen = personal_data_hidden(seen, case)
    copier = _Copier(case, seen, blob, wish)
    copies = dict(copier.copies())
    if wish.debt_id is not None and wish.ticked.papers is None:
        copier.problems += [
            Problem(WARN, f"papers/{paper.id}", WHOSE, {"paper": paper.note or paper.name or paper.id})
            for paper in of_nobody(case, frozenset(one.id for one in seen.papers))
        ]
    if wish.only_copies:
        seen = _numbered(_without(seen, copier.at_home))
    return Outgoing(seen, copies, wish.only_copies, tuple(copier.problems))


def _without(case: Case, at_home: set[str]) -> Case:
    """The case without the papers of those hashes, and without what they alone would prove."""
    gone = {f"papers/{paper.id}" for paper in case.papers if paper.sha256 in at_home}
    return replace(
        case,
        papers=tuple(paper for paper in case.papers if paper.sha256 not in at_home),
        proofs=tuple(proof for proof in case.proofs if proof.source not in gone),
    )


def watermark(case: Case, debt_id: str | None) -> str:
    """The words over every redacted page, in the language now spoken."""
    debt = find(case, "debts", debt_id) if debt_id is not None else None
    if debt is None:
        return _("Only for negotiating repayment")
    return _("Only for negotiating repayment with {creditor}").format(creditor=debt.brand or debt.creditor)


def _numbered(case: Case) -> Case:
    """Call each file and paper by its number in the bundle: the name it once had may tell of someone."""
    numbers_of = {source: member.number for member in arrange(case, "en") for source in member.sources}
    return replace(
        case,
        files=tuple(replace(one, name=numbers_of.get(f"files/{one.id}")) for one in case.files),
        papers=tuple(replace(one, name=numbers_of.get(f"papers/{one.id}")) for one in case.papers),
    )


class _Copier:
    """Makes the copies a wish asks for."""

    def __init__(self, case: Case, seen: Case, blob: Callable[[str], bytes], wish: Wish) -> None:
        self._case, self._seen, self._blob, self._wish = case, seen, blob, wish
        self._mark = watermark(case, wish.debt_id)
        self._others = hider_for(case, wish.debt_id) if wish.debt_id is not None else None
        self._words, self._shown = _paper_words(case, wish.debt_id)
        self._only = wish.only_copies
        self.at_home: set[str] = set()
        self.problems: list[Problem] = []

    def copies(self) -> Iterator[tuple[str, Redacted]]:
        """Yield the SHA-256 of each original that gets a copy (or must stay at home), and the copy."""
        if self._only:
            yield from self._statements()
        done: set[str] = set()
        for paper in self._seen.papers:
            if paper.sha256 in done:
                continue
            done.add(paper.sha256)
            data = self._blob(paper.sha256)
            if self._wish.redact or paper.boxes or self._names_others(paper, data):
                made = self._paper(paper, data)
                if made is not None:
                    yield paper.sha256, made
                elif self._only:
                    self.at_home.add(paper.sha256)

    def _statements(self) -> Iterator[tuple[str, Redacted]]:
        files = {file.id: file.sha256 for file in self._seen.files}
        rows: dict[str, list[int]] = {sha256: [] for sha256 in files.values()}
        for place, flow in enumerate(self._seen.flows):
            if flow.file in files:
                rows[files[flow.file]].append(place)
        for sha256, places in rows.items():
            yield sha256, Redacted(rows_copy((self._seen.flows[n] for n in places), self._mark), ".csv")

    def _names_others(self, paper: Paper, data: bytes) -> bool:
        """Whether a paper names another creditor, as far as a program can read it."""
        if self._others is None:
            return False
        if paper.media == "text/plain":
            return self._others.touches(read_text(data))
        words = [
            name for debt in self._case.debts for name in names_of(debt) if debt.id != self._wish.debt_id
        ]
        if any(name.encode(code) in data for name in words for code in ("utf-8", "utf-16-be", "gb18030")):
            return True
        told = {"found": False, "is_read": False}
        if paper.media == "application/pdf":
            try:
                told = run_limited("mentions", data, sorted(words), self._shown)
            except ChildError:
                return True  # what cannot be read cannot be let out as it is
        if not told["is_read"]:
            number = self._seen.papers.index(paper) + 1
            self._tell(number, N_("Paper {n} is a picture: look whether it names another creditor."))
        return told["found"]

    def _paper(self, paper: Paper, data: bytes) -> Redacted | None:
        number = self._seen.papers.index(paper) + 1
        if paper.media == "text/plain":
            return Redacted(
                text_copy(data, Hider(self._words, self._shown, personal=True), self._mark), ".txt"
            )
        if paper.media != "application/pdf" and paper.media not in READABLE:
            self._kept_back(number)
            return None
        boxes = [[box.page, *(float(side) for side in (box.x, box.y, box.w, box.h))] for box in paper.boxes]
        try:
            made = run_limited(
                "burn", data, paper.media, self._words, self._shown, boxes, self._mark,
                seconds=_SECONDS, megabytes=_MEGABYTES,
            )  # fmt: skip
        except ChildError:
            self._kept_back(number)
            return None
        if not made["is_read"] and not boxes:
            if paper.kind == _IDENTITY:
                self._tell(number, N_("Paper {n} shows an identity: draw boxes over its number and face."))
                self._kept_back(number)
                return None
            self._tell(
                number, N_("Paper {n} is a picture without boxes: look whether it shows personal data.")
            )
        return Redacted(base64.b64decode(made["data"]), made["ending"])

    def _kept_back(self, number: int) -> None:
        at_home = N_("Paper {n} cannot be redacted and stays at home.")
        self._tell(
            number, at_home if self._only else N_("Paper {n} cannot be redacted; its original goes out.")
        )

    def _tell(self, number: int, text: str) -> None:
        self.problems.append(Problem(WARN, f"papers/{self._seen.papers[number - 1].id}", text, {"n": number}))


def _paper_words(case: Case, debt_id: str | None) -> tuple[dict[str, str], list[str]]:
    """What papers hide besides ID, card and telephone numbers, persons and other creditors, and the names that stay."""
    words = persons(case) | numbers(case)
    if debt_id is None:
        return words, []
    own = names_of(find(case, "debts", debt_id))
    others = {name for debt in case.debts if debt.id != debt_id for name in names_of(debt)}
    return words | dict.fromkeys(sorted(others - own), _("another creditor")), sorted(own - words.keys())
