import EdgeProbing
import EdgeRecords
import Testing

@Suite(.enabled(if: FixtureMachine.folder != nil, "EDGEPLAN_FIXTURES names no folder"))
struct TopologyFixtureTests {
    @Test(arguments: FixtureMachine.all)
    func `a captured machine's topology is read as it was`(machine: FixtureMachine) throws {
        let device = DeviceProbe(tree: try machine.tree()).device()
        let differences = ExpectedTopology(facts: try machine.expected()).differences(from: device)
        #expect(differences.isEmpty, "\(differences.joined(separator: "; "))")
    }
}
