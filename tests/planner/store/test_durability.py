# SPDX-License-Identifier: Apache-2.0
"""What was acknowledged survives a killed program, a power cut and a failing disk; what failed left nothing behind."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import apsw
import pytest

from planner.facts.case import Case, changes, drop
from planner.facts.problems import InputError
from planner.store import connection
from planner.store.casefile import CaseFile
from planner.store.connection import guard
from tests.planner.store.disks import Event, WatchedDisk, after_power_cut
from tests.planner.store.small import AT, a_case, add_debt, with_debt

CUTS = 400
_names = count()


def a_disk(listen: Callable[[Event], None], locked: bool) -> tuple[WatchedDisk, str]:
    """Return a disk and the name to open a file by; locked files are enciphered above the disk."""
    name = f"watched{next(_names)}"
    return WatchedDisk(name, listen), f"multipleciphers-{name}" if locked else name


def edited(file: CaseFile, case: Case) -> Iterator[Case]:
    """Make twelve edits of different kinds; yields the case after each, when the file has acknowledged it."""
    for n in range(1, 6):
        case = add_debt(file, case, n)
        yield case
    file.undo()
    yield drop(case, "debts", "d5")
    file.redo()
    yield case
    file.put_blob(b"scan" * 5000)
    yield case
    for n in (2, 3):
        fresh = drop(case, "debts", f"d{n}")
        file.save(changes(case, fresh), "Drop", AT)
        case = fresh
        yield case
    fresh = with_debt(case, 1)
    yield fresh
    yield add_debt(file, case, 9)


# --- power cut -------------------------------------------------------------------------------------------------------


def recorded(
    folder: Path, password: str | None
) -> tuple[dict[str, bytes], list[Event], list[tuple[int, Case]]]:
    """Edit a case on a recording disk: the files before, all events, and the case acknowledged at each place."""
    path = folder / "a.huanqing"
    CaseFile.create(path, a_case(flows=30), password).close()
    first = {path.name: path.read_bytes()}
    events: list[Event] = []
    _disk, vfs = a_disk(events.append, password is not None)
    file = CaseFile.open(path, password, vfs=vfs)
    known = [(0, a_case(flows=30))]
    known += [(len(events), case) for case in edited(file, a_case(flows=30))]
    file.close()
    return first, events, known


def cut_at(folder: Path, files: dict[str, bytes], password: str | None) -> Case:
    """Open the case as it lies after a power cut."""
    for left in folder.iterdir():
        left.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with CaseFile.open(folder / "a.huanqing", password) as file:
        return file.load()


def lost(tmp_path: Path, password: str | None, cuts: int) -> int:
    """Play so many power cuts; returns how many lost or damaged what was acknowledged."""
    first, events, known = recorded(tmp_path, password)
    after = tmp_path / "after"
    after.mkdir()
    bad = 0
    for seed in range(cuts):
        cut = random.Random(seed).randrange(len(events) + 1)
        before = [case for place, case in known if place <= cut]
        following = [case for place, case in known if place > cut][:1]
        try:
            found = cut_at(after, after_power_cut(first, events, cut, seed), password)
        except InputError:
            bad += 1
            continue
        bad += found not in (before[-1], *following)
    return bad


def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path, password: str | None) -> None:
    assert lost(tmp_path, password, CUTS if password is None else CUTS // 4) == 0


@pytest.mark.parametrize(("level", "least"), [(0, 45), (2, 5)], ids=["off", "full"])
def test_with_fewer_syncs_the_same_cuts_do_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: int, least: int
) -> None:
    """The control. A disk never waited for fails nearly always; FULL lets a deleted journal come back."""

    def careless(one: apsw.Connection) -> None:
        guard(one)
        one.pragma("synchronous", level)

    monkeypatch.setattr(connection, "guard", careless)
    assert lost(tmp_path, None, 60) >= least


# --- failing disk ----------------------------------------------------------------------------------------------------

ERRORS: dict[str, Callable[[], Exception]] = {
    "full": lambda: apsw.FullError("database or disk is full"),
    "broken": lambda: apsw.IOError("disk I/O error"),
    "refused": lambda: apsw.PermissionsError("access permission denied"),
}


class Failing:
    """Fails the k-th write, sync, truncate or delete, once."""

    def __init__(self) -> None:
        self.left = -1
        self.make: Callable[[], Exception] = ERRORS["full"]

    def __call__(self, _event: Event) -> None:
        self.left -= 1
        if self.left == 0:
            raise self.make()


@pytest.mark.parametrize("kind", list(ERRORS))
def test_a_disk_that_fails_once_leaves_the_case_as_it_was_and_the_edit_can_be_made_again(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)  # the disk's own complaint in passing
    path = tmp_path / "a.huanqing"
    failing = Failing()
    failing.make = ERRORS[kind]
    _disk, vfs = a_disk(failing, locked=False)
    failed = 0
    with CaseFile.create(path, a_case()) as file:
        case = file.load()
    for k in range(1, 40):
        with CaseFile.open(path, vfs=vfs) as file:
            fresh = with_debt(case, 100 + k)
            failing.left = k
            try:
                file.save(changes(case, fresh), "Add", AT)
            except InputError:
                failed += 1
                failing.left = -1
                assert file.load() == case
                file.save(changes(case, fresh), "Add", AT)
            failing.left = -1
            assert file.load() == fresh
            assert file.check() == ()
            case = fresh
        with CaseFile.open(path) as file:
            assert file.load() == case
    assert failed > 4


def test_a_copy_that_fails_leaves_no_file(tmp_path: Path, password: str | None) -> None:
    with CaseFile.create(tmp_path / "a.huanqing", a_case(), password) as file, pytest.raises(InputError):
        file.copy_to(tmp_path / "missing" / "copy.huanqing")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.huanqing"]


# --- killed program --------------------------------------------------------------------------------------------------

CHILD = """
import sys
from pathlib import Path
from planner.store import connection
from planner.store.casefile import CaseFile
from tests.planner.store.small import add_debt
connection.KDF_ROUNDS = 100
file = CaseFile.open(Path(sys.argv[1]), sys.argv[2] or None)
case = file.load()
start = max(debt.principal for debt in case.debts)
print("ready", flush=True)
for n in range(start + 1, start + 2000):
    case = add_debt(file, case, n)
    if n % 7 == 0:
        file.put_blob(str(n).encode() * 9000)
        file.undo()
        file.redo()
    print(n, flush=True)
