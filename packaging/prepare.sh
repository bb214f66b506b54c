# SPDX-License-Identifier: Apache-2.0
# Read by start.sh and test.sh: brings this machine to the point where Huanqing runs, and says each step.
# Nothing is written outside the tree, except packages that apt-get installs.
# shellcheck shell=bash

tree="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)"
python="" # the interpreter that makes .venv
export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1

# What Qt loads, as "shared object|Debian package". Where a package was renamed (…t64), its old name still installs it.
qt_libraries="libglib-2.0.so.0|libglib2.0-0 libgthread-2.0.so.0|libglib2.0-0 libGL.so.1|libgl1 libEGL.so.1|libegl1
libxkbcommon.so.0|libxkbcommon0 libdbus-1.so.3|libdbus-1-3 libfontconfig.so.1|libfontconfig1"
x11_libraries="libxcb-cursor.so.0|libxcb-cursor0 libxcb-icccm.so.4|libxcb-icccm4 libxcb-keysyms.so.1|libxcb-keysyms1
libxcb-shape.so.0|libxcb-shape0 libxkbcommon-x11.so.0|libxkbcommon-x11-0"
wayland_libraries="libwayland-client.so.0|libwayland-client0 libwayland-cursor.so.0|libwayland-cursor0
libwayland-egl.so.1|libwayland-egl1"
printing_libraries="libcups.so.2|libcups2"

say() { printf 'huanqing: %s\n' "$*"; }

stop() {
    printf 'huanqing: %s\n' "$*" >&2
    exit 1
}

# Names the packages of those libraries in the list "$1" that this machine lacks.
missing_libraries() {
    local known pair
    known="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null)"
    for pair in $1; do
        [[ "$known" == *"${pair%%|*} ("* ]] || printf '%s\n' "${pair##*|}"
    done | sort -u
}

# Finds an interpreter of Python 3.11 or later that can make a virtual environment, and puts it into $python.
# Fails, with the packages that would help in $python_packages, where there is none.
find_python() {
    local name found=""
    python_packages="python3 python3-venv"
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        python="$(command -v "$name")"
        "$python" -c 'import ensurepip, venv' 2>/dev/null && return 0
        found="${found:-$name}"
    done
    if [[ -n "$found" ]]; then
        python_packages="$found-venv"
    elif command -v python3 >/dev/null; then # the system's own is too old
        python_packages="python3.11 python3.11-venv"
    fi
    return 1
}

# Installs packages with apt-get: as root, or through sudo where that asks no question.
install_packages() {
    local -a as_root=()
    if ((EUID != 0)); then as_root=(sudo -n); fi
    "${as_root[@]}" apt-get -q update >/dev/null || say "the package lists could not all be brought up to date; trying with what is there"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 install --no-install-recommends "$@" >/dev/null
}

may_install() {
    command -v apt-get >/dev/null && { ((EUID == 0)) || sudo -n true 2>/dev/null; }
}

# Gets the packages in "$1", which are needed, and those in "$2", which are good to have.
get_packages() {
    local -a must may
    read -ra must <<<"${1//$'\n'/ }"
    read -ra may <<<"${2//$'\n'/ }"
    ((${#must[@]} + ${#may[@]})) || return 0
    if may_install; then
        say "installing system packages:" "${must[@]}" "${may[@]}"
        install_packages "${must[@]}" "${may[@]}" && return 0
        if ((${#may[@]})) && install_packages "${must[@]}"; then return 0; fi
        stop "apt-get could not install them (see above); nothing else was changed"
    fi
    if ((${#must[@]} == 0)); then
        say "without ${may[*]} no printer can be reached; to have it: $(one_command "${may[@]}")"
        return 0
    fi
    stop "these system packages are missing: ${must[*]}
huanqing: as an administrator, run:  $(one_command "${must[@]}" "${may[@]}")
huanqing: and then start this again."
}

one_command() {
    if command -v sudo >/dev/null || ! command -v apt-get >/dev/null; then
        printf 'sudo apt-get install %s' "$*"
    else
        printf "su -c 'apt-get install %s'" "$*"
    fi
}

# System libraries and Python: installs what is missing, or says what to install.
prepare_machine() {
    local needed="" wished="" libraries="$qt_libraries"
    if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
        libraries+=" $x11_libraries"
        [[ -n "${WAYLAND_DISPLAY:-}" ]] && libraries+=" $wayland_libraries"
        wished="$(missing_libraries "$printing_libraries")"
    fi
    needed="$(missing_libraries "$libraries")"
    find_python || needed+=" $python_packages"
    get_packages "$needed" "$wished"
    if ! find_python; then # an older release: its own python3 is below 3.11, and another one can stand beside it
        get_packages "$python_packages" ""
        find_python || stop "Python 3.11 or later is needed and was not found"
    fi
    say "system libraries and $("$python" --version) are there"
}

# Installs what pyproject.toml asks for, in the pinned versions, and then the tree itself, so that edits take effect.
# "$1" is "run" or "dev".
install_python_packages() {
    local -a pip=(.venv/bin/python -m pip install -q -c packaging/constraints.txt)
    .venv/bin/python - "$1" >.venv/wanted.txt <<'END' || return 1
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
more = project["optional-dependencies"]["dev"] if sys.argv[1] == "dev" else []
print("hatchling", "editables", *project["dependencies"], *more, sep="\n")
END
    "${pip[@]}" -r .venv/wanted.txt && "${pip[@]}" --no-build-isolation --no-deps -e .
}

# Makes .venv once; brings its packages up to date only when the pinned versions, the settings or the place changed.
# "$1" is "run" or "dev" (with all that the tests need).
prepare_venv() {
    local wanted="$1" mark
    cd "$tree" || stop "the folder $tree cannot be entered"
    [[ -w "$tree" ]] || [[ -x .venv/bin/python ]] || stop "the folder $tree cannot be written to: copy it to a place of your own"
    if [[ -e .venv ]] && ! .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "the .venv here does not run any more; making it anew"
        rm -rf .venv
    fi
    mark="$(cat packaging/constraints.txt pyproject.toml <(printf '%s' "$tree") | sha256sum | cut -d' ' -f1)"
    if [[ "$(cat .venv/ready-dev 2>/dev/null)" == "$mark" || "$(cat ".venv/ready-$wanted" 2>/dev/null)" == "$mark" ]]; then
        say ".venv is up to date"
        return 0
    fi
    if [[ ! -e .venv ]]; then
        say "making .venv"
        "$python" -m venv .venv || { rm -rf .venv; stop "the virtual environment could not be made"; }
    fi
    say "installing the Python packages of packaging/constraints.txt into .venv (some minutes the first time)"
    rm -f .venv/ready-run .venv/ready-dev
    if ! install_python_packages "$wanted"; then
        stop "the Python packages could not be installed (see above); it is safe to run this again"
    fi
    printf '%s\n' "$mark" >".venv/ready-$wanted"
}
