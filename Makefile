CHECKS = --explicit-target-dependency-import-check error -Xcc -Wall -Xcc -Wextra -Xcc -Wconversion
# The runtime inside: the program can be copied to a device that has no Swift.
RELEASE = -c release --static-swift-stdlib
FUZZERS = arguments arrays images json operators onnx probe-formats safetensors tar waves
# Each fuzzer's turn; `make test` asks for a shorter one.
FUZZ_SECONDS = 20
PROGRAM = .build/release/edgeplan
# Its own folder: these flags and those of `make build` would undo each other's work.
TESTED = --scratch-path .build/test -c release $(CHECKS)
# Tried without a trace: what the program keeps stays out of the user's own store and catalogue.
TRIED = XDG_STATE_HOME=$(CURDIR)/.build/own/state XDG_CACHE_HOME=$(CURDIR)/.build/own/cache .build/test/release/edgeplan
# A package as others would write it, and the libraries' symbols for the documentation, in one build.
EXAMPLES = --package-path examples --scratch-path .build/examples
GRAPHS = $(CURDIR)/.build/examples/graphs
# Suites with tests that need an engine of others.
REAL = 'ForeignEngine|Provider|TensorFlowLite|Language|Transcription|CTranslate2|EnginesTests'
# Pages that the tests keep, one for each kind of report.
PAGES = Tests/EdgeReportingTests/Golden

.PHONY: build run test unit lint schemas examples browser reports fuzz sanitize sanitized-kernels emulation check-slow \
    real-engines packages datasets shells tools

build: packages
	@swift build $(RELEASE) --product edgeplan

# The main job. Statuses 0, 1 and 4 are answers; all else is a failure.
run: build
	@scripts/answer $(PROGRAM) probe
	@scripts/answer $(PROGRAM) doctor
	@scripts/answer $(PROGRAM) run

# What a change must pass.
test: lint unit schemas examples browser sanitized-kernels
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=3

# Expected crashes are part of some tests: their backtraces would only cost time.
unit: packages datasets shells tools
	env $$(scripts/need-engines) SWIFT_BACKTRACE=enable=no swift test $(TESTED) --disable-xctest --parallel

lint: tools
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzz examples
	scripts/check-imports

