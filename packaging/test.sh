#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Answers "is it good?": style, types, import directions, catalogues and all tests, from a bare machine on.
#
#   packaging/test.sh               everything; arguments go to pytest, e.g. packaging/test.sh tests/planner -k rates
# Tests that need LibreOffice, poppler, strace or a printer queue are skipped, with the reason, where it is missing.
set -u
# shellcheck source=packaging/prepare.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/prepare.sh"

prepare_machine
prepare_venv dev

scratch="$(mktemp -d)" || exit 1
trap 'rm -rf "$scratch"' EXIT
export TMPDIR="$scratch" XDG_CACHE_HOME="$scratch/cache" MPLCONFIGDIR="$scratch/cache" PATH="$tree/.venv/bin:$PATH"
failed=""

check() { # what it is, then the command
    local what="$1"
    shift
    say "$what"
    "$@" || failed+="${failed:+; }$what"
}

check "style: ruff check" ruff check .
check "layout: ruff format" ruff format --check .
check "types: mypy" mypy
check "directions of imports: lint-imports" lint-imports
check "catalogues: every word in both languages" python packaging/catalogues.py check
[[ -z "$failed" ]] || say "NOT GOOD so far: $failed (the tests still run)"
say "tests: pytest"
python -m pytest -n 2 "$@"
status=$?
if ((status == 0)) && [[ -n "$failed" ]]; then exit 1; fi
exit "$status"
