# SPDX-License-Identifier: Apache-2.0
"""What leaves the house for one creditor tells of no other; a redacted bundle tells no name, ID, card or telephone.

Every member of a bundle is unpacked: spreadsheets to their parts, PDFs to text and properties, names of files too.
"""

import io
import random
import re
import zipfile
import zlib
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from planner.bundle import verify
from planner.engine.simulate import simulate
from planner.evidence.redaction_creditor import EVERYTHING, Wish
from planner.facts.case import Box, Case, Paper, chosen_scenario
from planner.facts.language import speaking
from planner.facts.places import resources
from planner.facts.rulebook import load
from tests.builders import TODAY
from tests.papers import a_pdf
from tests.telling_case import CANARIES, CARD, ID, NAME, OWN, PERSONAL, PHONE, SECRET, Drawer, a_telling_case
from ui import outbox

OFFSETS = re.compile(rb"^\d{10} \d{5} [nf]\s*$|(?<=startxref\n)\d+", re.MULTILINE)
"""Where a PDF's parts begin, which says nothing of a person: 0000059876 is no end of a card."""


HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
"""A SHA-256 as the lists of a bundle write it: sixty-four signs in which any four figures may be met by chance."""


STREAM = re.compile(rb"(?<=stream\n)(?=\x78|\xff\xd8)(.*?)(?=endstream)", re.DOTALL)
"""A packed part of a PDF, or a photo in it; its bytes as they lie are noise, where any four may be met by chance."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def unpacked(found: re.Match[bytes]) -> bytes:
    """Return what a packed part holds, or nothing for a font; of a photo all but its pixels."""
    if found[1].startswith(JPEG):
        return without_pixels(found[1])
    whole = zlib.decompressobj().decompress(found[1])
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return b""
    return whole


def without_pixels(data: bytes) -> bytes:
    """Return what a picture says beside its pixels: notes, camera, profile; packed words unpacked, and what hangs on."""
    if data.startswith(PNG):
        told, at = [], len(PNG)
        while at + 12 <= len(data):
            size = int.from_bytes(data[at : at + 4], "big")
            kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
            at += 12 + size
            if kind in (b"zTXt", b"iTXt") and b"x\x9c" in body:
                name, packed = body.split(b"x\x9c", 1)
                body = name + zlib.decompressobj().decompress(b"x\x9c" + packed)
            told.append(b"" if kind == b"IDAT" else kind + body)
        return b"\n".join([*told, data[at:]])
    head, _start, rest = data.partition(b"\xff\xda")
    return head + b"\n" + rest.rpartition(b"\xff\xd9")[2]


def texts_in(data: bytes, name: str = "bundle.zip") -> list[str]:
    """Return every text of a file, unpacked to the last part, and its name."""
    found = [name]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found.append(archive.comment.decode("utf-8", "replace"))
            for info in archive.infolist():
                found += [
                    info.comment.decode("utf-8", "replace"),
                    *texts_in(archive.read(info), info.filename),
                ]
        return found
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        found += [str(value) for value in document.get_metadata_dict().values()]
        for page in document:
            text = page.get_textpage().get_text_bounded()
            found += [text, "".join(text.split())]
        document.close()
        data = STREAM.sub(unpacked, OFFSETS.sub(b"", data))
    elif data.startswith((PNG, JPEG)):
        data = without_pixels(data)
    codes = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    return found + [HASH.sub("", unescape(data.decode(code, "ignore"))) for code in codes]


def hits(data: bytes, canaries: tuple[str, ...]) -> list[str]:
    """Return the canaries that a bundle tells, with a piece of where."""
    texts = texts_in(data)
    return [
        f"{canary}: …{text[max(0, at - 60) : at + 40]!r}"
        for canary in canaries
        for text in texts
        if (at := text.find(canary)) >= 0
    ]


def bundle_of(
    case: Case, drawer: Drawer, wish: Wish = EVERYTHING, spoken: str = "zh"
) -> tuple[outbox.Desk, bytes]:
    book = load(resources() / "rules", ())
    with speaking(spoken):
        plan = simulate(case, chosen_scenario(case), book, TODAY)
        desk = outbox.prepared(outbox.Desk(case, plan, book, TODAY), wish, drawer.bytes.__getitem__)
        return desk, outbox.whole_bundle(desk, drawer.bytes.__getitem__, lambda _words: None)


def test_a_hash_is_no_end_of_a_card_but_a_number_beside_it_is() -> None:
    line = "b85715ac8a150f4498769f87e4e954bfc000272f1c8c91b00ee4ed48a09739fd  bagit.txt"
    assert len(line.split()[0]) == 64
    assert hits(line.encode(), ("9876",)) == []
    assert hits(f"{line} 9876".encode(), ("9876",)) != []


def test_an_offset_in_a_pdf_is_no_end_of_a_card_but_its_words_are() -> None:
    tail = b"\nxref\n0 1\n0000059876 00000 n \ntrailer\nstartxref\n59876\n%%EOF\n"
    assert hits(a_pdf([["words"]]) + tail, ("9876",)) == []
    assert hits(a_pdf([["words 9876"]]) + tail, ("9876",)) != []


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_noise_in_a_picture_is_no_canary_but_its_notes_are(kind: str) -> None:
    noise = random.Random(5).randbytes(300 * 400 * 3)
    picture = Image.frombytes("RGB", (300, 400), noise)
    plain, noted = io.BytesIO(), io.BytesIO()
    picture.save(plain, kind)
    if kind == "PNG":
        notes = PngInfo()
        notes.add_text("Author", "9876 here", zip=True)
        picture.save(noted, kind, pnginfo=notes)
    else:
        picture.save(noted, kind, comment=b"9876 here")
    raw = plain.getvalue()
    by_chance = next(raw[at : at + 2].decode() for at in range(2000, len(raw)) if raw[at : at + 2].isalnum())
    assert hits(raw, (by_chance, "9876")) == []
    assert hits(noted.getvalue(), ("9876",)) != []
    assert hits(raw + b"9876", ("9876",)) != []


def test_a_digest_in_a_manifest_is_no_end_of_a_card_but_the_name_behind_it_is() -> None:
    digest = b"4498769f" * 8
    assert hits(digest + b"  data/facts.json", ("9876",)) == []
    assert hits(digest + b"  data/card-9876.json", ("9876",)) != []
    assert hits(b"card" + digest[:20], ("9876",)) != []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("seed", range(50))
def test_a_bundle_for_one_creditor_tells_of_no_other(seed: int, tmp_path: Path) -> None:
    drawer = Drawer()
    case = a_telling_case(seed, drawer)
    desk, data = bundle_of(case, drawer, Wish("d1", redact=seed % 3 == 0), "en" if seed % 5 == 0 else "zh")
    personal = PERSONAL if seed % 3 == 0 else ()
    assert hits(data, (*CANARIES, *personal)) == []
    assert any(OWN in text for text in texts_in(data))
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    assert verify(path).problems == ()
    whole = sum(debt.owed for debt in case.debts)
    assert sum(debt.owed for debt in desk.case.debts) == whole
    assert len(desk.case.debts) <= 3


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("seed", range(6))
def test_a_redacted_bundle_tells_no_name_id_card_or_telephone(seed: int, tmp_path: Path) -> None:
    drawer = Drawer()
    case = a_telling_case(seed, drawer)
    _desk, data = bundle_of(case, drawer, Wish(redact=True))
    assert hits(data, PERSONAL) == []
    assert any("乙乙" in text or "丙丙" in text or "丁丁" in text for text in texts_in(data)) or seed
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    assert verify(path).problems == ()


@pytest.mark.usefixtures("qapp")
def test_the_plain_bundle_tells_all_of_it() -> None:
    """The search itself finds what is there."""
    drawer = Drawer()
    case = a_telling_case(1, drawer)
    _desk, data = bundle_of(case, drawer)
    found = hits(data, (*PERSONAL, SECRET))
    assert {line.partition(":")[0] for line in found} == {*PERSONAL, SECRET}


@pytest.mark.usefixtures("qapp")
def test_the_same_case_makes_the_same_bytes_for_a_creditor_too() -> None:
    drawer = Drawer()
    case = _with_pages(a_telling_case(2, drawer), drawer)
    wish = Wish("d1", redact=True)
    assert bundle_of(case, drawer, wish)[1] == bundle_of(case, drawer, wish)[1]


@pytest.mark.usefixtures("qapp")
def test_pages_are_burned_and_originals_lie_beside_their_copy_unless_only_copies_go(tmp_path: Path) -> None:
    drawer = Drawer()
    case = _with_pages(a_telling_case(3, drawer), drawer)
    _desk, plain = bundle_of(case, drawer)
    names = [name.rpartition("/")[2] for name in zipfile.ZipFile(io.BytesIO(plain)).namelist()]
    assert {"40-04_D02_原件.png", "40-04_D02_脱敏.jpg"} <= set(names) or any("脱敏.jpg" in n for n in names)
    assert sum("_原件" in name for name in names) == sum("_脱敏" in name for name in names) == 1
    _desk, only = bundle_of(case, drawer, Wish("d1", redact=True))
    with zipfile.ZipFile(io.BytesIO(only)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert not any("_原件" in name for name in members)
    (pdf,) = (data for name, data in members.items() if name.endswith("脱敏.pdf"))
    document = pypdfium2.PdfDocument(pdf)
    assert [page.get_textpage().get_text_bounded().strip() for page in document] == ["", ""]
    (picture,) = (data for name, data in members.items() if name.endswith("脱敏.jpg"))
    with Image.open(io.BytesIO(picture)) as image:
        assert max(image.convert("L").getpixel((x, 60)) for x in range(55, 95)) < 90  # the box
    assert hits(only, (*CANARIES, NAME, ID, PHONE, CARD)) == []
    path = tmp_path / "b.zip"
    path.write_bytes(plain)
    assert verify(path).problems == ()


def _with_pages(case: Case, drawer: Drawer) -> Case:
    """Add a PDF with text on two pages and a picture with a box."""
    lines = [f"ID {ID}", f"card {CARD}", f"tel {PHONE}", "Zetaqua Finance", "wages 5200.00"]
    pdf = drawer.put(a_pdf([lines, ["second page"]], title="Zetaqua"))
    out = io.BytesIO()
    Image.new("RGB", (400, 300), (250, 250, 250)).save(out, "PNG")
    picture = drawer.put(out.getvalue())
    box = Box(page=1, x=Decimal("0.125"), y=Decimal("0.1"), w=Decimal("0.125"), h=Decimal("0.2"))
    return replace(
        case,
        papers=(
            *case.papers,
            Paper(id="p8", sha256=pdf, media="application/pdf", kind="D05", pages=2),
            Paper(id="p9", sha256=picture, media="image/png", kind="D02", debt="d1", boxes=(box,)),
        ),
    )
