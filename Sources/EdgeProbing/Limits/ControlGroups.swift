import EdgePlatform
import EdgeRecords

/// The control groups that this process lies in, from its own up to the outermost that can be seen.
struct ControlGroups {
    /// Mount tables of hosts with thousands of containers are longer than most files of /proc.
    private static let tableLimitBytes = 8 << 20
    /// Deeper groups than this are damage; a path of the file system could not hold them.
    private static let depthAtMost = 256

    let observation: Observation
    let mounts: [ControlGroupMount]
    let membership: ControlGroupMembership

    init(_ observation: Observation) {
        self.observation = observation
        mounts = Self.mounts(observation)
        membership = Self.membership(observation)
    }

    /// The groups whose limits on a controller hold for this process, its own first.
    func groups(of controller: String) -> [ControlGroup] {
        let legacy = mounts.filter { !$0.isUnified && $0.controllers.contains(controller) }
        let unified = mounts.filter(\.isUnified)
        // The kernel binds a controller to one hierarchy: beside a mount of version 1, version 2 has no say.
        return legacy.isEmpty
            ? groups(in: unified, path: membership.unifiedPath)
            : groups(in: legacy, path: membership.paths[controller])
    }

    /// All paths of groups that are known, for whoever looks for a container's mark in them.
    var paths: [String] {
        ([membership.unifiedPath] + mounts.map(\.root)).compactMap(\.self) + membership.paths.values
    }

    private func groups(in mounts: [ControlGroupMount], path: String?) -> [ControlGroup] {
        let places = Self.foremost(mounts).map { mount in (mount, ControlGroupPlace(path: path, root: mount.root)) }
        let holding = places.compactMap { mount, place -> (mount: ControlGroupMount, steps: [String])? in
            guard case .below(let steps) = place else { return nil }
            return (mount, steps)
        }
        // The widest view first. Files are looked at no further than needed: where other mounts lie may name people.
        let sorted = holding.sorted {
            ($1.steps.count, $0.mount.mountPoint.utf8.count) < ($0.steps.count, $1.mount.mountPoint.utf8.count)
        }
        if let widest = sorted.first(where: { isFolder($0.mount) }) {
            return chain(from: widest.mount, down: widest.steps)
        }
        guard let mount = places.lazy.map(\.0).first(where: isFolder) else { return [] }
        observation.findings.warn(
            "limits of enclosing control groups may be missing from this record", at: "/proc/self/cgroup",
            why: "this process's control group lies outside of what is mounted here",
            remedy: "mount the control groups of this process's own namespace")
        return chain(from: mount, down: [])
    }

    private func isFolder(_ mount: ControlGroupMount) -> Bool {
        observation.tree.kind(of: mount.mountPoint) == .folder
    }

    /// Of two mounts at one place the later hides the earlier.
    private static func foremost(_ mounts: [ControlGroupMount]) -> [ControlGroupMount] {
        var places: Set<String> = []
        return mounts.reversed().filter { places.insert($0.mountPoint).inserted }
    }

    private func chain(from mount: ControlGroupMount, down steps: [String]) -> [ControlGroup] {
        let steps = mount.root == nil ? knownSteps(of: steps, below: mount.mountPoint) : steps
        return (0...min(steps.count, Self.depthAtMost)).map { levelsUp in
            let folder = ([mount.mountPoint] + steps.dropLast(levelsUp)).joined(separator: "/")
            return ControlGroup(
                folder: folder, levelsUp: levelsUp, isUnified: mount.isUnified, omitsPrefix: mount.omitsPrefix,
                observation: observation)
        }
    }

    /// Where the table does not tell a mount's root, the first step that has a folder shows where the mount begins.
    private func knownSteps(of steps: [String], below mountPoint: String) -> [String] {
        var rest = steps[...]
        while let step = rest.first, observation.tree.kind(of: mountPoint + "/" + step) != .folder {
            rest = rest.dropFirst()
        }
        return Array(rest)
    }

    private static func mounts(_ observation: Observation) -> [ControlGroupMount] {
        if let table = observation.text("proc/self/mountinfo", limitBytes: tableLimitBytes) {
            // Hosts without control groups list other mounts, and a scrubbed capture none.
            if !table.isEmpty, !table.contains(" - ") {
                observation.warnOfNothing(in: "proc/self/mountinfo", expected: "a mount")
            }
            return ControlGroupMount.mountInfo(table)
        }
        for path in ["proc/self/mounts", "proc/mounts"] {
            guard let table = observation.text(path, limitBytes: tableLimitBytes) else { continue }
            return ControlGroupMount.mounts(table)
        }
        return usualMounts(observation)
    }

    /// Without any table (no /proc, or hidden): the folders where systems mount control groups by custom.
    private static func usualMounts(_ observation: Observation) -> [ControlGroupMount] {
        var mounts: [ControlGroupMount] = []
        let top = "sys/fs/cgroup"
        for folder in [top, top + "/unified"] where observation.exists(folder + "/cgroup.controllers") {
            mounts.append(ControlGroupMount(isUnified: true, controllers: [], root: nil, mountPoint: folder))
        }
        for name in ["cpu", "cpu,cpuacct", "cpuacct,cpu", "memory", "cpuset"]
        where observation.tree.kind(of: "\(top)/\(name)") == .folder {
            mounts.append(
                ControlGroupMount(
                    isUnified: false, controllers: Set(name.split(separator: ",").map(String.init)), root: nil,
                    mountPoint: "\(top)/\(name)"))
        }
        if observation.exists("dev/cpuset/cpus") {
            mounts.append(
                ControlGroupMount(
                    isUnified: false, controllers: ["cpuset"], root: nil, mountPoint: "dev/cpuset", omitsPrefix: true))
        }
        return mounts
    }

    private static func membership(_ observation: Observation) -> ControlGroupMembership {
        if let text = observation.text("proc/self/cgroup") {
            let membership = ControlGroupMembership(text)
            // Kernels without control groups leave it empty.
            if !text.isEmpty, membership == ControlGroupMembership(), !text.contains(":/") {
                observation.warnOfNothing(in: "proc/self/cgroup", expected: "a control group")
            }
            return membership
        }
        var membership = ControlGroupMembership()
        // Older than the list of all groups: the group of the cpuset controller, which in version 2 is the only one.
        if let path = observation.text("proc/self/cpuset"), path.hasPrefix("/") {
            membership.unifiedPath = path
            membership.paths["cpuset"] = path
        }
        return membership
    }
}
