# The commands of the house. `make help` lists them; README.md shows what is beneath.

SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
override PORT := $(or $(PORT),8000)
override WORKERS := $(or $(WORKERS),2)
DATA := $(or $(DATA_DIR),var)
STATIC := $(shell find alsinfo articles glossary -path '*/static/*' -type f)
export PORT

COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet \
  --generate-hashes --no-emit-index-url --no-emit-find-links \
  --no-emit-trusted-host --strip-extras
INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: run content test check fmt bench drill pictures lock help

run: $(DATA)/static/staticfiles.json ## Set up what is missing and serve http://127.0.0.1:$PORT/
	@$(BIN)/python manage.py check_port
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py createcachetable --verbosity 0
	@$(BIN)/python manage.py create_accounts
	@$(BIN)/python manage.py load_content
	@echo "alsinfo answers at http://127.0.0.1:$(PORT)/ - Ctrl-C stops it."
	@# Ctrl-C must reach the server's main process alone: a worker that gets it too may
	@# hang until it is killed. Hence a process group of its own, and one signal passed on.
	@# Memory that one thread has freed is there for the others: a tenth less is held.
	@set -m; MALLOC_ARENA_MAX=2 $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
	  --http 1 --http1-buffer-size 65536 \
	  --workers $(WORKERS) --blocking-threads 16 --backpressure 64 \
	  --workers-kill-timeout 20 --respawn-failed-workers --log-level error \
	  alsinfo.wsgi:application & server=$$!; \
	  trap 'kill -TERM $$server' INT TERM HUP; wait $$server; wait $$server

content: .venv/.runtime ## Load the content of fixtures/ once more, and reindex
	@$(BIN)/python manage.py load_content --again

test: .venv/.dev ## Run the suite: SQLite, PostgreSQL if found, browser if found
	@$(BIN)/python -m tests.run

check: .venv/.dev ## Check style, types, templates, migrations, deployment, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --check --lint alsinfo articles glossary
	$(BIN)/python manage.py makemigrations --check --dry-run
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && DATA_DIR="$$folder" \
	  SITE_URL=https://alsinfo.example EMAIL_URL=smtp+tls://mail.alsinfo.example:587 \
	  TRUSTED_PROXIES=1 REQUIRE_MFA= MAIL_FROM= \
	  SECRET_KEY="$$(printf 'no-secret-%s-' {1..9})" DATABASE_URL= CACHE_URL= DEBUG= \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING --database default
	$(BIN)/python -m pytest -q tests/test_architecture.py

fmt: .venv/.dev ## Put code and templates into their form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djlint --quiet --reformat alsinfo articles glossary

bench: .venv/.dev ## Measure what must stay fast: make bench > report.md
	@$(BIN)/python -m tests.benchmarks

drill: .venv/.dev ## Try what takes long on a real server: times, races, a gigabyte
	@$(BIN)/python -m tests.drill

pictures: .venv/.dev ## Photograph every page into docs/pictures/
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/browser/pictures.py

lock: .venv/.dev ## Write requirements*.txt anew from requirements*.in
	$(BIN)/pip install --quiet --disable-pip-version-check pip-tools
	$(COMPILE) --output-file=requirements.txt requirements.in
	$(COMPILE) --output-file=requirements-dev.txt requirements-dev.in

help: ## List these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' \
	  | while IFS='|' read -r name words; do printf '%-10s %s\n' "$$name" "$$words"; done

# --- The virtual environment: made once, brought up to date when a lock changes -------

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "alsinfo needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/.runtime: requirements.txt | .venv/pyvenv.cfg
	@echo "Installing requirements.txt into .venv"
	@$(INSTALL) -r requirements.txt
	@touch $@

# Compressing takes longer than everything else together: only when a file is newer.
$(DATA)/static/staticfiles.json: $(STATIC) .venv/.runtime
	@$(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@touch $@

# The development lock holds everything of the other one, so it brings both up to date.
.venv/.dev: requirements-dev.txt requirements.txt | .venv/pyvenv.cfg
	@echo "Installing requirements-dev.txt into .venv"
	@$(INSTALL) -r requirements-dev.txt
	@touch .venv/.runtime $@
