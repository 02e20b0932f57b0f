import EdgePlatform
import EdgeRecords

/// One control group, as a folder of limit files.
///
/// Its name may hold a user's name or a container's number, so it is only ever shown as a number of levels.
struct ControlGroup {
    private let folder: String
    /// Zero for the process's own group, one for the group around it.
    let levelsUp: Int
    let isUnified: Bool
    let omitsPrefix: Bool
    private let observation: Observation

    init(folder: String, levelsUp: Int, isUnified: Bool, omitsPrefix: Bool, observation: Observation) {
        self.folder = folder
        self.levelsUp = levelsUp
        self.isUnified = isUnified
        self.omitsPrefix = omitsPrefix
        self.observation = observation
    }

    /// How a file of this group is named in a record.
    func source(_ file: String) -> String {
        switch levelsUp {
        case 0: "cgroup \(file)"
        case 1: "cgroup \(file), 1 level up"
        default: "cgroup \(file), \(levelsUp) levels up"
        }
    }

    /// The text of one of its files; nil if there is none, or none that can be read.
    func text(_ file: String) -> String? {
        do {
            return String(try observation.tree.text(at: folder + "/" + file).trimmingBlanks)
        } catch {
            if case .missing = error { return nil }
            observation.findings.warn(
                "\(source(file)) could not be read", at: source(file), why: error.why, remedy: error.remedy)
            return nil
        }
    }

    /// The limit in one of its files; damaged content is a warning and counts as no limit.
    func limit<Value>(
        _ file: String, expected: String, _ parse: (String) -> ControlGroupLimit<Value>?
    ) -> Value? {
        guard let text = text(file) else { return nil }
        guard let limit = parse(text) else {
            observation.warnOfContent(source(file), text, expected: expected)
            return nil
        }
        return if case .limited(let value) = limit { value } else { nil }
    }
}
