import EdgeRecords

/// What `/proc/sysinfo` of s390x tells; its names and serials are left unread.
package struct MainframeText: Hashable, Sendable {
    package private(set) var manufacturer: String?
    package private(set) var type: String?
    /// What runs this guest: `z/VM` or `KVM/Linux`; nil in a partition of the machine itself.
    package private(set) var controlProgram: String?

    package init(_ text: String) {
        for line in text.utf8.split(separator: 10) {
            let parts = Substring(line).split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = String(parts[1].trimmingBlanks)
            let key = parts[0].trimmingBlanks
            if key == "Manufacturer" {
                manufacturer = value
            } else if key == "Type" {
                type = value
            } else if key.hasPrefix("VM"), key.hasSuffix("Control Program"), controlProgram == nil {
                // VM00 is the innermost of nested hypervisors.
                controlProgram = value
            }
        }
    }
}
