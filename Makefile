CHECKS = --explicit-target-dependency-import-check error -Xcc -Wall -Xcc -Wextra -Xcc -Wconversion
# The runtime inside: the program can be copied to a device that has no Swift.
RELEASE = -c release --static-swift-stdlib
FUZZERS = fuzz-arguments fuzz-json fuzz-probe-formats fuzz-tar
# Each fuzzer's turn; CI asks for a shorter one.
FUZZ_SECONDS = 20

.PHONY: build run test lint schemas fuzz emulation packages

build: packages
	swift build $(RELEASE) --product edgeplan

test: packages
	SWIFT_BACKTRACE=enable=no swift test -c release $(CHECKS) --disable-xctest --parallel

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzz
	scripts/check-imports

# The example records that the tests keep, checked by a validator that is not ours.
schemas:
	scripts/validate-records --prove Tests/EdgeRecordsTests/Golden/*.json

# One after another: a finding stops it, and libFuzzer leaves the input in .build/fuzz/NAME.
fuzz: packages
	@set -e; for name in $(FUZZERS); do \
	    swift build --scratch-path .build/fuzz --sanitize fuzzer -Xswiftc -DFUZZING --product $$name; \
	    mkdir -p .build/fuzz/$$name; \
	    .build/fuzz/debug/$$name -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=1024 -timeout=10 \
	        -artifact_prefix=.build/fuzz/$$name/ -verbosity=0 -print_final_stats=1 .build/fuzz/$$name; \
	done

# The instruction trials on Arm, RISC-V and older x86 processors that QEMU plays; the program too, once it is built.
emulation:
	scripts/check-emulation

packages:
	@scripts/need-packages
