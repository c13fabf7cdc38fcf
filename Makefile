# Tessera. `make help` lists what can be made; `make demo` and `make test` each work as the first command.

SWIFT  ?= swift
PREFIX ?= /usr/local

# More options for `swift build`, such as RELEASE_FLAGS='-Xcc -march=x86-64-v3' for processors with AVX2.
RELEASE_FLAGS ?=

# At once. All at once, as is usual, hold more than a thousand open files, and each waits for all others.
TESTS_AT_ONCE = 8

RELEASE = .build/release/tessera
DEBUG   = .build/debug/tessera
PYTHON  = .build-venv/bin/python

# A tree that belongs to another user, as in a container, is no reason to refuse to list its files.
LIST_SWIFT = git -c safe.directory='*' ls-files -z '*.swift'

.DEFAULT_GOAL = help
.PHONY: help deps test-deps build demo gallery test test-core test-drawing end-to-end fuzz-api torture torture-till test-cluster try-release bench symbol-speed logo-cases lint format docs install clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install the libraries and fonts that the build needs, if any is missing
	@.ci/deps build

test-deps: deps ## install what the tests need besides: readers and checkers, in .build-venv
	@.ci/deps test

build: deps ## build the release binary
	$(SWIFT) build -c release --product tessera $(RELEASE_FLAGS)

# The demo ends with a server to look at; without a person to look, it ends by itself.
demo: build ## make output/demo: codes, a sheet, a card, a list and a funnel of the sample brand
	@if [ -t 0 ] && [ -t 1 ]; then set --; else set -- --no-serve; fi; \
	$(RELEASE) demo --output output/demo "$$@"

gallery: build ## draw every shape, fill, frame and brand kit into output/gallery, as one page
	@$(RELEASE) qr gallery --output output/gallery --force

test: test-deps ## build and run every test, and say how many passed
	$(SWIFT) build --build-tests
	@.ci/swift-test $(SWIFT) test --skip-build --experimental-maximum-parallelization-width $(TESTS_AT_ONCE)
	@$(MAKE) --no-print-directory end-to-end

end-to-end: ## check the debug binary from outside (part of `make test`)
	@TESSERA_BINARY=$(DEBUG) $(PYTHON) -B Tests/EndToEnd/run_all.py $(ONLY)

fuzz-api: test-deps ## send 2,000 requests, good and bad, to everything in /openapi.json of the debug binary
	@TESSERA_BINARY=$(DEBUG) PYTHONPATH=$(CURDIR)/Tests/EndToEnd $(PYTHON) -B Tests/EndToEnd/http/fuzz.py 2000

torture: test-deps ## kill verifiers under every load on SQLite and PostgreSQL (about 20 minutes)
	@TESSERA_BINARY=$(DEBUG) PYTHONPATH=$(CURDIR)/Tests/EndToEnd $(PYTHON) -B Tests/EndToEnd/redemption/run.py full

torture-till: test-deps ## three tills behind a bad network and kill -9 for everybody, 200 seeded runs (about half an hour)
	@TESSERA_BINARY=$(DEBUG) TESSERA_TILL_RUNS=200 PYTHONPATH=$(CURDIR)/Tests/EndToEnd $(PYTHON) -B \
	  Tests/EndToEnd/till/torture.py

test-cluster: test-deps ## kill the primary of three PostgreSQL servers under load, with Patroni (about 10 minutes)
	@.ci/deps cluster
	@TESSERA_BINARY=$(DEBUG) PYTHONPATH=$(CURDIR)/Tests/EndToEnd:$(CURDIR)/Tests/EndToEnd/redemption $(PYTHON) -B \
	  Tests/EndToEnd/cluster/failover.py

# The demo's build serves it too; a compiler's optimiser has broken what every test of the debug build passed.
try-release: build ## run every command of the release binary once, with the heap watched (part of .ci/run)
	@TESSERA_BINARY=$(RELEASE) PYTHONPATH=$(CURDIR)/Tests/EndToEnd python3 -B Tests/EndToEnd/release/commands.py

bench: build symbol-speed test-deps ## measure the release build (ONLY=issue|import|export|segments|symbols|looks|press|redeem|till; press-large and redeem-large take long and are not in it)
	@.ci/deps bench
	@TESSERA_BINARY=$(RELEASE) $(PYTHON) -B Tests/Benchmarks/run.py $(ONLY)

# For any processor and for those with AVX2, each with a build folder of its own; symbols.py looks for them there.
symbol-speed: deps
	TESSERA_ONLY=drawing $(SWIFT) build -c release --product SymbolSpeed --scratch-path .build-speed
	if grep -qw avx2 /proc/cpuinfo 2>/dev/null; then TESSERA_ONLY=drawing $(SWIFT) build -c release \
	  --product SymbolSpeed --scratch-path .build-speed-avx2 -Xcc -march=x86-64-v3; fi

logo-cases: deps ## plan and read 10,000 random symbols with logos (about 15 minutes)
	TESSERA_ONLY=drawing $(SWIFT) run -c release --scratch-path .build-speed LogoCases 10000

# Neither part needs the server's packages, so each builds from nothing while the server would still compile.
test-core: ## build and test only the core: rules, members, measuring, codes
	@TESSERA_ONLY=core .ci/swift-test $(SWIFT) test --scratch-path .build-core

test-drawing: deps ## build and test only symbols, drawing, templates and our own rules
	@TESSERA_ONLY=drawing .ci/swift-test $(SWIFT) test --scratch-path .build-drawing

lint: ## check the format of every Swift file
	@$(LIST_SWIFT) | xargs -0 $(SWIFT) format lint --strict --parallel

format: ## format every Swift file in place
	@$(LIST_SWIFT) | xargs -0 $(SWIFT) format -i --parallel

docs: deps ## write the documentation as a static site into output/docs
	@mkdir -p output/docs
	$(SWIFT) package --allow-writing-to-directory output/docs generate-documentation --target tessera \
	  --output-path output/docs --transform-for-static-hosting

install: build ## install binary, templates, completions and man page under PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/tessera \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/tessera
	rm -rf $(DESTDIR)$(PREFIX)/share/tessera/templates
	cp -R templates $(DESTDIR)$(PREFIX)/share/tessera/templates
	$(RELEASE) --generate-completion-script bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/tessera
	$(RELEASE) --generate-completion-script zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tessera
	$(RELEASE) --generate-completion-script fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tessera.fish
	$(RELEASE) --experimental-dump-help | python3 .ci/manual >$(DESTDIR)$(PREFIX)/share/man/man1/tessera.1

clean: ## remove what was built and what the demo wrote
	rm -rf .build .build-core .build-drawing .build-speed .build-speed-avx2 .build-venv output/demo output/docs output/gallery
