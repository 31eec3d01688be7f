# The two that a newcomer needs: `make demo` and `make test`. Both install what is missing.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: demo test setup format lint verify verify-long bench

demo: setup
	@swift build -c release --product handrail
	@.ci/demo

test: setup
	@.ci/test

setup:
	@.ci/setup

format:
	@swift format -i -r Sources Tests Package.swift

lint:
	@swift format lint --strict -r Sources Tests Package.swift
	@.ci/check_sources

verify:
	@swift run -c release HandrailVerifier --comparisons 200000

verify-long:
	@swift run -c release HandrailVerifier --comparisons 20000000

bench:
	@swift build -c release --product handrail
	@program="$$(swift build -c release --show-bin-path)/handrail"; \
	  .ci/measure_start "$$program"; .ci/check_memory "$$program"
