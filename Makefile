# PainCare: one command for each thing that a developer does.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := $(CURDIR)/.venv
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
APPS := audit chart core followup intake outcomes people plans portal
CHECKS := test-database check-types check-format check-lint check-templates check-layers \
  check-migrations check-deployment
export PATH := $(VENV)/bin:$(PATH)
# Without its compiled files a program of ours starts in five seconds instead of two, and tests start many.
unexport PYTHONPATH PYTHONDONTWRITEBYTECODE DJANGO_SETTINGS_MODULE

heading = @printf '\n\033[1m== %s\033[0m\n' '$(1)'

.PHONY: help up demo manage test test-long gates $(CHECKS) bench format lock backup restore-drill chromium clean

help:  ## Say what each command does
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

up: $(RUN)  ## Start the clinic: database, broker, web, worker, beat, mail page (Ctrl-C stops it all)
	@exec python -m paincare.devstack up

demo: $(RUN)  ## Rebuild the demonstration clinic so that it ends today (asks first)
	@exec python -m paincare.devstack manage demo

manage: $(RUN)  ## Run a manage.py command on it: make manage ARGS="import_referrals packets/"
	@exec python -m paincare.devstack manage $(ARGS)

test: $(DEV) chromium  ## Run every gate and every test but the long ones
	@python -m paincare.devstack run $(MAKE) --no-print-directory gates

# Its server goes with it, so no database need be dropped under a worker that was just killed.
test-long: $(DEV) chromium  ## Run the long tests: the fault campaigns in full, and the longest walks
	$(call heading,Long tests)
	@CAMPAIGN_KILLS=$${CAMPAIGN_KILLS:-20} pytest -q -m long -p no:randomly --reuse-db

bench: $(DEV)  ## Seed a large clinic in a database of its own and print the ratios of docs/performance.md
	@python -m bench

format: $(DEV)  ## Put Python and templates into shape
	@ruff check --quiet --fix . ; ruff format --quiet .
	@djhtml templates

backup: $(RUN)  ## Dump the development database to var/backups
	@python -m paincare.devstack backup

restore-drill: $(RUN)  ## Dump it, restore the dump into a new database, and compare every table
	@python -m paincare.devstack restore-drill

lock: $(DEV)  ## Resolve requirements*.in anew into the hash-locked requirements*.txt
	@for name in requirements requirements-up requirements-dev; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command 'make lock' $$name.in --output-file $$name.txt || exit 1; done

clean:  ## Remove what was installed and cached; the data under var/ stays
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache staticfiles

# As many processes as there are cores, but no more than a laptop bears: each drives a browser and a clinic.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist worksteal
BROWSER := pytest -q -m 'browser and not long' -p no:randomly

# What needs no test process, side by side; meanwhile the database of the tests is migrated.
gates:
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target $(CHECKS)
	$(call heading,Tests)
	@pytest -q $(PARALLEL) -m 'not browser and not long'
	$(call heading,Browser tests)
	@$(BROWSER) $(PARALLEL) || { printf '\nOnce more, by themselves, what failed: a busy machine may have stalled a browser\n'; \
	  $(BROWSER) --last-failed --last-failed-no-failures none; }

test-database:
	@python -m tests.harness.databases

check-types:
	$(call heading,Types of rules and services and the development stack)
	@mypy --no-error-summary $$(find $(APPS) -name rules -o -name services -o -name services.py) paincare/devstack

check-format:
	$(call heading,Format of the Python code)
	@ruff format --check --quiet . || { ruff format --check .; exit 1; }

check-lint:
	$(call heading,Lint)
	@ruff check --quiet .

check-templates:
	$(call heading,Format of the templates)
	@djhtml --check templates

check-layers:
	$(call heading,Layers)
	@lint-imports --no-logo

check-migrations:
	$(call heading,Migrations)
	@python manage.py makemigrations --check --dry-run --settings paincare.settings_test

check-deployment:
	$(call heading,Deployment check)
	@env $$(grep -v '^#' .ci/production-like.env) python -W error manage.py check --deploy --fail-level WARNING

# Without a window it is twice as fast; where only the whole of it is to be had, that does too.
CHROMIUM := command -v chromium-headless-shell || command -v chromium
INSTALL_CHROMIUM := apt-get install -y -qq --no-install-recommends

chromium:
	@{ $(CHROMIUM); } >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'Installing chromium for the browser tests'; \
	    { apt-get update -qq && { $(INSTALL_CHROMIUM) chromium-headless-shell || $(INSTALL_CHROMIUM) chromium; }; } \
	      >/dev/null 2>&1; fi; \
	  { $(CHROMIUM); } >/dev/null || { \
	    echo 'The browser tests need chromium: sudo apt-get install -y --no-install-recommends chromium'; exit 1; }; }

$(VENV)/bin/uv: requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo 'PainCare needs Python 3.11 or newer: $(PYTHON) is not there.'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "PainCare needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Name another: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python has no venv module: sudo apt-get install -y python3-venv"; exit 1; }
	@[ -x $(VENV)/bin/python ] || { echo 'Making .venv'; $(PYTHON) -m venv $(VENV); }
	@sed -n '/^uv==/,/# via/p' requirements-dev.txt > $(VENV)/uv.txt
	@python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt \
	  || echo 'uv could not be installed; pip will do, more slowly'
	@touch --no-create $@

# uv installs in seconds what takes pip two minutes; pip is the fallback.
install = @{ [ -x $(VENV)/bin/uv ] && uv pip install --quiet --require-hashes --python $(VENV)/bin/python -r $(1); } \
  || python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)

$(RUN): requirements-up.txt | $(VENV)/bin/uv
	@echo 'Installing the packages that PainCare runs on'
	$(call install,requirements-up.txt)
	@touch $@

$(DEV): requirements-dev.txt $(RUN) | $(VENV)/bin/uv
	@echo 'Installing the packages that check PainCare'
	$(call install,requirements-dev.txt)
	@touch $@
