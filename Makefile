# Three commands, each complete on a fresh machine: make run, make test, make check.
PYTHON ?= python3
OLDEST := 1.62.0
OLDEST_TESTS := tests/views/test_page.py $(addprefix tests/browser/test_, \
	unroll.py edit.py jacobians.py)
PARALLEL := -n 2 --dist worksteal
PIP := -m pip install --quiet --disable-pip-version-check

.PHONY: run test check format benchmark browser tex clean

run: .venv/run.done
	.venv/bin/python -m streamlit run app.py

test: .venv/dev.done .venv-oldest/dev.done browser
	.venv/bin/python -m pytest $(PARALLEL)
	.venv-oldest/bin/python -m pytest $(PARALLEL) $(OLDEST_TESTS)

check: .venv/dev.done
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy

format: .venv/dev.done
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .

benchmark: .venv/dev.done
	.venv/bin/python -m benchmarks.engine
	.venv/bin/python -m benchmarks.derivations
	.venv/bin/python -m benchmarks.screens

.venv/run.done: requirements.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python $(PIP) -r requirements.txt
	touch $@

.venv/dev.done: requirements.txt requirements-dev.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python $(PIP) -r requirements-dev.txt
	touch $@ .venv/run.done

.venv-oldest/dev.done: requirements.txt requirements-dev.txt
	test -x .venv-oldest/bin/python || $(PYTHON) -m venv .venv-oldest
	.venv-oldest/bin/python $(PIP) -r requirements-dev.txt "streamlit==$(OLDEST)"
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

clean:
	rm -rf .venv .venv-oldest .mypy_cache .ruff_cache .pytest_cache .hypothesis
