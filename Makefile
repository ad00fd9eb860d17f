# make demo      build the graph of the example articles, ask it something, say where its page is
# make test      format, lint, types, layers and fast tests: what every change must pass
# make test-all  the same with the long tests: a real browser, the built wheel in a clean environment
# make test-stanza  install PyTorch for the CPU and Stanza, test the extractor that reads with them
# make lint  make bench  make accuracy  make train  make clean
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do command -v $$p >/dev/null && \
	$$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check
PYTEST = $(BIN)/python -m pytest -q -n 2 --dist loadgroup
GOLD = ../shared/eval
# Where pip takes the build for GPUs, of some GB: make TORCH="torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu"
TORCH ?= torch==2.13.0

.PHONY: demo test test-all test-stanza lint bench accuracy train clean

demo: .venv/run
	@$(BIN)/kg build examples/articles --store oxigraph:out/demo --view out/demo.html
	@echo
	@echo "Who opposes Iran, and who says so?  kg query oxigraph:out/demo opposes --state IRN"
	@$(BIN)/kg query oxigraph:out/demo opposes --state IRN
	@echo
	@echo "Look at the network:   open out/demo.html in a browser"
	@echo "Ask something else:    $(BIN)/kg query --list"
	@echo "See why it is there:   $(BIN)/kg explain examples/articles/2023-03-29-embassy-in-tel-aviv.txt"
	@echo "Read your own:         $(BIN)/kg build ARTICLES --store oxigraph:DIR --view FILE.html"

test: lint
	@$(PYTEST) -m "not slow and not browser and not network and not stanza"

test-all: lint
	@$(PYTEST) -m "not network and not stanza"

test-stanza: .venv/stanza
	@$(BIN)/python -m pytest -q -m "stanza and not network"

lint: .venv/test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: .venv/run
	@$(BIN)/python bench/bench.py $(if $(ARTICLES),--articles $(ARTICLES))
	@$(BIN)/python bench/questions.py
	@$(BIN)/python bench/views.py

accuracy: .venv/test
	@$(PIP) -e '.[train]'
	@$(BIN)/python bench/accuracy.py

train: .venv/test
	@$(PIP) -e '.[train]'
	@$(BIN)/python bench/train.py $(GOLD)/dev_ar.jsonl --folds 1,2 \
		--coded bench/coded/ar_bulk.tsv ../shared/bulk/ar_news.jsonl --measure out/train -o kg/lang/ar

clean:
	@rm -rf .venv out build dist *.egg-info

# Stamps: made anew when what they are made from changes.
.venv/run: setup.cfg pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: needs Python 3.11 or newer with venv (Debian: python3-venv)"; exit 1; }
	@test -x $(BIN)/pip || { echo "Making .venv with $(PYTHON) ..."; $(PYTHON) -m venv --clear .venv; }
	@$(PIP) -e .
	@touch $@

.venv/stanza: .venv/test
	@$(PIP) $(TORCH)
	@$(PIP) -e '.[stanza]'
	@touch $@

.venv/test: .venv/run
	@$(PIP) -e '.[test]'
	@touch $@
