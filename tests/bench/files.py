# SPDX-License-Identifier: Apache-2.0
"""How fast statements are read and edits kept, beside bare decoding and bare syncing to disk."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from planner.facts.case import changes
from planner.sample import facts, statement_files
from planner.statements.importers import read
from planner.store.casefile import CaseFile

Row = tuple[str, str, Callable[[], object], Callable[[], object]]
COPIES = 80  # of the sample's bill: about 20,000 rows


def long_bill() -> bytes:
    """The sample's Alipay bill with its rows repeated under other order numbers."""
    path = next(path for path in statement_files() if path.name.startswith("支付宝"))
    lines = path.read_bytes().decode("gb18030").splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("交易时间")) + 1
    rows = [line.replace("2200114", f"22{n:05d}") for n in range(COPIES) for line in lines[head:]]
    return "\n".join([*lines[:head], *rows]).encode("gb18030")


def benches() -> Iterator[Row]:
    """Yield what this room measures."""
    bill = long_bill()
    yield (
        "import",
        f"a typed bill of {bill.count(chr(10).encode()):,} lines, every row accounted for; floor: decoding it",
        lambda: read(("bill.csv", bill)),
        lambda: bill.decode("gb18030"),
    )
    folder = Path(tempfile.mkdtemp(prefix="huanqing-bench-"))
    file = CaseFile.create(folder / "bench.huanqing", facts())
    state = {"case": facts(), "n": 0}

    def edit() -> None:
        old = state["case"]
        state["n"] += 1  # type: ignore[operator]
        new = replace(old, label=f"edit {state['n']}")  # type: ignore[type-var]
        file.save(changes(old, new), "bench", datetime(2026, 11, 22))  # type: ignore[arg-type]
        state["case"] = new

    def sync() -> None:
        handle = os.open(folder / "floor", os.O_CREAT | os.O_WRONLY)
        os.pwrite(handle, b"x" * 4096, 0)
        os.fsync(handle)
        os.close(handle)

    yield "edit", "one edit kept, history and digests with it; floor: 4 KiB written and synced", edit, sync
