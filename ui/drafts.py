# SPDX-License-Identifier: Apache-2.0
"""Where cases lie that have no name yet, and which there are: the start page offers them again."""

from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

OFFERED = 5


def drafts() -> Path:
    """Return the folder of cases that have no name of their own yet."""
    return Path(user_data_path("huanqing", appauthor=False)).resolve() / "drafts"


def unnamed() -> list[tuple[Path, datetime]]:
    """Return the newest cases without a name, each with the time of its last change."""
    found = [(path, datetime.fromtimestamp(path.stat().st_mtime)) for path in drafts().glob("*.huanqing")]
    return sorted(found, key=lambda each: each[1], reverse=True)[:OFFERED]
