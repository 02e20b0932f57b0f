import EdgeRecords

/// What one file of a control group says about a limit.
package enum ControlGroupLimit<Value: Hashable & Sendable>: Hashable, Sendable {
    case unlimited
    case limited(Value)
}

extension ControlGroupLimit<Double> {
    /// Reads `cpu.max` of version 2, such as `max 100000` or `150000 100000`, as a number of CPUs; nil if damaged.
    package init?(cpuMax text: some StringProtocol) {
        let fields = text.split(whereSeparator: \.isWhitespace)
        guard let quota = fields.first, fields.count <= 2 else { return nil }
        // The kernel fills a period that was not written with 100 ms.
        let period = fields.count == 2 ? Int(fields[1]) : 100_000
        guard let period, period > 0 else { return nil }
        if quota == "max" {
            self = .unlimited
        } else {
            guard let quota = Int(quota), quota > 0 else { return nil }
            self = .limited(Double(quota) / Double(period))
        }
    }

    /// Reads `cpu.cfs_quota_us` and `cpu.cfs_period_us` of version 1, as a number of CPUs; nil if damaged.
    package init?(quotaMicroseconds: some StringProtocol, periodMicroseconds: (some StringProtocol)?) {
        guard let quota = Int(quotaMicroseconds), quota != 0 else { return nil }
        if quota < 0 {
            self = .unlimited
        } else {
            guard let period = periodMicroseconds.flatMap({ Int($0) }), period > 0 else { return nil }
            self = .limited(Double(quota) / Double(period))
        }
    }
}

extension ControlGroupLimit<Int> {
    /// Version 1 has no word for "none": it writes the largest number of whole pages, which differs with their size.
    private static var unlimitedFromBytes: UInt64 { 1 << 60 }
    /// The same on a 32-bit kernel with pages of 4 KiB.
    private static var unlimitedOn32Bits: UInt64 { 0x7FFF_FFFF * 4096 }

    /// Reads `memory.max` and its like of either version as bytes; nil if damaged.
    package init?(bytes text: some StringProtocol) {
        if text == "max" || text == "-1" {
            self = .unlimited
            return
        }
        // A process that reads this lives in the group, so it cannot be held to no memory at all.
        guard let value = UInt64(text), value > 0 else { return nil }
        if value >= Self.unlimitedFromBytes || value == Self.unlimitedOn32Bits {
            self = .unlimited
        } else {
            guard let bytes = Int(exactly: value) else { return nil }
            self = .limited(bytes)
        }
    }
}
