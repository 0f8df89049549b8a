# Three commands, each complete on a fresh machine: make run, make test, make check.
PYTHON ?= python3
# Of all tests, or of some: make test TESTS=tests/rnn_core OLDEST_TESTS=
TESTS ?=
OLDEST_TESTS ?= tests/views/shell/test_page.py \
	tests/browser/test_unroll.py::test_arrow_keys_move_and_enter_picks \
	tests/browser/test_unroll.py::test_a_reload_of_the_address_restores_the_view \
	tests/browser/test_tour.py::test_keys_are_listed_and_a_phrase_sets_the_picture \
	tests/browser/test_edit.py::test_by_keyboard_and_by_link \
	tests/browser/test_jacobians.py::test_presets_and_states_move_the_factor_strip
# The oldest Streamlit is the one that requirements.txt names.
OLDEST = $(shell sed -n 's/^streamlit>=\([0-9.]*\).*/\1/p' requirements.txt)
PACKAGES := import sysconfig; print(sysconfig.get_path('purelib'))
PARALLEL := -n 3 --dist worksteal
PIP := -m pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --require-hashes -r
UV := .venv/bin/uv --quiet --no-config --system-certs pip
COMPILE := $(UV) compile \
	--universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" --upgrade
SKIPPED := .venv/skipped.txt
SKIPPED_NEWEST := .venv-newest/skipped.txt
# $(call locked,FOLDER,FILE): what a lock file names, by uv, which takes a tenth of pip's
# time; by pip where only pip knows the way to an index.
locked = $(UV) install --python $(1)/bin/python --require-hashes -r $(2) || \
	$(1)/bin/python $(LOCKED) $(2)
# Node is among the locked packages; what runs on it finds it there.
node = NODE_OPTIONS=--use-system-ca PATH="$(CURDIR)/$(1)/bin:$$PATH"
NODE := $(call node,.venv)
# $(call venv,FOLDER): a virtual environment, if there is none yet.
venv = test -x $(1)/bin/python || \
	{ PYTHON=$(PYTHON) tools/system.sh venv && $(PYTHON) -m venv $(1); }

.PHONY: run test check soak site peers format benchmark lock newest system clean

run: .venv/run.done
	.venv/bin/python -m streamlit run app.py

