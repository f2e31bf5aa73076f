# make report   read seeds/, build reports/         make test    run the tests
# make lab      JupyterLab on the notebooks         make bench   time it (BENCH=--million, BENCH=--help)
# make clean    remove .venv and caches             make pins    renew the pinned requirements
# make fuzz     ten thousand bad files, then ten minutes of atheris (SECONDS=600), which it installs
# make weights  learn from tests/gold and tests/lessons what clues weigh
PYTHON ?= python3
BIN = .venv/bin
# of pytest; a file of tests stays on one core
CORES = -n logical --maxprocesses 4

.PHONY: report test lab bench fuzz clean pins weights

report: .venv/.stamp
	@$(BIN)/potline report

test: .venv/.stamp
	@$(BIN)/python -m pytest $(CORES) --dist loadfile

lab: .venv/.stamp
	@$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks $$([ "$$(id -u)" != 0 ] || echo --allow-root) $(LAB)

bench: .venv/.stamp
	@$(BIN)/python tests/bench.py $(BENCH)

fuzz: .venv/.stamp
	@POTLINE_MUTANTS=10000 $(BIN)/python -m pytest $(CORES) tests/test_bad_files.py
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "atheris>=3,<4"
	@$(BIN)/python tests/fuzz.py $(or $(SECONDS),600)

.venv/.stamp: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Potline needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name another: make report PYTHON=python3.12")'
	@echo "Installing the pinned packages into .venv (once; a minute or two)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# Folders named more than once count more: the seeds must come out exactly, the first annotators were the most careful.
GOLD = tests/gold
weights: .venv/.stamp
	@$(BIN)/python -m pip install --quiet "scikit-learn>=1.5"
	@$(BIN)/potline learn $(foreach n,$(shell seq 24),$(GOLD)/seeds) $(foreach n,$(shell seq 6),$(GOLD)/dev) $(foreach n,$(shell seq 5),$(GOLD)/china $(GOLD)/world $(GOLD)/press) \
	  tests/lessons/*.jsonl $(foreach n,1 2,tests/lessons/retold/*.jsonl tests/lessons/retold/retellings.jsonl)

# "-e ." installs Potline itself; uv writes one file for all systems, with markers.
pins: .venv/.stamp
	@$(BIN)/python -m pip install --quiet uv
	@{ echo "-e ."; echo "# All that is installed, for Python 3.11 and newer on Linux, macOS and Windows. Renewed from pyproject.toml by: make pins"; \
	  $(BIN)/uv pip compile -q --no-config --universal --python-version 3.11 --no-header --annotation-style line pyproject.toml; } > requirements.new
	@{ echo "# What a Dask cluster needs, on top of requirements.txt. Renewed by: make pins"; echo "-r requirements.txt"; \
	  grep -v '^-e' requirements.new > requirements.pins; \
	  $(BIN)/uv pip compile -q --no-config --universal --python-version 3.11 --no-header --no-annotate --extra cluster -c requirements.pins pyproject.toml \
	  | awk -F'[= ]' 'NR == FNR { have[$$1]; next } !($$1 in have)' requirements.pins -; } > requirements-cluster.txt
	@mv requirements.new requirements.txt; rm requirements.pins

clean:
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis .fuzz lib/*.egg-info
	@find lib tests notebooks -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf
