import EdgeRecords
import Testing

@Suite struct MemoryReaderTests {
    @Test func `kilobytes of the kernel are 1024 bytes`() {
        let memory = SketchedDevice(["proc/meminfo": "MemTotal:  1003928 kB\nSwapTotal:  2 kB"]).probed().memory
        #expect(memory.physicalBytes == 1_028_022_272)
        #expect(memory.usableBytes == 1_028_022_272)
        #expect(memory.swapBytes == 2048)
    }

    @Test(arguments: [
        "MemTotal: much kB", "MemTotal: 0 kB", "MemTotal: -4 kB", "MemTotal: 9223372036854775807 kB", "Mem",
    ])
    func `a damaged size is unknown, with a reason`(text: String) {
        let device = SketchedDevice(["proc/meminfo": text]).probed()
        #expect(device.memory.physicalBytes == nil)
        #expect(device.unknowns.contains { $0.fact == "memory.physicalBytes" })
    }

    @Test func `swap is the sum of its areas, whose names are not kept`() throws {
        let device = SketchedDevice([
            "proc/swaps": """
            Filename				Type		Size		Used		Priority
            /home/canaryname/swap                   file		1024		0		-2
            /dev/zram0                              partition	2048		0		100
            """
        ]).probed()
        #expect(device.memory.swapBytes == 3 * 1024 * 1024)
        #expect(try !RecordText.encode(device).contains("canaryname"))
    }

    @Test func `a table of swap areas without areas means no swap`() {
        #expect(SketchedDevice(["proc/swaps": "Filename Type Size Used Priority"]).probed().memory.swapBytes == 0)
    }

    @Test func `a damaged table of swap areas gives way to the total`() {
        let device = SketchedDevice(["proc/swaps": "\u{1}", "proc/meminfo": "SwapTotal: 4 kB"]).probed()
        #expect(device.memory.swapBytes == 4096)
        #expect(device.warnings.contains { $0.where == "proc/swaps" })
    }

    @Test func `the nodes' own sizes are never taken for the memory`() {
        let device = SketchedDevice(["sys/devices/system/node/node0/meminfo": "Node 0 MemTotal: 99 kB"]).probed()
        #expect(device.memory.physicalBytes == nil)
    }
}
