import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

/// Each capability: ready where nothing is amiss, and otherwise with the command that mends it.
@Suite struct DoctorTests {
    private func healthy() -> Device {
        var device = Device()
        device.processor.logicalCPUs = 4
        device.processor.onlineCPUs = [0, 1, 2, 3]
        device.processor.features = ["avx2", "fma", "f16c", "avx"].map {
            Device.Feature(name: $0, advertised: true, enabled: true, executed: true)
        }
        device.processor.governor = "performance"
        device.limits.usableCPUs = 4
        device.memory.physicalBytes = 8 << 30
        device.memory.usableBytes = 8 << 30
        device.memory.swapBytes = 0
        device.energyCounters = [Device.EnergyCounter(name: "intel-rapl:0", moves: true)]
        return device
    }

    private func sightings() -> DoctorSightings {
        var sightings = DoctorSightings()
        sightings.libraries = ["libhwloc.so.15": true, "libcpuinfo.so.0": true]
        sightings.hugePages = "madvise"
        sightings.clockSource = "tsc"
        return sightings
    }

    private func check(
        _ capability: String, _ device: Device, _ seen: DoctorSightings? = nil
    ) throws -> DoctorAnswer.Check {
        let answer = Doctor(device: device, sightings: seen ?? sightings()).answer()
        for check in answer.checks {
            #expect((check.remedy == nil) == (check.state == .ready), "\(check)")
            #expect(check.capability.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(check)")
        }
        return try #require(answer.checks.first { $0.capability == capability }, "\(answer.checks.map(\.capability))")
    }

    @Test func `a healthy device is ready in everything`() {
        let answer = Doctor(device: healthy(), sightings: sightings()).answer()
        #expect(answer.checks.filter { $0.state != .ready } == [])
        #expect(answer.checks.count >= 10)
    }

    @Test func `missing cross-check libraries name their packages`() throws {
        let hwloc = try check("crosscheck-libhwloc", healthy(), DoctorSightings())
        #expect(hwloc.state == .missing && hwloc.remedy == "sudo apt-get install libhwloc15")
        #expect(
            try check("crosscheck-libcpuinfo", healthy(), DoctorSightings()).remedy?.hasSuffix("libcpuinfo0") == true)
    }

    @Test func `an advertised feature that faults is told`() throws {
        var device = healthy()
        device.machine.virtualization = "kvm"
        device.processor.features.append(
            Device.Feature(name: "amx_tile", advertised: true, enabled: true, executed: false))
        let found = try check("instruction-sets", device)
        #expect(found.state == .degraded && found.detail.contains("amx_tile"))
    }

    @Test func `a quota that throttles says how to lift it, in and out of a container`() throws {
        var device = healthy()
        device.limits.quotaCPUs = 1.5
        device.limits.bindingConstraint = .quota
        #expect(try check("processor-share", device).remedy?.contains("CPUQuota=") == true)
        device.machine.container = "docker"
        #expect(try check("processor-share", device).remedy?.contains("--cpus 4") == true)
    }

    @Test func `affinity and cpuset are told apart`() throws {
        var device = healthy()
        device.limits.usableCPUs = 2
        device.limits.bindingConstraint = .affinity
        #expect(try check("processor-share", device).remedy?.hasPrefix("taskset -c 0-3 ") == true)
        device.limits.bindingConstraint = .cpuset
        #expect(try check("processor-share", device).remedy?.contains("AllowedCPUs=") == true)
    }

    @Test func `a memory limit and swap degrade`() throws {
        var device = healthy()
        device.memory.limits = [Device.MemoryLimit(source: "cgroup memory.max", bytes: 1 << 30)]
        device.memory.usableBytes = 1 << 30
        device.memory.swapBytes = 1 << 30
        let memory = try check("memory", device)
        #expect(memory.state == .degraded && memory.detail == "cgroup memory.max allows 1024 of 8192 MiB")
        #expect(try check("swap", device).remedy == "sudo swapoff -a")
    }

    @Test func `a governor that moves the clock degrades, except where the driver's own is normal`() throws {
        var device = healthy()
        device.processor.governor = "powersave"
        var seen = sightings()
        seen.frequencyDriver = "acpi-cpufreq"
        #expect(try check("steady-clock-rate", device, seen).remedy?.contains("scaling_governor") == true)
        seen.frequencyDriver = "intel_pstate"
        #expect(try check("steady-clock-rate", device, seen).state == .ready)
    }

    @Test func `huge pages that are off and slow time sources degrade`() throws {
        var seen = sightings()
        seen.hugePages = "never"
        seen.clockSource = "hpet"
        #expect(try check("huge-pages", healthy(), seen).state == .degraded)
        #expect(try check("time-source", healthy(), seen).detail.contains("hpet"))
    }

    @Test func `energy counters: none, forbidden, standing still`() throws {
        var device = healthy()
        device.energyCounters = []
        #expect(try check("energy", device).detail == "no energy counter")
        device.energyCounters = [Device.EnergyCounter(name: "intel-rapl:0", moves: nil, reason: "this user may not")]
        #expect(try check("energy", device).remedy?.contains("60-powercap.rules") == true)
        device.energyCounters = [Device.EnergyCounter(name: "BAT0", moves: false, reason: "the battery is full")]
        #expect(try check("energy", device).detail.contains("the battery is full"))
    }

    @Test func `each accelerator has a word of its own, and its remedy`() throws {
        var bus = SketchedBus()
        bus.pci(0x10de, 0x2330, class: 0x030200, at: "0000:01:00.0")
        bus.pci(0x10de, 0x2330, class: 0x030200, at: "0000:02:00.0")
        bus.pci(0x1ed5, 0x0201, class: 0x030000, at: "0000:03:00.0")
        bus.file("dev/null")
        var device = healthy()
        device.accelerators = bus.accelerators()
        #expect(try check("gpu-10de-2330", device).remedy == "install package nvidia-driver and restart")
        #expect(try check("gpu-10de-2330-2", device).state == .missing)
        #expect(try check("gpu-1ed5-0201", device).remedy?.hasPrefix("none: ") == true)
        device.machine.container = "podman"
        device.accelerators.removeLast()
        #expect(try check("container-devices", device).detail.contains("podman"))
    }

    @Test func `sightings are read from a tree`() {
        var bus = SketchedBus()
        bus.file("usr/lib/x86_64-linux-gnu/libhwloc.so.15")
        bus.file("sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n")
        bus.file("sys/devices/system/clocksource/clocksource0/current_clocksource", "kvm-clock\n")
        bus.file("sys/devices/system/cpu/cpufreq/policy0/scaling_driver", "intel_pstate\n")
        let seen = DoctorSightings(tree: bus.tree)
        #expect(seen.libraries == ["libhwloc.so.15": true, "libcpuinfo.so.0": false])
        #expect(seen.hugePages == "never" && seen.clockSource == "kvm-clock" && seen.frequencyDriver == "intel_pstate")
    }
}
