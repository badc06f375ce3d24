# Only Python 3.11+ and make are needed: everything else is set up in .venv.
PYTHON ?= python3
PORT ?= 8080
HOST ?= 127.0.0.1
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
# bytecode is kept even where the machine says otherwise: compiling at every start doubles its time
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test lint bench lock clean
.DEFAULT_GOAL := run

$(VENV)/run: requirements/run.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(BIN)/python -m compileall -q bot calculators intents policies
	$(BIN)/jince check
	touch $@

$(VENV)/test: $(VENV)/run requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/test.txt
	touch $@

run: $(VENV)/run
	@$(BIN)/jince serve --host $(HOST) --port $(PORT)

# Two processes: each has its own ports, folders, browser and PostgreSQL server. JOBS=0 runs everything in one.
test: $(VENV)/test
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/bench: $(VENV)/run requirements/bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/bench.txt
	touch $@

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks

# Pins every dependency with the hashes of all its files, for every Python from 3.11 on; no addresses.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements/run.in -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements/test.in -o requirements/test.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements/bench.in -o requirements/bench.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
