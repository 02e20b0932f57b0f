package import EdgeRecords

/// Why no plan could be made at all; a requirement that nothing meets is an answer, and none of these.
package enum PlanningError: ExplainedError {
    /// A part of the requirement that no device could be held to.
    case badRequirement(part: String, reason: String)
    case noProfile
    case differentClasses(String, String)
    case debugBuild
    case unknownTask(TaskName, nearest: String?)
    case nothingMeasured(TaskName, labels: String?, measured: [String])
    /// Nobody said what any of these models is for.
    case undescribed(TaskName, models: [String])
    /// Something was, in these scenarios, but not in the one that was asked for.
    case otherScenario(Scenario, measured: [String])
    /// Only language models have a first token.
    case noFirstToken(TaskName)
    case severalLabelSets(TaskName, [String])
    case unknownCandidate(String, known: [String])

    package var what: String {
        switch self {
        case .badRequirement(let part, _): "no plan can be made for this \(part)"
        case .unknownTask(let task, let nearest):
            "unknown task \(task.rawValue)" + (nearest.map { "; did you mean \($0)?" } ?? "")
        case .unknownCandidate(let name, _): "no candidate is called \(name)"
        case .noFirstToken: "no plan can be made for a first token"
        default: "no plan can be made"
        }
    }

    package var `where`: String {
        switch self {
        case .badRequirement(let part, _): "the requirement's \(part)"
        case .unknownTask: "the requirement's task"
        case .severalLabelSets: "the requirement's labels"
        case .unknownCandidate: "the candidates of this task"
        default: "the profiles"
        }
    }

    package var why: String {
        switch self {
        case .badRequirement(_, let reason): reason
        case .noProfile: "no profile of this device is there"
        case .differentClasses(let one, let other): "one is of the device class \(one), another of \(other)"
        case .debugBuild: "a debug build measured them, which is slower than what will run"
        case .unknownTask: "the tasks are \(TaskName.known.map(\.rawValue).joined(separator: ", "))"
        case .nothingMeasured(let task, let labels, let measured):
            "no model for \(task.rawValue)\(labels.map { " with the labels \($0)" } ?? "") was measured; "
                + (measured.isEmpty ? "they hold no model at all" : "there is \(measured.joined(separator: ", "))")
        case .undescribed(let task, let models):
            "nobody said what the measured models are for, so that none is known to be for \(task.rawValue): "
                + Self.listed(models)
        case .otherScenario(let asked, let measured):
            "nothing was measured in the scenario \(asked.rawValue); there is \(measured.joined(separator: ", "))"
        case .noFirstToken(let task):
            "none of the models for \(task.rawValue) that were measured reads a prompt: none has a first token"
        case .severalLabelSets(let task, let sets):
            "models for \(task.rawValue) were measured with the labels \(sets.joined(separator: ", "))"
                + ", which are no rivals"
        case .unknownCandidate(_, let known):
            known.isEmpty ? "there are none" : "there are \(Self.listed(known))"
        }
    }

    private static func listed(_ names: [String]) -> String {
        names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    }

    package var remedy: String {
        switch self {
        case .undescribed: "say it: edgeplan models add FILE --name NAME --task TASK"
        case .badRequirement: "give one that a device can meet"
        case .noProfile: "measure first: edgeplan profile models"
        case .nothingMeasured(_, let labels, let measured):
            labels != nil && !measured.isEmpty
                ? "name labels that were measured, or measure first: edgeplan profile models"
                : "measure first: edgeplan profile models"
        case .otherScenario: "name one of these with --scenario, or measure in it: edgeplan profile models --help"
        case .noFirstToken: "leave --first-token out"
        case .differentClasses: "plan for one device class at a time"
        case .debugBuild: "measure with a release build"
        case .unknownTask: "name one of these"
        case .severalLabelSets: "name one with --labels"
        case .unknownCandidate: "name one of these, or the start of a name up to @ or :"
        }
    }

    package var status: ExitStatus {
        switch self {
        case .badRequirement, .unknownTask, .severalLabelSets, .unknownCandidate, .noFirstToken: .wrongUsage
        default: .badInput
        }
    }
}
