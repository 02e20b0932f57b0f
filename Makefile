CHECKS = --explicit-target-dependency-import-check error -Xcc -Wall -Xcc -Wextra -Xcc -Wconversion
# The runtime inside: the program can be copied to a device that has no Swift.
RELEASE = -c release --static-swift-stdlib

.PHONY: build run test lint schemas packages

build: packages
	swift build $(RELEASE) --product edgeplan

test: packages
	swift test -c release $(CHECKS) --disable-xctest --parallel

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzz
	scripts/check-imports

# The example records that the tests keep, checked by a validator that is not ours.
schemas:
	scripts/validate-records --prove Tests/EdgeRecordsTests/Golden/*.json

packages:
	@scripts/need-packages
