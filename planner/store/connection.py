# SPDX-License-Identifier: Apache-2.0
"""How a case file is opened by SQLite: key first, then safe settings, then a look at what it is.

Cases are passed between people, so each is treated as a stranger's file. The live file is never opened by other means
than SQLite: closing it again would drop SQLite's own locks.
"""

import shutil
import unicodedata
from pathlib import Path

import apsw

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.store import schema

KDF_ROUNDS = 600_000  # PBKDF2 rounds of the key, as OWASP advised in 2023
BUSY_MS = 2_000

if not hasattr(apsw, "mc_version"):  # plain apsw would write unencrypted files without a word
    raise ImportError("the module apsw must come from apsw-sqlite3mc")

FAILURES = (apsw.Error, OSError, UnicodeError)  # what reading or writing a file may raise
RESTORE = N_("Open the newest backup from the folder beside it.")


def key_of(password: str) -> str:
    """Return a password as the hexadecimal key text; the same however the keyboard composes its characters."""
    return unicodedata.normalize("NFC", password).encode("utf-8").hex()


def connect(path: Path, password: str | None, read_only: bool, vfs: str | None = None) -> apsw.Connection:
    """Open an existing file, keyed and guarded; nothing has been read yet. Raises apsw.Error."""
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
    connection = apsw.Connection(str(path), flags=flags, vfs=vfs)
    try:
        if password:
            set_key(connection, password)
        guard(connection)
    except apsw.Error:
        connection.close()
        raise
    return connection


def set_key(connection: apsw.Connection, password: str) -> None:
    """Set cipher and key, in the order the library asks for; the format is that of SQLCipher 4."""
    connection.pragma("cipher", "sqlcipher")
    connection.pragma("legacy", 4)
    connection.pragma("kdf_iter", KDF_ROUNDS)
    connection.pragma("hexkey", key_of(password))


def guard(connection: apsw.Connection) -> None:
    """Settings against foreign and damaged files; one file at rest, each commit on the disk when it returns."""
    connection.set_busy_timeout(BUSY_MS)
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    connection.pragma("cell_size_check", 1)
    connection.pragma("mmap_size", 0)
    connection.pragma("temp_store", 2)
    connection.pragma("secure_delete", 1)
    connection.pragma("synchronous", 3)  # EXTRA: FULL, and the folder too when the journal goes


def is_encrypted(path: Path, vfs: str | None = None) -> bool:
    """Say whether a file cannot be read without a password (or is no database). Looks past locks and journals."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(f"{path.absolute().as_uri()}?immutable=1", flags=flags, vfs=vfs)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except apsw.NotADBError:
        return True
    except apsw.CorruptError:
        return False
    finally:
        connection.close()
    return False


def look(connection: apsw.Connection, path: Path, newest: int) -> int:
    """Check that a file is a sound case file; return its schema version. Raises InputError."""
    if connection.pragma("application_id") != schema.APPLICATION_ID:
        raise InputError(path.name, N_("This is not a case file."), {}, N_("Choose a file made by Huanqing."))
    for table in sorted(schema.tables_in(connection) - {"blob"}):
        if connection.execute(f'PRAGMA quick_check("{table}")').fetchone() != ("ok",):
            raise damaged(path)
    version = int(connection.pragma("user_version"))
    if version == newest and schema.shape_of(connection) != schema.wanted_shape():
        raise InputError(
            path.name,
            N_("This case file has parts that Huanqing does not make."),
            {},
            N_("Open a backup of it."),
        )
    return version


def damaged(path: Path) -> InputError:
    """Say that a file cannot be trusted."""
    return InputError(path.name, N_("This case file is damaged."), {}, RESTORE)


def refusal(path: Path, error: Exception) -> InputError:
    """Put a failure of disk or database into words for people."""
    for kind, text, remedy in _REFUSALS:
        if isinstance(error, kind):
            return InputError(path.name, text, _disk(path), remedy)
    return InputError(
        path.name,
        N_("The case could not be read or written ({error})."),
        {"error": type(error).__name__},
        N_("Check the disk, then try again."),
    )


def _disk(path: Path) -> dict[str, str | int]:
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        free = 0
    return {"folder": str(path.parent), "free": f"{free // 1_000_000} MB"}


_REFUSALS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
    (
        apsw.FullError,
        N_("The disk that holds {folder} is full ({free} free). The case stays as it was last saved."),
        N_("Free some space; the edit is kept in memory and tried again."),
    ),
    (
        (apsw.NotADBError, apsw.CorruptError, apsw.FormatError, UnicodeDecodeError),
        N_("This case file is damaged."),
        RESTORE,
    ),
    (
        (apsw.BusyError, apsw.LockedError),
        N_("Another program is using the case file."),
        N_("Close it there, then try again."),
    ),
    (
        (apsw.ReadOnlyError, apsw.PermissionsError, PermissionError),
        N_("The case file may not be written here."),
        N_("Save a copy in a folder of your own."),
    ),
    (
        (apsw.CantOpenError, FileNotFoundError),
        N_("The case file could not be opened."),
        N_("Check that it is still there."),
    ),
    (
        UnicodeEncodeError,
        N_("A text holds characters that cannot be kept."),
        N_("Type it again."),
    ),
)
