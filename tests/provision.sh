#!/bin/sh
# Prepares what the Makefile's targets need, once, and again when the locked versions change.
#
#   provision.sh python    print a Python that will do
#   provision.sh site      the generator and what it needs, in .venv
#   provision.sh test      the same, and what its tests need
#   provision.sh bench     the same, and the builders that the benchmark compares with, where they can be had
#   provision.sh chromium  print a Chromium that will do; installs Debian's where that is allowed
#
# Messages go to standard error, answers to standard output.
set -eu

MINIMUM="3.11"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say ""
    for line in "$@"; do say "  $line"; done
    say ""
    exit 1
}

# --- Python ----------------------------------------------------------------------------------------------------------

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

can_make_environments() {
    "$1" -c 'import venv, ensurepip' >/dev/null 2>&1
}

find_python() {
    without_venv=""
    too_old=""
    # A name on the path may be a mere pointer to a Python that is not there, so each is asked, not only looked up.
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        if ! is_new_enough "$candidate"; then
            version="$("$candidate" -c 'import sys; print(sys.version.split()[0])' 2>/dev/null || true)"
            if [ -n "$version" ]; then too_old="$too_old $candidate ($version)"; fi
        elif ! can_make_environments "$candidate"; then
            without_venv="${without_venv:-$candidate}"
        else
            command -v "$candidate"
            return
        fi
    done
    if [ -n "$without_venv" ]; then
        version="$("$without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
        fail "$without_venv cannot make virtual environments: its parts venv and ensurepip are missing." \
            "On Debian and Ubuntu they are a package of their own. As root:" \
            "    apt-get install python3-venv        (or python$version-venv)" \
            "Then run the same command again."
    elif [ -n "$too_old" ]; then
        fail "Python $MINIMUM or later is needed. Found only:$too_old." \
            "Install a newer one, or name it:  make site PYTHON=/path/to/python$MINIMUM"
    elif [ -n "${PYTHON:-}" ]; then
        fail "PYTHON=$PYTHON cannot be run. It should name a Python $MINIMUM or later."
    else
        fail "No Python was found. Python $MINIMUM or later is needed." \
            "On Debian and Ubuntu, as root:  apt-get install python3 python3-venv"
    fi
}

# --- The environment in .venv ----------------------------------------------------------------------------------------

# The environment belongs to one folder and one list of locked versions.
fingerprint_of_environment() {
    printf '%s %s' "$(pwd)" "$(cat requirements.lock requirements-test.lock | cksum)"
}

fingerprint_of_package() {
    cksum <pyproject.toml
}

holds() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

make_environment() {
    wanted="$(fingerprint_of_environment)"
    if holds .venv/made-for "$wanted" && .venv/bin/python -c '' 2>/dev/null; then
        # A Python asked for by name must be the one it was made with; without a name, any will do.
        if [ -z "${PYTHON:-}" ] || holds .venv/made-with "$PYTHON"; then return; fi
    fi
    python="$(find_python)"
    say "Making .venv with $("$python" --version) ($python)"
    "$python" -m venv --clear .venv
    printf '%s' "${PYTHON:-}" >.venv/made-with
    printf '%s' "$wanted" >.venv/made-for
}

# install LEVEL LOCK: everything in LOCK, each file's hash compared, then the package itself from this folder.
install() {
    make_environment
    wanted="$(fingerprint_of_package)"
    if holds ".venv/installed-$1" "$wanted"; then return; fi
    # What the tests need includes what the site needs.
    if [ "$1" = site ] && holds .venv/installed-test "$wanted"; then return; fi
    say "Installing what $2 lists (a minute or two, the first time)"
    .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-input --require-hashes -r "$2" ||
        fail "The packages listed in $2 could not be installed; the lines above say why." \
            "They come from the Python package index that pip is set up to use, so a connection to it is needed." \
            "Run the same command again to go on."
    # Without build isolation: the build backend is in the locked list too.
    .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-input \
        --no-deps --no-build-isolation --editable . ||
        fail "The generator itself could not be installed from this folder; the lines above say why."
    # Where Python is told to write no bytecode, as in most containers, each start would compile all of it again.
    .venv/bin/python -m compileall -q generator || say "Its modules are not compiled beforehand; going on without."
    printf '%s' "$wanted" >".venv/installed-$1"
}

# Builders that come as programs, for some systems only: the benchmark does without one that is missing.
install_builders() {
    wanted="$(cksum <requirements-bench.lock)"
    if holds .venv/installed-bench "$wanted"; then return; fi
    if .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-input --require-hashes --no-deps \
        --only-binary :all: -r requirements-bench.lock; then
        printf '%s' "$wanted" >.venv/installed-bench
    else
        say "What requirements-bench.lock lists could not be installed; going on without."
    fi
}

# --- Chromium --------------------------------------------------------------------------------------------------------

look_for_chromium() {
    if [ -n "${CHROMIUM:-}" ]; then
        command -v "$CHROMIUM" || fail "CHROMIUM=$CHROMIUM is not a program that can be run."
        return
    fi
    for candidate in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$candidate"; then return; fi
    done
}

apt() { DEBIAN_FRONTEND=noninteractive apt-get "$@" </dev/null >&2; }

install_chromium() {
    apt update && apt install -y --no-install-recommends chromium
}

find_chromium() {
    found="$(look_for_chromium)"
    if [ -z "$found" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "The browser tests need Chromium, and there is none: installing Debian's."
        install_chromium || { say "That failed; trying once more."; sleep 5; install_chromium; } || true
        # Pictures of Chinese pages want a Chinese font; the tests do without.
        apt install -y --no-install-recommends fonts-noto-cjk || say "No Chinese font could be installed; going on."
        found="$(look_for_chromium)"
    fi
    if [ -z "$found" ]; then
        fail "The browser tests need Chromium, and none was found (chromium, chromium-browser, google-chrome)." \
            "It can be installed here only by root, with apt-get. On Debian, as root:" \
            "    apt-get update && apt-get install chromium fonts-noto-cjk" \
            "Or name one that is already there:  make test CHROMIUM=/path/to/chromium"
    fi
    printf '%s\n' "$found"
}

cd "$(dirname "$0")/.."
case "${1:-}" in
python) find_python ;;
site) install site requirements.lock ;;
test) install test requirements-test.lock ;;
bench)
    install test requirements-test.lock
    install_builders
    ;;
chromium) find_chromium ;;
*) fail "usage: provision.sh python|site|test|bench|chromium" ;;
esac
