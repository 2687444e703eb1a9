PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.PHONY: help up test soak lint types bench requirements

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-14s %s\n", $$1, $$2}'

up: ## Install and run the whole site on this machine
	@$(PYTHON) requirements/install.py base
	@exec $(BIN)/python manage.py up --host $(HOST) --port $(PORT)

test: ## Install what tests need and run every check
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/python -m tests.chromium
	@$(MAKE) --no-print-directory lint types
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup $(TESTS)

soak: ## Kill sockets, models and web processes, 200 times, and lose no character
	@$(PYTHON) requirements/install.py dev
	KILLS=$${KILLS:-200} $(BIN)/python -m pytest -q tests/soak

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint templates

types:
	$(BIN)/mypy .

bench: ## Measure, and write bench/results.json
	@$(PYTHON) requirements/install.py dev
	$(BIN)/python -m bench $(ONLY)

requirements: ## Compile requirements/*.in to pinned .txt
	UV_FIND_LINKS="$$PIP_FIND_LINKS" $(BIN)/uv pip compile --quiet --no-header --generate-hashes \
		--python-version 3.11 --no-emit-package torch --no-emit-find-links \
		requirements/base.in requirements/torch.txt -o requirements/base.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --python-version 3.11 \
		-c requirements/base.txt requirements/dev.in -o requirements/dev.txt
