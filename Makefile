# The doors of the project. `make` alone lists them.
# PYTHON names another interpreter:  make setup PYTHON=python3.12
PYTHON ?= python3
PYTEST_ARGS ?=
RUN = .venv/bin/python
export PYTHON
export UV_PYTHON_DOWNLOADS = never

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-fresh test check nightly bench messages screenshot

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

setup: ## prepare everything inside this folder (safe to repeat)
	@"$(PYTHON)" tools/setup.py

demo: setup ## two demonstration agencies at http://127.0.0.1:8000/ (PORT=8123 chooses another port)
	@exec bin/sala demo

demo-fresh: setup ## the same from the beginning: what was changed in the demonstration is lost
	@exec bin/sala demo --fresh

test: setup ## the whole suite, on SQLite or where DATABASE_URL points
	@$(RUN) -m pytest -n $${PYTEST_WORKERS:-2} $(PYTEST_ARGS)

check: setup ## format, lint, types, layers, migrations, translations, templates, sizes
	@$(RUN) tools/check.py

nightly: setup ## the suite with many more examples for every property
	@HYPOTHESIS_PROFILE=nightly $(RUN) -m pytest -n $${PYTEST_WORKERS:-2} $(PYTEST_ARGS)
	@$(RUN) tools/bench.py --write

bench: setup ## measurements: a table and JSON for each
	@$(RUN) tools/bench.py

messages: setup ## bring locale/ up to date with the sources
	@$(RUN) tools/messages.py --write

screenshot: setup ## the picture in the README, from a running demonstration
	@$(RUN) tools/screenshot.py
