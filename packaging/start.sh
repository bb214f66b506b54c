#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Starts Huanqing from this folder, whatever this Debian or Ubuntu machine still lacks.
#
#   packaging/start.sh              the window, on the sample case; without a display, the sample's papers in out/
#   packaging/start.sh CASE|…       the same as `huanqing CASE` or any other command of it
set -u
# shellcheck source=packaging/prepare.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/prepare.sh"
here="$PWD"

prepare_machine
prepare_venv run

if (($#)); then
    cd "$here" && exec "$tree/.venv/bin/python" -m ui "$@"
fi
if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
    say "opening the window on the sample case"
    exec .venv/bin/python -m ui --sample
fi
say "there is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so no window:"
say "making the sample's plan workbook, evidence bundle and summary PDF in $tree/out"
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" XDG_CACHE_HOME="$tree/.venv/cache" MPLCONFIGDIR="$tree/.venv/cache"
.venv/bin/python -m ui demo out --force || stop "the sample's papers could not be made (see above)"
say "done; in $tree/out:"
ls -1 out
