# make demo   set up, build the graph of the example articles, say where its page is
# make test   every fast check; make test-all adds the browser, the built wheel and the long ones
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
PYTEST = $(BIN)/python -m pytest -q -n 2
GOLD = ../shared/eval

.PHONY: demo test test-all lint bench accuracy train clean

demo: .venv/run
	@mkdir -p out
	$(BIN)/kg build examples/articles --store oxigraph:out/store --view out/demo.html
	$(BIN)/kg query oxigraph:out/store opposes --state IRN
	@echo
	@echo "Open the network of the example articles:  out/demo.html"
	@echo "Ask something else:   $(BIN)/kg query --list"
	@echo "Read an article:      $(BIN)/kg explain examples/articles/2023-03-29-embassy-in-tel-aviv.txt"
	@echo "Build your own:       $(BIN)/kg build ARTICLES --store oxigraph:DIR --view FILE.html"

test: lint
	$(PYTEST) -m "not slow and not browser and not network"

test-all: .venv/test
	$(PYTEST) -m "(slow or browser) and not network"

lint: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/run
	$(BIN)/python bench/bench.py

accuracy: .venv/run
	$(BIN)/python bench/accuracy.py

train: .venv/test
	$(BIN)/pip install -q -e '.[train]'
	$(BIN)/python bench/train.py $(GOLD)/dev_ar.jsonl --folds 1,2 -o kg/lang/ar/weights.tsv

clean:
	rm -rf .venv out build dist *.egg-info

# A stamp a set of requirements: made anew when setup.cfg changes.
.venv/run: setup.cfg pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed; install it and try again"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@

.venv/test: .venv/run
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@
