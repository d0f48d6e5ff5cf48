# The two commands: `make run` and `make test`. Everything below .venv, node_modules, static/vendor and instance is
# made by them and can be deleted at any time (instance/ holds the database and its keys).
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PY := $(BIN)/python

# Each module is compiled once, even where the environment forbids to keep that: a run starts hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test lint a11y faults load bench screenshots translations lock clean

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/run.stamp ## only the environment and the assets
	@$(PY) scripts/build_assets.py
	@$(PY) scripts/compile_catalogues.py

setup-test: .venv/test.stamp
	@$(PY) scripts/build_assets.py
	@$(PY) scripts/compile_catalogues.py
	@$(PY) scripts/find_browser.py --install

run: setup ## the whole system on http://127.0.0.1:8000 (PORT= changes the port)
	@$(PY) scripts/serve.py --port $(PORT)

lint: .venv/test.stamp ## style, types, templates, import directions, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/deptry . --no-ansi

test: setup-test lint ## everything that is checked; ends with the runner's own summary
	$(BIN)/pytest -n 2 --dist worksteal

a11y: setup-test ## every page × language × mode × engine
	JOBMATCH_A11Y=full $(BIN)/pytest -n 2 tests/browser -m browser

faults: setup-test ## kills and retries, and properties tried on thousands of examples
	$(PY) -m tests.faults.run --kills 500
	JOBMATCH_LENGTH=long $(BIN)/pytest -n 2 $$(grep -rl 'lengths import' tests --include='test_*.py')
	JOBMATCH_CLAIM_ROUNDS=1000 $(BIN)/pytest -n 2 tests/integration/employment/test_claim_races.py
	JOBMATCH_PLACE_ROUNDS=1000 $(BIN)/pytest -n 2 tests/integration/workshops/test_last_place.py

load: setup-test ## many kiosks at once against gunicorn
	$(PY) benchmarks/registrations.py --seconds 20

bench: setup-test .venv/bench.stamp ## each benchmark at a small size, as JSON
	@for script in benchmarks/[a-z]*.py; do $(PY) $$script || exit 1; done

screenshots: setup-test ## the pictures of the README
	$(PY) scripts/take_screenshots.py

translations: .venv/test.stamp ## bring the English catalogue up to date with the templates and the code
	$(PY) scripts/update_catalogue.py

lock: ## resolve the requirements anew (needs uv)
	sh scripts/lock.sh

clean: ## delete what the commands have made, but not the database
	rm -rf .venv node_modules static/vendor

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "JobMatch needs Python 3.11 or newer (found: $$($(PYTHON) -V)). Set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { echo "Python has no venv module here. On Debian: apt-get install python3-venv"; exit 1; }

# pip compiles what it installs on one processor; this does the same on all.
COMPILE := $(PY) -m compileall -qq -j 0 .venv/lib || true

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing what JobMatch needs to run …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(COMPILE)
	@touch $@

.venv/test.stamp: requirements/test.txt .venv/run.stamp
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements/test.txt
	@$(COMPILE)
	@touch $@

.venv/bench.stamp: requirements/bench.txt .venv/test.stamp
	@echo "Installing what the benchmarks compare with …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@
