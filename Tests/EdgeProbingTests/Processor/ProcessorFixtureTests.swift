import EdgeProbing
import EdgeRecords
import Testing

@Suite(.enabled(if: FixtureMachine.folder != nil, "EDGEPLAN_FIXTURES names no folder"))
struct ProcessorFixtureTests {
    @Test(arguments: FixtureMachine.all)
    func `a captured machine's processor is read as it was`(machine: FixtureMachine) throws {
        let device = DeviceProbe(tree: try machine.tree()).device()
        let differences = ExpectedProcessor(facts: try machine.expected()).differences(from: device)
        #expect(differences.isEmpty, "\(differences.joined(separator: "; "))")
    }

    @Test(arguments: FixtureMachine.all)
    func `every captured processor has an architecture, kinds that fill it, and sensible names`(machine: FixtureMachine)
        throws
    {
        let device = DeviceProbe(tree: try machine.tree()).device()
        let processor = device.processor
        #expect(device.architecture != nil)
        #expect(processor.coreKinds.flatMap(\.cpus).sorted() == processor.onlineCPUs)
        #expect(processor.coreKinds.map(\.physicalCores).reduce(0, +) == processor.physicalCores)
        #expect(Set(processor.coreKinds.map(\.name)).count == processor.coreKinds.count)
        #expect(processor.coreKinds.allSatisfy { ExpectedProcessor.kindNames.contains($0.name) })
        #expect(processor.features.allSatisfy { $0.executed == nil })
        let mayMix = processor.coreKinds.count > 1
        #expect(processor.coreKinds.allSatisfy { ["uniform", "unknown"].contains($0.name) != mayMix })
    }
}
