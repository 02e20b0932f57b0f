import EdgeRecords

/// The two lines of `/proc/meminfo` that matter here.
struct MemoryFields {
    static let shownPath = "/proc/meminfo"

    private(set) var totalBytes: Int?
    private(set) var swapBytes: Int?

    init(_ observation: Observation) {
        guard let text = observation.text("proc/meminfo") else { return }
        var isTold = false
        for line in text.utf8.split(separator: 10) {
            let fields = Substring(line).split(whereSeparator: \.isWhitespace)
            guard fields.count >= 2, fields[0] == "MemTotal:" || fields[0] == "SwapTotal:" else { continue }
            isTold = true
            // A machine without memory cannot run what asks.
            let isTotal = fields[0] == "MemTotal:"
            guard let bytes = Self.bytes(fields.dropFirst()), bytes > 0 || !isTotal else {
                observation.warnOfContent(
                    Self.shownPath, String(Substring(line)), expected: "a number of kilobytes")
                continue
            }
            if isTotal { totalBytes = totalBytes ?? bytes } else { swapBytes = swapBytes ?? bytes }
        }
        if !isTold { observation.warnOfNothing(in: "proc/meminfo", expected: "an amount of memory") }
    }

    /// The kernel writes kilobytes of 1024 bytes.
    private static func bytes(_ fields: ArraySlice<Substring>) -> Int? {
        guard let amount = fields.first.flatMap({ Int($0) }), amount >= 0, fields.count == 1 || fields.last == "kB"
        else { return nil }
        let product = amount.multipliedReportingOverflow(by: 1024)
        return product.overflow ? nil : product.partialValue
    }
}
