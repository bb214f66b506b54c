# SPDX-License-Identifier: Apache-2.0
"""What stands in the title of the window: the case or its file, whether it may be changed, never a name that is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.facts.language import _
from ui import shown

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from ui.session import Session


def window_title(session: Session | None, page: str = "") -> str:
    """The title for what is open; without a case that of the `page` in sight, as that it is locked."""
    name = _("Huanqing")
    if session is None:
        return " — ".join(part for part in (page, name) if part)
    file = "" if session.is_draft else session.path.stem
    case = "" if shown.is_hidden() else session.case.label or file
    parts = [case, _("read only") if session.read_only else "", name]
    return " — ".join(part for part in parts if part)
