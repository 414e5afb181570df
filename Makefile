# Everything a person needs is one word: make chat. Everything a developer needs is in `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := .venv/bin
export OWN_ENVIRONMENT
# Where bytecode is not kept, each of the many processes compiles some thousand files of its packages anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help ready chat up test lint format train handouts vectors bench telegram-emulator calendar-parser demo-sessions clean environment

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-17s %s\n", $$1, $$2}'

environment:  ## install what uv.lock lists into .venv (nothing happens when it is there)
	@scripts/environment.sh

ready: environment  ## build everything that is missing: environment, encoder, index, Rasa model
	@$(BIN)/attache ready

chat: ready  ## talk to Attaché in this terminal
	@$(BIN)/attache chat

up: ready  ## run everything (with TELEGRAM_BOT_TOKEN set, the Telegram bot too) until Ctrl-C
	@$(BIN)/attache up

train: environment  ## train the Rasa model again if anything it is made of changed
	@$(BIN)/attache train

# One more than the smallest machine has processors: many tests wait rather than compute. A process takes up to 4 GB.
PROCESSES ?= 3
test: environment  ## run the whole test suite (PROCESSES=1 where memory is short)
	@$(BIN)/python -m pytest --numprocesses=$(PROCESSES)

lint: environment  ## ruff, mypy, import-linter and Rasa's own data validation
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@RASA_TELEMETRY_ENABLED=false $(BIN)/rasa data validate --config config.yml --domain domain.yml --data nlu/data --fail-on-warnings

format: environment  ## put every file into the project's format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

handouts: environment  ## make the PDF and the slides that ship with the library (after a module of theirs changed)
	@$(BIN)/python scripts/handouts.py

vectors: ready  ## compute the vectors that ship with the library (after the library changed)
	@$(BIN)/python scripts/ship_vectors.py

bench: ready  ## measure speed and size, print the table and keep it in bench/results
	@$(BIN)/python -m bench

telegram-emulator: environment  ## try the Telegram bot against a Bot API emulator that others wrote (needs npm; fetches it once)
	@command -v npm >/dev/null || { echo "npm is not installed. Install Node.js 20 or later, for example: apt-get install nodejs npm"; exit 1; }
	@mkdir -p var/telegram-emulator
	@cmp -s tests/telegram/emulator/package-lock.json var/telegram-emulator/package-lock.json || { \
		cp tests/telegram/emulator/package.json tests/telegram/emulator/package-lock.json var/telegram-emulator/ && \
		npm ci --prefix var/telegram-emulator --ignore-scripts --no-audit --no-fund || { rm -f var/telegram-emulator/package-lock.json; exit 1; }; }
	@$(BIN)/python -m pytest -rs tests/telegram/emulator

calendar-parser: environment  ## check calendar files with a parser that others wrote (needs npm; fetches it once)
	@command -v npm >/dev/null || { echo "npm is not installed. Install Node.js 20 or later, for example: apt-get install nodejs npm"; exit 1; }
	@mkdir -p var/calendar-parser
	@cmp -s tests/programme/calendar_parser/package-lock.json var/calendar-parser/package-lock.json || { \
		cp tests/programme/calendar_parser/package.json tests/programme/calendar_parser/package-lock.json var/calendar-parser/ && \
		npm ci --prefix var/calendar-parser --ignore-scripts --no-audit --no-fund || { rm -f var/calendar-parser/package-lock.json; exit 1; }; }
	@$(BIN)/python -m pytest -rs tests/programme/calendar_parser

demo-sessions: environment  ## fill the programme with six months of sessions to try things out with
	@$(BIN)/python -m scripts.demo_sessions

clean:  ## remove what was built (var/); the environment stays
	rm -rf var .pytest_cache .mypy_cache .ruff_cache .rasa
