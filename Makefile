# The whole developer interface. `make` lists it.
.DEFAULT_GOAL := help
.PHONY: help chat serve setup train test check format evaluate widget browser proxy screenshots bench bench-search bench-store bench-web chaos fuzz soak \
    lock audit

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
ROLEWISE := $(VENV)/bin/rolewise
LOG := .rolewise/logs/install.log
# How many processes run tests; each may have servers and a browser of its own.
WORKERS ?= 2
SHARED_UV := $(shell command -v uv 2>/dev/null)
UV := $(or $(SHARED_UV),.uv/bin/uv)
# The browser that the tests of the web widget drive, by any of its names.
FIND_BROWSER = for name in "$$ROLEWISE_CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable; \
    do command -v "$$name" && break; done

# $(call slow,label,command): runs a long command with a dot every two seconds; its output goes to the log.
define slow
@mkdir -p $(dir $(LOG)); printf '%s ' '$(1)'; ( $(2) ) > $(LOG) 2>&1 & pid=$$!; \
trap 'kill $$pid 2>/dev/null; exit 130' INT TERM; \
while kill -0 $$pid 2>/dev/null; do printf '.'; sleep 2; done; \
if wait $$pid; then echo ' done'; else \
echo ' failed:'; tail -n 5 $(LOG); echo 'The whole log is $(CURDIR)/$(LOG)'; exit 1; fi
endef

# A package can be installed where apt is and we may use it; RUNLEVEL: no service is started for it.
CAN_INSTALL = $(and $(shell command -v apt-get),$(filter 0,$(shell id -u)))
INSTALL = apt-get update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

chat: $(READY) ## Talk with the bot on this terminal
	@$(ROLEWISE) chat

serve: $(READY) ## Run the server without a terminal (ROLEWISE_HOST, ROLEWISE_PORT)
	@$(ROLEWISE) serve

setup: $(READY) ## Install the packages; build encoder, knowledge store, widget and model where they are out of date
	@$(ROLEWISE) setup

train: $(READY) ## Train the language understanding if its inputs changed
	@$(ROLEWISE) train

test: setup browser proxy ## Run all tests, with what they need
	@$(VENV)/bin/python -m pytest -n $(WORKERS) --dist loadgroup

check: setup ## Check format, lint, types, knowledge and Rasa's data
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(ROLEWISE) knowledge validate
	@$(ROLEWISE) evaluate data

format: $(READY) ## Format the code
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

evaluate: $(READY) ## Cross-validate the language understanding
	@$(ROLEWISE) evaluate nlu

widget: $(READY) ## Build the web widget anew
	@rm -rf web/dist && $(ROLEWISE) setup

browser: ## Install Chromium for the tests of the web widget, where there is none
	$(if $(shell $(FIND_BROWSER)),@:,$(if $(CAN_INSTALL),$(call slow,Installing Chromium,$(INSTALL) chromium fonts-dejavu-core || true)))
	@( $(FIND_BROWSER) ) > /dev/null || \
	    echo 'There is no Chromium, so the tests of the web widget will be skipped: install it, or name it in ROLEWISE_CHROMIUM.'

proxy: ## Install nginx for the tests of deploy/, where there is none
	$(if $(shell command -v nginx),@:,$(if $(CAN_INSTALL),$(call slow,Installing nginx,$(INSTALL) nginx-light || true)))
	@command -v nginx > /dev/null || echo 'There is no nginx, so the tests of deploy/nginx.conf will be skipped: install it.'

screenshots: setup browser ## Take the pictures of the README anew
	@ROLEWISE_SCREENSHOTS=1 $(VENV)/bin/python -m pytest -q tests/browser/test_pictures.py

bench: setup ## Measure ours beside stock Rasa, which is trained first (an hour) where its data changed (BENCH='--rounds 5 --clone')
	@$(VENV)/bin/python -m benchmarks.beside.bench $(BENCH)

bench-search: $(READY) ## Compare the search with words, letters and plain sentence vectors (20 minutes)
	@$(VENV)/bin/python -m benchmarks.search

bench-store: setup ## Measure what the built-in store weighs: size, building, opening, memory (5 minutes)
	@$(VENV)/bin/python -m benchmarks.store

bench-web: setup browser ## Measure what the web widget weighs and how long a visitor waits (6 minutes)
	@$(VENV)/bin/python -m benchmarks.web_channel
	@$(VENV)/bin/python -m benchmarks.web_widget
	@$(VENV)/bin/python -m benchmarks.long_conversations

chaos: setup ## Let one thing after the other go wrong while people talk (15 minutes; DRILL='--only disk,killed')
	@$(VENV)/bin/python -m benchmarks.drills.chaos $(DRILL)

fuzz: setup ## Send odd requests to every door, and odd messages (20 minutes; DRILL='--requests 5000')
	@$(VENV)/bin/python -m benchmarks.drills.fuzz $(DRILL)

soak: setup ## Let many people talk for long, then far too many at once (35 minutes; DRILL='--minutes 5')
	@$(VENV)/bin/python -m benchmarks.drills.soak $(DRILL)

lock: | $(UV) ## Lock the dependencies of pyproject.toml in requirements.txt, with hashes
	@$(UV) pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.10 \
	    --no-emit-index-url --custom-compile-command 'make lock' --quiet --output-file requirements.txt

audit: $(READY) ## Ask which locked packages have known weaknesses (needs the advisories of PyPI and npm)
	@found=0; $(UV) tool run pip-audit --requirement requirements.txt --require-hashes --disable-pip --strict || found=1; \
	    ( cd web && PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm audit ) || found=1; exit $$found

$(READY): requirements.txt pyproject.toml .python-version | $(UV)
	$(call slow,Finding or fetching Python 3.10,$(UV) venv --allow-existing --python 3.10 $(VENV))
	$(call slow,Installing the locked packages (about a minute),$(UV) pip sync --python $(VENV) --require-hashes requirements.txt && $(UV) pip install --python $(VENV) --no-deps --no-build-isolation -e .)
	@touch $@

# uv, where the machine has none. Debian's python3 may lack venv; pip can still put it in a folder.
.uv/bin/uv:
	$(call slow,Fetching uv,$(PYTHON) -m venv .uv && .uv/bin/python -m pip install uv || $(PYTHON) -m pip install --target .uv uv)
