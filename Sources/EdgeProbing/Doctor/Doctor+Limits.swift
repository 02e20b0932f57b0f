import EdgeRecords

/// What control groups and settings take away.
extension Doctor {
    var limitChecks: [DoctorAnswer.Check] { [processorCheck, memoryCheck, swapCheck].compactMap(\.self) }

    private var processorCheck: DoctorAnswer.Check {
        let name = "processor-share"
        let online = device.processor.logicalCPUs
        let limits = device.limits
        if let quota = limits.quotaCPUs, quota < Double(max(online, 1)) {
            return degraded(
                name,
                "a control group allows \(quota) of \(online) CPUs, and stops threads that use more for a while",
                device.machine.container == nil
                    ? "sudo systemctl set-property --runtime user-$(id -u).slice CPUQuota="
                    : "start the container with `--cpus \(online)` or without a limit")
        }
        switch limits.bindingConstraint {
        case .cpuset where limits.usableCPUs < online:
            return degraded(
                name, "a cpuset allows \(limits.usableCPUs) of \(online) CPUs",
                device.machine.container == nil
                    ? "sudo systemctl set-property --runtime user-$(id -u).slice AllowedCPUs="
                    : "start the container with `--cpuset-cpus 0-\(max(0, online - 1))`")
        case .affinity where limits.usableCPUs < online:
            return degraded(
                name, "this process is bound to \(limits.usableCPUs) of \(online) CPUs",
                "taskset -c \(CPUSet(device.processor.onlineCPUs).listText) edgeplan doctor")
        default: return ready(name, "all \(online) CPUs")
        }
    }

    private var memoryCheck: DoctorAnswer.Check {
        let name = "memory"
        guard let physical = device.memory.physicalBytes, let usable = device.memory.usableBytes else {
            return degraded(name, "the memory's size is unknown", "mount /proc: `sudo mount -t proc proc /proc`")
        }
        guard usable < physical, let limit = device.memory.limits.min(by: { $0.bytes < $1.bytes }) else {
            return ready(name, "\(mebibytes(usable)) MiB")
        }
        return degraded(
            name, "\(limit.source) allows \(mebibytes(usable)) of \(mebibytes(physical)) MiB",
            device.machine.container == nil
                ? "sudo systemctl set-property --runtime user-$(id -u).slice MemoryMax=infinity"
                : "start the container with a larger `--memory`")
    }

    private var swapCheck: DoctorAnswer.Check? {
        guard let swap = device.memory.swapBytes else { return nil }
        if swap == 0 { return ready("swap", "none: what does not fit is refused, and nothing is slowed by it") }
        return degraded(
            "swap", "\(mebibytes(swap)) MiB: memory that is moved there makes measurements slow and uneven",
            "sudo swapoff -a")
    }

    private func mebibytes(_ bytes: Int) -> Int { bytes >> 20 }
}
