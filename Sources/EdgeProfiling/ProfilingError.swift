public import EdgeKernels
public import EdgeRecords

/// Why nothing was measured.
public enum ProfilingError: ExplainedError {
    /// An unoptimized program measures itself and not the device.
    case debugBuild
    case unknownInstructionSet(String, available: [String])
    case unavailableInstructionSet(String, available: [String])
    case tooManyThreads(asked: Int, usable: Int, limit: Device.Limits.Constraint)
    /// A kernel or a ceiling refused its work.
    case kernel(KernelError)

    public var what: String {
        switch self {
        case .unknownInstructionSet(let name, _): "there is no instruction set called \(name)"
        case .unavailableInstructionSet(let name, _): "\(name) cannot be measured on this device"
        case .kernel(let error): error.what
        default: "nothing was measured"
        }
    }

    public var `where`: String {
        switch self {
        case .debugBuild: "this build of edgeplan"
        case .unknownInstructionSet, .unavailableInstructionSet: "--isa or EDGEPLAN_ISA"
        case .tooManyThreads: "--threads"
        case .kernel(let error): error.where
        }
    }

    public var why: String {
        switch self {
        case .debugBuild: "it was compiled without optimization, so its speed says nothing of the device"
        case .unknownInstructionSet: "kernels know it by no such name"
        case .unavailableInstructionSet: "its instructions were not executed here"
        case .tooManyThreads(let asked, let usable, let limit):
            "\(asked) threads were asked for, and this process may use \(usable) CPU\(usable == 1 ? "" : "s"): "
                + limit.inWords
        case .kernel(let error): error.why
        }
    }

    public var remedy: String {
        switch self {
        case .debugBuild: "build it with `swift build -c release`, or with `make build`"
        case .unknownInstructionSet(_, let available), .unavailableInstructionSet(_, let available):
            "choose one of \(available.joined(separator: ", "))"
        case .tooManyThreads(_, let usable, let limit):
            "ask for at most \(usable)" + (limit == .online ? "" : ", or raise that limit")
                + "; `profile models` takes --oversubscribe"
        case .kernel(let error): error.remedy
        }
    }

    public var status: ExitStatus {
        switch self {
        case .debugBuild: .notTrustworthy
        case .unknownInstructionSet, .tooManyThreads: .wrongUsage
        case .unavailableInstructionSet: .missing
        case .kernel(let error): error.status
        }
    }
}

extension Device.Limits.Constraint {
    /// What it is that allows no more.
    fileprivate var inWords: String {
        switch self {
        case .quota: "the control group's quota allows no more time"
        case .cpuset: "the control group's cpuset has no more"
        case .affinity: "its affinity has no more"
        case .online: "no more are online"
        }
    }
}

extension Profile.Build {
    /// How this very program was compiled.
    public static var current: Profile.Build {
        #if DEBUG
            .debug
        #else
            .release
        #endif
    }
}
