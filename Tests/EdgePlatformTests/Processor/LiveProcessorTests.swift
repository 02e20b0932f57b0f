import EdgePlatform
import EdgeRecords
import Testing

@Suite struct LiveProcessorTests {
    @Test func `knows the CPUs it may run on`() {
        #expect(!LiveProcessor.affinity.isEmpty)
    }

    @Test func `knows the system it runs on`() throws {
        #expect(try #require(LiveProcessor.kernelRelease).contains("."))
        #expect(LiveProcessor.architecture == LiveProcessor.compiledArchitecture)
        #expect(LiveProcessor.hardwareCapabilities.first != 0)
    }

    @Test func `a CPU that is not there gives no answer and no crash`() {
        #expect(LiveProcessor.cpuidTables(of: [16_383, -1, Int.max]).isEmpty)
        #expect(LiveProcessor.midrs(of: [16_383, -1, Int.max]).isEmpty)
        #expect(LiveProcessor.cpuidTables(of: []).isEmpty)
    }

    @Test func `visiting other CPUs leaves this thread where it may run`() {
        let before = LiveProcessor.affinity
        _ = LiveProcessor.cpuidTables(of: before.elements)
        _ = LiveProcessor.midrs(of: before.elements)
        _ = before.last.map { LiveProcessor.featureTrials(on: $0) }
        #expect(LiveProcessor.affinity == before)
    }

    #if arch(x86_64)
        @Test func `asks every CPU it may run on`() {
            let cpus = LiveProcessor.affinity.elements
            let tables = LiveProcessor.cpuidTables(of: cpus + [16_383])
            #expect(Set(tables.keys) == Set(cpus))
            for table in tables.values {
                #expect(table.vendorIdentifier?.utf8.count ?? 0 <= 12)
                #expect(table[1] != nil)
                #expect(table[3] == nil)
                #expect((try? CPUIDTable(text: table.text)) == table)
            }
        }

        @Test func `the system saves at least the vector registers that every x86-64 has`() throws {
            guard let states = LiveProcessor.xcr0() else { return }
            #expect(states & 3 == 3)
        }
    #endif
}
