# SPDX-License-Identifier: Apache-2.0
"""A field for when something came: a day, or a day with its time, typed as people write them."""

import re
import unicodedata
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from planner.facts.dates import Moment, parse_moment
from planner.facts.language import _
from ui.widgets.date_edit import DateEdit, typed_day


class MomentEdit(DateEdit):
    """`2026-05-06 10:12`, `2026年5月6日 10:12` or only the day."""

    def __init__(self, required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(required, parent)
        self.setPlaceholderText(_("yyyy-mm-dd hh:mm"))

    def parse(self, text: str) -> Moment:
        """Read a day with or without its time; raises InputError."""
        plain = unicodedata.normalize("NFKC", text).strip()
        found = re.fullmatch(r"(.*?\S)[ T]+(\d{1,2})[:时点](\d{1,2})?分?.*", plain)
        if found is None:
            return parse_moment(typed_day(plain))
        return parse_moment(f"{typed_day(found[1])} {int(found[2]):02d}:{int(found[3] or 0):02d}:00")

    def show_as(self, value: Any) -> str:
        """Write it in ISO form, without seconds."""
        return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
