import EdgeRecords

/// Why no report could be made.
enum ReportError: ExplainedError {
    case noFile(path: String)
    case noProfile(store: String)
    case noneKept(store: String, deviceClass: String)
    case notAProfile(path: String)
    /// What was named, in words.
    case tooMany(String)
    case noPlan
    case plannedAlready
    case strayOption(String)
    case strayVerification
    case otherVerification
    case nothingToOpen
    case noDesktop(path: String)
    case otherClass(plan: String, profile: String)
    case unplanned(profile: String)

    var what: String {
        switch self {
        case .noDesktop, .nothingToOpen: "the report could not be opened"
        default: "no report could be made"
        }
    }

    var status: ExitStatus {
        switch self {
        case .noDesktop: .missing
        case .nothingToOpen, .noPlan, .tooMany, .plannedAlready, .strayOption, .strayVerification, .unplanned:
            .wrongUsage
        default: .badInput
        }
    }

    var `where`: String {
        switch self {
        case .noFile(let path), .notAProfile(let path), .noDesktop(let path): path
        case .noProfile(let store), .noneKept(let store, _): store
        case .noPlan: "edgeplan report --decision"
        case .plannedAlready: "edgeplan report --target"
        case .strayOption(let name): "edgeplan report --\(name)"
        case .nothingToOpen: "edgeplan report --open"
        default: "edgeplan report"
        }
    }

    var why: String {
        switch self {
        case .noFile: "there is no such file"
        case .noProfile: "the profile that the plan rests on is not in the store"
        case .noneKept(_, let deviceClass):
            "nothing was measured yet on this device, which is of the class \(deviceClass)"
        case .notAProfile: "it is no profile"
        case .tooMany(let words): "\(words) were named"
        case .noPlan: "no plan of one device was named, so nothing was decided"
        case .plannedAlready: "a plan was named, which has its own target"
        case .strayOption: "it says what to ask of what was measured, and no target was given"
        case .strayVerification: "what was seen of several tasks at once was named without their plans"
        case .otherVerification: "the verification is of other tasks or other choices than the plans"
        case .nothingToOpen: "it is the HTML page that is opened, and only other forms were asked for"
        case .noDesktop: "xdg-open, which asks the desktop, was not found"
        case .otherClass(let plan, let profile): "the plan is for the device class \(plan), the profile of \(profile)"
        case .unplanned(let profile): "there are plans, and none for the profile of \(profile)"
        }
    }

    var remedy: String {
        switch self {
        case .noneKept: "measure first: edgeplan profile kernels --quick; or name a profile's file"
        case .noFile: "make one with `edgeplan profile kernels`, or name another file"
        case .noProfile: "name the profile beside the plan"
        case .notAProfile: "name a file that `edgeplan profile` wrote"
        case .tooMany: "name one profile with its plan or baseline, several profiles alone, or plans of several devices"
        case .plannedAlready: "leave one of them out"
        case .strayOption: "add --target 50ms"
        case .strayVerification: "name the file of the plans beside it"
        case .otherVerification: "verify these plans: edgeplan verify plans.json --json"
        case .nothingToOpen: "name it with --html FILE"
        case .noDesktop: "open the file in a browser, or install xdg-utils"
        case .noPlan: "make one with `edgeplan plan --json > plan.json` and name it, or give --target"
        case .otherClass: "name the profile that the plan was made from"
        case .unplanned: "name its plan too, or name profiles alone and give --target"
        }
    }
}
