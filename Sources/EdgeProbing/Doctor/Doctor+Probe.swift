import EdgeRecords

/// What the probe and our kernels need.
extension Doctor {
    var probeChecks: [DoctorAnswer.Check] {
        [
            probeCheck, instructionSetCheck, libraryCheck("libhwloc.so.15", package: "libhwloc15"),
            libraryCheck("libcpuinfo.so.0", package: "libcpuinfo0"),
        ]
    }

    private var probeCheck: DoctorAnswer.Check {
        guard device.processor.logicalCPUs > 0 else {
            return degraded(
                "probe", "the processor could not be read",
                "mount the folders that tell of it: `sudo mount -t proc "
                    + "proc /proc; sudo mount -t sysfs sysfs /sys`")
        }
        return ready("probe", "CPUs read: \(device.processor.logicalCPUs), warnings: \(device.warnings.count)")
    }

    private var instructionSetCheck: DoctorAnswer.Check {
        let name = "instruction-sets"
        let usable = Set(device.processor.features.filter(\.isUsable).map(\.name))
        let sets = InstructionSetName.known.filter { set in
            set != .scalar && set.neededFeatures.map(usable.isSuperset(of:)) ?? false
        }
        let hidden = device.processor.features.filter { $0.advertised == true && !$0.isUsable }.map(\.name)
        guard !sets.isEmpty else {
            return missing(
                name, "no vector instructions that our kernels use were found",
                device.machine.virtualization == nil
                    ? "none on this processor: models run on plain instructions, slowly"
                    : "give the virtual machine its host's processor, as in `qemu-system-x86_64 -cpu host`")
        }
        let list = sets.map(\.rawValue).joined(separator: ", ")
        guard hidden.isEmpty else {
            return degraded(
                name, "\(list) work; advertised but not usable: \(hidden.joined(separator: ", "))",
                device.machine.virtualization == nil
                    ? "update the kernel and the firmware: `sudo apt-get update && sudo apt-get full-upgrade`"
                    : "update the host's hypervisor and kernel, or hide these from the virtual machine")
        }
        return ready(name, list)
    }

    private func libraryCheck(_ library: String, package: String) -> DoctorAnswer.Check {
        let name = "crosscheck-" + package.filter(\.isLetter)
        guard sightings.libraries[library] == true else {
            return missing(name, "\(library) is not installed", "sudo apt-get install \(package)")
        }
        // A file of that name may still not open: the probe has tried, and says so.
        let witness = String(library.prefix { $0 != "." })
        guard !device.unknowns.contains(where: { $0.fact == "crossCheck.\(witness)" }) else {
            return missing(name, "\(library) cannot be opened", "sudo apt-get install --reinstall \(package)")
        }
        return ready(name, "\(library) is installed")
    }
}
