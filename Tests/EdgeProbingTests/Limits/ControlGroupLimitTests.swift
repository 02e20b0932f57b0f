import EdgeProbing
import Testing

@Suite struct ControlGroupLimitTests {
    @Test(
        arguments: [
            ("max 100000", .unlimited), ("max", .unlimited), ("150000 100000", .limited(1.5)), ("50000", .limited(0.5)),
            ("4611686018427387904 1", .limited(0x1p62)),
        ] as [(String, ControlGroupLimit<Double>)])
    func `reads a quota of version 2 exactly`(text: String, limit: ControlGroupLimit<Double>) {
        #expect(ControlGroupLimit(cpuMax: text) == limit)
    }

    @Test(arguments: [
        "", "min 100000", "0 100000", "-1 100000", "100000 0", "100000 -5", "1 2 3", "99999999999999999999 1",
    ])
    func `refuses a damaged quota`(text: String) {
        #expect(ControlGroupLimit(cpuMax: text) == nil)
    }

    @Test func `reads a quota of version 1 with its period`() {
        #expect(ControlGroupLimit(quotaMicroseconds: "350000", periodMicroseconds: "100000") == .limited(3.5))
        #expect(ControlGroupLimit(quotaMicroseconds: "-1", periodMicroseconds: String?.none) == .unlimited)
        #expect(ControlGroupLimit(quotaMicroseconds: "350000", periodMicroseconds: String?.none) == nil)
        #expect(ControlGroupLimit(quotaMicroseconds: "350000", periodMicroseconds: "0") == nil)
        #expect(ControlGroupLimit(quotaMicroseconds: "0", periodMicroseconds: "100000") == nil)
    }

    @Test(arguments: [
        "max", "-1", "9223372036854771712", "9223372036854775807", "9223372036854710272", "18446744073709551615",
        "8796093018112",
    ])
    func `knows every way in which kernels write that memory has no limit`(text: String) {
        #expect(ControlGroupLimit(bytes: text) == .unlimited)
    }

    @Test func `reads a memory limit`() {
        #expect(ControlGroupLimit(bytes: "536870912") == .limited(536_870_912))
        #expect(ControlGroupLimit(bytes: "1099511627776") == .limited(1 << 40))
    }

    @Test(arguments: ["", "0", "-2", "12 kB", "99999999999999999999999", "maximum", "0x1000"])
    func `refuses a damaged memory limit`(text: String) {
        #expect(ControlGroupLimit(bytes: text) == nil)
    }
}
