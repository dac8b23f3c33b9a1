# Everything a fresh machine needs: `make run`, `make test`. The rest: make help.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
HOST   ?= 127.0.0.1
PORT   ?= 8000
SHARED ?= ../shared
# another package index for torch, e.g. TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run test setup setup-train lint bench train check-shared clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: setup ## set up and serve the form on http://127.0.0.1:8000
	$(BIN)/jobscan serve --host $(HOST) --port $(PORT)

test: setup ## set up and run all tests
	$(BIN)/python -m pytest

setup: $(VENV)/.ready ## .venv with base and dev packages, without torch

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "jobscan needs Python 3.11 or newer; $(PYTHON) is older. Name one with PYTHON=python3.12." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "The venv module is missing. Run: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable '.[dev]'
	@touch $@

setup-train: setup ## add torch, transformers and datasets
	$(PIP) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch==2.13.0
	$(PIP) --editable '.[dev,train]'

lint: setup ## ruff, mypy --strict, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## measure speed, cold start and memory
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/models.py

train: setup-train ## fit linear model and encoder from data/; bundle and report go to runs/
	$(BIN)/jobscan train

check-shared: setup ## score the real texts beside the checkout, if they are there
	$(BIN)/python -m training.measure $(SHARED)/data

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
