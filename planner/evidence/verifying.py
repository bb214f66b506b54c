# SPDX-License-Identifier: Apache-2.0
"""Checks a bag, ours or another's (BagIt 0.97 and 1.0): every file against every list, each difference by its name."""

import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from zipfile import ZipInfo

from planner.evidence.bag import AGENT, TAG_MANIFEST, entry, write_zip
from planner.evidence.container import Container, UnreadableError, Zip, is_unsafe
from planner.facts.language import N_
from planner.facts.problems import Problem

What = Literal["changed", "missing", "extra", "renamed", "swapped", "unsafe", "unlisted", "unrecorded"]
ALGORITHMS = ("sha512", "sha384", "sha256", "sha224", "sha1", "md5")  # the strongest first
VERSIONS = ("1.0", "0.97")
_TEXT_LIMIT = 50_000_000
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "iso-8859-1": "latin-1",
    "utf-16": "utf-16",
    "us-ascii": "ascii",
}
_LINE = re.compile(r"([0-9a-fA-F]+)[ \t]+\*?(.+)")
_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: the path as the bag lists it, what happened, and for a renamed file its name now."""

    path: str
    what: What
    now: str = ""


@dataclass(slots=True)
class Bag:
    """What a bag says of itself, and what was found in it."""

    container: Container
    root: str = ""  # the bag's folder inside the container, with "/" at its end, or ""
    names: frozenset[str] = frozenset()  # relative to the root
    version: str | None = None
    info: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[str, str]] = field(default_factory=dict)  # name of a manifest -> path -> hash
    hashes: dict[str, dict[str, str]] = field(default_factory=dict)  # path -> algorithm -> hash
    sizes: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def is_ours(self) -> bool:
        """Whether this program says that it made the bag."""
        return self.info.get("bag-software-agent", "").startswith(AGENT)

    def found(self, path: str, what: What, now: str = "") -> None:
        """Note a difference once."""
        one = Finding(path, what, now)
        if one not in self.findings:
            self.findings.append(one)

    def warn(self, text: str, **values: str | int) -> None:
        """Note what is no difference, but worth knowing."""
        self.warnings.append(Problem("warn", "", text, values))

    def manifests(self, tag: bool) -> dict[str, dict[str, str]]:
        """Return the lists of payload (or of tag files) by algorithm, the strongest first."""
        head = "tagmanifest-" if tag else "manifest-"
        return {a: self.lists[name] for a in ALGORITHMS if (name := f"{head}{a}.txt") in self.lists}


def examine(container: Container) -> Bag:
    """Check the names, lists, hashes and sizes of a bag."""
    bag = Bag(container)
    _check_names(bag)
    _find_root(bag)
    if "bagit.txt" not in bag.names:
        bag.found("bagit.txt", "missing")
    encoding = _declaration(bag)
    _read_info(bag, encoding)
    _read_lists(bag, encoding)
    _hash_all(bag)
    _compare(bag, payload=True)
    _compare(bag, payload=False)
    _check_oxum(bag)
    if bag.is_ours:
        _check_form(bag)
    return bag


def _check_names(bag: Bag) -> None:
    seen: dict[str, str] = {}
    for name in bag.container.names:
        twin = unicodedata.normalize("NFC", name).casefold()
        if twin in seen:
            bag.found(name, "unsafe")
        seen.setdefault(twin, name)
    for name in sorted(bag.container.unsafe):
        bag.found(name, "unsafe")


def _find_root(bag: Bag) -> None:
    """The bag lies where the highest bagit.txt does, else the highest manifest; what lies beside it is extra."""
    names = bag.container.names
    marks = [n for n in names if n.rpartition("/")[2] == "bagit.txt"]
    marks = marks or [n for n in names if _MANIFEST.fullmatch(n.rpartition("/")[2])]
    top = min(marks, key=lambda name: (name.count("/"), name), default="")
    bag.root = top[: top.rfind("/") + 1]
    bag.names = frozenset(n.removeprefix(bag.root) for n in names if n.startswith(bag.root))
    for name in names:
        if not name.startswith(bag.root):
            bag.found(name, "extra")


def _text(bag: Bag, name: str, encoding: str) -> str | None:
    """Return a tag file as text; None, and a finding, where it cannot be read."""
    data = bytearray()
    try:
        for piece in bag.container.pieces(bag.root + name):
            data += piece
            if len(data) > _TEXT_LIMIT:
                raise UnreadableError(name)
        return data.decode(encoding)
    except (UnreadableError, UnicodeError):
        bag.found(name, "changed")
        return None


def _declaration(bag: Bag) -> str:
    text = _text(bag, "bagit.txt", "utf-8") if "bagit.txt" in bag.names else None
    lines = (text or "").splitlines()
    version = re.fullmatch(r"BagIt-Version: ?(\d+\.\d+)", lines[0]) if lines else None
    encoding = re.fullmatch(r"Tag-File-Character-Encoding: ?(\S+)", lines[1]) if len(lines) > 1 else None
    if text is not None and (version is None or encoding is None or len(lines) != 2):
        bag.found("bagit.txt", "changed")
    if version is not None:
        bag.version = version[1]
        if bag.version not in VERSIONS:
            bag.warn(
                N_("BagIt version {version} is not known here; it was read as 1.0."), version=bag.version
            )
    return _ENCODINGS.get(encoding[1].lower(), "utf-8") if encoding else "utf-8"


def _read_lists(bag: Bag, encoding: str) -> None:
    for name in sorted(bag.names):
        named = _MANIFEST.fullmatch(name)
        if named and named[2] in ALGORITHMS:
            text = _text(bag, name, encoding)
            bag.lists[name] = _parse(bag, name, text) if text is not None else {}
        elif named:
            bag.warn(N_("{name} is of a kind that cannot be checked here."), name=name)
    if not bag.manifests(tag=False) and not any(f.path.startswith("manifest-") for f in bag.findings):
        bag.found("manifest-sha256.txt", "missing")
    if not bag.manifests(tag=True):
        if bag.is_ours or "bag-info.txt" not in bag.names:
            bag.found(TAG_MANIFEST, "missing")
        else:
            bag.warn(N_("The bag has no list of its own lists (tagmanifest), so they cannot be checked."))


def _parse(bag: Bag, manifest: str, text: str) -> dict[str, str]:
    listed: dict[str, str] = {}
    size = (
        hashlib.new(manifest.rpartition("-")[2].removesuffix(".txt"), usedforsecurity=False).digest_size * 2
    )
    for line in re.split(r"\r\n|\r|\n", text):
        found = _LINE.fullmatch(line)
        if not line.strip():
            continue
        if found is None or len(found[1]) != size:
            bag.found(manifest, "changed")
            continue
        path = re.sub(r"%(0[aAdD]|25)", lambda code: chr(int(code[1], 16)), found[2]).removeprefix("./")
        if is_unsafe(path):
            bag.found(path, "unsafe")
            continue
        path = _as_found(bag, path)
        if path in listed:
            bag.found(path, "unsafe")
        listed[path] = found[1].lower()
    return listed


def _as_found(bag: Bag, path: str) -> str:
    """Return the path as the file is called here, where only the spelling of accents differs (macOS unpacks so)."""
    if path in bag.names:
        return path
    plain = unicodedata.normalize("NFC", path)
    return next((name for name in bag.names if unicodedata.normalize("NFC", name) == plain), path)


def _read_info(bag: Bag, encoding: str) -> None:
    text = _text(bag, "bag-info.txt", encoding) if "bag-info.txt" in bag.names else None
    for line in (text or "").splitlines():
        label, _, value = line.partition(":")
        if not line.startswith((" ", "\t")):
            bag.info[label.strip().lower()] = value.strip()


def _hash_all(bag: Bag) -> None:
    needed = {a for tag in (False, True) for a in bag.manifests(tag)} or {"sha256"}
    for name in sorted(bag.names):
        if bag.root + name in bag.container.unsafe:
            continue
        hashers = {a: hashlib.new(a, usedforsecurity=False) for a in needed}
        size = 0
        try:
            for piece in bag.container.pieces(bag.root + name):
                size += len(piece)
                for hasher in hashers.values():
                    hasher.update(piece)
        except UnreadableError:
            bag.hashes[name] = {}
            continue
        bag.hashes[name] = {a: hasher.hexdigest() for a, hasher in hashers.items()}
        bag.sizes[name] = size


def _compare(bag: Bag, payload: bool) -> None:
    manifests = bag.manifests(tag=not payload)
    if not manifests:
        return
    listed: dict[str, dict[str, str]] = {}
    for algorithm, entries in manifests.items():
        for path, value in entries.items():
            listed.setdefault(path, {})[algorithm] = value
            if payload and not path.startswith("data/"):
                bag.found(path, "unsafe")
    here = {n for n in bag.hashes if n.startswith("data/") == payload}
    if not payload:
        here = {name for name in here if not re.fullmatch(r"tagmanifest-\w+\.txt", name)}
    _compare_names(bag, listed, here - set(listed), payload)
    _compare_hashes(bag, listed)
    if payload and bag.version != "0.97":
        for path, values in listed.items():
            if len(values) < len(manifests):
                bag.found(path, "unlisted")


def _compare_names(bag: Bag, listed: dict[str, dict[str, str]], unknown: set[str], payload: bool) -> None:
    for path in sorted(path for path in listed if path not in bag.names):
        now = next((one for one in sorted(unknown) if _agrees(bag, one, listed[path])), None)
        if now is None:
            bag.found(path, "missing")
        else:
            unknown.discard(now)
            bag.found(path, "renamed", now)
    for name in sorted(unknown):
        if payload or bag.is_ours:
            bag.found(name, "extra" if payload else "unlisted")
        else:  # another's bag need not list what lies beside its payload
            bag.warn(N_("{name} stands in no list, so it was not checked."), name=name)


def _compare_hashes(bag: Bag, listed: Mapping[str, Mapping[str, str]]) -> None:
    wrong = [path for path in sorted(listed) if path in bag.hashes and not _agrees(bag, path, listed[path])]
    for path in wrong:
        swapped = any(
            _agrees(bag, path, listed[other]) and _agrees(bag, other, listed[path])
            for other in wrong
            if other != path
        )
        bag.found(path, "swapped" if swapped else "changed")


def _agrees(bag: Bag, name: str, values: Mapping[str, str]) -> bool:
    return all(bag.hashes[name].get(algorithm) == value for algorithm, value in values.items())


def _check_oxum(bag: Bag) -> None:
    said = bag.info.get("payload-oxum")
    if said is None or bag.findings:
        return  # a difference in the files was named already
    sizes = [size for name, size in bag.sizes.items() if name.startswith("data/")]
    if said != f"{sum(sizes)}.{len(sizes)}":
        bag.found("bag-info.txt", "changed")


def _check_form(bag: Bag) -> None:
    """Ours says each thing in one way only: its last list, and the zip around it, can be made again to the byte."""
    listed = bag.lists.get(TAG_MANIFEST, {})
    again = "".join(f"{value}  {path}\n" for path, value in sorted(listed.items()))
    if not bag.findings and _text(bag, TAG_MANIFEST, "utf-8") != again:
        bag.found(TAG_MANIFEST, "changed")
    _check_frame(bag)


def _check_frame(bag: Bag) -> None:
    container = bag.container
    if bag.findings or not isinstance(container, Zip):
        return
    if container.is_locked:
        bag.warn(N_("The zip is locked: its files were checked one by one, not the frame around them."))
        return
    try:
        day = date.fromisoformat(bag.info.get("bagging-date", ""))
    except ValueError:
        bag.found("bag-info.txt", "changed")
        return

    def files() -> Iterator[tuple[str, bytes]]:
        for name in sorted(bag.names):
            yield name, b"".join(container.pieces(bag.root + name))

    if _is_repacked(container, day):
        bag.warn(N_("Another program packed these files anew; the files themselves are as they were."))
        return
    with tempfile.TemporaryFile() as again:
        write_zip(again, bag.root.removesuffix("/"), files(), day)
        if not container.is_same_as(again):
            bag.found(container.name, "changed")


def _is_repacked(container: Zip, day: date) -> bool:
    """Say whether most entries are not of our form: then the zip is another's, not ours with a byte changed."""
    found = list(container.entries())
    form = _form(entry("x", day))
    return 2 * sum(_form(one) == form for one in found) < len(found)


def _form(one: ZipInfo) -> tuple[object, ...]:
    return (one.date_time, one.compress_type, one.create_system, one.external_attr)
