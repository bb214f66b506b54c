# SPDX-License-Identifier: Apache-2.0
"""Makes statement files for tests out of lines, rows and mails, and tells what was read of them."""

import io
from collections.abc import Sequence
from email.message import EmailMessage

import openpyxl

from planner.facts.money import plain_yuan
from planner.statements.importers import read
from planner.statements.statement import Statement


def text(*lines: str, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def sheet(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mail(subject: str, html: str, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "bank@example.com", "me@example.com", subject
    message.set_content("see below")
    message.add_alternative(html, subtype="html", charset=charset)
    return message.as_bytes()


def only(content: bytes, name: str = "x.csv") -> Statement:
    (statement,) = read((name, content))
    return statement


def told(statement: Statement) -> list[tuple[str, str, str]]:
    return [(str(e.at), plain_yuan(e.amount), e.kind) for e in statement.entries]
