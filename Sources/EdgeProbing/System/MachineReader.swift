import EdgePlatform
import EdgeRecords

/// Finds whose machine this is and what it is a guest of.
struct MachineReader {
    let observation: Observation
    let groups: ControlGroups
    let hints: CPUInfoHints
    /// Nil where CPUID was not read: on other architectures, and of most captured trees.
    let leaves: HypervisorLeaves?

    func machine() -> Device.Machine {
        let firmware = FirmwareNames(observation)
        let mainframe = observation.text("proc/sysinfo").map(MainframeText.init)
        var machine = Device.Machine()
        machine.virtualization =
            VirtualizationReader(
                observation: observation, firmware: firmware, hints: hints, mainframe: mainframe, leaves: leaves
            ).virtualization()
        machine.container = ContainerReader(observation: observation, groups: groups).container()
        machine.vendor = noted(
            "machine.vendor",
            [
                (firmware.vendor, "/sys/class/dmi/id/sys_vendor"),
                (firmware.compatible.first.flatMap(Self.vendor), "/proc/device-tree/compatible"),
                (FirmwareNames.meaningful(mainframe?.manufacturer), "/proc/sysinfo"),
            ])
        machine.product = noted(
            "machine.product",
            [
                (firmware.product, "/sys/class/dmi/id/product_name"), (firmware.board, "/sys/class/dmi/id/board_name"),
                (firmware.model, "/proc/device-tree/model"),
                (FirmwareNames.meaningful(mainframe?.type), "/proc/sysinfo"),
                (FirmwareNames.meaningful(hints.product), "/proc/cpuinfo"), (microVM, "/sys/firmware/acpi/tables/FACP"),
            ])
        return machine
    }

    /// The first source that speaks is believed.
    private func noted(_ fact: String, _ sources: [(value: String?, source: String)]) -> String? {
        for (value, source) in sources {
            guard let value else { continue }
            observation.findings.note(fact, value, from: source)
            return value
        }
        observation.findings.unknown(fact, because: "neither firmware nor kernel names it")
        return nil
    }

    /// The vendor's part of a device tree's name: `raspberrypi` of `raspberrypi,5-model-b`.
    private static func vendor(of compatible: String) -> String? {
        let parts = compatible.split(separator: ",", maxSplits: 1)
        return parts.count == 2 ? FirmwareNames.meaningful(String(parts[0])) : nil
    }

    /// Small hypervisors have no DMI tables but sign their ACPI tables; only root may read them.
    private var microVM: String? {
        let maker = (try? observation.tree.bytes(at: "sys/firmware/acpi/tables/FACP"))?.dropFirst(10).prefix(6)
        return switch maker.map({ String(decoding: $0, as: UTF8.self) }) {
        case "FIRECK": "Firecracker microVM"
        case "CLOUDH": "Cloud Hypervisor"
        default: nil
        }
    }
}
