import EdgeProbing
import EdgeRecords
import Testing

@Suite struct ArmKindTests {
    private func cores(_ parts: String...) -> [(String, String)] { parts.map { ("0x41", $0) } }

    @Test func `designs may lie interleaved`() {
        let a57 = ("0x41", "0xd07")
        let denver = ("0x4e", "0x003")
        let cores = SketchedCores.arm([a57, denver, denver, a57, a57, a57])
        #expect(cores.device().processor.coreKinds.map(\.cpus) == [[1, 2], [0, 3, 4, 5]])
        #expect(cores.device().processor.microarchitecture == "Denver 2 + Cortex-A57")
        #expect(cores.basis() == [.midr, .midr])
    }

    @Test(arguments: [
        (1800, 2000, "uniform 0-3"), (1400, 2100, "big 2-3, little 0-1"), (2100, 1400, "big 0-1, little 2-3"),
    ])
    func `clusters of one design are kinds if their ceilings lie apart`(first: Int, second: Int, kinds: String) {
        var cores = SketchedCores.arm(cores("0xd03", "0xd03", "0xd03", "0xd03"))
        cores.setMaximum(first, of: "0-1")
        cores.setMaximum(second, of: "2-3")
        #expect(cores.kinds() == kinds)
        #expect(Set(cores.basis()) == (kinds.hasPrefix("uniform") ? [.midr] : [.frequency]))
    }

    @Test func `capacities stand in where no clock is known`() {
        var cores = SketchedCores.arm(cores("0xd03", "0xd03"))
        cores.set("cpu_capacity", "600", of: "0")
        cores.set("cpu_capacity", "1024", of: "1")
        #expect(cores.kinds() == "big 1, little 0")
        #expect(cores.basis() == [.capacity, .capacity])
    }

    @Test func `capacities do not divide designs that clocks hold together, and are noted`() throws {
        var cores = SketchedCores.arm(cores("0xd87", "0xd85", "0xd87", "0xd85"))
        for (cpu, capacity) in [718, 997, 731, 1024].enumerated() {
            cores.set("cpu_capacity", "\(capacity)", of: "\(cpu)")
        }
        cores.setMaximum(2808, of: "0,2")
        cores.setMaximum(3900, of: "1,3")
        #expect(cores.device().processor.coreKinds.map(\.cpus) == [[1, 3], [0, 2]])
        let evidence = try #require(cores.device().evidence.first { $0.fact == "processor.coreKinds" })
        #expect(evidence.disagreements.map(\.value) == ["4 different capacities"])
    }

    @Test func `three designs are prime, big and little`() {
        let cores = SketchedCores.arm(cores("0xd46", "0xd46", "0xd4d", "0xd4d", "0xd4d", "0xd4e"))
        #expect(cores.kinds() == "prime 5, big 2-4, little 0-1")
    }

    @Test func `one design at three speeds beside little ones is prime, big and middle`() {
        var cores = SketchedCores.arm(
            cores("0xd05", "0xd05", "0xd05", "0xd05", "0xd41", "0xd41", "0xd41", "0xd41"))
        cores.setMaximum(1800, of: "0-3")
        cores.setMaximum(2000, of: "4-5")
        cores.setMaximum(2500, of: "6")
        cores.setMaximum(3200, of: "7")
        #expect(cores.kinds() == "prime 7, big 6, middle 4-5, little 0-3")
    }

    @Test func `two big cores over little ones are big, whatever the little ones' clock`() {
        var cores = SketchedCores.arm(cores("0xd03", "0xd03", "0xd09", "0xd09"))
        cores.setMaximum(1900, of: "0-1")
        cores.setMaximum(1800, of: "2-3")
        #expect(cores.kinds() == "big 2-3, little 0-1")
    }

    @Test func `two fast cores over others that are no little ones are prime`() {
        var cores = SketchedCores.arm(Array(repeating: ("0x51", "0x001"), count: 8))
        cores.setMaximum(3530, of: "0-5")
        cores.setMaximum(4320, of: "6-7")
        #expect(cores.kinds() == "prime 6-7, big 0-5")
    }

    @Test func `registers in sysfs stand in for a list that lacks them`() {
        var cores = SketchedCores(cpus: 2)
        cores.set("regs/identification/midr_el1", "0x00000000410fd034", of: "0")
        cores.set("regs/identification/midr_el1", "0x00000000410fd0b0", of: "1")
        #expect(cores.kinds() == "big 1, little 0")
        #expect(cores.device().architecture == "aarch64")
        #expect(cores.device().processor.vendorIdentifier == "0x41")
    }

    @Test func `a damaged register is a warning`() {
        var cores = SketchedCores(cpus: 1)
        cores.set("regs/identification/midr_el1", "banana", of: "0")
        #expect(cores.device().warnings.contains { $0.where.hasSuffix("midr_el1") })
        #expect(cores.kinds() == "uniform 0")
    }

    @Test func `a guest of one design is uniform, for the register speaks`() {
        var cores = SketchedCores.arm(cores("0xd40", "0xd40"))
        cores.sketch.files["sys/hypervisor/type"] = "xen"
        #expect(cores.kinds() == "uniform 0-1")
        #expect(cores.device().processor.coreKinds.map(\.design) == ["Neoverse-V1"])
    }

    @Test func `a list of thousands of designs is damage, read without delay`() {
        let blocks = (0..<3000).map { "processor : \($0)\nCPU implementer : 0x41\nCPU part : \($0)\n" }
        let device = SketchedDevice([
            "proc/cpuinfo": blocks.joined(separator: "\n"), "sys/devices/system/cpu/online": "0-2999",
        ]).probed()
        #expect(device.processor.coreKinds.map(\.name) == ["uniform"])
        #expect(device.processor.coreKinds[0].cpus.count == 3000)
    }

    @Test func `a list that leaves out a CPU names the processor, but no kinds`() {
        var cores = SketchedCores(cpus: 2)
        cores.sketch.files["proc/cpuinfo"] =
            "processor : 0\nFeatures : fp asimd\nCPU implementer : 0x41\nCPU part : 0xd08\n"
        let device = cores.device()
        #expect(device.processor.name == "Cortex-A72")
        #expect(device.processor.coreKinds.map(\.basis) == [.uniform])
        #expect(device.processor.features.map(\.name) == ["asimd", "fp"])
    }

    @Test func `an unknown part is named by its numbers`() {
        let device = SketchedCores.arm([("0x41", "0xfff")]).device()
        #expect(device.processor.microarchitecture == "Arm design 0x41/0xfff")
        #expect(device.processor.vendor == "Arm")
    }
}
