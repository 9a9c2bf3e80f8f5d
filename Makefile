# The commands of the project; each is a few lines over cargo. `make` alone lists them.
#
#   make run ARGS="…"   passes arguments on to `monps serve`

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run dashboard plugins test soak check audit bench compare fuzz fmt clean

export CARGO_TERM_COLOR ?= auto
# What `make setup` built for itself comes first.
export PATH := $(CURDIR)/target/tools/bin:$(PATH)

DASHBOARD := monps-server/dashboard
PAGES := $(DASHBOARD)/dist/index.html
# What the pages are made of: everything in git and about to be, but for tests and notes.
PAGES_FROM := $(shell cd $(DASHBOARD) && find app components hooks lib scripts package-lock.json *.ts *.mjs *.json \
    -type f -not -name '*.test.*' -not -name 'next-env.d.ts' 2>/dev/null | sed 's|^|$(DASHBOARD)/|')
PACKAGES := $(DASHBOARD)/node_modules/.package-lock.json

help: ## List the commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## Install whatever `run`, `test` and `check` need and is missing
	@.ci/setup run dashboard test check

$(PACKAGES): $(DASHBOARD)/package-lock.json
	@.ci/setup dashboard
	cd $(DASHBOARD) && npm ci --no-audit --no-fund
	touch $@

$(PAGES): $(PAGES_FROM) | $(PACKAGES)
	cd $(DASHBOARD) && NEXT_TELEMETRY_DISABLED=1 npm run build
	touch $@

dashboard: $(PAGES) ## Build the pages of the dashboard, which the program embeds

plugins: ## Build the example plugins in Rust anew, and run their tests
	@.ci/setup run plugins
	cd plugins && cargo test --locked
	for plugin in csv-feed json-api misbehaving; do \
	    cargo run --locked -p monps-server --bin monps -- plugin build plugins/examples/$$plugin \
	        --out plugins/target/components/$$plugin.wasm; \
	done

run: $(PAGES) ## Start the server on the simulator's market: API on :8001, dashboard on :3001
	@.ci/setup run
	cargo run --locked --release -p monps-server --bin monps -- serve $(ARGS)

test: $(PAGES) ## Run every test: unit, integration, documentation, the API against its OpenAPI, the dashboard
	@.ci/setup run test
	if cargo nextest --version >/dev/null 2>&1; then \
	    cargo nextest run --locked --workspace --no-fail-fast; \
	    cargo test --locked --workspace --doc; \
	else cargo test --locked --workspace --no-fail-fast; fi
	cargo build --locked -p monps-server --bin monps
	cd $(DASHBOARD) && npm test && npm run e2e

soak: ## The long versions: five minutes of kills and outages, 200 kills on each engine
	@.ci/setup run test
	MONPS_SOAK_SECONDS=300 MONPS_KILL_ROUNDS=200 cargo test --locked -p monps-server --test faults --test books \
	    -- --nocapture --test-threads 1 long:: kill::

check: $(PACKAGES) ## Formatting, lints, documentation, licences: what must hold before a commit
	@.ci/setup run check
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps
	.ci/wasm check --locked -p monps-core
	cargo deny --log-level error check licenses bans sources
	cd $(DASHBOARD) && npm run schema:check && npm run lint && npm run typecheck

audit: ## Look for known vulnerabilities (fetches the advisory database)
	@.ci/setup check
	cargo deny check advisories

bench: ## Measure, each figure beside a baseline
	cargo bench --locked -p monps-examples

compare: ## Run random markets through other libraries and ours: agreement and speed (ARGS=--write: into the README)
	@.ci/setup run compare
	cargo build --locked --release -p monps-core --example compare
	target/compare/bin/python monps-core/compare/compare.py --ours target/release/examples/compare $(ARGS)

fuzz: ## Look for panics and wrong answers with cargo-fuzz: TARGETS="odds stake", SECONDS_EACH=60
	@.ci/setup run fuzz
	SECONDS_EACH=$(or $(SECONDS_EACH),60) .ci/fuzz $(TARGETS)

fmt: ## Format the source
	cargo fmt --all

clean: ## Remove everything that was built or installed here
	cargo clean
	rm -rf target plugins/target plugins/examples/*/node_modules $(DASHBOARD)/{node_modules,.next,out}
	find $(DASHBOARD)/dist -mindepth 1 -not -name README.md -delete
