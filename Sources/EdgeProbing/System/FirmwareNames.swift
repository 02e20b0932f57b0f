import EdgeRecords

/// What the firmware calls a machine.
///
/// Of the DMI folder only these files are ever read: the others hold serial numbers.
struct FirmwareNames {
    private(set) var vendor: String?
    private(set) var product: String?
    private(set) var board: String?
    /// The device tree's model and the names it is compatible with, the most specific first.
    private(set) var model: String?
    private(set) var compatible: [String] = []

    init(_ observation: Observation) {
        let dmi = "sys/class/dmi/id/"
        vendor = Self.meaningful(observation.text(dmi + "sys_vendor"))
        product = Self.meaningful(observation.text(dmi + "product_name"))
        board = Self.meaningful(observation.text(dmi + "board_name"))
        for root in Self.deviceTrees {
            let texts = Self.texts(observation.text(root + "/compatible"))
            guard model == nil, compatible.isEmpty else { break }
            model = Self.texts(observation.text(root + "/model")).first.flatMap { Self.meaningful($0) }
            compatible = texts
        }
    }

    static let deviceTrees = ["proc/device-tree", "sys/firmware/devicetree/base"]

    /// What manufacturers leave in the fields that they never fill.
    private static let placeholders: Set<String> = [
        "to be filled by o.e.m", "to be filled by oem", "system product name", "system manufacturer", "system name",
        "product name", "manufacturer", "default string", "default", "not specified", "not applicable", "not available",
        "none", "oem", "o.e.m", "undefined", "unknown", "invalid", "empty", "n/a", "na", "type1productconfigid",
        "base board product name", "board product name", "xxxx", "generic dt based system", "0", "0123456789",
        "123456789", "1234567890",
    ]

    /// One line of text as it may be shown; nil for blanks and for words that stand for nothing.
    static func meaningful(_ text: String?) -> String? {
        guard let text else { return nil }
        let printable = String(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.map(Character.init))
        let line = String(printable.trimmingBlanks.prefix(128))
        var key = Substring(line.lowercased())
        while key.hasSuffix(".") { key = key.dropLast() }
        return key.isEmpty || placeholders.contains(String(key)) ? nil : line
    }

    /// The device tree ends each text with a zero byte.
    static func texts(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\0").prefix(64).map { String($0.trimmingBlanks) }.filter { !$0.isEmpty }
    }
}
