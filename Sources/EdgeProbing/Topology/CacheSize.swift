import EdgeRecords

/// Sizes as the kernel writes them: `48K`, `32768K`, `1M`.
enum CacheSize {
    /// No cache, those on the memory's side included, comes near it; more is damage.
    private static let bytesAtMost = 1 << 50

    static func bytes(_ text: String) -> Int? {
        var digits = text[...]
        var unit = 1
        switch digits.last {
        case "K", "k": unit = 1 << 10
        case "M", "m": unit = 1 << 20
        case "G", "g": unit = 1 << 30
        default: break
        }
        if unit > 1 { digits.removeLast() }
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(digits) else {
            return nil
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow || bytes > bytesAtMost ? nil : bytes
    }
}
