import EdgeArguments
import EdgePlanning
import EdgePlatform
import EdgeRecords
import EdgeReporting

/// `edgeplan compare`: what changed between two profiles or two plans.
enum CompareCommand {
    static let declaration = Command(
        "compare", "Say what changed between two profiles or two plans.", theme: "Plan",
        details: """
            Compares candidate by candidate, as a ratio with its interval, and all together; what lies within the interval
            is noise, and is called so. Different versions, governors and devices are listed. Measurements that other
            work disturbed show that work, and no change.
            """,
        operands: [
            Operand("before", .path(), "A profile or a plan."), Operand("after", .path(), "Another of the same kind."),
        ],
        options: [.value("percentile", .confidence, default: "95", "Which part of the answers is compared.")],
        examples: [Example("edgeplan compare before.json after.json", "Two profiles of one device.")],
        statuses: [
            StatusMeaning(.done, "All together are no slower, beyond noise."),
            StatusMeaning(.no, "All together are slower, beyond noise."),
            StatusMeaning(.notTrustworthy, "It cannot be said: too few samples, or nothing in common."),
        ],
        seeAlso: ["plan", "gate"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let before = try PlanningFile(path: parsed.text("before"))
        let after = try PlanningFile(path: parsed.text("after"))
        let comparison: RecordComparison
        switch (before.record, after.record) {
        case (.profile(let one), .profile(let other)):
            let percent = (parsed.ratio("percentile") * 1e8).rounded() / 1e6
            comparison = Comparer.compare(one, other, by: .percentile(percent))
        case (.plan(let one), .plan(let other)): comparison = Comparer.compare(one, other)
        case (.set, _): throw PlanningFileError.severalPlans(before.path)
        case (_, .set): throw PlanningFileError.severalPlans(after.path)
        default: throw PlanningFileError.differentKinds(before.path, after.path)
        }
        let output =
            parsed.flag("json")
            ? try RecordText.encode(comparison) : ComparisonText.text(of: comparison, width: surroundings.textWidth)
        return Outcome(output: output, status: status(of: comparison))
    }

    private static func status(of comparison: RecordComparison) -> ExitStatus {
        switch comparison.total {
        case .better, .unchanged: .done
        case .worse: .no
        default: .notTrustworthy
        }
    }
}

/// A file that holds a profile or a plan.
struct PlanningFile {
    enum Record {
        case profile(Profile)
        case plan(Plan)
        case set(PlanSet)
    }

    let path: String
    let record: Record
    /// As `sha256:` and its digits.
    let hash: String

    private static let limitBytes = 256 << 20

    init(path: String) throws {
        self.path = path
        let bytes = try UserFile.bytes(of: path, limitBytes: Self.limitBytes)
        hash = "sha256:" + SHA256.hex(of: bytes)
        var limits = JSONReader.Limits()
        limits.bytes = Self.limitBytes
        limits.values = 32 << 20
        let value = try RecordText.decode(JSONValue.self, from: bytes, file: path, limits: limits)
        var schema = ""
        if case .string(let named)? = value["schema"] { schema = named }
        if schema.hasPrefix("edgeplan.planset/") {
            record = .set(try RecordText.decode(PlanSet.self, from: value, file: path))
        } else if schema.hasPrefix("edgeplan.plan/") {
            record = .plan(try RecordText.decode(Plan.self, from: value, file: path))
        } else {
            record = .profile(try RecordText.decode(Profile.self, from: value, file: path))
        }
    }

    /// - Throws: If it is a plan.
    static func profile(at path: String) throws -> Profile {
        switch try PlanningFile(path: path).record {
        case .profile(let profile): return profile
        case .plan: throw PlanningFileError.noProfile(path)
        case .set: throw PlanningFileError.severalPlans(path)
        }
    }

    /// - Throws: If it is a profile.
    static func plan(at path: String) throws -> Plan {
        try PlanningFile(path: path).plan
    }

    /// - Throws: If it is anything but one plan.
    var plan: Plan {
        get throws {
            switch record {
            case .plan(let plan): return plan
            case .profile: throw PlanningFileError.noPlan(path)
            case .set: throw PlanningFileError.severalPlans(path)
            }
        }
    }
}

/// Why a file is not the one that is needed.
enum PlanningFileError: ExplainedError {
    case noPlan(String)
    case noProfile(String)
    case severalPlans(String)
    case differentKinds(String, String)

    var what: String {
        switch self {
        case .noPlan(let path): "\(path) is no plan"
        case .noProfile(let path): "\(path) is no profile"
        case .severalPlans(let path): "\(path) is not one plan"
        case .differentKinds: "a profile and a plan cannot be compared"
        }
    }

    var `where`: String {
        switch self {
        case .noPlan(let path), .noProfile(let path), .severalPlans(let path): path
        case .differentKinds(let one, let other): "\(one) and \(other)"
        }
    }

    var why: String {
        switch self {
        case .noPlan: "it is a profile, from which plans are made"
        case .noProfile: "it is a plan"
        case .severalPlans: "it holds a set of plans"
        case .differentKinds: "one is measured, the other recommended"
        }
    }

    var remedy: String {
        switch self {
        case .noProfile: "name what `edgeplan profile` wrote"
        case .severalPlans: "take one out of it: jq '.plans[0]' FILE > plan.json"
        case .noPlan: "make a plan of it: edgeplan plan --profile FILE --json > plan.json"
        case .differentKinds: "name two files of one kind"
        }
    }
}
