# Everything runs in .venv, made on first use from pyproject.toml and the pinned versions in .pinned.txt.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
CODE := siptui screens schemas

.PHONY: run demo-authority test lint bench torture samples pictures keys clean

run: $(READY)  ## open the invented caseload (without a terminal: print its review)
	@$(BIN)/siptui demo

demo-authority: $(READY)  ## open an invented authority: 111 schools, 19 SIPs, a year of visits in all states
	@$(BIN)/siptui demo --authority siptui-authority

# What pytest makes of each test file is kept, whatever the shell says: the next run finds the tests in half the time.
test: $(READY)  ## lint, types and every test but the slow ones, side by side: while one waits for a terminal another runs
	@$(MAKE) --no-print-directory -j 2 lint tests

tests: $(READY)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -m "not torture and not bench" -n 6 --dist loadgroup

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY)  ## timings beside a bare Textual application
	@$(BIN)/python -m compileall -q $(CODE)
	@$(BIN)/python -m pytest -m bench -s

torture: $(READY)  ## slow fault tests
	@$(BIN)/python -m pytest -m torture -s -rs --durations=0 --durations-min=1
	@SIPTUI_EXAMPLES=400 $(BIN)/python -m pytest --timeout 1200 tests/framework/test_any_framework.py
	@SIPTUI_EXAMPLES=100 $(BIN)/python -m pytest --timeout 3600 $$(grep -rl 'support.examples import' tests)

samples: $(READY)  ## make sample_workbooks/*.xlsx again
	@$(BIN)/python sample_workbooks/make.py

pictures: $(READY)  ## make the README's pictures again
	@$(BIN)/python tests/support/readme/pictures.py

keys: $(READY)  ## write the README's table of keys again
	@$(BIN)/python tests/support/readme/key_table.py

$(READY): pyproject.toml .pinned.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 14) else "siptui needs Python 3.11 to 3.14; name one with: make PYTHON=python3.12")'
	@echo "Making .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .pinned.txt \
		--config-settings editable_mode=compat --editable '.[dev]'
	@$(BIN)/python -m compileall -q $(CODE)  # as pip does with what is not editable
	@touch $@

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
