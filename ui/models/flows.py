# SPDX-License-Identifier: Apache-2.0
"""The rows of all statements made ready for searching, counting and checking; prepared beside the window."""

from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.engine.history import account_months, counted
from planner.facts.case import Case, Flow, Link, StatementFile
from planner.facts.changes import moved
from planner.facts.dates import Month, moment_text
from planner.facts.money import Fen

FEW = 200  # changed rows that are put in place at once, without preparing everything anew


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChecks:
    """How a kept file stands: None where the file says nothing that could be checked."""

    totals: bool | None = None  # its stated totals are those of its rows
    chain: bool | None = None  # each balance follows from the one before
    unknown: int = 0  # rows nobody has understood yet
    kept: int = 0  # rows that came from this file


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowIndex:
    """Rows newest first with their texts for searching; sums by kind after linking; links by row; checks by file."""

    flows: tuple[Flow, ...] = ()
    texts: tuple[str, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    sums: Mapping[str, tuple[int, Fen]] = field(default_factory=dict)
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    checks: Mapping[str, FileChecks] = field(default_factory=dict)
    months: Mapping[str, frozenset[Month]] = field(default_factory=dict)

    def found(self, text: str, kind: str | None) -> Sequence[Flow]:
        """Return the rows that hold a text (any case) and are of a kind."""
        wanted = text.strip().casefold()
        if not wanted and kind is None:
            return self.flows
        pairs = zip(self.flows, self.texts, strict=True)
        return [f for f, told in pairs if (kind is None or f.kind == kind) and (not wanted or wanted in told)]

    def patched(self, old: Sequence[Flow], new: Sequence[Flow]) -> "FlowIndex | None":
        """Return the index with a few rows changed; None where rows came, went, or many changed."""
        if len(old) != len(new) or len(old) != len(self.flows):
            return None
        flows = list(self.flows)
        for n, place in enumerate(moved(old, new)):
            before, after = old[place], new[place]
            if before.id != after.id or before.at != after.at or n == FEW:
                return None
            flows[self.places[after.id]] = after
        return replace(self, flows=tuple(flows))


def prepare(case: Case) -> Generator[float, bool, FlowIndex | None]:
    """Make the rows of a case ready; a job, so that a newer edit can stop it."""
    flows = sorted(case.flows, key=lambda flow: moment_text(flow.at), reverse=True)
    if (yield 0.4):
        return None
    texts = tuple(f"{f.party or ''} {f.memo or ''} {f.order_no or ''}".casefold() for f in flows)
    if (yield 0.6):
        return None
    links: dict[str, tuple[Link, ...]] = {}
    for link in case.links:
        for flow_id in link.flows:
            links[flow_id] = (*links.get(flow_id, ()), link)
    if (yield 0.7):
        return None
    return FlowIndex(
        flows=tuple(flows),
        texts=texts,
        places={flow.id: place for place, flow in enumerate(flows)},
        sums=sums_by_kind(case),
        links=links,
        checks=_checks(case),
        months=account_months(case.files),
    )


def sums_by_kind(case: Case) -> Mapping[str, tuple[int, Fen]]:
    """Count rows and add up amounts by kind; what linking takes out counts once."""
    rows: dict[str, int] = defaultdict(int)
    sums: dict[str, Fen] = defaultdict(int)
    for flow, kind in counted(case.flows, case.links):
        rows[kind] += 1
        sums[kind] += abs(flow.amount)
    return {kind: (rows[kind], sums[kind]) for kind in rows}


NEUTRAL = {"中性交易": ("/", "中性交易", "")}  # a total's word -> the words of its rows, where they differ
COUNTED_OTHERWISE = (
    "jd",
    "meituan",
)  # their totals follow rules of their own; only the reading of a file knows


def _checks(case: Case) -> Mapping[str, FileChecks]:
    seen: dict[tuple[str, str], list[Fen]] = defaultdict(lambda: [0, 0])
    kept: dict[str, int] = defaultdict(int)
    unknown: dict[str, int] = defaultdict(int)
    for flow in case.flows:
        file = flow.file or ""
        kept[file] += 1
        unknown[file] += flow.kind == "unknown"
        tally = seen[file, flow.word or ""]
        tally[0] += 1
        tally[1] += abs(flow.amount)
    made = {}
    for one in case.files:
        chain = None if one.balance_chain in (None, "none") else one.balance_chain == "holds"
        totals = _totals(one, seen) if kept[one.id] == one.rows else None
        made[one.id] = FileChecks(totals=totals, chain=chain, unknown=unknown[one.id], kept=kept[one.id])
    return made


def _totals(file: StatementFile, seen: Mapping[tuple[str, str], list[Fen]]) -> bool | None:
    if not file.stated:
        return None
    agree = True
    for word, told in file.stated.items():
        found = [seen[file.id, name] for name in NEUTRAL.get(word, (word,)) if (file.id, name) in seen]
        agree = agree and (sum(f[0] for f in found), sum(f[1] for f in found)) == (told.rows, told.sum)
    return True if agree else None if (file.format or "").startswith(COUNTED_OTHERWISE) else False
