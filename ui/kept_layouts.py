# SPDX-License-Identifier: Apache-2.0
"""The layouts of tables whose columns a person named once, kept by bank for the next file. Never anything of a case."""

import json
import os
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from planner.facts.problems import InputError
from planner.facts.records import from_json, to_json

MOST = 50  # layouts kept


def _path() -> Path:
    return Path(user_config_path("huanqing", appauthor=False)) / "layouts.json"


def kept_layouts() -> tuple[Any, ...]:
    """Return the layouts, newest first; a lost or damaged file costs only the memory of them."""
    from planner.statements.mapped import Mapping

    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
        return tuple(from_json(Mapping, one) for one in found)
    except (OSError, ValueError, TypeError, InputError):
        return ()


def keep_layout(mapping: Any) -> None:
    """Keep a layout on top, without the account's number; a file system that refuses costs only the memory of it."""
    from dataclasses import replace

    mapping = replace(mapping, tail="")
    layouts = [mapping, *(old for old in kept_layouts() if old != mapping)][:MOST]
    beside = _path().with_suffix(".new")
    try:
        beside.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            json.dump([to_json(one) for one in layouts], file, ensure_ascii=False, indent=1)
        os.replace(beside, _path())
    except OSError:
        return
