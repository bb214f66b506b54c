# SPDX-License-Identifier: Apache-2.0
"""A bundle locked with a password: the same files in a zip whose contents are encrypted (AES-256, as WinZip and 7-Zip).

The names inside stay readable; they tell numbers, kinds and periods only.
"""

import io
import zipfile

import pyzipper

from planner.facts.language import N_
from planner.facts.problems import InputError

LEAST = 8  # signs of a password


def sealed(bundle: bytes, password: str) -> bytes:
    """Return the zip of a bundle with every file encrypted. Raises InputError for too short a password.

    Each time the bytes are others, as every file has a salt of its own; unlocked, the files are the same.
    """
    if len(password) < LEAST:
        raise InputError("", N_("The password is too short."), {"n": LEAST}, N_("Take at least {n} signs."))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(bundle)) as plain,
        pyzipper.AESZipFile(out, "w", compression=pyzipper.ZIP_STORED, encryption=pyzipper.WZ_AES) as locked,
    ):
        locked.setpassword(password.encode("utf-8"))
        for info in plain.infolist():
            entry = locked.zipinfo_cls(info.filename, info.date_time)
            entry.compress_type = pyzipper.ZIP_STORED
            entry.create_system, entry.external_attr = info.create_system, info.external_attr
            locked.writestr(entry, plain.read(info))
    return out.getvalue()
