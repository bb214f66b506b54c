# SPDX-License-Identifier: Apache-2.0
"""Everything stays on this computer: the program, watched by strace, opens no socket that could reach another one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOCKET = re.compile(r"(?:socket|socketpair)\((\w+)")


def sockets(
    arguments: list[str], tree: Path, tmp_path: Path, environment: dict[str, str] | None = None
) -> set[str]:
    """Run `python -m ui` with these words under strace; return the families of the sockets it opened."""
    trace = tmp_path / "trace"
    command = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=%network",
        "-o",
        str(trace),
        sys.executable,
        "-m",
        "ui",
        *arguments,
    ]
    done = subprocess.run(
        command,
        cwd=tree,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(SOCKET.findall(trace.read_text("utf-8", errors="replace")))


@pytest.mark.needs("strace")
@pytest.mark.parametrize("arguments", [["schema"], ["fees", "10000", "--json"]], ids=lambda words: words[0])
def test_a_command_opens_no_network_socket(arguments: list[str], tree: Path, tmp_path: Path) -> None:
    assert sockets(arguments, tree, tmp_path) <= {"AF_UNIX", "AF_LOCAL"}


@pytest.mark.needs("strace")
def test_making_everything_of_the_sample_opens_no_network_socket(tree: Path, tmp_path: Path) -> None:
    assert sockets(["demo", str(tmp_path / "out")], tree, tmp_path) <= {"AF_UNIX", "AF_LOCAL"}
