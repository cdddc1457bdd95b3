# Everything starts here; README.md tells more. Python 3.11 or newer and make are all it needs.
PYTHON ?= python3
PY := .venv/bin/python
SETUP := $(PYTHON) -m ita_portal.setup

# the values of a production server, for the checks that read the settings
PRODUCTION := env ENV_FILE= DEBUG=off HTTPS=on ALLOWED_HOSTS=ita.example.go.th DATABASE_URL=sqlite://:memory: \
  SECRET_KEY=only-for-the-checks-0123456789-abcdefghijklmnopqrstuvwxyz

.PHONY: help run test check bench demo torture lock python

help:
	@echo "make run      set up, then serve on 127.0.0.1:8000 (PORT=8001 make run: another port)"
	@echo "make test     set up, then all tests on SQLite and on PostgreSQL"
	@echo "make check    format, lint, types, import contracts, migrations, deployment, templates"
	@echo "make bench    speed and memory, as ratios within one run"
	@echo "make demo     put the demo data back as it was"
	@echo "make torture  the long batteries of tests"
	@echo "make lock     compile requirements/*.txt and package-lock.json anew"

run: python
	@$(SETUP) run
	@$(PY) -m ita_portal.setup.start

test: python
	@$(SETUP) test
	@$(PY) -m tests.engines

torture: python
	@$(SETUP) test
	@$(PY) -m tests.engines -m torture

check: python
	@$(SETUP) dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PRODUCTION) $(PY) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PRODUCTION) $(PY) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	$(PY) -m djhtml --tabwidth 2 --check templates

bench: python
	@$(SETUP) bench
	@$(PY) -m tests.bench

demo: python
	@$(SETUP) run
	@$(PY) -m ita_portal.setup.start --prepare-only
	@$(PY) manage.py load_demo --reset

lock: python
	@$(SETUP) dev
	@$(PY) -m ita_portal.setup.lock

python:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install python3 (3.11 or newer)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than 3.11; name a newer one: make PYTHON=python3.12 run"; exit 1; }
