# Pilothouse. `make` says what there is. It needs make and Python 3.11 or newer, nothing else.

VENV := .venv
BIN := $(VENV)/bin
MINIMUM := 3.11
IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# The first of these that is new enough; `make PYTHON=/path/to/python run` decides otherwise.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(IS_NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run demo test check fix ci clean

help: ## Say what there is
	@echo "Pilothouse: run a company from one room."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.base ## Start everything and print the address (PORT=8001, COMPANY=own|demo)
	@$(BIN)/python manage.py up $(if $(PORT),--port $(PORT)) $(if $(COMPANY),--company $(COMPANY))

demo: $(VENV)/.base ## Play the first story, from the inquiry to the sent proposal
	@PILOTHOUSE_VAR="$(CURDIR)/var/demo-story" $(BIN)/python manage.py demo $(ARGS)

test: $(VENV)/.dev ## Run all tests on a real Postgres and Valkey (ARGS="-k name")
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev ## Check style, imports, types, migrations and diagrams
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python -W ignore manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py diagrams --check

fix: $(VENV)/.dev ## Mend what can be mended by a machine
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

ci: check test ## What the continuous integration runs

clean: ## Remove the virtual environment and the caches; var/ with your data stays
	@rm -rf $(VENV) staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -not -path './var/*' -exec rm -rf {} +

$(VENV)/.made:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Pilothouse needs Python $(MINIMUM) or newer; here is: $$(python3 --version 2>&1)." >&2; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.12 run" >&2; exit 1; fi
	@if ! $(PYTHON) -c '$(IS_NEW_ENOUGH)' 2>/dev/null; then \
		echo "$(PYTHON) is not Python $(MINIMUM) or newer: $$($(PYTHON) --version 2>&1)." >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$(PYTHON) cannot make a virtual environment: it lacks venv or ensurepip." >&2; \
		echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; fi
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.base: $(VENV)/.made requirements/base.txt
	@echo "Installing what Pilothouse runs on (the first time takes a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/base.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@echo "Installing what its tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/dev.txt
	@touch $@
