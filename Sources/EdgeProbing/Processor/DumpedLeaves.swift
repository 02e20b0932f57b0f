import EdgePlatform
import EdgeRecords

extension Observation {
    /// No dump of a real processor comes near it.
    private static let dumpLimitBytes = 1 << 18

    /// The CPUID leaves that a captured tree holds in `cpuid/puN`, by CPU; none where it has no such folder.
    func dumpedLeaves() -> [Int: CPUIDTable] {
        var tables: [Int: CPUIDTable] = [:]
        for cpu in numbers(after: "pu", in: "cpuid") {
            let path = "cpuid/pu\(cpu)"
            guard let text = text(path, limitBytes: Self.dumpLimitBytes) else { continue }
            do {
                let table = try CPUIDTable(text: text)
                if !table.isEmpty { tables[cpu] = table }
            } catch {
                findings.warn(error.what, at: "\(path): \(error.where)", why: error.why, remedy: error.remedy)
            }
        }
        return tables
    }
}
