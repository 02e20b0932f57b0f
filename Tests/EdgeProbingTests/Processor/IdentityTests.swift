import EdgeProbing
import EdgeRecords
import Testing

@Suite struct IdentityTests {
    @Test(arguments: [
        (6, 0x1A, 5, "Nehalem"), (6, 0x2D, 7, "Sandy Bridge"), (6, 0x55, 4, "Skylake"), (6, 0x55, 7, "Cascade Lake"),
        (6, 0x55, 11, "Cooper Lake"), (6, 0x9E, 9, "Kaby Lake"), (6, 0x9E, 12, "Coffee Lake"),
        (6, 0x8C, 1, "Tiger Lake"),
        (6, 0xAD, 1, "Granite Rapids"), (6, 0xBD, 1, "Lunar Lake"), (6, 0xC6, 2, "Arrow Lake"),
        (6, 0xCC, 2, "Panther Lake"), (6, 0xDD, 0, "Clearwater Forest"), (18, 1, 0, "Nova Lake"),
        (15, 6, 8, "NetBurst"),
        (6, 0x37, 8, "Silvermont"),
    ])
    func `Intel's generations have names`(family: Int, model: Int, stepping: Int, name: String) {
        #expect(generation("GenuineIntel", family, model, stepping) == name)
    }

    @Test(arguments: [
        ("AuthenticAMD", 15, 33, "K8"), ("AuthenticAMD", 16, 9, "K10"), ("AuthenticAMD", 21, 2, "Piledriver"),
        ("AuthenticAMD", 23, 1, "Zen"), ("AuthenticAMD", 23, 8, "Zen+"), ("AuthenticAMD", 23, 0x31, "Zen 2"),
        ("AuthenticAMD", 25, 1, "Zen 3"), ("AuthenticAMD", 25, 0x11, "Zen 4"), ("AuthenticAMD", 25, 0xA0, "Zen 4c"),
        ("AuthenticAMD", 26, 2, "Zen 5"), ("AuthenticAMD", 26, 0x11, "Zen 5c"), ("AuthenticAMD", 26, 0x70, "Zen 5"),
        ("AuthenticAMD", 26, 0x50, "Zen 6"), ("HygonGenuine", 24, 1, "Dhyana"), ("CentaurHauls", 7, 0x3B, "LuJiaZui"),
        ("  Shanghai  ", 7, 0x5B, "YongFeng"),
    ])
    func `other makers' designs have names`(vendor: String, family: Int, model: Int, name: String) {
        #expect(generation(vendor, family, model, 1) == name)
    }

    @Test func `a model newer than the table stays unknown, with a reason`() {
        let device = SketchedCores.x86(1, family: 6, model: 0xFE).device()
        #expect(device.processor.microarchitecture == nil)
        #expect(device.unknowns.contains { $0.fact == "processor.microarchitecture" })
        #expect(device.processor.vendor == "Intel")
    }

    private func generation(_ vendor: String, _ family: Int, _ model: Int, _ stepping: Int) -> String? {
        var cores = SketchedCores.x86(1)
        cores.setList { cpu in
            "processor : \(cpu)\nvendor_id : \(vendor)\ncpu family : \(family)\nmodel : \(model)\n"
                + "stepping : \(stepping)\nflags : lm\n"
        }
        return cores.device().processor.microarchitecture
    }

    private struct Listing: Sendable {
        var text: String
        var architecture: String
        var name: String?
        var design: String?
    }

    private static let listings = [
        Listing(
            text: "processor : 0\ncpu : POWER9 (raw), altivec supported\nrevision : 2.2 (pvr 004e 1202)\n",
            architecture: "ppc64le", name: "POWER9 (raw)", design: "POWER9"),
        Listing(
            text: "processor : 0\ncpu : Cell Broadband Engine\nrevision : 16.0 (pvr 0070 1000)\n",
            architecture: "ppc64", name: "Cell Broadband Engine", design: "Cell"),
        Listing(
            text: "processor : 0\ncpu : 740/750\nrevision : 3.1 (pvr 0008 0301)\n", architecture: "ppc",
            name: "740/750",
            design: "750"),
        Listing(
            text: "vendor_id : IBM/S390\nfeatures : esan3 vx\nprocessor 0: version = 00,  machine = 8561\n",
            architecture: "s390x", name: "IBM z15", design: "z15"),
        Listing(
            text: "processor : 0\nCPU Family : Loongson-64bit\nModel Name : Loongson-3A6000\nFeatures : lsx lasx\n",
            architecture: "loongarch64", name: "Loongson-3A6000", design: "LA664"),
        Listing(
            text: "processor : 0\nhart : 1\nisa : rv64imafdc\nuarch : sifive,u74-mc\n", architecture: "riscv64",
            name: "SiFive U74-MC", design: "SiFive U74-MC"),
        Listing(
            text: "system type : MediaTek MT7621\nprocessor : 0\ncpu model : MIPS 1004Kc V2.15\n"
                + "ASEs implemented : mips16 dsp mt\nisa : mips1 mips2 mips32r2\n",
            architecture: "mips", name: "MIPS 1004Kc V2.15", design: nil),
        Listing(
            text: "cpu : TI UltraSparc II\ntype : sun4u\nState:\nCPU0: online\n", architecture: "sparc64",
            name: "TI UltraSparc II", design: nil),
        Listing(
            text: "processor : 0\nvendor_id : GenuineIntel\ncpu family : 6\nmodel : 8\nmodel name : Pentium III\n"
                + "flags : fpu mmx fxsr sse\n",
            architecture: "i686", name: "Pentium III", design: "P6"),
        Listing(
            text: "processor : 0\nmodel name : ARMv6-compatible processor rev 7 (v6l)\nFeatures : half thumb vfp\n"
                + "CPU implementer : 0x41\nCPU architecture: 7\nCPU part : 0xb76\n\nHardware : BCM2835\n",
            architecture: "armv6l", name: "BCM2835", design: "ARM1176"),
        Listing(
            text: "processor : 0\nmodel name : ARMv7 Processor rev 3 (v7l)\nFeatures : half thumb neon vfpv4 crc32\n"
                + "CPU implementer : 0x41\nCPU architecture: 7\nCPU part : 0xd08\n\nHardware : BCM2835\n",
            architecture: "armv7l", name: "Cortex-A72", design: "Cortex-A72"),
    ]

    @Test(arguments: listings)
    private func `every architecture's list names its processor`(listing: Listing) {
        let device = SketchedDevice(["proc/cpuinfo": listing.text, "sys/devices/system/cpu/online": "0"]).probed()
        #expect(device.architecture == listing.architecture)
        #expect(device.processor.name == listing.name)
        #expect(device.processor.microarchitecture == listing.design)
    }

    @Test(
        arguments: [
            ("Linux version 6.1.0-18-ppc64le (x@y) #1", "ppc64le"), ("Linux version 5.10.0-arm64 (x@y)", "aarch64"),
            ("Linux version 6.6.0 (arm64@builder)", nil), ("garbage", nil),
        ] as [(String, String?)])
    func `the kernel's release stands in for a list, its builder's name does not`(version: String, expected: String?) {
        #expect(SketchedDevice(["proc/version": version]).probed().architecture == expected)
    }
}
