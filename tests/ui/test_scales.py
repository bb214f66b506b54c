# SPDX-License-Identifier: Apache-2.0
"""Every page at four scales of the screen, in two sizes of type and three languages: 24 runs, nothing cut (U5)."""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

# A small screen; a notebook of 1920 x 1080 at 150 %; 4K at 250 % and 300 %. Sizes as the window sees them.
SCREENS = {"1": (1024, 680), "1.5": (1280, 720), "2.5": (1536, 864), "3": (1280, 720)}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, tree: Path) -> Mapping[str, list[str]]:
    """What each scale's own program says; the scale is fixed when a program begins."""

    def run(scale: str) -> list[str]:
        home = str(tmp_path_factory.mktemp("scale"))
        width, height = SCREENS[scale]
        homes = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
        asked = [sys.executable, "-m", "tests.ui.scales", home, str(width), str(height)]
        env = {**os.environ, **homes, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(asked, cwd=tree, env=env, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    with ThreadPoolExecutor(2) as two:
        return dict(zip(SCREENS, two.map(run, SCREENS), strict=True))


@pytest.mark.parametrize("scale", SCREENS)
def test_nothing_is_cut_at_any_scale(told: Mapping[str, list[str]], scale: str) -> None:
    *cut, end = told[scale]
    assert cut == []
    assert end == f"6 runs at {float(scale)}"
