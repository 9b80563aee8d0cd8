# Two commands for a newcomer: make demo, make test. Both set up .venv first; once set up, both work offline.
.PHONY: demo test lint bench docs setup clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

setup: $(STAMP)

$(STAMP): pyproject.toml
	@echo "setting up $(VENV) (about a minute the first time)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sayso needs Python 3.11 or newer"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/sayso demo --case demo.sayso

test: $(STAMP)
	@$(BIN)/python -m pytest -q -n 2

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: $(STAMP)
	@$(BIN)/python -m pytest -q tests/test_demo.py -s

docs: $(STAMP)
	@$(BIN)/python -m tests.field_guide
	@$(BIN)/python -m tests.readme

clean:
	rm -rf $(VENV) demo.sayso
