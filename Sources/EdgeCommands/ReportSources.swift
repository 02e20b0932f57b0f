import EdgePlatform
import EdgeProbing
import EdgeRecords
import EdgeReporting

/// The records of one report.
struct ReportRecords {
    /// One, or several to be compared.
    var profiles: [Profile]
    var plan: Plan?
    var baseline: Profile?

    private var input: ReportInput { ReportInput(profile: profiles[0], plan: plan, baseline: baseline) }

    var report: Report { profiles.count > 1 ? Report(comparing: profiles) : Report(of: input) }

    func decision() throws(ReportError) -> String {
        guard profiles.count == 1, let text = DecisionPage.text(of: input) else { throw .noPlan }
        return text
    }
}

/// Finds and reads the records that a report is made of.
struct ReportSources {
    let store: String

    /// More than any profile takes: the samples of thousands of measurements.
    private static let limitBytes = 512 << 20

    private enum Source {
        case profile(Profile, path: String)
        case plan(Plan, path: String)
    }

    func records(files: [String], baseline: String?, console: any Console) throws -> ReportRecords {
        let sources = try files.isEmpty ? [ownProfile()] : files.map(read)
        var profiles: [Profile] = []
        var plans: [Plan] = []
        for source in sources {
            switch source {
            case .profile(let profile, let path):
                console.explain("\(path) is a profile of \(profile.device.class)")
                profiles.append(profile)
            case .plan(let plan, let path):
                console.explain("\(path) is a plan for \(plan.deviceClass)")
                plans.append(plan)
            }
        }
        if let plan = plans.first, profiles.isEmpty { profiles = [try profile(for: plan, console: console)] }
        guard plans.count <= 1, profiles.count == 1 || plans.isEmpty && baseline == nil else {
            throw ReportError.tooMany(plans: plans.count, profiles: profiles.count)
        }
        if let plan = plans.first, plan.deviceClass != profiles[0].device.class {
            throw ReportError.otherClass(plan: plan.deviceClass, profile: profiles[0].device.class)
        }
        return ReportRecords(profiles: profiles, plan: plans.first, baseline: try baseline.map(readProfile))
    }

    /// All that the store has of the device that this runs on.
    private func ownProfile() throws -> Source {
        let device = DeviceProbe(tree: try FileTree.open("/"), runsTrials: true).device()
        guard let profile = try StoredProfiles(of: device.class, in: store).joined else {
            throw ReportError.noneKept(store: store, deviceClass: device.class)
        }
        return .profile(profile, path: store)
    }

    /// A plan names its profiles by hash alone: those of them that the store has, or else all that it has of the class.
    private func profile(for plan: Plan, console: any Console) throws -> Profile {
        let found = try StoredProfiles(of: plan.deviceClass, in: store)
        let named = found.entries.filter { plan.profileHashes.contains($0.hash) }.map(\.profile)
        if named.count < plan.profileHashes.count {
            console.explain("\(store) has changed since the plan was made")
        }
        guard let profile = Profile.joined(named) ?? found.joined else { throw ReportError.noProfile(store: store) }
        return profile
    }

    private func readProfile(_ path: String) throws -> Profile {
        guard case .profile(let profile, _) = try read(path) else { throw ReportError.notAProfile(path: path) }
        return profile
    }

    private func read(_ path: String) throws -> Source {
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: Self.limitBytes)
        } catch .missing {
            throw ReportError.noFile(path: path)
        }
        let value: JSONValue
        do {
            value = try JSONReader.value(of: bytes)
        } catch {
            throw RecordError(.notJSON(error), file: path)
        }
        if case .string(let schema)? = value["schema"], schema.hasPrefix("edgeplan.plan/") {
            return .plan(try RecordText.decode(Plan.self, from: value, file: path), path: path)
        }
        if case .string(let schema)? = value["schema"], schema.hasPrefix("edgeplan.planset/") {
            throw ReportError.severalPlans(path: path)
        }
        return .profile(try RecordText.decode(Profile.self, from: value, file: path), path: path)
    }
}

/// Why no report could be made.
enum ReportError: ExplainedError {
    case noFile(path: String)
    case noProfile(store: String)
    case noneKept(store: String, deviceClass: String)
    case notAProfile(path: String)
    case tooMany(plans: Int, profiles: Int)
    case severalPlans(path: String)
    case noPlan
    case nothingToOpen
    case noDesktop(path: String)
    case otherClass(plan: String, profile: String)

    var what: String {
        switch self {
        case .noDesktop, .nothingToOpen: "the report could not be opened"
        default: "no report could be made"
        }
    }

    var status: ExitStatus {
        switch self {
        case .noDesktop: .missing
        case .nothingToOpen, .noPlan, .tooMany: .wrongUsage
        default: .badInput
        }
    }

    var `where`: String {
        switch self {
        case .noFile(let path), .notAProfile(let path), .severalPlans(let path), .noDesktop(let path): path
        case .noProfile(let store), .noneKept(let store, _): store
        case .tooMany, .otherClass: "edgeplan report"
        case .noPlan: "edgeplan report --decision"
        case .nothingToOpen: "edgeplan report --open"
        }
    }

    var why: String {
        switch self {
        case .noFile: "there is no such file"
        case .noProfile: "the profile that the plan rests on is not in the store"
        case .noneKept(_, let deviceClass):
            "nothing was measured yet on this device, which is of the class \(deviceClass)"
        case .notAProfile: "it is no profile"
        case .tooMany(let plans, let profiles): "\(plans) plans and \(profiles) profiles were named"
        case .severalPlans: "it holds a plan for each of several targets or tasks, and a page is of one"
        case .noPlan: "no plan was named, so nothing was decided"
        case .nothingToOpen: "it is the HTML page that is opened, and only other forms were asked for"
        case .noDesktop: "xdg-open, which asks the desktop, was not found"
        case .otherClass(let plan, let profile): "the plan is for the device class \(plan), the profile of \(profile)"
        }
    }

    var remedy: String {
        switch self {
        case .noneKept: "measure first: edgeplan profile kernels --quick; or name a profile's file"
        case .noFile: "make one with `edgeplan profile kernels`, or name another file"
        case .noProfile: "name the profile beside the plan"
        case .notAProfile: "name a file that `edgeplan profile` wrote"
        case .tooMany: "name one profile with its plan or baseline, or several profiles alone to compare them"
        case .severalPlans: "plan one of them with --json and report that; `edgeplan plan` prints the set itself"
        case .nothingToOpen: "name it with --html FILE"
        case .noDesktop: "open the file in a browser, or install xdg-utils"
        case .noPlan: "make one with `edgeplan plan --json > plan.json` and name it"
        case .otherClass: "name the profile that the plan was made from"
        }
    }
}
