/// `/proc/PID/status`, read with care: a key that is not there is nil.
public struct ProcessStatus: Sendable {
    private let values: [Substring: Substring]

    public init(_ text: String) {
        let pairs = text.split(separator: "\n").compactMap { line -> (Substring, Substring)? in
            let parts = line.split(separator: ":", maxSplits: 1)
            return parts.count == 2 ? (parts[0], parts[1].drop { $0 == "\t" || $0 == " " }) : nil
        }
        values = Dictionary(pairs) { first, _ in first }
    }

    /// This process's own.
    public static var own: ProcessStatus? {
        (try? FileTree(root: "/proc").text(at: "self/status")).map { ProcessStatus($0) }
    }

    public func number(_ key: String) -> Int? {
        values[key[...]].flatMap { Int($0.prefix { $0.isNumber }) }
    }

    /// Of a value in kB.
    public func bytes(_ key: String) -> Int? {
        number(key).flatMap { kilobytes in
            let (bytes, overflow) = kilobytes.multipliedReportingOverflow(by: 1024)
            return overflow ? nil : bytes
        }
    }
}
