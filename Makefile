# Everything starts here; `make help` lists the targets.
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: test
test:
	$(PY) -m pytest
