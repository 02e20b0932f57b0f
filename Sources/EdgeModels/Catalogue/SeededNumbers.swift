import EdgeRecords

/// Random numbers that a name decides: the same bytes on every machine.
///
/// Steele, Lea and Flood's SplitMix64, started from the name's SHA-256. Only exact operations follow, so no processor
/// rounds otherwise.
package struct SeededNumbers {
    private var state: UInt64

    package init(name: String) {
        let digits = SHA256.hex(of: name.utf8).prefix(16)
        state = UInt64(digits, radix: 16) ?? 0
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed &>> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed &>> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed &>> 31)
    }

    /// Numbers spread evenly between `-bound` and `bound`.
    package mutating func uniform(count: Int, bound: Float) -> [Float] {
        var numbers = [Float](repeating: 0, count: count)
        let step = bound * 0x1p-23
        var place = 0
        // Two from each draw: 24 bits fill a float.
        while place + 1 < count {
            let draw = next()
            numbers[place] = Float(Int32(truncatingIfNeeded: draw & 0xff_ffff) &- 0x80_0000) * step
            numbers[place + 1] = Float(Int32(truncatingIfNeeded: (draw &>> 32) & 0xff_ffff) &- 0x80_0000) * step
            place += 2
        }
        if place < count {
            numbers[place] = Float(Int32(truncatingIfNeeded: next() & 0xff_ffff) &- 0x80_0000) * step
        }
        return numbers
    }
}
