# SPDX-License-Identifier: Apache-2.0
"""Links in a text and what their hosts are: official, a court's delivery vendor, a lender's, a look-alike, or unknown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from planner.notices.signals import Hosts

HostClass = Literal["off", "vendor", "lender", "bad", "unk"]

_ENDS = "com|cn|net|org|top|xyz|vip|cc|info|club|site|online|shop|ltd|link|icu|work|fun|pro|app|me|io|la|tv|hk|gov|co|ru|tk|ml"
_LINK = re.compile(
    rf"(?:https?://|www\.)[^\s,。;、()\[\]“”\"'<>\u4e00-\u9fff]+"
    rf"|(?<![\w@.])(?:[a-z0-9\-]+\.)+(?:{_ENDS})(?![a-z0-9])(?:[/:?][^\s,。;、()\[\]“”\"'<>\u4e00-\u9fff]*)?"
    r"|(?<![\w@.])(?:[a-z0-9\-]+\.)+(?:[a-z]{2,24}|\d{1,3})(?::\d+)?/[^\s,。;、()\[\]“”\"'<>\u4e00-\u9fff]+"
    r"|https?://[^\s,。;]+",
    re.IGNORECASE,
)
_DISGUISES = (("0", "o"), ("1", "l"), ("3", "e"), ("4", "a"), ("5", "s"), ("vv", "w"))
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in the text, its host, and what that is."""

    text: str
    host: str
    kind: HostClass


def find_links(text: str, hosts: Hosts, brands: Iterable[str] = ()) -> tuple[Link, ...]:
    """Return the links of a text; `brands` are the names whose own hosts count as the lender's."""
    own = tuple(
        host for brand, names in hosts.lender.items() if any(brand in b for b in brands) for host in names
    )
    return tuple(_classed(match[0].rstrip(".,"), hosts, own) for match in _LINK.finditer(text))


def _classed(link: str, hosts: Hosts, own: tuple[str, ...]) -> Link:
    rest = re.sub(r"^https?://", "", link, flags=re.IGNORECASE)
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    has_user = "@" in authority
    host = re.sub(r":\d*$", "", authority.rpartition("@")[2]).rstrip(".").lower()
    return Link(link, host, _kind(host, has_user, hosts, own))


def _kind(host: str, has_user: bool, hosts: Hosts, own: tuple[str, ...]) -> HostClass:
    if has_user or not host.isascii() or "xn--" in host:
        return "bad"
    if _IP.fullmatch(host):
        return "unk"
    if any(_is_under(host, name) for name in hosts.official):
        return "off"
    if any(_is_under(host, name) for name in hosts.vendor):
        return "vendor"
    if any(_is_under(host, name) for name in own):
        return "lender"
    forms = (host, _undisguised(host))
    return "bad" if any(word in form for word in hosts.suspicious_words for form in forms) else "unk"


def _undisguised(host: str) -> str:
    """Return a host with figures read as the letters they stand in for: `c0urt` as `court`."""
    for sign, letter in _DISGUISES:
        host = host.replace(sign, letter)
    return host


def _is_under(host: str, name: str) -> bool:
    """Compare the last labels, never a part of one."""
    bare = name.removeprefix(".")
    return host == bare or host.endswith("." + bare)
