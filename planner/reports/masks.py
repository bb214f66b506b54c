# SPDX-License-Identifier: Apache-2.0
"""How much of an ID number, card or telephone leaves the house: all of it, only the ends, or nothing."""

import re
from typing import Literal

Identity = Literal["full", "masked", "none"]
STAR = "*"


def shown_id(number: str | None, identity: Identity) -> str | None:
    """An ID number: `330***********0022` when masked."""
    return _shown(number, identity, 3, 4)


def shown_phone(number: str | None, identity: Identity) -> str | None:
    """A telephone number: `138****0000` when masked."""
    return _shown(number, identity, 3, 4)


def shown_number(number: str | None, identity: Identity) -> str | None:
    """A contract or card number: the last four when masked."""
    return _shown(number, identity, 0, 4)


def _shown(number: str | None, identity: Identity, first: int, last: int) -> str | None:
    if number is None or identity == "none":
        return None
    if identity == "full":
        return number
    bare = re.sub(r"\s", "", number)
    if len(bare) <= first + last:
        return STAR * len(bare)
    return bare[:first] + STAR * (len(bare) - first - last) + bare[-last:]
