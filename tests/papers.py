# SPDX-License-Identifier: Apache-2.0
"""Makes small papers for tests: a PDF with a text layer, properties and a note, written by hand."""


def a_pdf(pages: list[list[str]], title: str = "", note: str = "") -> bytes:
    """Return a PDF of Latin text, one list of lines a page; the first page carries the note, if any."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents({note})>>",
    ]
    for n, lines in enumerate(pages):
        text = "BT /F 14 Tf 72 760 Td 20 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        notes = "/Annots[4 0 R]" if note and n == 0 else ""
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * n} 0 R{notes}"
            "/Resources<</Font<</F 3 0 R>>>>>>",
            f"<</Length {len(text)}>>\nstream\n{text}\nendstream",
        ]
    objects.append(f"<</Title({title})>>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    size = len(objects) + 1
    return (
        out
        + f"trailer\n<</Size {size}/Root 1 0 R/Info {size - 1} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    )
