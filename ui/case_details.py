# SPDX-License-Identifier: Apache-2.0
"""The details of a case: its name, the plan's first month, and the person it is about. Each field is kept when left."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from planner.facts.case import Borrower
from planner.facts.language import N_, _
from ui.dialogs import Plain
from ui.models.records import read, written
from ui.session import Session
from ui.widgets.form import Field, Form

FIELDS = (
    Field(path="label", label=N_("Name of the case"), span=2),
    Field(path="first_month", label=N_("First month of the plan"), kind="month", required=True),
    Field(path="borrower.region", label=N_("Region")),
    Field(path="borrower.name", label=N_("Your name")),
    Field(path="borrower.phone", label=N_("Phone")),
    Field(path="borrower.id_number", label=N_("Identity number"), span=2),
)


class CaseDetails(Plain):
    """A small form over the window; Esc or Close leaves it, nothing has to be confirmed."""

    def __init__(self, over: QWidget, session: Session) -> None:
        words = _("None of it is needed for a plan. Name and numbers stand on the papers you print.")
        super().__init__(over, _("Case details"), words, back=_("Close"))
        self._session = session
        self.form = Form(FIELDS)
        self.form.edited.connect(self._edit)
        self.form.show_values({field.path: read(session.case, field.path) for field in FIELDS})
        self.middle.addWidget(self.form)
        self.finished.connect(lambda _result: self.form.commit())

    def _edit(self, path: str, value: Any) -> None:
        changed = written(self._session.case, path, value, {"borrower": Borrower})
        if changed.borrower == Borrower():
            changed = replace(changed, borrower=None)
        label = next(field.label for field in FIELDS if field.path == path)
        self._session.edit(_("change of “{field}”").format(field=_(label)), changed, merge=path)
