# SPDX-License-Identifier: Apache-2.0
"""The language the program speaks: English words in the code, Chinese from the catalogue.

The language is a context, not a global: `with speaking("zh"):` makes a Chinese letter from an English window.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from planner.facts.places import resources

LANGUAGES = ("zh", "en")
_CATALOGUES = {"zh": "zh_CN"}
_spoken: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code not in _CATALOGUES:
        return gettext.NullTranslations()
    return gettext.translation("huanqing", str(resources() / "locale"), [_CATALOGUES[code]])


def language() -> str:
    """Return the language now spoken, "zh" or "en"."""
    return _spoken.get()


def set_language(code: str) -> None:
    """Speak another language from here on in this context; unknown codes are a bug."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _spoken.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block. Never open a dialog or pump events in it: slots would speak it too."""
    if code not in LANGUAGES:
        raise ValueError(code)
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(message: str) -> str:
    """Put an English message into the language now spoken."""
    return _catalogue(_spoken.get()).gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Put a counted message into the language now spoken."""
    return _catalogue(_spoken.get()).ngettext(one, many, n)


def sentences(*parts: str) -> str:
    """Put whole sentences one after another: a blank between them in English, none in Chinese."""
    return ("" if language() == "zh" else " ").join(part for part in parts if part)


def N_(message: str) -> str:  # noqa: N802  gettext's own name for it
    """Mark a message that is put into words later, where it is shown."""
    return message