# The example records that the tests keep, and what the program says of this machine, by a validator that is not ours.
schemas: packages tools datasets
	scripts/validate-records --prove Tests/EdgeRecordsTests/Golden/*.json
	@mkdir -p .build/records
	$(TRIED) probe --json > .build/records/device.json
	$(TRIED) doctor --json > .build/records/doctor.json
	$(TRIED) models list --json > .build/records/models.json
	$(TRIED) models show ssdlite-mobilenet-v2 --json > .build/records/model.json
	$(TRIED) engines list --json > .build/records/engines.json
	$(TRIED) engines check native --json > .build/records/enginecheck.json
	$(TRIED) man --json > .build/records/page.json
	$(TRIED) models operators --json > .build/records/operators.json
	$(TRIED) models export ds-cnn --precision int8 --force --output .build/records/ds-cnn.onnx \
	    --json > .build/records/modelfile.json
	$(TRIED) models export ds-cnn --force --output .build/records/float.onnx --quiet > /dev/null
	$(TRIED) models check .build/records/ds-cnn.onnx --json > .build/records/modelcheck.json
	$(TRIED) models install --json > .build/records/packages.json
	$(TRIED) models evaluate fashion-cnn-w4 --data /usr/share/datasets/fashion-mnist --samples 500 \
	    --isa --json > .build/records/evaluation.json
	$(TRIED) models quantize .build/records/float.onnx --force --output .build/records/quantized.onnx \
	    --json > .build/records/card.json
	$(TRIED) profile kernels --quick --budget 1s --threads 1 --quiet \
	    --output .build/records/profile.json > /dev/null || [ $$? -eq 4 ]
	$(TRIED) profile models --model ds-cnn --dry-run --json > .build/records/candidates.json
	$(TRIED) profile import .build/records/profile.json --store $$(mktemp -d) --json \
	    > .build/records/runs.json
	$(TRIED) report .build/records/profile.json --html .build/records/report.html --json \
	    > .build/records/report.json
	scripts/make-reports .build/test/release/edgeplan --check
	! $(TRIED) probe --json --root /nonexistent > .build/records/error.json 2> /dev/null
	scripts/validate-records .build/records/*.json

# The script that newcomers copy; a package that depends on the library products, and the products' documentation.
examples: tools shells
	shellcheck examples/deploy/*
	examples/deploy/check .build/test/release/edgeplan
	@mkdir -p $(GRAPHS)
	@swift build $(EXAMPLES) -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc $(GRAPHS)
	@for name in kernels native; do .build/examples/debug/$$name || exit; done
	scripts/check-documented Sources/EdgeKernels/EdgeKernels.docc $(GRAPHS) examples
	scripts/check-documented Sources/EdgeNative/EdgeNative.docc $(GRAPHS) examples

# The page with most on it and one whose names are markup, in a real browser; `make check-slow` drives all of them.
browser:
	scripts/check-reports $(PAGES)/report-plan.html $(PAGES)/report-hostile.html

# The reports of the committed profiles, anew.
reports: build
	scripts/make-reports $(PROGRAM)

# One after another: a finding stops it, and libFuzzer leaves the input in .build/fuzz/NAME.
fuzz: packages
	swift build --scratch-path .build/fuzz --sanitize fuzzer -Xswiftc -DFUZZING --product fuzz
	@set -e; for name in $(FUZZERS); do \
	    mkdir -p .build/fuzz/$$name; \
	    EDGEPLAN_FUZZER=$$name .build/fuzz/debug/fuzz -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=1024 -timeout=10 \
	        -artifact_prefix=.build/fuzz/$$name/ -verbosity=0 -print_final_stats=1 .build/fuzz/$$name \
	        $$(ls -d Fuzz/Seeds/$$name 2>/dev/null); \
	done

# The instruction trials and the kernels on Arm, RISC-V and older x86 processors that QEMU plays; the program too, once
# it is built.
emulation:
	scripts/check-emulation
	scripts/check-kernels-emulation

# The C code alone: every kernel of this processor and the thread pool, under all three sanitizers, in seconds.
sanitized-kernels:
	scripts/check-kernels-sanitized $(PASSES)

# Undefined behaviour is looked for in C alone: the Swift driver has no such sanitizer on Linux.
# Not for leaks: Swift marks the addresses of strings, so that none of them seems to be referred to.
sanitize: packages
	@$(MAKE) --no-print-directory sanitized-kernels PASSES=30
	ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no \
	    swift test --disable-xctest --scratch-path .build/address --sanitize address
	SWIFT_BACKTRACE=enable=no swift test --disable-xctest --scratch-path .build/thread --sanitize thread
	SWIFT_BACKTRACE=enable=no swift test --disable-xctest --scratch-path .build/undefined \
	    -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined

# Builds llama.cpp and fetches CTranslate2 and Whisper (250 MB), which takes minutes the first time, and runs everything
# that needs an engine of others, with all of them there. After `make unit`, whose build it runs.
real-engines: packages
	@scripts/need-packages cmake ninja-build
	EDGEPLAN_VENV=$(CURDIR)/.build/llama $(TRIED) engines install llama.cpp
	EDGEPLAN_VENV=$(CURDIR)/.build/llama $(TRIED) engines install ctranslate2
	$(TRIED) models install whisper-base
	env $$(scripts/need-engines) \
	    $$(scripts/need-speech $(CURDIR)/.build/llama $(CURDIR)/.build/own/cache/edgeplan/packages) SWIFT_BACKTRACE=enable=no \
	    swift test $(TESTED) --disable-xctest --skip-build --filter $(REAL)

# What takes too long for every change.
check-slow: test sanitize emulation
	@$(MAKE) --no-print-directory real-engines
	Benchmarks/conformance
	@mkdir -p .build/large
	scripts/large-profile .build/records/profile.json 5000 > .build/large/profile.json
	.build/test/release/edgeplan report .build/large/profile.json --html .build/large/large.html > /dev/null
	scripts/check-reports $(PAGES)/report-*.html reports/*.html .build/large/large.html
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=120

packages:
	@scripts/need-packages

# What the accuracy of the networks in `models/` is measured on.
datasets:
	@scripts/need-packages dataset-fashion-mnist

# Those that settings are given to.
shells:
	@scripts/need-packages bash dash shellcheck zsh

# What the checks themselves are written in.
tools:
	@scripts/need-packages python3 python3-venv
