import EdgePlatform
import EdgeRecords

/// A file that holds a profile, a plan, several plans or what was seen of several tasks at once.
struct PlanningFile {
    enum Record {
        case profile(Profile)
        case plan(Plan)
        case set(PlanSet)
        case verification(SetVerification)
    }

    let path: String
    let record: Record
    /// As `sha256:` and its digits.
    let hash: String

    init(path: String) throws {
        self.path = path
        let bytes = try PlanSources.bytes(of: path)
        hash = "sha256:" + SHA256.hex(of: bytes)
        if let profile = try RecordText.profile(from: bytes, file: path, limits: PlanSources.limits) {
            record = .profile(profile)
            return
        }
        let value = try RecordText.decode(JSONValue.self, from: bytes, file: path, limits: PlanSources.limits)
        var schema = ""
        if case .string(let named)? = value["schema"] { schema = named }
        if schema.hasPrefix("edgeplan.planset/") {
            record = .set(try RecordText.decode(PlanSet.self, from: value, file: path))
        } else if schema.hasPrefix("edgeplan.plan/") {
            record = .plan(try RecordText.decode(Plan.self, from: value, file: path))
        } else if schema.hasPrefix("edgeplan.setverification/") {
            record = .verification(try RecordText.decode(SetVerification.self, from: value, file: path))
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
        case .verification: throw PlanningFileError.noPlan(path)
        }
    }

    /// - Throws: If it is a profile.
    static func plan(at path: String) throws -> Plan {
        try PlanningFile(path: path).plan
    }

    /// Whether it holds plans whose choices run at the same time.
    var isOfTasks: Bool { if case .set(let set) = record { set.kind == .tasks } else { false } }

    /// The plan, or of several the one for this task.
    ///
    /// - Parameter tasks: as the command line names them; of none it has to be the only plan.
    /// - Throws: If there is none, more than one, or no answer to all of the questions together.
    func plan(for tasks: [String]) throws -> Plan {
        guard case .set(let set) = record else { return try plan }
        let subjects = set.plans.map(\.requirement.subject)
        guard tasks.count == 1 else { throw PlanningFileError.unnamedTask(path, known: subjects) }
        guard set.kind != .targets else { throw PlanningFileError.severalPlans(path) }
        let found = set.plans.filter { $0.requirement.subject == tasks[0] || $0.requirement.task.rawValue == tasks[0] }
        guard found.count == 1 else { throw PlanningFileError.unnamedTask(path, known: subjects) }
        let verdict = set.together?.verdict ?? .undecided
        guard verdict == .meets || set.kind == .tasks && verdict == .undecided else {
            throw PlanningFileError.noneTogether(path, summary: set.summary)
        }
        return found[0]
    }

    /// - Throws: If there is none.
    var plans: [Plan] {
        get throws {
            if case .set(let set) = record { set.plans } else { [try plan] }
        }
    }

    /// - Throws: If it is anything but one plan.
    var plan: Plan {
        get throws {
            switch record {
            case .plan(let plan): return plan
            case .profile, .verification: throw PlanningFileError.noPlan(path)
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
    case unnamedTask(String, known: [String])
    case noneTogether(String, summary: String)

    var what: String {
        switch self {
        case .noPlan(let path): "\(path) is no plan"
        case .noProfile(let path): "\(path) is no profile"
        case .severalPlans(let path): "\(path) is not one plan"
        case .unnamedTask(let path, _): "\(path) holds several plans, and none of them was named"
        case .noneTogether(let path, _): "\(path) has no settings to give"
        case .differentKinds: "a profile and a plan cannot be compared"
        }
    }

    var `where`: String {
        switch self {
        case .noPlan(let path), .noProfile(let path), .severalPlans(let path), .unnamedTask(let path, _),
            .noneTogether(let path, _):
            path
        case .differentKinds(let one, let other): "\(one) and \(other)"
        }
    }

    var why: String {
        switch self {
        case .noPlan: "it is what was measured, from which plans are made"
        case .noProfile: "it is a plan"
        case .severalPlans: "it holds a set of plans"
        case .unnamedTask(_, let known): "there are \(known.joined(separator: ", "))"
        case .noneTogether(_, let summary): summary
        case .differentKinds: "one is measured, the other recommended"
        }
    }

    var remedy: String {
        switch self {
        case .noProfile: "name what `edgeplan profile` wrote"
        case .severalPlans: "take one out of it: jq '.plans[0]' FILE > plan.json"
        case .unnamedTask(_, let known): "name one: --task \(ShellText.word(known.first ?? "TASK"))"
        case .noneTogether: "plan anew with other targets, or verify: edgeplan plan --help"
        case .noPlan: "make a plan of it: edgeplan plan --profile FILE --json > plan.json"
        case .differentKinds: "name two files of one kind"
        }
    }
}
