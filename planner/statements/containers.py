# SPDX-License-Identifier: Apache-2.0
"""Opens what statements come in: a ZIP with or without a password, a mail with attachments, a folder.

Nothing is written to disk and no password is kept. Content decides, never the extension; limits hold while reading.
"""

import email
import email.policy
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path, PurePosixPath

import pyzipper

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.facts.stopping import go_on
from planner.statements.sheet import (
    BOMB,
    DAMAGED,
    EXPORT_AGAIN,
    MOST_BYTES,
    MOST_MEMBER,
    MOST_MEMBERS,
    MOST_RATIO,
    MOST_TOTAL,
    SHORTER,
    UNREADABLE,
    is_workbook,
)

Named = tuple[str, bytes]
Source = Path | Named
NEED_PASSWORD = N_("It is packed with a password.")
WRONG_PASSWORD = N_("None of the given passwords opens it.")
GIVE_PASSWORD = N_("Give the password: Alipay shows it in the app, WeChat sends it in the service chat.")
_JUNK = ("__MACOSX/", ".DS_Store", "._", "Thumbs.db", "desktop.ini", "~$")


def sources_in(source: Source) -> tuple[Source, ...]:
    """Return the files of a folder, or the source itself. Raises InputError for an empty folder."""
    if not (isinstance(source, Path) and source.is_dir()):
        return (source,)
    inside = sorted(path for path in source.rglob("*") if path.is_file() and not _is_junk(path.name))
    if not inside:
        raise InputError(str(source), N_("The folder is empty."), remedy=N_("Choose the statement files."))
    return tuple(inside)


def unpack(source: Source, passwords: Sequence[str] = ()) -> tuple[Named, ...]:
    """Return the plain files in a source, (name, bytes) each. Raises InputError with the name, reason and remedy."""
    name, content = _content(source)
    try:
        return tuple(_open(name, content, passwords))
    except InputError as refused:
        raise refused.within(name) from refused


def _content(source: Source) -> Named:
    if isinstance(source, tuple):
        return source
    text = N_("The file cannot be opened ({why}).")
    try:
        size = source.stat().st_size
        if size > MOST_BYTES:
            raise InputError(source.name, N_("The file is too large."), remedy=SHORTER)
        return source.name, source.read_bytes()
    except OSError as error:
        remedy = N_("Check that the file is there and may be read.")
        raise InputError(str(source), text, {"why": error.strerror or ""}, remedy) from error


def _open(name: str, content: bytes, passwords: Sequence[str]) -> Iterator[Named]:
    """Yield what lies in an archive or mail, one level deep; anything else is yielded as it is."""
    if content.startswith(b"PK") and not is_workbook(content):
        for inner, data in _members(content, passwords):
            yield f"{name}/{inner}", data
    elif is_mail(content):
        found = list(_attachments(content))
        for inner, data in found:
            for part, bytes_ in _open(inner, data, passwords):
                yield f"{name}/{part}", bytes_
        if not found or not _plain_body(content):
            yield name, content
    else:
        yield name, content


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK) or PurePosixPath(name).name.startswith(_JUNK)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's own name without folders; old Chinese archives have GBK names without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return PurePosixPath(name.replace("\\", "/")).name.replace("\x00", "")


def _members(content: bytes, passwords: Sequence[str]) -> Iterator[Named]:
    try:
        with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir() and not _is_junk(i.filename)]
            _check_members(infos)
            left = MOST_TOTAL
            for info in infos:
                data = _member(archive, info, passwords, left)
                left -= len(data)
                yield member_name(info), data
    except (*UNREADABLE, pyzipper.BadZipFile) as broken:
        raise InputError("", DAMAGED, remedy=EXPORT_AGAIN) from broken


def _check_members(infos: Sequence[zipfile.ZipInfo]) -> None:
    if not infos:
        raise InputError("", N_("The archive is empty."), remedy=EXPORT_AGAIN)
    if len(infos) > MOST_MEMBERS:
        raise InputError("", BOMB, remedy=SHORTER)
    if len({info.filename for info in infos}) < len(infos):
        raise InputError("", N_("Two files in the archive have the same name."), remedy=EXPORT_AGAIN)
    if any(stat.S_ISLNK(info.external_attr >> 16) for info in infos):
        raise InputError("", N_("The archive holds a link to another place."), remedy=EXPORT_AGAIN)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, passwords: Sequence[str], left: int) -> bytes:
    if not info.flag_bits & 1:
        return _bytes(archive, info, None, left)
    if not passwords:
        raise InputError(member_name(info), NEED_PASSWORD, remedy=GIVE_PASSWORD)
    for password in passwords:
        for encoding in ("utf-8", "gb18030"):
            try:
                return _bytes(archive, info, password.encode(encoding), left)
            except (RuntimeError, zipfile.BadZipFile, pyzipper.BadZipFile, zlib.error):
                continue  # the wrong password, or the right one in another encoding
    raise InputError(member_name(info), WRONG_PASSWORD, remedy=GIVE_PASSWORD)


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None, left: int) -> bytes:
    """Unpack one member, counting what really comes out."""
    most = min(left, MOST_MEMBER, max(info.compress_size, 10_000) * MOST_RATIO)
    pieces, seen = [], 0
    with archive.open(info, pwd=password) as stream:
        while piece := stream.read(1 << 20):
            go_on()
            seen += len(piece)
            if seen > most:
                raise InputError("", BOMB, remedy=SHORTER)
            pieces.append(piece)
    return b"".join(pieces)


_MAIL_HEADS = (
    b"from:",
    b"to:",
    b"subject:",
    b"date:",
    b"mime-version:",
    b"received:",
    b"message-id:",
    b"return-path:",
)


def is_mail(content: bytes) -> bool:
    """Say whether the bytes are a whole mail."""
    head = content[:20_000].replace(b"\r\n", b"\n").split(b"\n\n")[0].lower()
    return sum(1 for line in head.split(b"\n") if line.startswith(_MAIL_HEADS)) >= 3


def _plain_body(content: bytes) -> bool:
    """Say whether a mail has no HTML with a table, so that only its attachments can be statements."""
    body = _mail(content).get_body(("html",))
    return body is None or b"<tr" not in (body.get_payload(decode=True) or b"").lower()  # type: ignore[union-attr]


def _mail(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def _attachments(content: bytes) -> Iterator[Named]:
    for part in _mail(content).iter_attachments():
        data = part.get_payload(decode=True)
        name = part.get_filename()
        if name and isinstance(data, bytes) and not part.get_content_type().startswith("image/"):
            yield PurePosixPath(name.replace("\\", "/")).name, data


def mail_subject(content: bytes) -> str:
    """Return the subject of a mail."""
    return str(_mail(content)["Subject"] or "")


def mail_html(content: bytes) -> str:
    """Return the HTML text of a mail. Raises InputError where it has none."""
    body = _mail(content).get_body(("html",))
    if body is None:
        raise InputError(
            "", N_("The mail has no statement in it."), remedy=N_("Save the attachment and choose it.")
        )
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError) as broken:
        raise InputError("", N_("The text of the mail is damaged."), remedy=EXPORT_AGAIN) from broken
