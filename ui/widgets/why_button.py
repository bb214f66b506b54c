# SPDX-License-Identifier: Apache-2.0
"""The small button "Why?" in the corner of a card: asks how its figures came about."""

from PySide6.QtWidgets import QPushButton

from planner.facts.language import _
from ui.icons import set_icon


def why_button(of: str) -> QPushButton:
    """Return the button of a card; `of` names the card for those who hear it."""
    button = QPushButton(_("Why?"))
    button.setProperty("kind", "quiet")
    button.setAccessibleName(_("Why? {of}").format(of=of))
    button.setToolTip(_("How these figures came about"))
    set_icon(button, "circle-help", "accent", 16)
    return button
