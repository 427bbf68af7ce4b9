# `make run` starts the gateway, `make test` runs all tests; both install what they need.

# Where `make run` listens.
LISTEN ?= 127.0.0.1:8080
# The folder of invocation logs that `make report` imports.
LOGS ?= Examples/invocation-logs
# Further flags of swift build and swift test.
SWIFT_FLAGS ?=

PROGRAM = .build/debug/bedrock-ledger
# Every folder of logs gets a ledger of its own, so that figures of one never mix with those of another.
OUT = out/$(notdir $(abspath $(LOGS)))

.PHONY: help setup build run report test simulate reliability fuzz clients browser examples format lint sanitize

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## Install the C libraries that a build needs
	@.ci/setup

build: setup ## Build the program
	swift build --product bedrock-ledger $(SWIFT_FLAGS)

run: build ## Start the gateway (LISTEN=host:port), before the emulator where there are no credentials of AWS
	@mkdir -p out
	$(PROGRAM) serve --listen '$(LISTEN)' --upstream auto --ledger out/ledger.db --first-steps

report: export BEDROCK_LEDGER_DB = $(OUT)/ledger.db
report: build ## Import logs (LOGS=folder), show spend and budgets, write a CSV
	@mkdir -p '$(OUT)'
	@# Exit code 3 says that broken records were named and skipped; the rest of the logs is worth a report.
	$(PROGRAM) import invocation-logs '$(LOGS)' || test $$? = 3
	$(PROGRAM) spend --by team,callsite
	$(PROGRAM) budget set everything --limit 100 --period total --soft > /dev/null
	$(PROGRAM) budget list
	$(PROGRAM) export --format csv -o '$(OUT)/calls.csv'

# In three runs: the sweeps of the leaf modules keep every core busy for long, and servers answer late beside them. And
# Foundation's Process, by which the program is run, reads past its table where thousands of descriptors come and go.
SERVERS = BedrockEmulatorTests|BedrockLedgerTests|GatewayTests
PROGRAMS = CommandLineTests

test: setup ## Run all tests
	swift test --disable-xctest $(SWIFT_FLAGS) --skip '$(SERVERS)|$(PROGRAMS)'
	swift test --disable-xctest $(SWIFT_FLAGS) --filter '$(SERVERS)'
	swift test --disable-xctest $(SWIFT_FLAGS) --filter '$(PROGRAMS)'

# How many runs are simulated, of 300 steps in memory and of 1,000 in a file. A failing one prints how to repeat it.
SEEDS ?= 7000
FILE_SEEDS ?= 100

simulate: setup ## Simulate ledgers with unlucky clients over millions of steps (SEEDS= FILE_SEEDS=)
	swift build -c release --product Simulate $(SWIFT_FLAGS)
	.build/release/Simulate memory --seeds $(SEEDS)
	.build/release/Simulate file --seeds $(FILE_SEEDS) --steps 1000

# How much `make reliability` does; docs/reliability.md tells what came of these counts.
RELIABILITY_COUNTS ?= SIMULATION_SQLITE_SEEDS=10 SIMULATION_SQLITE_STEPS=5000 CRASH_ROUNDS=250 \
	CHECKPOINT_ROUNDS=300 CHECKPOINT_CALLS=2000 FAIRNESS_SECONDS=30 FAIRNESS_RUNS=1
RELIABILITY_TESTS = SimulationTests|CrashTests|StalledCheckpointTests|FaultyDiskTests|CorruptionTests|HeadroomTests

# Fairness on its own: it measures time, and the others keep every core busy.
reliability: simulate ## Try for minutes what `make test` tries for seconds: simulation, kills, power loss, faults, damage, fairness
	RELIABILITY=1 $(RELIABILITY_COUNTS) swift test --disable-xctest $(SWIFT_FLAGS) --filter '$(RELIABILITY_TESTS)'
	RELIABILITY=1 $(RELIABILITY_COUNTS) swift test --disable-xctest $(SWIFT_FLAGS) --filter 'FairnessTests'

clients: build ## Run the SDKs of AWS and Anthropic from PyPI against the gateway
	PROGRAM=$(PROGRAM) Tests/Clients/run

browser: build ## Look at the dashboard with Chromium
	PROGRAM=$(PROGRAM) Tests/Browser/run

examples: setup ## Build the example programs and the benchmarks
	for package in Examples/*/Package.swift Benchmarks/Package.swift; do \
		swift build --package-path "$$(dirname "$$package")" $(SWIFT_FLAGS) || exit 1; \
	done

format: ## Lay out the sources
	swift format --in-place --recursive Package.swift Sources Tests

lint: ## Check the layout of the sources
	swift format lint --strict --recursive Package.swift Sources Tests

# Leaks are left out, because Foundation has some of its own.
# Not the thread sanitizer: on Linux it does not know Synchronization.Mutex, and calls everything under one a race.
sanitize: setup ## Run the tests of the ledger and of bad input under the address sanitizer
	ASAN_OPTIONS=detect_leaks=0:suppressions=$(CURDIR)/.ci/address-sanitizer-suppressions swift test --disable-xctest --sanitize=address --scratch-path .build-address --filter 'SQLiteTests|LedgerTests|LedgerSQLiteTests|FuzzingTests'

# All of what the tests do a part of: ten thousand losses of power, every place where the disk can fail, a thousand of each
# kind of damage.
# Which reader is given bad input (all of them unless told), how often, and where to begin: see Tests/Support/Fuzz.
TARGET ?=
COUNT ?= 1000000
SECONDS ?= 100000
SEED ?= 1
FROM ?= 0

fuzz: setup ## Give bad input to everything that reads what others wrote (TARGET= COUNT= SECONDS= SEED= FROM=)
	swift run -c release $(SWIFT_FLAGS) Fuzz $(TARGET) --count $(COUNT) --seconds $(SECONDS) --seed $(SEED) --from $(FROM)
