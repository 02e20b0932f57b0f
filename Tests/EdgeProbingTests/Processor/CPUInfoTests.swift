import EdgeProbing
import Testing

@Suite struct CPUInfoTests {
    @Test func `reads a block for each CPU`() {
        let info = CPUInfo.parse(
            "processor\t: 0\ncore id\t\t: 4\n\nprocessor\t: 7\ncore id\t: 5\nmodel name :  A  B \n\n")
        #expect(info.cpus == [0, 7])
        #expect(info.value("core id", cpu: 0) == "4")
        #expect(info.value("core id", cpu: 7) == "5")
        #expect(info.value("model name", cpu: 7) == "A  B")
        #expect(info.value("model name", cpu: 0) == nil)
        #expect(info.first("model name") == "A  B")
    }

    @Test func `fields outside any block hold for all CPUs`() {
        let info = CPUInfo.parse(
            """
            Processor\t: ARMv7 Processor rev 4 (v7l)
            processor\t: 0
            BogoMIPS\t: 1694.10

            processor\t: 1
            BogoMIPS\t: 1694.10

            Features\t: swp half neon
            CPU part\t: 0xc0f
            """)
        #expect(info.cpus == [0, 1])
        #expect(info.value("Features", cpu: 1) == "swp half neon")
        #expect(info.value("Processor", cpu: 0) == "ARMv7 Processor rev 4 (v7l)")
    }

    @Test func `processor lines without fields between them share what follows`() {
        let info = CPUInfo.parse(
            "Processor : AArch64\nprocessor : 0\nprocessor : 1\nFeatures : fp asimd\n\nHardware : X\n")
        #expect(info.cpus == [0, 1])
        #expect(info.value("Features", cpu: 0) == "fp asimd")
        #expect(info.value("Features", cpu: 1) == "fp asimd")
        #expect(info.common["Hardware"] == "X")
    }

    @Test func `reads one line a CPU as s390x writes them, without the identification`() {
        let info = CPUInfo.parse(
            "vendor_id : IBM/S390\nfeatures\t: esan3 vx \n"
                + "processor 1: version = FF,  identification = C0FFEE,  machine = 2817\n"
                + "processor 2: version = 00,  identification = C0FFEE,  machine = 2817\n\ncpu number : 1\ncore id : 3\n"
        )
        #expect(info.cpus == [1, 2])
        #expect(info.value("machine", cpu: 2) == "2817")
        #expect(info.value("identification", cpu: 2) == nil)
        #expect(info.value("features", cpu: 2) == "esan3 vx")
        #expect(info.value("core id", cpu: 1) == "3")
    }

    @Test func `reads the states of sparc's CPUs`() {
        let info = CPUInfo.parse(
            "cpu : TI UltraSparc II\nCpu6ClkTck : 00ec\nState:\nCPU6:\t\tonline\nCPU10:\t\tonline\n")
        #expect(info.cpus == [6, 10])
        #expect(info.value("cpu", cpu: 10) == "TI UltraSparc II")
    }

    @Test func `a kernel for one CPU need not number it`() {
        #expect(CPUInfo.parse("Processor : ARM926EJ-S rev 5 (v5l)\nFeatures : swp half\n").cpus == [0])
        #expect(CPUInfo.parse("").cpus.isEmpty)
        #expect(CPUInfo.parse("hello").cpus.isEmpty)
    }

    @Test func `serial numbers are not kept`() {
        let info = CPUInfo.parse("processor : 0\nSerial : abc\n\nSerial : c0ffee\n")
        #expect(info.value("Serial", cpu: 0) == nil)
        #expect(info.common.isEmpty)
    }

    @Test(arguments: ["processor : 99999", "processor : -1", "processor : 16384", "processor : 1234567890123456789012"])
    func `a number that no CPU has begins no block`(line: String) {
        #expect(CPUInfo.parse(line).cpus.isEmpty)
    }

    @Test func `too long keys, too long values and too many fields are left out`() {
        let long = String(repeating: "x", count: 20_000)
        let many = (0..<1000).map { "k\($0) : v" }.joined(separator: "\n")
        let info = CPUInfo.parse("processor : 0\n\(long) : a\nb : \(long)\n\(many)\n")
        #expect(info.value("b", cpu: 0) == nil)
        #expect(info.value("k9", cpu: 0) == "v")
        #expect(info.value("k999", cpu: 0) == nil)
    }

    @Test func `a second block of one number adds to the first`() {
        let info = CPUInfo.parse("processor : 0\na : 1\n\nprocessor : 0\na : 2\nb : 3\n")
        #expect(info.cpus == [0])
        #expect(info.value("a", cpu: 0) == "1")
        #expect(info.value("b", cpu: 0) == "3")
    }
}
