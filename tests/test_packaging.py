"""What makes the repository installable and publishable: locks, package data, recipes for CI, editor settings."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import generator
from generator.records import KINDS

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock")
BENCH_LOCK = "requirements-bench.lock"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(
        host.replace(" ", "").replace(".", r"\.")
        for host in ("py pi.org", "python hosted.org", "npm js.org", "npm js.com", "yarn pkg.com", "crates. io")
    )
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.~-])/(?:home/[a-z]|Users/[A-Za-z]|root/\.|work/(?:main|shared)|opt/(?:pypi|wheels))"
)


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def normalised(requirement: str) -> str:
    """The name in a requirement, in the one spelling that indexes use."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def pins(lock: str) -> dict[str, str]:
    """Name → the pinned requirement with all that belongs to it, on one line."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {normalised(line): line for line in lines}


def files_of_the_repository(under: str = ".") -> list[str]:
    """Paths of all files that git holds or would add."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", under],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return sorted(name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file())


def workflow(path: Path) -> dict[str, Any]:
    """A workflow with every scalar as text, so that the key ``on`` stays a word."""
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return read


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


def run_make(*arguments: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, env=clean, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


# --- Locked versions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lock", "least"), [(LOCKS[0], 20), (LOCKS[1], 20), (BENCH_LOCK, 1)])
def test_every_locked_package_has_one_version_and_hashes(lock: str, least: int) -> None:
    found = pins(lock)
    assert len(found) >= least
    loose = [line for line in found.values() if not re.match(r"[\w.-]+==[\w.+!]+ .*--hash=sha256:[0-9a-f]{64}", line)]
    assert loose == []


@pytest.mark.parametrize("lock", [*LOCKS, BENCH_LOCK])
def test_a_lock_names_no_index_and_says_how_it_is_made(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "make lock" in text
    assert not re.search(r"https?:|file:|--(?:extra-)?index-url|--find-links|--trusted-host| @ ", text)


def test_the_tests_run_with_the_same_versions_as_the_site() -> None:
    site, test = (pins(lock) for lock in LOCKS)
    assert {name: test.get(name, "").split()[:1] for name in site} == {name: site[name].split()[:1] for name in site}


def test_whatever_is_required_is_locked() -> None:
    project, groups = pyproject()["project"], pyproject()["dependency-groups"]
    assert {normalised(each) for each in [*project["dependencies"], *groups["build"]]} <= set(pins(LOCKS[0]))
    assert {normalised(each) for each in groups["test"]} <= set(pins(LOCKS[1]))
    assert {normalised(each) for each in groups["bench"]} == set(pins(BENCH_LOCK))


def test_what_builds_the_package_is_locked_too() -> None:
    assert pyproject()["build-system"]["requires"] == pyproject()["dependency-groups"]["build"]


def test_the_judges_from_the_npm_registry_are_locked_with_hashes_and_without_addresses() -> None:
    folder = ROOT / "tests" / "audit"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in (wanted["dependencies"] | wanted["overrides"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert locked[f"node_modules/{name}"]["version"] == version
    packages = [package for path, package in locked.items() if path]
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)


# --- The repository --------------------------------------------------------------------------------------------------


def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine() -> None:
    found = []
    for name in files_of_the_repository():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        found += [f"{name}: {match[0]}" for match in REGISTRIES.finditer(text)]
        found += [f"{name}: {match[0]}" for match in MACHINE_PATHS.finditer(text)]
    assert found == []


def test_the_top_of_the_tree_holds_only_what_is_agreed() -> None:
    allowed = {"content", "data", "generator", "site_config", "tests", "mkdocs.yml", "pyproject.toml", "Makefile"}
    allowed |= {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-DATA", *LOCKS, BENCH_LOCK}
    tops = {name.split("/", 1)[0] for name in files_of_the_repository()}
    assert {top for top in tops if not top.startswith(".")} <= allowed


def test_text_files_end_their_lines_the_same_way_on_every_system() -> None:
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "* text=auto eol=lf" in lines
    assert any(line.startswith("tests/golden/**") and "eol=lf" in line for line in lines)


# --- The package -----------------------------------------------------------------------------------------------------


def test_the_version_is_the_same_everywhere() -> None:
    version = pyproject()["project"]["version"]
    assert generator.__version__ == version
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_a_built_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("publication_generator-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        entry_points = next(name for name in held if name.endswith("/entry_points.txt"))
        assert "generator = generator.__main__:run" in archive.read(entry_points).decode()
    assert set(files_of_the_repository("generator")) <= held
    assert not any(name.startswith(("tests/", "data/", "content/", "site_config/")) for name in held)


# --- Commands --------------------------------------------------------------------------------------------------------


def test_make_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert declared
    listed = set(re.findall(r"^  make (\w+) ", run_make("help"), re.MULTILINE))
    assert listed == set(declared[1].split())
    assert listed >= {"site", "test", "serve", "check", "bench", "audit", "lint", "lock", "clean", "help"}


def test_make_test_ends_with_pytest() -> None:
    printed = [line for line in run_make("--dry-run", "test").splitlines() if line.strip()]
    assert "-m pytest" in printed[-1]
    assert any("mypy" in line for line in printed[:-1])
    assert any("ruff check" in line for line in printed[:-1])


def test_continuous_integration_stops_at_the_first_failure_and_ends_with_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in lines
    assert lines[-1] == "make test"


# --- Recipes for publishing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_hash_with_its_version_beside_it(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    assert [name for name in used if not PINNED.match(name)] == []
    named = re.findall(r"uses: (\S+) # v\d+\.\d+\.\d+$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert named == used


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_rights_but_those_its_jobs_name(path: Path) -> None:
    read = workflow(path)
    assert read["permissions"] == {}
    assert "pull_request_target" not in read["on"]
    for name, job in read["jobs"].items():
        expected = {"pages": "write", "id-token": "write"} if name == "deploy" else {"contents": "read"}
        assert job["permissions"] == expected
        assert int(job["timeout-minutes"]) <= 60


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_checkout_brings_the_whole_history_and_leaves_no_credentials(path: Path) -> None:
    checkouts = [step["with"] for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(each == {"fetch-depth": "0", "persist-credentials": "false"} for each in checkouts)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_workflow_pastes_foreign_text_into_a_command(path: Path) -> None:
    assert not [step["run"] for step in steps(path) if "${{" in step.get("run", "")]


def test_changes_are_checked_with_annotations() -> None:
    read = workflow(ROOT / ".github" / "workflows" / "check.yml")
    assert list(read["on"]) == ["pull_request"]
    commands = [step.get("run") for step in steps(ROOT / ".github" / "workflows" / "check.yml")]
    assert {"make check FORMAT=github", "make site", "make test"} <= set(commands)


def test_publishing_happens_on_merge_nightly_and_on_request_and_only_after_a_build() -> None:
    read = workflow(ROOT / ".github" / "workflows" / "publish.yml")
    assert read["on"]["push"] == {"branches": ["main"]}
    assert {"schedule", "workflow_dispatch"} <= set(read["on"])
    assert read["jobs"]["deploy"]["needs"] == "build"
    assert read["jobs"]["deploy"]["environment"]["name"] == "github-pages"
    assert read["concurrency"]["cancel-in-progress"] == "false"


def test_gitlab_reports_findings_and_publishes_only_the_default_branch() -> None:
    read: dict[str, Any] = yaml.load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert read["variables"]["GIT_DEPTH"] == "0"
    assert set(read["records"]["artifacts"]["reports"]) == {"codequality", "junit"}
    assert read["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert read["pages"]["artifacts"]["paths"] == ["public"]


# --- Editors ---------------------------------------------------------------------------------------------------------


def test_vs_code_knows_the_schema_of_every_kind() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["files.encoding"] == "utf8"
    expected = {f"./generator/schemas/{kind.name}.json": f"data/{kind.folder}/*.yml" for kind in KINDS}
    assert settings["yaml.schemas"] == expected
    assert [schema for schema in expected if not (ROOT / schema).is_file()] == []


def test_vs_code_recommends_what_reads_the_schemas() -> None:
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in recommended
