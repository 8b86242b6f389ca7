# One command each. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# Both say that MkDocs 1 nears its end; pyproject.toml pins it, CONTRIBUTING.md says what comes after.
export NO_MKDOCS_2_WARNING := true
export DISABLE_MKDOCS_2_WARNING := true

.DEFAULT_GOAL := help
.PHONY: help setup convert serve site test eval lint format words lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

setup: $(VENV)/.ready ## set up a virtual environment with the locked versions

$(VENV)/.ready: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one with make PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

convert: setup ## convert seeds/ to docs_src/articles/
	$(BIN)/generator convert

serve: setup ## convert, and show the site at http://localhost:8000, live
	$(BIN)/mkdocs serve --dev-addr localhost:$(PORT)

# Exit 1 of convert means that a source was left out and named; the site is built of the rest.
site: setup ## convert, and build the site into site/
	$(BIN)/generator convert || test $$? -eq 1
	$(BIN)/mkdocs build --strict

test: setup ## run every test
	$(BIN)/python -m pytest

eval: setup ## say how well extraction reads tests/corpus, with every miss (make eval PART=open: one part)
	$(BIN)/python -m tests.evaluation --misses $(if $(PART),--part $(PART))

lint: setup ## check style, types and workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/zizmor --offline --quiet --strict-collection .

format: setup ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

words: setup ## take new messages of templates, code and scripts into site_templates/words.po
	$(BIN)/python -m generator.translation

lock: setup ## choose the newest versions that pyproject.toml allows (needs uv: pip install uv)
	uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --upgrade --custom-compile-command "make lock" -o requirements.lock pyproject.toml

clean: ## delete what can be made again: the environment, the site and what builds remember
	rm -rf $(VENV) site .cache
