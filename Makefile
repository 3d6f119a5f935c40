# `make` alone lists the commands. Everything runs from `.venv`, made on first use from the hashed lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= demo

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow test-postgresql check format bench bench-analysis bench-audit bench-portal bench-surveys bench-web snapshots docs guide editor lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The virtual environment is made anew only when what it is made from has changed.
$(VENV)/ready: requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "nianbao needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "python3 lacks venv support; on Debian/Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q src/nianbao # else each start compiles the sources where Python may write no bytecode
	@touch $@

setup: $(VENV)/ready ## make .venv with the `nianbao` command

demo: setup ## run the main job on a made-up district; results in ./demo; in a terminal, serve the workbench on it
	$(BIN)/nianbao demo -o $(DEMO)

test: setup ## run the tests
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-slow: setup ## run the tests that take long
	$(BIN)/python -m pytest -m slow

test-postgresql: setup ## run the workbench's tests against a PostgreSQL made for them (needs initdb and pg_ctl)
	$(BIN)/python tools/with_postgresql.py $(BIN)/python -m pytest -n 2 tests/web

# The peers that the benchmarks compare with are large, so only `make bench` brings them.
$(VENV)/bench-ready: requirements/bench.lock $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

bench: $(VENV)/bench-ready ## measure against limits and peers; one table at the end
	$(BIN)/python benchmarks/run_all.py

bench-web: setup ## measure the workbench with 7,000 schools, on SQLite and on PostgreSQL where there is one
	$(BIN)/python benchmarks/bench_web.py
	$(BIN)/python tools/with_postgresql.py $(BIN)/python benchmarks/bench_web.py || test $$? -eq 77

bench-portal: setup ## measure the public pages and the open data with 7,000 schools and ten data years
	$(BIN)/python benchmarks/bench_portal.py

bench-surveys: setup ## let answers to surveys come in, on SQLite and on PostgreSQL where there is one
	$(BIN)/python benchmarks/bench_surveys.py
	$(BIN)/python tools/with_postgresql.py $(BIN)/python benchmarks/bench_surveys.py || test $$? -eq 77

bench-analysis: $(VENV)/bench-ready ## a simulated nation on every engine that is here; growth; 1,000 reports
	$(BIN)/python benchmarks/bench_analysis.py --growth 700,7000,70000 --reports 1000

bench-audit: setup ## change sound reports and count what the audit notices
	$(BIN)/python benchmarks/bench_audit.py

check: setup ## format, lint, types, import contracts, known vulnerabilities of what is installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/audit_dependencies.py

format: setup ## format the code and repair what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

snapshots: setup ## write the editions as text under tests/snapshots; read the change before committing
	$(BIN)/python tools/write_snapshots.py

docs: setup ## write the reference pages anew from the catalogue and the code
	$(BIN)/python tools/write_reference.py

guide: setup ## take the pictures of the user guides anew (needs Chromium)
	$(BIN)/python tools/make_guide_pictures.py
	$(BIN)/python tools/make_portal_pictures.py
	$(BIN)/python tools/make_survey_pictures.py

editor: ## bundle the page on which reports are written anew (needs Node.js; the result is kept in the repository)
	cd frontend/editor && npm ci --no-audit --no-fund && npm run build

lock: setup ## write the lock files anew from pyproject.toml (needs uv: pip install uv)
	tools/lock.sh

clean: ## remove what the commands above made
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
