// What needs no kernel of an instruction set: one thread does it, without allocating.
extension PreparedKernel {
    /// Copies elements from one region to another.
    package convenience init<Element>(
        on arena: Arena, moving movement: Movement, from source: Region<Element>, to destination: Region<Element>
    ) throws(KernelError) {
        guard movement.fits(source: source.count, destination: destination.count) else {
            throw .badShape(kernel: "move")
        }
        let bytes = MemoryLayout<Element>.stride
        let plan = MovementPlan(movement, elementBytes: bytes)
        self.init(named: "move", on: arena) {
            arena.withSpan(source) { source in
                arena.withMutableSpan(destination) { destination in
                    unsafe source.withUnsafeBytes { source in
                        unsafe destination.withUnsafeMutableBytes { destination in
                            guard let from = source.baseAddress, let to = destination.baseAddress else { return }
                            unsafe plan.run(from: from, to: to, bytes: destination.count)
                        }
                    }
                }
            }
        }
    }

    /// Gives each element what a function makes of it.
    package convenience init(
        on arena: Arena, mapping source: Region<Float>, to destination: Region<Float>,
        _ function: @escaping @Sendable (Float) -> Float
    ) throws(KernelError) {
        guard source.count == destination.count else { throw .badShape(kernel: "map") }
        self.init(named: "map", on: arena) {
            arena.withSpan(source) { source in
                arena.withMutableSpan(destination) { destination in
                    for index in source.indices { destination[index] = function(source[index]) }
                }
            }
        }
    }
}
