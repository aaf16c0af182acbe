# Every target sets itself up: Python 3.11.5 or newer and make are all that is needed beforehand.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test bench generators validators clean

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

OLD := import sys; sys.exit(sys.version_info < (3, 11, 5))
PYTHON ?= $(or $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$p -c "$(OLD)" 2>/dev/null; then echo $$p; break; fi; done),python3)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(VENV)/.installed ## Install into .venv and check the founding document in seeds/
	$(BIN)/disclint check --statistics seeds/

test: $(VENV)/.installed-dev ## Lint, types, tests and the rules' own examples
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q
	$(BIN)/disclint rules test

bench: $(VENV)/.installed-dev ## Time the linter beside its peers (a few minutes)
	$(BIN)/python bench/run.py

generators: ## Install the site generators of npm that some tests build their fixtures with (needs Node.js)
	npm --prefix tests/site install --no-audit --no-fund --no-package-lock --loglevel=error

validators: ## Install the validator of npm that some tests hold SARIF reports to (needs Node.js)
	npm --prefix tests/report install --no-audit --no-fund --no-package-lock --loglevel=error

clean: ## Remove .venv, caches and the benchmark's files
	rm -rf $(VENV) tests/site/node_modules tests/report/node_modules .bench .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

$(VENV)/bin/python $(VENV)/Scripts/python:
	@$(PYTHON) -c "$(OLD)" 2>/dev/null || { \
		echo "disclint needs Python 3.11.5 or newer; '$(PYTHON)' is not. Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "'$(PYTHON) -m venv' failed. On Debian or Ubuntu, install the package python3-venv first." >&2; exit 1; }

$(VENV)/.installed: pyproject.toml hatch_build.py | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml hatch_build.py | $(BIN)/python
	$(PIP) install --editable ".[dev]"
	@touch $@ $(VENV)/.installed
