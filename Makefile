# `make run` and `make test` need Python 3.11+, make and the Qt system libraries; they set
# everything else up themselves, and say in one line what is missing. `make help` lists the rest.

PYTHON ?= python3
PY := .venv/bin/python
BIN := .venv/bin
FLOORS := app ui storage
SOURCES := $(FLOORS) packaging tests
WINDOWLESS := $(addprefix tests/,unit contract database format content report journeys)
# This machine's habits must not decide what a check sees.
unexport PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help run set-up set-up-dev set-up-package test tests check format lint types imports \
        content catalogues catalogues-check coverage bench interop package soak gallery lock tidy clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1  \2/p' $(MAKEFILE_LIST)

run: set-up ## start demo mode; with no screen, rehearse one whole case and say where the pictures are
	@$(PY) packaging/run_demo.py

test: check tests ## everything CI runs
	@$(PY) packaging/stranger_tools.py

check: format lint types imports content catalogues-check ## format, lint, types, imports, content, catalogues

interop: set-up-dev ## the checks with strangers' tools; fails where one is missing
	@$(PY) packaging/stranger_tools.py --require
	@ONECHANCE_INTEROP=required $(PY) -m pytest -m interop

coverage: set-up-dev ## every branch of app and storage, by the tests that need no window; fails below 100 %
	@mkdir -p build/coverage
	@$(PY) -m coverage run --source=app,storage --data-file=build/coverage/floors -m pytest $(WINDOWLESS)
	@$(PY) -m coverage report --data-file=build/coverage/floors --fail-under=100

bench: set-up-dev ## the benchmarks, as ratios within one shuffled run
	@$(PY) -m tests.bench

soak: set-up-dev ## the long runs, hours of them; `make soak RUNS="kills mutants" SHARE=0.01` for some, and shorter
	@$(PY) -m tests.soak $(RUNS) --share $(or $(SHARE),1)

gallery: set-up-dev ## pictures of every control, of five languages, of a handover and the supervisor's desk, in build/gallery
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.desktop.gallery build/gallery
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.desktop.gallery_languages build/gallery/languages
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.desktop.gallery_handover build/gallery/handover
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.desktop.gallery_supervisor build/gallery/supervisor

package: set-up-package ## the program as one folder that needs no Python, in dist/
	@$(PY) packaging/build_app.py

catalogues: set-up-dev ## collect the strings of the windows into locale/onechance.pot
	@$(PY) packaging/catalogues.py collect

tidy: set-up-dev ## let ruff put the layout right
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)

lock: set-up-dev ## choose the newest allowed packages and pin them by hash in requirements/
	@$(PY) packaging/pin_requirements.py

clean: ## remove what was made here (.venv too)
	rm -rf build dist .venv .coverage .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- the steps of check and test
set-up:
	@$(PYTHON) packaging/set_up.py runtime
set-up-dev:
	@$(PYTHON) packaging/set_up.py dev
set-up-package:
	@$(PYTHON) packaging/set_up.py package

format: set-up-dev
	@$(BIN)/ruff format --check $(SOURCES)
lint: set-up-dev
	@$(BIN)/ruff check $(SOURCES)
types: set-up-dev
	@$(PY) -m mypy
	@$(PY) -m pyright
imports: set-up-dev
	@$(BIN)/lint-imports --no-logo
content: set-up-dev
	@$(PY) -m ui.main check-content
catalogues-check: set-up-dev
	@$(PY) packaging/catalogues.py check

tests: set-up-dev
	@$(PY) -m tests.side_by_side
