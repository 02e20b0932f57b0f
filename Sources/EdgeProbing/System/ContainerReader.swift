import EdgePlatform
import EdgeRecords

/// Finds what kind of container this system runs in, if any.
struct ContainerReader {
    let observation: Observation
    let groups: ControlGroups

    func container() -> String? {
        let fact = "machine.container"
        guard let (name, source) = found() else { return nil }
        observation.findings.note(fact, name, from: source)
        return name
    }

    private func found() -> (name: String, source: String)? {
        // A pod's containers are Docker's or another's beneath: the pod is what sets the limits.
        let byGroup = groups.paths.lazy.compactMap(Self.named(byGroup:))
        if byGroup.contains("kubernetes") { return ("kubernetes", "/proc/self/cgroup") }
        let secrets = "run/secrets/kubernetes.io"
        for path in [secrets, "var/" + secrets] where observation.exists(path) { return ("kubernetes", "/" + path) }
        let manager = "run/systemd/container"
        if let name = observation.text(manager).flatMap(Self.named(byManager:)) { return (name, "/" + manager) }
        if let name = declared { return (name, "/proc/1/environ") }
        if observation.exists("run/.containerenv") { return ("podman", "/run/.containerenv") }
        if observation.exists(".dockerenv") { return ("docker", "/.dockerenv") }
        if let name = byGroup.first { return (name, "/proc/self/cgroup") }
        return byKernel
    }

    /// What the container's manager told its first process; no other variable is looked at.
    private var declared: String? {
        // Root alone may read it, which is no fault.
        guard let bytes = try? observation.tree.bytes(at: "proc/1/environ") else { return nil }
        let prefix = Array("container=".utf8)
        guard let entry = bytes.split(separator: 0).first(where: { $0.starts(with: prefix) }) else { return nil }
        return Self.named(byManager: String(decoding: entry.dropFirst(prefix.count), as: UTF8.self))
    }

    private var byKernel: (name: String, source: String)? {
        if let release = KernelRelease.read(observation)?.lowercased(), release.contains("microsoft") {
            return ("wsl", KernelRelease.shownPath)
        }
        // gVisor's kernel shows one made-up version to everybody.
        if let version = observation.text("proc/version"), version.contains("Sun Jan 10 15:06:54 PST 2016") {
            return ("gvisor", "/proc/version")
        }
        return nil
    }

    /// The words that managers of containers call themselves by; others are not kept, for a user may write anything.
    private static func named(byManager text: String) -> String? {
        let word = text.trimmingBlanks.lowercased()
        return switch word {
        case "docker", "podman", "lxc", "systemd-nspawn", "rkt", "wsl", "oci", "proot", "pouch", "openvz": word
        case "lxc-libvirt": "lxc"
        case "": nil
        default: "unknown"
        }
    }

    static func named(byGroup path: String) -> String? {
        var name: String?
        for step in path.split(separator: "/") {
            if step.hasPrefix("kubepods") { return "kubernetes" }
            if step.hasPrefix("libpod") {
                name = "podman"
            } else if step == "docker" || (step.hasPrefix("docker-") && step.hasSuffix(".scope")) {
                name = "docker"
            } else if step == "lxc" || step.hasPrefix("lxc.payload") {
                name = "lxc"
            } else if step == "actions_job" || step == "garden" || step == "ecs" {
                name = name ?? "unknown"
            }
        }
        return name
    }
}
