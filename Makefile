# Three commands, each complete on a fresh machine: make run, make test, make check.
PYTHON ?= python3
OLDEST := 1.62.0
OLDEST_TESTS := tests/views/shell/test_page.py \
	tests/browser/test_unroll.py::test_arrow_keys_move_and_enter_picks \
	tests/browser/test_unroll.py::test_a_reload_of_the_address_restores_the_view \
	tests/browser/test_tour.py::test_keys_are_listed_and_a_phrase_sets_the_picture \
	tests/browser/test_edit.py::test_by_keyboard_and_by_link \
	tests/browser/test_jacobians.py::test_presets_and_states_move_the_factor_strip
PACKAGES := import sysconfig; print(sysconfig.get_path('purelib'))
PARALLEL := -n 3 --dist worksteal
PIP := -m pip install --quiet --disable-pip-version-check

.PHONY: run test check soak format benchmark browser tex nginx clean

run: .venv/run.done
	.venv/bin/python -m streamlit run app.py

test: .venv/dev.done .venv-oldest/dev.done browser
	.venv/bin/python -m pytest $(PARALLEL)
	.venv-oldest/bin/python -m pytest $(PARALLEL) $(OLDEST_TESTS)

check: .venv/dev.done
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy
	.venv/bin/lint-imports --no-logo

# The long form of what `make test` runs short: hours of strangers and of lectures.
soak: .venv/dev.done browser
	UNROLLED_SOAK=1 .venv/bin/python -m pytest tests/hostile tests/faults tests/load

format: .venv/dev.done
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .

benchmark: .venv/dev.done
	.venv/bin/python -m benchmarks.engine
	.venv/bin/python -m benchmarks.derivations
	.venv/bin/python -m benchmarks.growth
	.venv/bin/python -m benchmarks.screens
	.venv/bin/python -m benchmarks.start
	.venv/bin/python -m benchmarks.lecture

.venv/run.done: requirements.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python $(PIP) -r requirements.txt
	touch $@

.venv/dev.done: requirements.txt requirements-dev.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python $(PIP) -r requirements-dev.txt
	touch $@ .venv/run.done

# The oldest Streamlit that is supported, over what else the tests need.
.venv-oldest/dev.done: .venv/dev.done
	test -x .venv-oldest/bin/python || $(PYTHON) -m venv .venv-oldest
	.venv/bin/python -c "$(PACKAGES)" > "$$(.venv-oldest/bin/python -c "$(PACKAGES)")/others.pth"
	.venv-oldest/bin/python $(PIP) "streamlit==$(OLDEST)"
	touch $@

# The browser tests drive the system's Chromium.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	command -v google-chrome >/dev/null || { \
	  echo "No Chromium found: installing Debian's package."; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq chromium >/dev/null; } || { \
	  echo "The browser tests need a Chromium on PATH; install one and try again."; exit 1; }

# The exports are compiled by the system's TeX: Debian's smallest that has Beamer.
tex:
	@command -v pdflatex >/dev/null && command -v pdftotext >/dev/null && \
	kpsewhich beamer.cls pgf.sty lmodern.sty >/dev/null || { \
	  echo "No TeX found: installing Debian's packages."; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq \
	    --no-install-recommends texlive-latex-recommended texlive-pictures lmodern \
	    poppler-utils >/dev/null; }

# Two copies of the app are tested behind the system's nginx.
nginx:
	@PATH="$$PATH:/usr/sbin"; command -v nginx >/dev/null || { \
	  echo "No nginx found: installing Debian's package."; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq \
	    --no-install-recommends nginx-light >/dev/null; }

clean:
	rm -rf .venv .venv-oldest .mypy_cache .ruff_cache .pytest_cache .hypothesis
