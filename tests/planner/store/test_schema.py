# SPDX-License-Identifier: Apache-2.0
"""The tables follow the facts, old files are led to the newest form with a backup first, foreign shapes are refused."""

import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from planner.facts.case import LISTS, case_to_json
from planner.facts.problems import InputError
from planner.store import backup, schema
from planner.store.casefile import CaseFile
from planner.store.digest import recount
from planner.store.patches import from_text
from tests.planner.store.small import AT, a_case, add_debt

OLD = Path(__file__).parents[2] / "old_cases"


@pytest.mark.parametrize("name", list(LISTS))
def test_the_tables_written_down_are_those_the_facts_ask_for(name: str) -> None:
    """Where this fails a record class changed: write the new text down, raise VERSION, and add a migration."""
    assert schema.LIST_TABLES[name] == schema.table_of(LISTS[name])


def test_each_version_has_its_migration_and_its_old_file() -> None:
    assert len(schema.MIGRATIONS) + 1 == schema.VERSION
    assert sorted(p.name for p in OLD.glob("v*.huanqing")) == [
        f"v{n + 1}.huanqing" for n in range(schema.VERSION)
    ]


@pytest.mark.parametrize("old", sorted(OLD.glob("v*.huanqing")), ids=lambda p: p.stem)
@pytest.mark.parametrize("locked", [False, True])
def test_every_old_file_opens_with_every_value(tmp_path: Path, old: Path, locked: bool) -> None:
    path = tmp_path / "old.huanqing"
    shutil.copyfile(old, path)
    if locked:
        with CaseFile.open(path) as file:
            file.copy_to(tmp_path / "locked.huanqing", password="x")
        path = tmp_path / "locked.huanqing"
    expected = json.loads(old.with_suffix(".json").read_text("utf-8"))
    with CaseFile.open(path, "x" if locked else None) as file:
        assert case_to_json(file.load()) == expected["case"]
        assert [edit.words for edit in file.history()] == expected["history"]
        assert file.check() == ()
        while file.undo():
            pass
        assert case_to_json(file.load()) == expected["first"]


# --- migration -------------------------------------------------------------------------------------------------------


def add_mood(connection: apsw.Connection) -> None:
    connection.execute('ALTER TABLE "contacts" ADD COLUMN "mood" TEXT')


def fail(connection: apsw.Connection) -> None:
    connection.execute('ALTER TABLE "contacts" ADD COLUMN "mood" TEXT')
    raise apsw.FullError("disk full")


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[schema.Migration], None]:
    def use(step: schema.Migration) -> None:
        monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
        tables = dict(schema.TABLES)
        tables["contacts"] += ', "mood" TEXT'
        monkeypatch.setattr(schema, "TABLES", tables)
        monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)

    return use


def test_a_migration_happens_in_place_after_a_backup(
    tmp_path: Path, password: str | None, next_version: Callable[[schema.Migration], None]
) -> None:
    path = tmp_path / "a.huanqing"
    with CaseFile.create(path, a_case(), password) as file:
        case = add_debt(file, a_case(), 1)
    next_version(add_mood)
    with CaseFile.open(path, password) as file:
        assert file.load() == case
        assert file.check() == ()
        assert "mood" in {column[0] for column in schema.shape_of(file._on.connection)["contacts"]}
        add_debt(file, case, 2)
        file.undo()
        assert file.load() == case
    (kept,) = backup.backups_of(path)
    with CaseFile.open(path, password) as file:
        assert file.load() == case
    with pytest.raises(InputError, match="older Huanqing"):
        CaseFile.open(kept, password, read_only=True)


def test_a_migration_that_fails_leaves_the_old_file_as_it_was(tmp_path: Path, password: str | None) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case(), password).close()
    before = path.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        with pytest.raises(InputError, match="full"):
            CaseFile.open(path, password)
    assert path.read_bytes() == before
    with CaseFile.open(path, password) as file:
        assert file.load() == a_case()


def test_a_damaged_old_file_is_not_led_on(
    tmp_path: Path, next_version: Callable[[schema.Migration], None]
) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case()).close()
    with_sql(path, "UPDATE debts SET principal_fen = 7")
    next_version(add_mood)
    with pytest.raises(InputError, match="damaged"):
        CaseFile.open(path)
    assert not backup.backups_of(path)


def test_a_file_of_a_newer_program_opens_for_reading_only(tmp_path: Path, password: str | None) -> None:
    path = tmp_path / "a.huanqing"
    with CaseFile.create(path, a_case(), password) as file:
        connection = file._on.connection
        add_mood(connection)
        connection.pragma("user_version", schema.VERSION + 1)
        recount(connection)
    with CaseFile.open(path, password) as file:
        assert file.read_only
        assert file.why_read_only is not None
        assert file.load() == a_case()
        with pytest.raises(InputError, match="reading only"):
            add_debt(file, a_case(), 1)


