# Everything a person does with this repository. `make help` lists it.
#
# Needs Python 3.11 or later (another one: make PYTHON=/path/to/python …), git and make.
# AS_OF=2026-01-31  the date that counts as today (default: the date of the newest commit)
# FORMAT=github     how `make check` prints (text, json, github, gitlab, sarif, junit)

SHELL := /bin/sh
BIN := .venv/bin
PROVISION := sh tests/provision.sh
PYTHON ?=
AS_OF ?=
FORMAT ?= text
PYTEST_ARGS ?=
BENCH_ARGS ?=
UV_VERSION := 0.13.9

export PYTHON
# One version of the answer everywhere: no user's own settings or packages.
export PYTHONNOUSERSITE := 1

.DEFAULT_GOAL := help
.PHONY: help venv site check serve fonts test lint bench audit lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

venv: ## install the generator into .venv, from the locked list
	@$(PROVISION) site

site: venv ## check the records and build the website into build/site
	@$(BIN)/generator build $(if $(AS_OF),--as-of $(AS_OF))

check: venv ## check the records only
	@$(BIN)/generator check --format $(FORMAT) $(if $(AS_OF),--as-of $(AS_OF))

serve: venv ## show the website here, and again after each change
	@$(BIN)/generator serve $(if $(AS_OF),--as-of $(AS_OF))

lint: ## ruff and mypy
	@$(PROVISION) test
	$(BIN)/ruff check generator tests
	$(BIN)/mypy

# The package of the font's makers, whole; the generator takes from it only files that it knows, byte for byte.
TIBETAN := noto-serif-tibetan
fonts: ## get the font for Tibetan (needs npm), for publications that set fonts: {tibetan: noto-serif-tibetan}
	@mkdir -p .fonts/$(TIBETAN)
	@cd .fonts/$(TIBETAN) && npm pack --silent @fontsource/$(TIBETAN)@5.3.0 && tar xzf fontsource-$(TIBETAN)-5.3.0.tgz

test: lint ## everything that is tested here, in the browser too (PYTEST_ARGS='-k money')
	@$(PROVISION) chromium >/dev/null
	CHROMIUM="$$($(PROVISION) chromium)" $(BIN)/python -m pytest $(PYTEST_ARGS)

bench: ## measure builds, side by side with other builders, and write a report (BENCH_ARGS=--quick)
	@$(PROVISION) bench
	$(BIN)/python -m tests.bench $(BENCH_ARGS)

audit: site ## judges that need Node and Java, and a million mutated records
	@$(PROVISION) test
	@$(PROVISION) chromium >/dev/null
	CHROMIUM="$$($(PROVISION) chromium)" $(BIN)/python -m tests.audit build/site
	CHROMIUM="$$($(PROVISION) chromium)" $(BIN)/python -m pytest -m audit

# Versions stay as they are unless a requirement asks for another, or with UPGRADE=1.
# The locks hold for every Python from 3.11 on, and name no index: they install from whichever one pip is told to use.
COMPILE = $(CURDIR)/build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
LOCK = $(COMPILE) pyproject.toml --group build

lock: ## write requirements.lock and its sisters for tests and benchmark anew (UPGRADE=1: newest versions)
	@test -x build/lock/bin/uv || { \
	  python="$$($(PROVISION) python)" && "$$python" -m venv build/lock && \
	  build/lock/bin/python -m pip install --quiet "uv==$(UV_VERSION)"; }
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group test --constraint requirements.lock --output-file requirements-test.lock
	$(COMPILE) --group bench --output-file requirements-bench.lock

clean: ## remove what was built (the installation in .venv stays)
	rm -rf build .hypothesis
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +
