"""What somebody with a bare machine is told, and what is done for them, before anything else can run.

Each test has its own folder of programs as the only ``PATH``: real small ones, and stand-ins for Python and apt-get.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "provision.sh"
SMALL_PROGRAMS = ("sh", "dirname", "cat", "cksum", "chmod")

Machine = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in SMALL_PROGRAMS:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return folder


@pytest.fixture
def provision(programs: Path, tmp_path: Path) -> Machine:
    """``provision(part, **environment)`` runs the script on a machine that has just those programs."""
    (tmp_path / "tests").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tests")

    def run(part: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(programs / "sh"), str(tmp_path / "tests" / "provision.sh"), part],
            env={"PATH": str(programs), **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def write_program(path: Path, *lines: str) -> None:
    path.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o755)


def write_python(path: Path, version: str, *, has_venv: bool = True) -> None:
    """A stand-in that answers the questions the script asks, as a Python of that version would."""
    short = ".".join(version.split(".")[:2])
    write_program(
        path,
        'case "$2" in',
        f"*sys.exit*) exit {0 if float(short.partition('.')[2]) >= 11 else 1} ;;",
        f"*ensurepip*) exit {0 if has_venv else 1} ;;",
        f"*split*) echo {version} ;;",
        f"*version_info*) echo {short} ;;",
        "esac",
    )


def test_a_machine_without_python_is_told_what_to_install(provision: Machine) -> None:
    done = provision("python")
    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_a_python_that_is_too_old_is_named_with_its_version(provision: Machine, programs: Path) -> None:
    write_python(programs / "python3", "3.9.2")
    done = provision("python")
    assert done.returncode == 1
    assert "python3 (3.9.2)" in done.stderr
    assert "PYTHON=/path/to/" in done.stderr


def test_the_missing_debian_package_is_named_where_venv_is_missing(provision: Machine, programs: Path) -> None:
    write_python(programs / "python3", "3.11.2", has_venv=False)
    done = provision("python")
    assert done.returncode == 1
    assert "apt-get install python3-venv        (or python3.11-venv)" in done.stderr


def test_a_newer_python_under_another_name_is_found(provision: Machine, programs: Path) -> None:
    write_python(programs / "python3", "3.9.2")
    write_python(programs / "python3.12", "3.12.1")
    done = provision("python")
    assert (done.returncode, done.stdout.strip()) == (0, str(programs / "python3.12"))


def test_a_name_that_only_points_nowhere_is_passed_over(provision: Machine, programs: Path) -> None:
    write_program(programs / "python3", "echo 'python3: command not found' >&2", "exit 127")
    write_python(programs / "python3.11", "3.11.7")
    done = provision("python")
    assert (done.returncode, done.stdout.strip()) == (0, str(programs / "python3.11"))


def test_the_python_asked_for_is_taken(provision: Machine, programs: Path) -> None:
    write_python(programs / "python3", "3.13.0")
    done = provision("python", PYTHON=sys.executable)
    assert (done.returncode, done.stdout.strip()) == (0, sys.executable)


@pytest.mark.parametrize("can", [True, False])
def test_builders_to_compare_with_are_installed_where_they_can_be(
    provision: Machine, programs: Path, tmp_path: Path, can: bool
) -> None:
    for name in ("mkdir", "cp"):
        (programs / name).symlink_to(str(shutil.which(name)))
    for name in ("pyproject.toml", "requirements.lock", "requirements-test.lock", "requirements-bench.lock"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    write_program(
        programs / "python3",
        'case "$*" in',
        "*venv*--clear*) mkdir -p .venv/bin && cp \"$0\" .venv/bin/python ;;",
        f"*--only-binary*) exit {0 if can else 1} ;;",
        "esac",
    )
    done = provision("bench")
    assert done.returncode == 0, done.stderr
    assert ("going on without" in done.stderr) is not can
    assert (tmp_path / ".venv" / "installed-test").exists()
    assert (tmp_path / ".venv" / "installed-bench").exists() is can


def test_a_chromium_that_is_there_is_used_and_nothing_is_installed(provision: Machine, programs: Path) -> None:
    write_program(programs / "chromium-browser", "")
    done = provision("chromium")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, str(programs / "chromium-browser"), "")


def test_chromium_is_not_installed_by_somebody_who_may_not(provision: Machine, programs: Path) -> None:
    write_program(programs / "id", "echo 1000")
    write_program(programs / "apt-get", f"touch {programs}/asked")
    done = provision("chromium")
    assert done.returncode == 1
    assert "only by root" in done.stderr
    assert "apt-get install chromium" in done.stderr
    assert not (programs / "asked").exists()


def test_root_gets_debians_chromium_at_the_second_try_and_a_missing_font_is_no_failure(
    provision: Machine, programs: Path
) -> None:
    write_program(programs / "id", "echo 0")
    write_program(programs / "sleep", "")
    write_program(
        programs / "apt-get",
        'case "$*" in',
        "*fonts*) exit 100 ;;",
        f"*chromium*) if [ ! -e {programs}/tried ]; then echo once >{programs}/tried; exit 100; fi",
        f"  echo '#!/bin/sh' >{programs}/chromium; chmod +x {programs}/chromium ;;",
        "esac",
    )
    done = provision("chromium")
    assert (done.returncode, done.stdout.strip()) == (0, str(programs / "chromium"))
    assert "trying once more" in done.stderr


def test_a_chromium_named_wrongly_is_said_to_be_wrong(provision: Machine) -> None:
    done = provision("chromium", CHROMIUM="/nowhere/chromium")
    assert done.returncode == 1
    assert "CHROMIUM=/nowhere/chromium" in done.stderr
