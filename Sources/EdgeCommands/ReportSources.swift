import EdgePlanning
import EdgePlatform
import EdgeProbing
import EdgeRecords
import EdgeReporting

/// Finds and reads the records that a report is made of.
struct ReportSources {
    let store: String
    /// Asked of what was measured, where the page is to hold it against a target.
    let planning: ReportPlanning?
    let console: any Console

    /// What was read, by its kind.
    private struct Found {
        var evidence: [PlanningRequest.Evidence] = []
        var plans: [Plan] = []
        var sets: [PlanSet] = []
        var verifications: [SetVerification] = []

        var profiles: [Profile] { evidence.map(\.profile) }
    }

    func subject(files: [String], baseline path: String?) throws -> ReportSubject {
        let found = files.isEmpty ? Found(evidence: try ownEvidence()) : try read(files)
        let baseline = try path.map(readProfile)
        if planning != nil, !(found.plans.isEmpty && found.sets.isEmpty) { throw ReportError.plannedAlready }
        if !found.sets.isEmpty {
            guard baseline == nil else { throw ReportError.tooMany("a set of plans and a baseline") }
            return .set(try set(of: found))
        }
        guard found.verifications.isEmpty else { throw ReportError.strayVerification }
        if planning != nil || found.plans.count > 1 {
            if let fleet = try fleet(of: found) {
                guard baseline == nil else { throw ReportError.tooMany("several devices and a baseline") }
                return .fleet(fleet)
            }
        }
        return try single(found, baseline)
    }

    /// Of one device, or of several beside one another.
    private func single(_ found: Found, _ baseline: Profile?) throws -> ReportSubject {
        let plan = try found.plans.first ?? planning?.plan(found.evidence)
        var profiles = found.profiles
        if let plan, profiles.isEmpty { profiles = [try profile(for: [plan])] }
        // Those that one plan was made from belong together.
        if planning != nil { profiles = [Profile.joined(profiles)].compactMap { $0 } }
        guard profiles.count == 1 || plan == nil && baseline == nil else {
            throw ReportError.tooMany("\(found.plans.count) plans and \(profiles.count) profiles")
        }
        guard profiles.count == 1 else { return .comparison(profiles) }
        if let plan { try check(plan, against: profiles[0]) }
        return .one(ReportInput(profile: profiles[0], plan: plan, baseline: baseline))
    }

    private func set(of found: Found) throws -> SetInput {
        guard found.sets.count == 1, found.plans.isEmpty, found.verifications.count <= 1 else {
            throw ReportError.tooMany(
                "\(found.sets.count) sets of plans, \(found.plans.count) single plans and \(found.verifications.count) verifications"
            )
        }
        let set = found.sets[0]
        let verification = found.verifications.first
        if let verification, !verification.isOf(set) { throw ReportError.otherVerification }
        for plan in set.plans { for profile in found.profiles { try check(plan, against: profile) } }
        // A set tells what it says by itself: its profile only adds the device and the conditions.
        let known = found.profiles.isEmpty ? try? profile(for: set.plans) : Profile.joined(found.profiles)
        return SetInput(set, verification: verification, profile: known)
    }

    /// Nil where all is of one class of device.
    private func fleet(of found: Found) throws -> FleetInput? {
        guard let planning else {
            for profile in found.profiles where !found.plans.contains(where: { $0.deviceClass == profile.device.class })
            {
                throw ReportError.unplanned(profile: profile.device.class)
            }
            return FleetInput(
                found.plans.map { plan in
                    let own = Profile.joined(found.profiles.filter { $0.device.class == plan.deviceClass })
                    return .init(plan: plan, device: own?.device, measuredAt: own?.conditions.startedAt)
                })
        }
        var classes: [String] = []
        for name in found.profiles.map(\.device.class) where !classes.contains(name) { classes.append(name) }
        guard classes.count > 1 else { return nil }
        return FleetInput(
            try classes.compactMap { name in
                try planning.member(found.evidence.filter { $0.profile.device.class == name })
            })
    }

    private func check(_ plan: Plan, against profile: Profile) throws(ReportError) {
        guard plan.deviceClass == profile.device.class else {
            throw .otherClass(plan: plan.deviceClass, profile: profile.device.class)
        }
    }

    /// All that the store has of the device that this runs on.
    private func ownEvidence() throws -> [PlanningRequest.Evidence] {
        let device = DeviceProbe(tree: try FileTree.open("/"), runsTrials: true).device()
        let kept = try StoredProfiles(of: device.class, in: store)
        guard let joined = kept.joined else {
            throw ReportError.noneKept(store: store, deviceClass: device.class)
        }
        console.explain("\(store) has \(kept.entries.count) runs on \(device.class)")
        return planning == nil ? [.init(joined, hash: nil)] : kept.entries.map { .init($0.profile, hash: $0.hash) }
    }

    /// A plan names its profiles by hash alone: those of them that the store has, or else all that it has of the class.
    private func profile(for plans: [Plan]) throws -> Profile {
        let found = try StoredProfiles(of: plans.first?.deviceClass ?? "", in: store)
        let hashes = Set(plans.flatMap(\.profileHashes))
        let named = found.entries.filter { hashes.contains($0.hash) }.map(\.profile)
        if named.count < hashes.count { console.explain("\(store) has changed since the plan was made") }
        guard let profile = Profile.joined(named) ?? found.joined else { throw ReportError.noProfile(store: store) }
        return profile
    }

    private func read(_ paths: [String]) throws -> Found {
        var found = Found()
        for path in paths {
            let file = try file(at: path)
            switch file.record {
            case .profile(let profile):
                console.explain("\(path) is a profile of \(profile.device.class)")
                found.evidence.append(.init(profile, hash: file.hash))
            case .plan(let plan):
                console.explain("\(path) is a plan for \(plan.deviceClass)")
                found.plans.append(plan)
            case .set(let set):
                console.explain("\(path) holds \(set.plans.count) plans")
                found.sets.append(set)
            case .verification(let verification):
                console.explain("\(path) is what was seen of \(verification.verifications.count) tasks at once")
                found.verifications.append(verification)
            }
        }
        return found
    }

    private func readProfile(_ path: String) throws -> Profile {
        guard case .profile(let profile) = try file(at: path).record else { throw ReportError.notAProfile(path: path) }
        return profile
    }

    private func file(at path: String) throws -> PlanningFile {
        do {
            return try PlanningFile(path: path)
        } catch FileTreeError.missing {
            throw ReportError.noFile(path: path)
        }
    }
}

extension SetVerification {
    /// Whether it is of these very tasks and of what was chosen for each.
    fileprivate func isOf(_ set: PlanSet) -> Bool {
        guard set.plans.count == verifications.count else { return false }
        return zip(set.plans, verifications).allSatisfy { plan, seen in
            plan.requirement.subject == seen.requirement.subject
                && plan.choice?.candidate.name == seen.candidate.name
        }
    }
}
