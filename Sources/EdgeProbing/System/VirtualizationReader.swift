import EdgePlatform
import EdgeRecords

/// Finds the hypervisor below this system.
///
/// Every source is asked in order of trust; bare metal is the answer where none of them speaks.
struct VirtualizationReader {
    private struct Claim {
        var name: String
        var source: String
    }

    /// A guest for certain, of a hypervisor that does not name itself.
    static let unnamed = "unknown"

    let observation: Observation
    let firmware: FirmwareNames
    let hints: CPUInfoHints
    let mainframe: MainframeText?
    let leaves: HypervisorLeaves?

    func virtualization() -> String? {
        var claims = [
            signature, controlProgram, userMode, deviceTree, xen, product, windows, provider, modelName,
        ].compactMap(\.self)
        // The long list of cards is only looked through where nothing else speaks.
        if claims.isEmpty { claims = [devices, flag].compactMap(\.self) }
        let fact = "machine.virtualization"
        guard let first = claims.first(where: { $0.name != Self.unnamed }) ?? claims.first else {
            observation.findings.unknown(
                fact,
                because: "neither processor, firmware nor kernel tells of a hypervisor: bare metal, or one that hides")
            return nil
        }
        observation.findings.note(fact, first.name, from: first.source)
        for claim in claims where claim.name != first.name && claim.name != Self.unnamed {
            observation.findings.disagree(fact, claim.name, from: claim.source)
        }
        return first.name
    }

    /// Whether the processor denies that it is virtual; nil where it has no way to say so.
    private var processorSaysGuest: Bool? { leaves?.isGuest ?? hints.hasHypervisorFlag }

    private var signature: Claim? {
        guard let leaves, leaves.isGuest else { return nil }
        // KVM that imitates Hyper-V for Windows guests shows its own name in a later leaf.
        let names = leaves.signatures.compactMap { HypervisorNames.named(bySignature: $0) }
        guard let name = names.first(where: { $0 != "microsoft" }) ?? names.first else { return nil }
        return Claim(name: name, source: "CPUID leaf 0x40000000")
    }

    private var controlProgram: Claim? {
        guard let program = mainframe?.controlProgram?.lowercased() else { return nil }
        let name = program.hasPrefix("kvm") ? "kvm" : program.hasPrefix("z/vm") ? "zvm" : Self.unnamed
        return Claim(name: name, source: "/proc/sysinfo Control Program")
    }

    private var userMode: Claim? {
        hints.vendorIdentifier == "User Mode Linux" ? Claim(name: "uml", source: "/proc/cpuinfo vendor_id") : nil
    }

    private var deviceTree: Claim? {
        for root in FirmwareNames.deviceTrees {
            let path = root + "/hypervisor/compatible"
            let names = FirmwareNames.texts(observation.text(path))
            if names.isEmpty { continue }
            let name = ["kvm", "xen", "vmware"].first { word in names.contains { $0.contains(word) } }
            return Claim(name: name ?? Self.unnamed, source: "/" + path)
        }
        let boards = firmware.compatible
        let path = "/proc/device-tree/compatible"
        if boards.contains("linux,dummy-virt") { return Claim(name: "kvm", source: path) }
        if boards.contains(where: { $0 == "qemu,pseries" || $0 == "riscv-virtio" || $0.hasPrefix("qemu,") })
            || firmware.model?.contains("qemu") == true
        {
            return Claim(name: "qemu", source: path)
        }
        // QEMU's channel to its firmware.
        for root in FirmwareNames.deviceTrees
        where observation.names(in: root).contains(where: { $0.hasPrefix("fw-cfg@") }) {
            return Claim(name: "qemu", source: "/" + root)
        }
        return nil
    }

    private var xen: Claim? {
        let path = "sys/hypervisor/type"
        if let type = observation.text(path), !type.isEmpty {
            return Claim(name: type == "xen" ? type : Self.unnamed, source: "/" + path)
        }
        // Older than that file; the kernel makes the folder only when it runs on Xen.
        return observation.exists("proc/xen") ? Claim(name: "xen", source: "/proc/xen") : nil
    }

    /// Cards that exist only as software tell of hypervisors that hide from the processor's flags.
    private var devices: Claim? {
        let path = "proc/bus/pci/devices"
        guard let table = observation.text(path) else { return nil }
        for line in table.utf8.split(separator: 10) {
            let fields = Substring(line).split(separator: "\t", maxSplits: 2)
            guard fields.count == 3, let name = HypervisorNames.named(byDevice: fields[1]) else { continue }
            return Claim(name: name, source: "/" + path)
        }
        return nil
    }

    private var product: Claim? {
        HypervisorNames.named(byVendor: firmware.vendor ?? "", product: firmware.product ?? "")
            .map { Claim(name: $0, source: "/sys/class/dmi/id") }
    }

    /// The second Windows Subsystem for Linux is a guest; the first is no more than a layer.
    private var windows: Claim? {
        guard let release = KernelRelease.read(observation)?.lowercased(), release.contains("microsoft-standard")
        else { return nil }
        return Claim(name: "microsoft", source: KernelRelease.shownPath)
    }

    private var provider: Claim? {
        guard processorSaysGuest != false else { return nil }
        return HypervisorNames.named(byProvider: firmware.vendor ?? "", product: firmware.product ?? "")
            .map { Claim(name: $0, source: "/sys/class/dmi/id") }
    }

    private var modelName: Claim? {
        let source = "/proc/cpuinfo"
        if hints.modelName?.contains("QEMU") == true || hints.product?.contains("emulated by qemu") == true {
            return Claim(name: "qemu", source: source)
        }
        return hints.modelName?.contains("KVM processor") == true ? Claim(name: "kvm", source: source) : nil
    }

    private var flag: Claim? {
        guard processorSaysGuest == true else { return nil }
        return Claim(name: Self.unnamed, source: leaves == nil ? "/proc/cpuinfo flags" : "CPUID leaf 1")
    }
}
