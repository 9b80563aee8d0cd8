# Two commands for a newcomer: make demo, make test. Both set up .venv first; once set up, both work offline.
.PHONY: demo test lint bench docs setup web clean
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

# The page of the workbench: built from web/ beside the package, once for each change of it.
PAGE := src/sayso/web/static/index.html
PARTS := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/.made/*')

web: $(PAGE)

$(PAGE): $(PARTS) hatch_build.py | $(STAMP)
	@echo "building the page of the workbench"
	@$(BIN)/python hatch_build.py
	@touch $(PAGE)

demo: $(STAMP) $(PAGE)
	@$(BIN)/sayso demo --case demo.sayso

test: $(STAMP) $(PAGE)
	@$(BIN)/python -m pytest -q -n 2

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

# The corpora lie beside the project and never in it; without them only our own sets are scored.
BENCH_DATA ?= ../shared/bench
bench: $(STAMP)
	@test -d $(BENCH_DATA) || echo "no $(BENCH_DATA): only our own sets are scored"
	@test -d $(BENCH_DATA) && $(BIN)/python -m bench pages geoparse time attribution factuality events weigh own speed demo web --data $(BENCH_DATA) || \
		{ test ! -d $(BENCH_DATA) && $(BIN)/python -m bench own speed demo web --data .; }

docs: $(STAMP)
	@$(BIN)/python -m tests.field_guide
	@$(BIN)/python -m tests.extract_guide
	@$(BIN)/python -m tests.readme

clean:
	rm -rf $(VENV) demo.sayso
