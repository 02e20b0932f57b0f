extension CPUSet {
    /// Reads the kernel's list form: `0-3,8`, strides as in `0-62:2/4`, or nothing at all.
    ///
    /// Nil for anything else, numbers past the capacity included.
    public init?(list text: some StringProtocol) {
        self.init()
        let trimmed = Substring(text).trimmingBlanks
        guard !trimmed.isEmpty else { return }
        for part in trimmed.split(separator: ",", omittingEmptySubsequences: false) {
            guard insert(range: part) else { return nil }
        }
    }

    /// Reads the kernel's mask form: 32-bit words in hexadecimal, the highest first, with commas between.
    public init?(mask text: some StringProtocol) {
        self.init()
        let words = Substring(text).trimmingBlanks.split(separator: ",", omittingEmptySubsequences: false)
        guard words.count <= Self.capacity / 32 else { return nil }
        for (position, word) in words.reversed().enumerated() {
            guard word.count <= 8, let bits = UInt32(word, radix: 16) else { return nil }
            for bit in 0..<32 where bits & (1 << UInt32(bit)) != 0 { insert(position * 32 + bit) }
        }
    }

    /// The list form: `0-3,8`; empty for no CPU.
    public var listText: String {
        var parts: [String] = []
        var rest = elements[...]
        while let start = rest.popFirst() {
            var end = start
            while rest.first == end + 1 { end = rest.removeFirst() }
            parts.append(start == end ? "\(start)" : "\(start)-\(end)")
        }
        return parts.joined(separator: ",")
    }

    /// One part of a list: `8`, `0-3` or `0-62:2/4`, which takes 2 of every 4 from 0 on.
    private mutating func insert(range text: Substring) -> Bool {
        let strided = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let ends = strided[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let low = Self.number(ends[0]), let high = ends.count == 2 ? Self.number(ends[1]) : low, low <= high
        else { return false }
        guard strided.count == 2 else {
            insert(all: low...high)
            return true
        }
        let stride = strided[1].split(separator: "/", omittingEmptySubsequences: false)
        guard stride.count == 2, let taken = Self.number(stride[0]), let every = Self.number(stride[1]), taken > 0,
            every > 0
        else { return false }
        for cpu in low...high where (cpu - low) % every < taken { insert(cpu) }
        return true
    }

    private static func number(_ text: Substring) -> Int? {
        let trimmed = Substring(text).trimmingBlanks
        guard (1...5).contains(trimmed.count), trimmed.allSatisfy(\.isASCII), let value = Int(trimmed), value >= 0,
            value < capacity
        else { return nil }
        return value
    }
}

extension StringProtocol {
    /// Without the spaces, tabs and newlines at either end.
    public var trimmingBlanks: SubSequence {
        let head = drop { $0.isWhitespace }
        guard let end = head.lastIndex(where: { !$0.isWhitespace }) else { return head }
        return head[...end]
    }
}
