/// A set of logical CPU numbers, as the kernel writes them: `0-3,8` or `ff,ffffffff`.
public struct CPUSet: Hashable, Sendable {
    /// No machine that Linux runs on has more; a larger number in a file is damage.
    public static let capacity = 16_384

    /// Sixty-four CPUs a word, lowest first; no zero words at the end, so that equal sets compare equal.
    private var words: [UInt64] = []

    public init() {}

    public init(_ cpus: some Sequence<Int>) {
        for cpu in cpus { insert(cpu) }
    }

    /// Numbers outside the capacity are ignored.
    public mutating func insert(_ cpu: Int) {
        guard cpu >= 0, cpu < Self.capacity else { return }
        while words.count <= cpu / 64 { words.append(0) }
        words[cpu / 64] |= 1 << UInt64(cpu % 64)
    }

    /// A whole range at once, word by word; numbers outside the capacity are ignored.
    mutating func insert(all cpus: ClosedRange<Int>) {
        let low = max(cpus.lowerBound, 0)
        let high = min(cpus.upperBound, Self.capacity - 1)
        guard low <= high else { return }
        while words.count <= high / 64 { words.append(0) }
        for index in (low / 64)...(high / 64) {
            let first = UInt64(max(low - index * 64, 0))
            let last = UInt64(min(high - index * 64, 63))
            words[index] |= (UInt64.max >> (63 - (last - first))) << first
        }
    }

    public func contains(_ cpu: Int) -> Bool {
        cpu >= 0 && cpu / 64 < words.count && words[cpu / 64] & (1 << UInt64(cpu % 64)) != 0
    }

    public var isEmpty: Bool { words.isEmpty }
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
    public var first: Int? { words.firstIndex { $0 != 0 }.map { $0 * 64 + words[$0].trailingZeroBitCount } }
    public var last: Int? { words.last.map { words.count * 64 - 1 - $0.leadingZeroBitCount } }

    /// The CPU numbers, ascending.
    public var elements: [Int] {
        var cpus: [Int] = []
        cpus.reserveCapacity(count)
        for (index, word) in words.enumerated() where word != 0 {
            var rest = word
            while rest != 0 {
                cpus.append(index * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return cpus
    }

    public func union(_ other: CPUSet) -> CPUSet { combined(with: other) { $0 | $1 } }
    public func intersection(_ other: CPUSet) -> CPUSet { combined(with: other) { $0 & $1 } }
    public func subtracting(_ other: CPUSet) -> CPUSet { combined(with: other) { $0 & ~$1 } }
    public func isSubset(of other: CPUSet) -> Bool { subtracting(other).isEmpty }

    private func combined(with other: CPUSet, _ operation: (UInt64, UInt64) -> UInt64) -> CPUSet {
        var result = CPUSet()
        result.words = (0..<max(words.count, other.words.count)).map { index in
            operation(index < words.count ? words[index] : 0, index < other.words.count ? other.words[index] : 0)
        }
        while result.words.last == 0 { result.words.removeLast() }
        return result
    }
}
