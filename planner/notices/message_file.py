# SPDX-License-Identifier: Apache-2.0
"""A message kept in a text file: its bytes read as UTF-8 or GB18030, one message and no more."""

from planner.facts.language import N_
from planner.facts.problems import InputError

MOST = 20_000  # characters; no message is longer
MOST_BYTES = 4 * MOST + 4


def message_text(name: str, data: bytes) -> str:
    """Return the words of a message. Raises InputError where they are none, or too many for one message."""
    text = _decoded(name, data)
    if not text.strip():
        raise InputError(name, N_("There is no message in it."), {}, N_("Paste the whole message."))
    if len(text) > MOST:
        raise InputError(name, N_("This is too long for a message."), {}, N_("Give one message at a time."))
    return text


def _decoded(name: str, data: bytes) -> str:
    for code in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(name, N_("This is not text."), {}, N_("Paste the message as text."))