# Every test, of the browser's half first, then some of them on the oldest Streamlit;
# last, what was skipped, if any.
test: .venv/dev.done .venv-oldest/dev.done system
	@rm -f $(SKIPPED); export UNROLLED_SKIPPED=$(SKIPPED); failed=0; \
	$(if $(TESTS),,$(NODE) node --test tests/js/*.test.js || failed=1;) \
	$(NODE) .venv/bin/python -m pytest $(PARALLEL) $(TESTS) || failed=1; \
	$(if $(OLDEST_TESTS),.venv-oldest/bin/python -m pytest $(PARALLEL) $(OLDEST_TESTS) || failed=1;) \
	.venv/bin/python -m tools.skipped $(SKIPPED); exit $$failed

check: .venv/dev.done node_modules/done
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy
	.venv/bin/lint-imports --no-logo
	$(NODE) node_modules/.bin/biome check --error-on-warnings
	$(NODE) node_modules/.bin/tsc

# The long form of what `make test` runs short: hours of strangers and of lectures.
soak: .venv/dev.done system
	UNROLLED_SOAK=1 .venv/bin/python -m pytest tests/benchmarks tests/hostile tests/faults tests/load \
	  tests/rnn_core/diagnosis tests/rnn_core/test_singular.py \
	  tests/derivations/reading tests/derivations/judging tests/derivations/source \
	  tests/derivations/test_versions.py tests/views/takehome/test_slides.py \
	  tests/browser/test_axe.py tests/browser/test_formula_boxes.py \
	  tests/browser/test_story.py tests/browser/test_tour.py \
	  tests/browser/test_touch.py tests/browser/test_names.py \
	  tests/browser/test_unroll_narrow.py tests/static_site

# The app as a folder of files with Python in the browser, in build/site.
site: .venv/dev.done
	$(NODE) .venv/bin/python -m static_site.build

# The tests that compare with PyTorch, on numbers that it computes now: without this they
# read those that are kept in tests/fixtures, made by the same scripts.
PEERS := .venv-peers/fixtures
peers: .venv/dev.done .venv-peers/done
	rm -rf $(PEERS)
	.venv-peers/bin/python -m tests.fixtures.torch_networks $(PEERS)
	.venv-peers/bin/python -m tests.fixtures.torch_training $(PEERS)
	UNROLLED_FIXTURES=$(PEERS) .venv/bin/python -m pytest \
	  tests/rnn_core/loading/test_torch_networks.py \
	  tests/rnn_core/training/test_torch_training.py

format: .venv/dev.done node_modules/done
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .
	$(NODE) node_modules/.bin/biome check --write

benchmark: .venv/dev.done
	.venv/bin/python -m benchmarks.engine
	.venv/bin/python -m benchmarks.derivations
	.venv/bin/python -m benchmarks.diagnosis
	.venv/bin/python -m benchmarks.growth
	.venv/bin/python -m benchmarks.screens
	.venv/bin/python -m benchmarks.start
	.venv/bin/python -m benchmarks.widgets
	$(NODE) .venv/bin/python -m benchmarks.site
	.venv/bin/python -m benchmarks.lecture
	.venv/bin/python -m benchmarks.learning
	.venv/bin/python -m benchmarks.addresses --some 40

# The locks anew, for every Python from 3.11 on and every system.
lock: .venv/dev.done
	$(COMPILE) requirements.txt -o requirements.lock
	$(COMPILE) requirements-dev.txt -c requirements.lock -o requirements-dev.lock
	cd static_site && sed -n 's/^\([a-z][^ ]*==[^ ]*\).*/\1/p' ../requirements.lock | \
	  grep -vE '^(starlette|anyio|idna)==' > ../.venv/site.txt && ../$(UV) compile \
	  requirements.in --no-deps --python-version 3.13 --generate-hashes --no-emit-index-url \
	  --no-header --upgrade -c ../.venv/site.txt -o requirements.txt
	echo "streamlit==$(OLDEST)" | $(COMPILE) requirements.txt - -o requirements-oldest.lock
	$(NODE) npm update --silent --package-lock-only

# All tests on the newest of everything that the requirements admit, and what moved.
newest: system
	$(call venv,.venv-newest)
	.venv-newest/bin/python $(PIP) --upgrade --upgrade-strategy eager -r requirements-dev.txt
	@rm -f $(SKIPPED_NEWEST); export UNROLLED_SKIPPED=$(SKIPPED_NEWEST); failed=0; \
	$(if $(TESTS),,$(call node,.venv-newest) node --test tests/js/*.test.js || failed=1;) \
	$(call node,.venv-newest) .venv-newest/bin/python -m pytest $(PARALLEL) $(TESTS) || failed=1; \
	.venv-newest/bin/python -m tools.skipped $(SKIPPED_NEWEST); \
	.venv-newest/bin/python -m tools.moved requirements-dev.lock; exit $$failed

.venv/run.done: requirements.lock
	@echo "Installing into .venv what requirements.lock names; it takes a minute or two."
	$(call venv,.venv)
	.venv/bin/python $(LOCKED) requirements.lock
	touch $@

.venv/dev.done: requirements-dev.lock
	@echo "Installing into .venv what requirements-dev.lock names; it takes some minutes."
	$(call venv,.venv)
	sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.lock > .venv/uv.lock
	.venv/bin/python $(LOCKED) .venv/uv.lock
	$(call locked,.venv,requirements-dev.lock)
	touch $@ .venv/run.done

# The oldest Streamlit that is supported with what it needs, over what else the tests need.
.venv-oldest/dev.done: .venv/dev.done requirements-oldest.lock
	$(call venv,.venv-oldest)
	.venv/bin/python -c "$(PACKAGES)" > "$$(.venv-oldest/bin/python -c "$(PACKAGES)")/others.pth"
	$(call locked,.venv-oldest,requirements-oldest.lock)
	touch $@

# PyTorch, apart from .venv: it is larger than all else, and only `make peers` wants it.
.venv-peers/done: requirements-peers.txt
	$(call venv,.venv-peers)
	.venv-peers/bin/python $(PIP) -r requirements-peers.txt
	touch $@

# What checks JS and CSS.
node_modules/done: package-lock.json .venv/dev.done
	$(NODE) npm ci --silent
	touch $@

# Chromium, TeX and nginx, which the tests drive, from Debian's packages where missing.
system:
	@tools/system.sh chromium tex nginx

clean:
	rm -rf build .venv .venv-oldest .venv-newest .venv-peers .mypy_cache .ruff_cache \
	  .pytest_cache .hypothesis node_modules
