import EdgePlatform
import EdgeRecords

/// Finds the operating system's name, its kernel's release and its C library.
struct OperatingSystemReader {
    let observation: Observation

    func operatingSystem() -> Device.OperatingSystem {
        var system = Device.OperatingSystem()
        system.name = name
        system.kernel = kernel
        system.libc = library
        return system
    }

    private var name: String? {
        let fact = "operatingSystem.name"
        for path in ["etc/os-release", "usr/lib/os-release"] {
            guard let text = observation.text(path) else { continue }
            guard let name = ReleaseFile.prettyName(text) else {
                observation.warnOfNothing(in: path, expected: "the name of an operating system (PRETTY_NAME)")
                continue
            }
            observation.findings.note(fact, name, from: "/" + path)
            return name
        }
        let android = "system/build.prop"
        if let text = observation.text(android), let name = ReleaseFile.androidName(text) {
            observation.findings.note(fact, name, from: "/" + android)
            return name
        }
        observation.findings.unknown(fact, because: "no os-release file names it")
        return nil
    }

    private var kernel: String? {
        let fact = "operatingSystem.kernel"
        guard let release = KernelRelease.read(observation) else {
            observation.findings.unknown(fact, because: "neither /proc/sys/kernel/osrelease nor /proc/version tells it")
            return nil
        }
        let path = observation.exists("proc/sys/kernel/osrelease") ? KernelRelease.shownPath : "/proc/version"
        observation.findings.note(fact, release, from: path)
        return release
    }

    /// A captured tree holds no library to ask.
    private var library: String? {
        let fact = "operatingSystem.libc"
        guard observation.tree.isLive, let version = CLibrary.version else {
            observation.findings.unknown(
                fact,
                because: observation.tree.isLive ? "the C library does not say" : "a captured tree cannot be asked")
            return nil
        }
        observation.findings.note(fact, version, from: "confstr")
        return version
    }
}
