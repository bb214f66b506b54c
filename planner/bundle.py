# SPDX-License-Identifier: Apache-2.0
"""The evidence bundle: the finished papers and the originals in one zip that anyone can check, and that check.

Bytes are handed in and come out; nothing here knows windows or databases.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.evidence.arranging import FINISHED, arrange
from planner.evidence.bag import bag_files, zipped
from planner.evidence.container import Zip, open_container
from planner.evidence.listed import compare_with_spreadsheet
from planner.evidence.redaction import Redacted, hashes_of
from planner.evidence.verifying import Bag, Finding, examine
from planner.facts.case import Case, Export
from planner.facts.language import N_, _, language
from planner.facts.problems import INFO, InputError, Problem

_FOLDER = {"zh": "还款协商材料_{day}", "en": "repayment_negotiation_{day}"}
_NOTE = {"zh": "核验说明.txt", "en": "HOW_TO_CHECK.txt"}
LIMIT = N_(
    "What this check cannot see: someone who rewrites a file and every list makes a new bundle that fits together."
    " Only the case it was made from, or its SHA-256 sent separately, shows that."
)
_NOTE_WORDS = N_(
    "How to check these papers\n"
    "\n"
    "1. Unpack the zip. In the folder that holds this text run:\n"
    "     sha256sum -c manifest-sha256.txt\n"
    "     sha256sum -c tagmanifest-sha256.txt\n"
    "   Every line must end in OK. On Windows, in PowerShell: Get-FileHash FILE, and compare with the list.\n"
    "2. Or with Huanqing: huanqing verify FILE.zip\n"
    "\n"
    "The folder is a BagIt bag (RFC 8493); other programs that know BagIt check it too.\n"
    "The originals lie under data/ as they were downloaded or scanned, unchanged.\n"
    "A copy marked as redacted hides personal data; the hash of its original stands in file 03.\n"
    "\n"
    "What a check cannot see: someone who rewrites a file and every list makes a new bundle that fits together.\n"
    "To rule that out, ask the sender for the SHA-256 of the zip by another way.\n"
)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found: each difference by its path, and what is worth knowing beside it."""

    ok: bool
    version: str | None  # of BagIt
    problems: tuple[Finding, ...]
    warnings: tuple[Problem, ...]
    sha256: str | None  # of the zip itself; None for a folder


def folder_name(day: date) -> str:
    """Return the name of the folder in the bundle, in the language now spoken."""
    return _FOLDER[language()].format(day=day.isoformat())


def bundle(
    case: Case,
    blob: Callable[[str], bytes],
    finished: Mapping[str, bytes],
    day: date,
    redacted: Mapping[str, Redacted] | None = None,
    only_redacted: bool = False,
) -> bytes:
    """Return the zip of the bundle, in the language now spoken; the same input gives the same bytes.

    `blob` gives the bytes of an original by its SHA-256. `finished` holds what the program made: keys of FINISHED
    ("contents", "summary", "plan", "evidence"), other keys are whole file names. `redacted` gives redacted copies by
    the SHA-256 of their original; with `only_redacted` those originals stay at home. `day` dates the bag. Raises
    InputError where the bytes of an original are missing.
    """
    tongue = 0 if language() == "zh" else 1
    payload = {FINISHED[key][tongue] if key in FINISHED else key: data for key, data in finished.items()}
    made = redacted or {}
    for member in arrange(case, language(), hashes_of(made), only_redacted):
        original = member.original_sha256
        data = blob(member.sha256) if original is None else made[original].data
        if hashlib.sha256(data).hexdigest() != member.sha256:
            raise InputError(
                member.path, N_("The bytes are not those that were kept."), {}, N_("Add the paper again.")
            )
        payload[member.path] = data
    return zipped(folder_name(day), bag_files(payload, {_NOTE[language()]: _(_NOTE_WORDS)}, day).items(), day)


def verify(path: Path, exports: Iterable[Export] | None = None, password: str | None = None) -> Verification:
    """Check a bundle, zip or folder, ours or another's. Raises InputError where it is neither, or stays locked.

    `password` opens a locked zip. With the `exports` of a case, the zip must be one that this case recorded when it left the house.
    """
    container = open_container(path, password)
    try:
        bag = examine(container)
        if bag.is_ours:
            compare_with_spreadsheet(bag)
        sha256 = container.sha256() if isinstance(container, Zip) else None
    finally:
        container.close()
    _check_record(bag, path, sha256, exports)
    if exports is None:
        bag.warnings.append(Problem(INFO, "", LIMIT))
    problems = tuple(sorted(bag.findings, key=lambda one: (one.path, one.what)))
    return Verification(not problems, bag.version, problems, tuple(bag.warnings), sha256)


def _check_record(bag: Bag, path: Path, sha256: str | None, exports: Iterable[Export] | None) -> None:
    if exports is None:
        return
    if sha256 is None:
        bag.warn(N_("A folder cannot be held against the record of the case; give the zip itself."))
    elif sha256 not in {export.sha256 for export in exports}:
        bag.found(path.name, "unrecorded")
