public import EdgeKernels
public import EdgeRecords

/// Which instruction sets kernels may use on a device.
public enum InstructionSetChoice {
    /// Those whose instructions the probe saw executed, or at least enabled, of those that kernels found by themselves.
    public static func executed(on device: Device, of available: [InstructionSet]) -> [InstructionSet] {
        let usable = Set(device.processor.features.filter(\.isUsable).map(\.name))
        return available.filter { isa in
            let needed = InstructionSetName(rawValue: isa.name).neededFeatures ?? []
            return needed.allSatisfy(usable.contains)
        }
    }

    /// The one that a user named and all below it.
    ///
    /// - Parameter executed: what this device offers.
    public static func lowered(
        to name: String, of executed: [InstructionSet]
    ) throws(ProfilingError) -> [InstructionSet] {
        guard let isa = InstructionSet(name: name) else {
            throw .unknownInstructionSet(name, available: executed.map(\.name))
        }
        guard executed.contains(isa) else { throw .unavailableInstructionSet(name, available: executed.map(\.name)) }
        return executed.filter(isa.withLower.contains)
    }
}
