import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

/// Limits, memory and machine of every captured tree, against what is known of it.
@Suite(.enabled(if: FixtureMachine.folder != nil, "EDGEPLAN_FIXTURES names no folder"))
struct LimitsFixtureTests {
    @Test(arguments: FixtureMachine.all)
    func `finds the limits that are known of a machine`(machine: FixtureMachine) throws {
        let expected = try machine.expected()
        let tree = try machine.tree()
        let device = DeviceProbe(tree: tree).device()
        if let usable = expected["usableCPUs"]?.wholeNumber {
            #expect(device.limits.usableCPUs == usable)
        }
        if let binding = expected["bindingConstraint"]?.text {
            #expect(device.limits.bindingConstraint.rawValue == binding)
        } else {
            #expect(device.limits.bindingConstraint == .online)
        }
        #expect(device.limits.quotaCPUs == expected["quotaCPUs"]?.decimal)
        #expect(device.memory.physicalBytes == expected["memoryBytes"]?.wholeNumber)
        #expect(device.memory.limits.map(\.bytes).min() == expected["memoryLimitBytes"]?.wholeNumber)
        if let nodes = expected["allowedNodes"]?.text {
            #expect(device.limits.allowedNodes == CPUSet(list: nodes)?.elements)
        }
        if expected["hypervisor"] == .bool(true) { #expect(device.machine.virtualization != nil) }
        let record = try RecordText.encode(device)
        for secret in expected["mustNotAppear"]?.texts ?? [] { #expect(!record.contains(secret)) }
    }
}
