import EdgeRecords

/// Settings that make measurements uneven, and counters that may not be read.
extension Doctor {
    var conditionChecks: [DoctorAnswer.Check] { [governorCheck, hugePageCheck, clockCheck].compactMap(\.self) }

    private var governorCheck: DoctorAnswer.Check? {
        let name = "steady-clock-rate"
        guard let governor = device.processor.governor else {
            return ready(name, "the kernel offers no choice of clock rate here")
        }
        // These drivers' own `powersave` follows the load as quickly as others' best.
        let followsLoad = ["intel_pstate", "amd-pstate-epp"].contains(sightings.frequencyDriver ?? "")
        guard governor != "performance", !(followsLoad && governor == "powersave") else { return ready(name, governor) }
        return degraded(
            name, "governor \(governor) changes the clock rate while something is measured",
            "echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor")
    }

    private var hugePageCheck: DoctorAnswer.Check? {
        guard let choice = sightings.hugePages else { return nil }
        guard choice == "never" else { return ready("huge-pages", choice) }
        return degraded(
            "huge-pages", "transparent huge pages are off: large weights cost more address look-ups",
            "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled")
    }

    private var clockCheck: DoctorAnswer.Check? {
        guard let source = sightings.clockSource, !source.isEmpty else { return nil }
        guard ["hpet", "acpi_pm", "jiffies", "refined-jiffies"].contains(source) else {
            return ready("time-source", source)
        }
        return degraded(
            "time-source", "the kernel tells the time by \(source), which is slow to read or coarse",
            "echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource")
    }

    var energyCheck: DoctorAnswer.Check {
        let counters = device.energyCounters
        if let moving = counters.first(where: { $0.moves == true }) { return ready("energy", "\(moving.name) counts") }
        guard let first = counters.first else {
            return missing(
                "energy", "no energy counter",
                device.machine.virtualization != nil
                    ? "none in a virtual machine: measure on the host"
                    : device.architecture == "x86_64"
                        ? "load the driver that may show one: `sudo modprobe intel_rapl_msr`"
                        : "none that is known of such a board: measure at the plug")
        }
        guard first.moves == nil else {
            return missing(
                "energy", "\(first.name) does not move: \(first.reason ?? "nothing says why")",
                "none on this machine: measure at the plug")
        }
        return missing(
            "energy", "\(first.name): \(first.reason ?? "it was not read")",
            "sudo chmod a+r /sys/class/powercap/*/energy_uj, until the next start; for good: echo "
                + "'SUBSYSTEM==\"powercap\", ACTION==\"add\", RUN+=\"/bin/chmod a+r /sys%p/energy_uj\"' "
                + "| sudo tee /etc/udev/rules.d/60-powercap.rules")
    }
}