def test_an_edit_written_under_other_columns_is_read_by_their_names() -> None:
    """A column that came later is unknown there, one that went is passed over."""
    old = '{"columns":{"debts":["gone","id","lender_class","creditor","principal_fen","as_of"]},"changes":[["debts","d1",null,null,["x","d1","bank","y",7,"2026-04-01"]]]}'
    (change,) = from_text(old, "x")
    assert (change.after.principal, change.after.creditor, change.after.note) == (7, "y", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"columns":{},"changes":[["debts","d1",null,null,["x"]]]}',
        '{"columns":{"nothing":[]},"changes":[]}',
        '{"columns":{"incomes":["id","name","amount_fen","every"]},"changes":[["incomes","i",null,null,["i","n","5","month"]]]}',
        '{"columns":{"incomes":["id"]},"changes":[["incomes","i",null,null,["i"]]]}',
    ],
)
def test_an_edit_that_is_no_edit_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        from_text(text, "x")


# --- foreign shapes --------------------------------------------------------------------------------------------------


def with_sql(path: Path, *commands: str) -> None:
    connection = apsw.Connection(str(path))
    for command in commands:
        connection.execute(command)
    connection.close()


@pytest.mark.parametrize(
    "command",
    [
        "CREATE TABLE more(x TEXT) STRICT",
        "CREATE VIEW v AS SELECT * FROM debts",
        "CREATE TRIGGER t AFTER INSERT ON debts BEGIN DELETE FROM incomes; END",
        "CREATE INDEX i ON debts(creditor)",
        "ALTER TABLE debts ADD COLUMN more TEXT",
        "ALTER TABLE debts DROP COLUMN note",
        "DROP TABLE offers",
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, command: str) -> None:
    path = tmp_path / "a.huanqing"
    CaseFile.create(path, a_case()).close()
    with_sql(path, command)
    with pytest.raises(InputError):
        CaseFile.open(path)


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE debts SET principal_fen = principal_fen + 1",
        "UPDATE debts SET place = 0.5",
        "DELETE FROM incomes",
        "INSERT INTO debts(id, place, creditor, lender_class, principal_fen, as_of) VALUES ('x', 9, 'y', 'bank', 1, '2026-04-01')",
        "UPDATE meta SET value = '\"other\"' WHERE key = 'first_month'",
        "UPDATE meta SET value = '0' WHERE key = 'position'",
        "DELETE FROM meta WHERE key = 'digest/debts'",
        "UPDATE meta SET value = 'zz' WHERE key = 'digest/debts'",
        "UPDATE history SET words = 'other'",
        "DELETE FROM history",
        "UPDATE debts SET lender_class = 'unheard of'",
        "UPDATE debts SET as_of = 'never'",
        "UPDATE debts SET priority = 5",
        "UPDATE debts SET terms = '{'",
        "UPDATE meta SET value = '{' WHERE key = 'borrower'",
        "DELETE FROM meta WHERE key = 'first_month'",
    ],
)
def test_a_value_changed_by_another_hand_is_never_shown_as_right(tmp_path: Path, command: str) -> None:
    path = tmp_path / "a.huanqing"
    with CaseFile.create(path, a_case()) as file:
        add_debt(file, a_case(), 1)
    with_sql(path, command)
    with CaseFile.open(path) as file:
        with pytest.raises(InputError):
            file.load()
        assert any(problem.severity == "stop" for problem in file.check())


def test_a_paper_changed_by_another_hand_is_never_shown_as_right(tmp_path: Path) -> None:
    path = tmp_path / "a.huanqing"
    with CaseFile.create(path, a_case()) as file:
        sha256 = file.put_blob(b"paper")
    with_sql(path, "UPDATE blob SET bytes = CAST('PAPER' AS BLOB)")
    with CaseFile.open(path) as file:
        with pytest.raises(InputError, match="damaged"):
            file.blob(sha256)
        assert [p.where for p in file.check()] == [f"blob/{sha256}"]


# --- backups ---------------------------------------------------------------------------------------------------------


def test_backups_thin_out_with_age() -> None:
    """Four a day for 400 days: a day of half hours, then 7 days, 4 weeks, 6 months."""
    times = [datetime.fromordinal(740_000 + n // 4).replace(hour=n % 4 * 5 + 3) for n in range(1600)]
    kept: set[datetime] = set()
    for now in times:
        kept = set(backup.kept(kept | {now}, now))
    now = times[-1]
    assert now in kept
    assert 4 + 6 + 3 + 5 - 3 <= len(kept) <= 4 + 7 + 4 + 6
    ages = sorted((now - t).days for t in kept)
    assert ages[0] == 0
    assert 120 < ages[-1] < 200
    assert len({(now - t).days for t in kept if (now - t).days < 7}) == 7


def test_two_backups_of_one_half_hour_leave_the_newer() -> None:
    first, second = datetime(2026, 4, 1, 14, 1), datetime(2026, 4, 1, 14, 20)
    now = datetime(2026, 4, 1, 14, 25)
    assert backup.kept([first, second], now) == {second}


def test_a_backup_restored_is_the_case_of_that_moment(password: str | None) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        with CaseFile.create(folder / "a.huanqing", a_case(), password) as file:
            case = add_debt(file, a_case(), 1)
            kept = file.back_up(AT)
            add_debt(file, case, 2)
        (folder / "a.huanqing").write_bytes(b"damaged")
        assert kept is not None
        assert backup.backups_of(folder / "a.huanqing") == (kept,)
        with CaseFile.open(kept, password) as file:
            assert file.load() == case
            file.copy_to(folder / "a.huanqing", force=True)
        with CaseFile.open(folder / "a.huanqing", password) as file:
            assert file.load() == case
    finally:
        shutil.rmtree(folder)
