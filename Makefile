# `make` builds the site; `make help` lists everything else.
# What runs on the machine itself is only $(PYTHON), and apt-get where a Debian package is missing (.ci/system-packages).

PYTHON ?= python3
BIN    := .venv/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK    = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
          --no-emit-index-url --no-header --no-annotate --quiet $(UPGRADE)
COUNTY := $(BIN)/python -m tests.benchmarks.county

.DEFAULT_GOAL := site
.PHONY: site serve check test engines lint bench bench-large demo schemas manual lock environment clean help
.DELETE_ON_ERROR:

site: environment .venv/.font  ## build the site: reports/ -> site/ (default)
	$(BIN)/gongkai build

serve: environment  ## build the site and show it at http://127.0.0.1:8000/
	$(BIN)/gongkai serve

check: environment  ## check the reports, without building
	$(BIN)/gongkai check

test: .venv/.dev  ## run all tests (installs Chromium and a Chinese font where they are missing)
	@.ci/system-packages chromium fonts-noto-cjk libatomic1
	$(BIN)/pytest -n 2

engines: .venv/.engines  ## build the site with MkDocs, ProperDocs and Zensical and compare (installs what `test` does)
	@.ci/system-packages chromium fonts-noto-cjk libatomic1
	$(BIN)/pytest -n 2 --dist loadscope tests/engines/same_pages.py tests/engines/in_chromium.py tests/engines/hostile_text.py

lint: .venv/.dev  ## style, types, layers and workflows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet .github

bench: .venv/.bench  ## time 700 and 7,000 reports beside the stock MkDocs and Hugo; writes docs/manual/benchmarks.md
	@mkdir -p build
	$(BIN)/python -m tests.benchmarks --json build/bench-700.json
	$(BIN)/python -m tests.benchmarks --reports 7000 --json build/bench-7000.json
	$(BIN)/python -m tests.benchmarks.publish build/bench-700.json build/bench-7000.json > docs/manual/benchmarks.md

bench-large: .venv/.bench  ## time a build of 60,000 reports, after one that measures its memory
	$(BIN)/python -m tests.benchmarks --reports 60000 --runs 1 --only "downloads apart"

demo: .venv/.dev  ## write the made-up county reports/demo anew
	$(COUNTY) reports/demo

schemas: environment  ## write the JSON Schemas for editors anew
	$(BIN)/python -m generator.sources.json_schema docs/schemas

manual: environment  ## write the manual's page of all checks anew
	$(BIN)/python -m generator.checks.catalogue docs/manual/checks.md

lock: environment  ## write the lock files anew from pyproject.toml (UPGRADE=--upgrade: with newer versions)
	$(PIP) install uv
	$(LOCK) --extra build --output-file requirements.lock
	$(LOCK) --extra build --extra dev --output-file requirements-dev.lock
	$(LOCK) --extra build --extra bench --output-file requirements-bench.lock
	$(LOCK) --extra build --extra engines --constraint requirements-dev.lock --output-file requirements-engines.lock

environment: .venv/.project  ## the Python environment in .venv, and nothing else

clean:  ## delete everything that can be made again
	rm -rf .venv build site site.* .site-* *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# A stamp is as old as what it stands for: a changed lock or pyproject.toml is installed again, an unchanged one is not.
.venv/.locked: requirements.lock
	@PYTHON=$(PYTHON) .ci/virtual-environment .venv
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	@touch $@

.venv/.project: pyproject.toml .venv/.locked
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

# A PDF needs a Chinese font. Root gets it, once; whoever is not root is told by the build what to install.
.venv/.font: .venv/.project
	@[ "$$(id -u)" -ne 0 ] || .ci/system-packages fonts-noto-cjk || true
	@touch $@

.venv/.bench: requirements-bench.lock .venv/.dev
	$(PIP) install --require-hashes --no-deps -r requirements-bench.lock
	@touch $@

.venv/.engines: requirements-engines.lock .venv/.dev
	$(PIP) install --require-hashes --no-deps -r requirements-engines.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.project
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@
