# SPDX-License-Identifier: Apache-2.0
"""Tables of what the statements tell: every flow with its file and row, months, links, files, coverage, papers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.engine.history import account_months, counted, months_seen
from planner.evidence.arranging import Member
from planner.facts.case import Account, Case, Flow, Kind, Link, StatementFile
from planner.facts.dates import Month, day_of, moment_text
from planner.facts.language import N_, _
from planner.facts.money import Fen
from planner.facts.rulebook import RuleBook
from planner.reports.figure_words import figure_words
from planner.reports.table import Cell, Column, Table
from planner.reports.words import KINDS, LINKS, word

UNSORTED = (N_("not sorted yet, in"), N_("not sorted yet, out"))


@dataclass(frozen=True, slots=True)
class Sources:
    """The files, accounts and flows of a case by id, and where each original lies in the bundle."""

    files: Mapping[str, StatementFile]
    accounts: Mapping[str, Account]
    flows: Mapping[str, Flow]
    places: Mapping[str, Member]

    @classmethod
    def of(cls, case: Case, members: tuple[Member, ...]) -> "Sources":
        """Index a case."""
        return cls(
            {file.id: file for file in case.files},
            {account.id: account for account in case.accounts},
            {flow.id: flow for flow in case.flows},
            {source: member for member in reversed(members) for source in member.sources},
        )

    def file_name(self, file_id: str | None) -> str | None:
        """The name a file had when it was read, or else its id."""
        file = self.files.get(file_id or "")
        return (file.name or file.id) if file else file_id

    def account_name(self, account_id: str | None) -> str | None:
        """Bank and last digits of an account."""
        account = self.accounts.get(account_id or "")
        if account is None:
            return account_id
        return " ".join(part for part in (account.bank, account.tail) if part) or account.id

    def member(self, source: str) -> Member | None:
        """Where an original lies in the bundle, by its record: `files/s1`."""
        return self.places.get(source)


def kind_words(kind: Kind, amount: Fen) -> str:
    """What a flow counts as, in words; rows not sorted yet are told apart by direction."""
    if kind == "unknown":
        return _(UNSORTED[0] if amount > 0 else UNSORTED[1])
    return word(KINDS, kind) or ""


FLOW_COLUMNS = (
    Column("n", N_("No."), "count", 7),
    Column("at", N_("Time"), "date", 19),
    Column("amount", N_("Amount"), "money", 13),
    Column("kind", N_("Kind"), width=14),
    Column("counts", N_("Counts as"), width=16),
    Column("counted", N_("Amount counted"), "money", 13),
    Column("month", N_("Month"), "month", 9),
    Column("party", N_("Other party"), width=26),
    Column("memo", N_("Memo"), width=26),
    Column("word", N_("Direction in the file"), width=10),
    Column("balance", N_("Balance"), "money", 13),
    Column("account", N_("Account"), width=16),
    Column("order_no", N_("Order number"), width=24),
    Column("file", N_("Source file"), width=34),
    Column("row", N_("Row"), "count", 7),
    Column("sha256", N_("SHA-256 of the file"), width=66),
)


def flow_rows(case: Case, sources: Sources) -> Iterator[tuple[Cell, ...]]:
    """Every flow in the order of the case, with what it counts as and the file and row it stands in."""
    kinds = {flow.id: kind for flow, kind in counted(case.flows, case.links)}
    double = _("told twice, not counted")
    hashes = {file.id: file.sha256 for file in case.files}
    names = {file.id: sources.file_name(file.id) for file in case.files}
    accounts = {account.id: sources.account_name(account.id) for account in case.accounts}
    as_read = {kind: word(KINDS, kind) for kind in KINDS}
    for n, flow in enumerate(case.flows, 1):
        kind = kinds.get(flow.id)
        yield (
            n,
            flow.at,
            flow.amount,
            as_read.get(flow.kind),
            double if kind is None else kind_words(kind, flow.amount),
            0 if kind is None else abs(flow.amount),
            Month.of(day_of(flow.at)),
            flow.party,
            flow.memo,
            flow.word,
            flow.balance,
            accounts.get(flow.account or ""),
            flow.order_no,
            names.get(flow.file or ""),
            flow.row,
            hashes.get(flow.file or ""),
        )


def flows(case: Case, sources: Sources) -> Table:
    """All flows as one table; for large cases use `flow_rows`."""
    return Table(
        name="flows", title=N_("All flows"), columns=FLOW_COLUMNS, rows=tuple(flow_rows(case, sources))
    )


MONTH_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("income", N_("Income"), "income"),
    ("spending", N_("Spending"), "spending"),
    ("refunds", N_("Refunds"), "refund"),
    ("fees", N_("Fees and interest"), "fee_interest"),
    ("debt_service", N_("Debt repayments"), "debt_repayment"),
    ("loans", N_("Loans received"), "loan_received"),
)


def seen_months(case: Case) -> Table:
    """What the flows tell month by month; living costs are spending less refunds, and fees."""
    columns = (
        Column("month", N_("Month"), "month", 10),
        Column("covered", N_("Fully covered"), width=12),
        *(Column(name, words, "money", 14) for name, words, _kind in MONTH_FIELDS),
        Column("living", N_("Living costs"), "money", 14),
        Column("unknown_in", N_("Not sorted yet, in"), "money", 14),
        Column("unknown_out", N_("Not sorted yet, out"), "money", 14),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            seen.month,
            _("yes") if seen.covered else _("no"),
            *(getattr(seen, name) for name, _words, _kind in MONTH_FIELDS),
            seen.living,
            seen.unknown_in,
            seen.unknown_out,
        )
        for seen in months_seen(case)
    )
    return Table(name="seen", title=N_("Monthly summary"), columns=columns, rows=rows)


def income_flows(case: Case) -> list[tuple[Flow, tuple[str, ...]]]:
    """The flows that count as income, by time, each with the incomes it was linked to as proof."""
    proved: dict[str, list[str]] = {}
    for proof in case.proofs:
        if proof.source.startswith("flows/"):
            proved.setdefault(proof.source.removeprefix("flows/"), []).append(proof.figure)
    found = [flow for flow, kind in counted(case.flows, case.links) if kind == "income"]
    found.sort(key=lambda flow: (day_of(flow.at), str(flow.at), flow.id))
    return [(flow, tuple(proved.get(flow.id, ()))) for flow in found]


def links(case: Case, sources: Sources) -> Table:
    """The rows that tell of one thing, so that nothing counts twice: each link with its rows and the reason."""
    columns = (
        Column("n", N_("No."), "count", 6),
        Column("kind", N_("What they are"), width=28),
        Column("at", N_("Time"), width=19),
        Column("amount", N_("Amount"), "money", 13),
        Column("account", N_("Account"), width=18),
        Column("file", N_("Source file"), width=36),
        Column("row", N_("Row"), "count", 7),
        Column("counts", N_("Counted?"), width=12),
        Column("why", N_("Why"), width=34),
    )
    rows = [row for n, link in enumerate(case.links, 1) for row in _link_rows(n, link, sources)]
    return Table(name="links", title=N_("Rows that belong together"), columns=columns, rows=tuple(rows))


def _link_rows(n: int, link: Link, sources: Sources) -> Iterator[tuple[Cell, ...]]:
    for place, flow_id in enumerate(link.flows):
        flow = sources.flows.get(flow_id)
        if flow is None:
            continue
        counts = link.kind == "refund" or (link.kind == "same_payment" and place == 0)
        yield (
            n,
            word(LINKS, link.kind),
            moment_text(flow.at),
            flow.amount,
            sources.account_name(flow.account),
            sources.file_name(flow.file),
            flow.row,
            _("yes") if counts else _("no"),
            _(link.why) if link.why else None,
        )


def coverage(case: Case, sources: Sources) -> Table:
    """Which months the statements of each account cover wholly."""
    covered = account_months(case.files)
    accounts = [account for account in case.accounts if account.id in covered]
    months = sorted({month for months in covered.values() for month in months})
    columns = (
        Column("month", N_("Month"), "month", 10),
        *(
            Column(account.id, sources.account_name(account.id) or account.id, width=20, named=True)
            for account in accounts
        ),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        tuple(
            (month, *(_("covered") if month in covered[account.id] else _("missing") for account in accounts))
            for month in (months[0].plus(n) for n in range(months[-1] - months[0] + 1))
        )
        if months
        else ()
    )
    return Table(name="coverage", title=N_("Months covered by each account"), columns=columns, rows=rows)


def papers(case: Case, book: RuleBook, sources: Sources) -> Table:
    """The papers with what they are, what they prove, their pages and hash, and where they lie in the bundle."""
    columns = (
        Column("n", N_("No."), "count", 6),
        Column("place", N_("Place in the bundle"), width=46),
        Column("kind", N_("Paper"), width=30),
        Column("date", N_("Date"), "date", 12),
        Column("pages", N_("Number of pages"), "count", 7),
        Column("proves", N_("What it proves"), width=36),
        Column("note", N_("Remarks"), width=24),
        Column("name", N_("Name of the original"), width=30),
        Column("sha256", N_("SHA-256"), width=66),
    )
    proved: dict[str, list[str]] = {}
    for proof in case.proofs:
        proved.setdefault(proof.source, []).append(figure_words(case, proof.figure))
    rows: list[tuple[Cell, ...]] = []
    for n, paper in enumerate(case.papers, 1):
        member = sources.member(f"papers/{paper.id}")
        document = book.document(paper.kind) if paper.kind else None
        rows.append(
            (
                n,
                member.path if member else None,
                document.title if document else paper.kind,
                paper.date,
                paper.pages,
                _("; ").join(dict.fromkeys(proved.get(f"papers/{paper.id}", ()))),
                paper.note,
                paper.name,
                paper.sha256,
            )
        )
    return Table(name="papers", title=N_("Papers"), columns=columns, rows=tuple(rows))


def files(case: Case, sources: Sources) -> Table:
    """The statement files: where they lie in the bundle, their account, period, rows, balance chain and hash."""
    columns = (
        Column("n", N_("No."), "count", 6),
        Column("place", N_("Place in the bundle"), width=46),
        Column("format", N_("Format"), width=16),
        Column("account", N_("Account"), width=18),
        Column("since", N_("From"), "date", 12),
        Column("until", N_("To"), "date", 12),
        Column("rows", N_("Rows in the file"), "count", 10),
        Column("found", N_("Rows in this book"), "count", 10),
        Column("chain", N_("Running balance"), width=20),
        Column("name", N_("Name of the original"), width=34),
        Column("sha256", N_("SHA-256"), width=66),
    )
    found: dict[str, int] = {}
    for flow in case.flows:
        found[flow.file or ""] = found.get(flow.file or "", 0) + 1
    rows: list[tuple[Cell, ...]] = []
    for n, file in enumerate(case.files, 1):
        member, period = sources.member(f"files/{file.id}"), file.period
        rows.append(
            (
                n,
                member.path if member else None,
                file.format,
                sources.account_name(file.account),
                period.since if period else None,
                period.until if period else None,
                file.rows,
                found.get(file.id, 0),
                chain_words(file.balance_chain),
                file.name,
                file.sha256,
            )
        )
    return Table(name="files", title=N_("Statement files"), columns=columns, rows=tuple(rows))


def chain_words(chain: str | None) -> str | None:
    """Whether the running balances of a file fit together, in words."""
    if chain is None or chain == "none":
        return _("the file has none")
    if chain == "holds":
        return _("every row fits the one before")
    return _("broken at row {n}").format(n=chain.rsplit(" ", 1)[-1])


def stated(case: Case, sources: Sources) -> Table:
    """What each file says of itself, row counts and sums by direction, beside what its rows come to."""
    columns = (
        Column("file", N_("Source file"), width=40),
        Column("word", N_("Direction in the file"), width=14),
        Column("stated_rows", N_("Rows stated"), "count", 10),
        Column("counted_rows", N_("Rows counted"), "count", 10),
        Column("stated", N_("Sum stated"), "money", 15),
        Column("counted", N_("Sum counted"), "money", 15),
        Column("difference", N_("Difference"), "money", 13),
        Column("sha256", N_("SHA-256"), width=66),
    )
    sums: dict[tuple[str | None, str | None], tuple[int, Fen]] = {}
    for flow in case.flows:
        rows, total = sums.get((flow.file, flow.word), (0, 0))
        sums[flow.file, flow.word] = (rows + 1, total + abs(flow.amount))
    cells: list[tuple[Cell, ...]] = []
    for file in case.files:
        for name, said in (file.stated or {}).items():
            counted_rows, total = sums.get((file.id, name), (0, 0))
            cells.append(
                (
                    sources.file_name(file.id),
                    name,
                    said.rows,
                    counted_rows,
                    said.sum,
                    total,
                    total - said.sum,
                    file.sha256,
                )
            )
    return Table(
        name="stated", title=N_("What the files state of themselves"), columns=columns, rows=tuple(cells)
    )
