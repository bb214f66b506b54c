# SPDX-License-Identifier: Apache-2.0
"""A damaged file is told, never shown as right, and never brings the program down."""

import hashlib
import random
from pathlib import Path

import pytest

from planner.facts.case import Case
from planner.facts.problems import InputError
from planner.store.casefile import CaseFile
from tests.planner.store.small import a_case, add_debt

FLIPS = 200


def read(path: Path, password: str | None) -> tuple[Case, tuple[str, ...], bytes] | None:
    """Read everything a person can see; None where it was refused."""
    try:
        with CaseFile.open(path, password) as file:
            case, words = file.load(), tuple(edit.words for edit in file.history())
            for number in range(1, len(words) + 1):
                file.patch(number)
            return case, words, file.blob(hashlib.sha256(PAPER).hexdigest())
    except InputError:
        return None


PAPER = b"paper" * 3000


@pytest.fixture
def case_path(tmp_path: Path, password: str | None) -> Path:
    path = tmp_path / "a.huanqing"
    with CaseFile.create(path, a_case(flows=200), password) as file:
        case = add_debt(file, a_case(flows=200), 1)
        file.put_blob(PAPER)
        add_debt(file, case, 2)
    return path


@pytest.mark.parametrize("bits", [1, 3, 20])
def test_flipped_bits_are_told_or_harmless_but_never_a_wrong_value(
    case_path: Path, password: str | None, bits: int
) -> None:
    whole = case_path.read_bytes()
    right = read(case_path, password)
    assert right is not None
    chance = random.Random(bits)
    told = 0
    for _ in range(FLIPS // 3):
        data = bytearray(whole)
        for _ in range(bits):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case_path.write_bytes(data)
        found = read(case_path, password)
        told += found is None
        assert found in (None, right)
    assert told > FLIPS // 40  # one bit in a plain file often falls into unused room


def test_every_cut_of_the_file_is_told(case_path: Path, password: str | None) -> None:
    whole = case_path.read_bytes()
    for end in range(0, len(whole), 512 * 5):
        case_path.write_bytes(whole[:end])
        assert read(case_path, password) is None, end


def test_a_tail_of_rubbish_does_no_harm(case_path: Path, password: str | None) -> None:
    right = read(case_path, password)
    whole = case_path.read_bytes()
    for n in (1, 512, 4096, 10_000):
        case_path.write_bytes(whole + random.Random(n).randbytes(n))
        assert read(case_path, password) in (None, right)


def test_pages_of_another_case_are_told(case_path: Path, password: str | None, tmp_path: Path) -> None:
    other = tmp_path / "b.huanqing"
    CaseFile.create(other, a_case(flows=210), password).close()
    one, two = case_path.read_bytes(), other.read_bytes()
    right = read(case_path, password)
    for page in range(1, min(len(one), len(two)) // 4096, 3):
        at = page * 4096
        case_path.write_bytes(one[:at] + two[at : at + 4096] + one[at + 4096 :])
        assert read(case_path, password) in (None, right), page
