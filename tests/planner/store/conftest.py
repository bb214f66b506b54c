# SPDX-License-Identifier: Apache-2.0
"""For tests of the case file: keys that are made quickly, and the two ways to keep a case, plain and locked."""

import pytest

from planner.store import connection


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real key costs a third of a second by design; one test says so, the others do with fewer rounds."""
    monkeypatch.setattr(connection, "KDF_ROUNDS", 100)


@pytest.fixture(params=[None, "密码 pass'word"], ids=["plain", "locked"])
def password(request: pytest.FixtureRequest) -> str | None:
    return request.param  # type: ignore[no-any-return]
