# The two that a newcomer needs: `make demo` and `make test`. Both install what is missing.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
# The shipped form: no Swift libraries needed beside it, and half the time to start.
release := swift build -c release --static-swift-stdlib
.PHONY: demo test setup format lint release benchmarks verify verify-long bench

demo: release
	@.ci/demo

test: setup
	@.ci/test

setup:
	@.ci/setup

release: setup
	@$(release) --product handrail

# What measures is a package of its own; in one build folder nothing is compiled twice.
benchmarks: setup
	@$(release) --package-path Benchmarks --scratch-path .build

format:
	@swift format -i -r Sources Tests Package.swift Benchmarks

lint:
	@swift format lint --strict -r Sources Tests Package.swift Benchmarks
	@.ci/check_sources

verify:
	@$(release) --product HandrailVerifier
	@.build/release/HandrailVerifier --comparisons 200000
	@.build/release/HandrailVerifier --approvals 1000000
	@.build/release/HandrailVerifier --analysis 20000
	@.build/release/HandrailVerifier --diffs 20000
	@.build/release/HandrailVerifier --damage 20000

verify-long:
	@$(release) --product HandrailVerifier
	@.build/release/HandrailVerifier --comparisons 20000000
	@$(release) --product handrail
	@Benchmarks/analysis .build/release/handrail 100 1000 10000

bench: release benchmarks
	@Benchmarks/start .build/release/handrail
	@Benchmarks/memory .build/release/handrail
	@$(release) --product HandrailVerifier
	@Benchmarks/reading .build/release/HandrailVerifier
	@Benchmarks/compiling .build/release/HandrailVerifier
	@Benchmarks/loading .build/release/HandrailVerifier
	@Benchmarks/analysis .build/release/handrail
	@Benchmarks/instructions .build/release/FixedCases
	@Benchmarks/peers agree -n 10 100 1000 10000
	@Benchmarks/peers figures -n 10 100 1000 10000 --mixes uniform late
	@Benchmarks/peers lines -n 100
