import EdgeKernels
import EdgeRecords

extension QuantizedKernels {
    static func addition(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .addition(let count) = layer.shape,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try sum(1, isa, pool)() })
        else { return nil }
        // Two products, two sums, two differences and the rounding of fp32.
        return MeasurableKernel(
            name: "add_u8_\(isa.name)", operation: "add", precision: .int8, isa: isa, shape: [count],
            layer: layer.name, operations: Double(7 * count), bytes: Double(3 * count), arithmetic: .fp32
        ) { (pool) throws(KernelError) in try sum(count, isa, pool) }
    }

    static func activation(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .activation(let count, let activation) = layer.shape,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try lookups(1, activation, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "lookup_u8_\(isa.name)", operation: activation.word, precision: .int8, isa: isa, shape: [count],
            layer: layer.name, operations: Double(count), bytes: Double(2 * count), arithmetic: .fp32
        ) { (pool) throws(KernelError) in try lookups(count, activation, isa, pool) }
    }

    private static func sum(
        _ count: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let right = try Operand.bytes(count)
        let one = Scaling<UInt8>(scale: 0.03, zeroPoint: 128)
        let scaling = PairScaling(left: one, right: one, destination: Scaling(scale: 0.05, zeroPoint: 120))
        return Operand.call(reading: try Operand.bytes(count), writing: try Operand.bytes(count)) {
            (left, sums) throws(KernelError) in
            try right.withSpan { (right) throws(KernelError) in
                try combine(left, right, by: .addition, into: &sums, scaling: scaling, using: isa, on: pool)
            }
        }
    }

    private static func lookups(
        _ count: Int, _ activation: Activation, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let scaling = Scaling<UInt8>(scale: 0.05, zeroPoint: 128)
        let table = try ActivationTable(activation, source: scaling, destination: scaling)
        return Operand.call(reading: try Operand.bytes(count), writing: try Operand.bytes(count)) {
            (source, results) throws(KernelError) in
            try table.activate(source, into: &results, using: isa, on: pool)
        }
    }
}
