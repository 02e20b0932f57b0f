import EdgeRecords
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0.0, "0 ns"), (0.5, "0.500 ns"), (840.0, "840 ns"), (999.4, "999 ns"), (999.6, "1.00 µs"),
        (31_200_000.0, "31.2 ms"), (1_500_000_000.0, "1.50 s"), (9_999_000.0, "10.0 ms"), (99_960_000.0, "100 ms"),
        (999_400_000_000.0, "999 s"), (1_200_000_000_000.0, "20 min 0 s"), (7_260_000_000_000.0, "2 h 1 min"),
        (-31_200_000.0, "-31.2 ms"), (.nan, "unknown"), (.infinity, "unknown"),
    ])
    func `writes durations in three digits`(nanoseconds: Double, text: String) {
        #expect(NumberText.duration(nanoseconds: nanoseconds) == text)
    }

    @Test(arguments: [
        (50_000_000, "50 ms"), (1_500_000_000, "1.5 s"), (62_125_000, "62.125 ms"), (999, "999 ns"), (0, "0 ns"),
        (60_000_000_000, "60 s"), (2500, "2.5 µs"),
    ])
    func `writes chosen durations in full`(nanoseconds: Int, text: String) {
        #expect(NumberText.exactDuration(nanoseconds: nanoseconds) == text)
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1 KiB"), (1_610_612_736, "1.5 GiB"),
        (536_870_912, "512 MiB"), (25_000_000_000, "23.3 GiB"), (1_048_575, "1 MiB"), (1_073_000_000, "1023 MiB"),
        (Int.max, "8 EiB"), (-2048, "-2 KiB"), (Int.min, "-8 EiB"),
    ])
    func `writes sizes without needless zeros`(count: Int, text: String) {
        #expect(NumberText.bytes(count) == text)
    }

    @Test func `writes rates and ratios`() {
        #expect(NumberText.rate(operationsPerSecond: 249e9) == "249 GOP/s")
        #expect(NumberText.rate(operationsPerSecond: 1.2345e12) == "1.23 TOP/s")
        #expect(NumberText.rate(bytesPerSecond: 25.6e9) == "25.6 GB/s")
        #expect(NumberText.percent(ratio: 0.93) == "93.0 %")
        #expect(NumberText.percent(ratio: 0.00123) == "0.123 %")
        #expect(NumberText.percent(ratio: 1) == "100 %")
        #expect(NumberText.percent(ratio: .nan) == "unknown")
        #expect(NumberText.rate(bytesPerSecond: .infinity) == "unknown")
    }

    @Test(arguments: [(1.005, 2, "1.00"), (-0.001, 2, "0.00"), (12.5, 0, "13"), (0.06, 1, "0.1"), (3, 3, "3.000")])
    func `writes a fixed number of decimals`(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }
}

@Suite struct UTCTextTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_795_248_000, "2026-11-21T08:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"), (-62_167_219_200, "0000-01-01T00:00:00Z"),
    ])
    func `writes a moment in UTC`(epochSeconds: Int, text: String) {
        #expect(UTCText.moment(epochSeconds: epochSeconds) == text)
    }

    @Test func `takes any number of seconds`() {
        for seconds in [Int.max, Int.min, Int.min + 86_400] {
            #expect(UTCText.moment(epochSeconds: seconds).hasSuffix("Z"))
        }
    }
}
