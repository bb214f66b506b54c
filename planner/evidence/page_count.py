# SPDX-License-Identifier: Apache-2.0
"""How many pages a PDF has. Runs only in the child process: a damaged PDF can ask for any time and memory."""

PASSWORD = "password"
DAMAGED = "damaged"


def count_pages(content: bytes) -> int:
    """Return the number of pages. Raises ValueError with PASSWORD or DAMAGED."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(PASSWORD if "password" in str(error).lower() else DAMAGED) from None
    try:
        return len(document)
    finally:
        document.close()
