# make run    set up, build the graph, draw it and open the page
# make test   everything that continuous integration runs
# make web    bundle the sources of the explorer (kg/exports/html/web) and of the query page (kg/web/assets) into what the
#             wheel carries; needs Node.js 20 and npm

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PAGE   := exports/explorer.html
WEB    := kg/exports/html/web kg/web/assets
CLIENTS := tests/web/npm
# Where npm notes what it has installed.
MODULES := node_modules/.package-lock.json

.PHONY: run test fast bench docs web clean

run: $(READY)
	$(BIN)/kg build
	$(BIN)/kg export html $(PAGE)
	@$(BIN)/python -m webbrowser -t "file://$(CURDIR)/$(PAGE)" >/dev/null 2>&1 || true
	@echo "The graph is drawn in $(PAGE). Try: $(BIN)/kg show treaty-2000"

test: $(READY) $(VENV)/.system $(WEB:%=%/$(MODULES)) $(CLIENTS)/$(MODULES)
	$(BIN)/ruff format --check kg tests benchmarks
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/mypy kg tests benchmarks
	$(BIN)/lint-imports
	$(BIN)/python -m kg.cli.reference --check docs/cli.md
	$(BIN)/python -m pytest -n auto --dist loadfile -q

fast: $(READY)
	$(BIN)/python -m pytest -q -m "not browser" -x

bench: $(READY)
	$(BIN)/python -m benchmarks

docs: $(READY)
	$(BIN)/python -m kg.cli.reference --write docs/cli.md

web: $(WEB:%=%/$(MODULES))
	set -e; for sources in $(WEB); do (cd $$sources && node build.mjs); done

# Libraries as a lock file pins them; none of them may run a script of its own.
%/$(MODULES): %/package-lock.json | $(VENV)/.system
	if command -v npm >/dev/null; then cd $* && npm ci --ignore-scripts --silent && touch $(MODULES); \
	else echo "There is no npm: tests that need what $* lists will be skipped." >&2; fi

# The virtual environment is made anew whenever pyproject.toml changes.
$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# The browser tests drive a Chromium; where Debian's packages can be installed, they are.
$(VENV)/.system: | $(READY)
	sh tests/browser/install.sh
	touch $@

clean:
	rm -rf $(VENV) .kg $(WEB:%=%/node_modules) $(CLIENTS)/node_modules