"""


def test_a_program_killed_at_any_moment_loses_nothing_acknowledged(
    tmp_path: Path, password: str | None, tree: Path
) -> None:
    chance = random.Random(1)
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case(), password).close()
    for _ in range(10):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), password or ""],
            stdout=subprocess.PIPE,
            cwd=tree,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.3)
        child.send_signal(signal.SIGKILL)
        said = child.communicate()[0].splitlines()
        with CaseFile.open(path, password) as file:
            assert file.recovered
            numbers = {debt.principal for debt in file.load().debts}
            assert file.check() == ()
        acknowledged = {int(line) for line in said[:-1]}  # the last line may be cut
        assert acknowledged <= numbers
        assert numbers == set(range(max(numbers) + 1))


# --- many openers ----------------------------------------------------------------------------------------------------

RACER = """
import sys, time
from pathlib import Path
from planner.facts.problems import InputError
from planner.store.casefile import CaseFile, InUse
from tests.planner.store.small import add_debt
start, done = int(sys.argv[2]), 0
while done < 15:
    try:
        file = CaseFile.open(Path(sys.argv[1]))
    except InUse:
        time.sleep(0.001)
        continue
    add_debt(file, file.load(), start + done)
    done += 1
    file.close()
"""


def test_two_programs_that_race_for_a_case_never_lose_an_edit(tmp_path: Path, tree: Path) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case()).close()
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(path), str(start)], cwd=tree, stderr=subprocess.PIPE
        )
        for start in (100, 200)
    ]
    for racer in racers:
        _out, errors = racer.communicate(timeout=60)
        assert racer.returncode == 0, errors.decode()
    with CaseFile.open(path) as file:
        numbers = {debt.principal for debt in file.load().debts}
        assert file.check() == ()
    assert numbers == {0, *range(100, 115), *range(200, 215)}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.huanqing"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files as Linux lists them")
def test_a_hundred_openings_leave_no_file_open(tmp_path: Path, password: str | None) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case(), password).close()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for n in range(50):
        with CaseFile.open(path, password) as file:
            add_debt(file, file.load(), n + 1)
        with pytest.raises(InputError):
            CaseFile.open(tmp_path / "missing.huanqing")
    assert len(list(Path("/proc/self/fd").iterdir())) == before
