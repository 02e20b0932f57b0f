import EdgeKernels
public import EdgeRecords

/// What a profile of kernels measures on a device, in which order.
public struct KernelProfilePlan: Sendable {
    /// Empty for as many as Placement chooses.
    public var threads: [Int] = []
    /// Empty for all.
    public var precisions: [Precision] = []
    /// Every layer on every instruction set; otherwise the core layers on the best one.
    public var isThorough = false

    private static let blockBytes = 128 << 20

    public init() {}

    /// Ceilings first: they are what the kernels are held against.
    public func blocks(on device: Device, besides earlier: Profile? = nil) throws(ProfilingError) -> [ProfileBlock] {
        let placements = try Placement.all(on: device, threads: threads)
        let loops = PeakLoop.available.filter { precisions.isEmpty || precisions.contains($0.precision) }
        var blocks: [ProfileBlock] = []
        for placement in placements {
            let levels = MemoryLevel.all(of: device, on: placement.cpus)
            blocks.append(ProfileBlock(name: "peaks", placement: placement, work: .peaks(loops)))
            blocks.append(ProfileBlock(name: "bandwidth", placement: placement, work: .streams(levels)))
            if placement.threads == 1 {
                // Each level links a ring in the same memory, so they cannot take turns.
                blocks += levels.map {
                    ProfileBlock(name: "latency of \($0.name.rawValue)", placement: placement, work: .latency($0))
                }
            } else {
                blocks.append(ProfileBlock(name: "starting threads", placement: placement, work: .starts))
            }
        }
        for placement in placements where placement.coreKind == nil {
            blocks += kernelBlocks(at: placement, memoryBytes: Self.memoryBytes(of: device))
        }
        guard let earlier else { return blocks }
        return blocks.compactMap { $0.without(earlier) }
    }

    /// A quarter of what this process may use: the rest is for whoever else is here.
    static func memoryBytes(of device: Device) -> Int {
        (device.memory.usableBytes ?? device.memory.physicalBytes ?? Footprint.smallestDRAMBytes * 4) / 4
    }

    /// The instruction sets that kernels are measured on; scalar only where there is nothing else.
    static func isas(of available: [InstructionSet]) -> [InstructionSet] {
        let fast = available.filter { $0 != .scalar }
        return fast.isEmpty ? [.scalar] : fast
    }

    /// Operands of a block lie in memory together, so a block ends where they would be too many.
    private func kernelBlocks(at placement: Placement, memoryBytes: Int) -> [ProfileBlock] {
        let isas = Self.isas(of: InstructionSet.available)
        let rotationBytes = min(Footprint.smallestDRAMBytes, memoryBytes / 2)
        let layers = ModelLayer.all.filter { isThorough || $0.isCore }
        var groups: [(key: [String], kernels: [MeasurableKernel])] = []
        for layer in layers {
            let kernels = KernelCatalogue.kernels(for: layer, isas: isas, rotationBytes: rotationBytes)
            for kernel in chosen(from: kernels) where kernel.workingSetBytes <= memoryBytes / 2 {
                let key = [kernel.operation, kernel.precision.rawValue, kernel.isa.name]
                let together = min(memoryBytes, Self.blockBytes) - kernel.workingSetBytes
                if let index = groups.lastIndex(where: { $0.key == key }),
                    groups[index].kernels.reduce(0, { $0 + $1.workingSetBytes }) <= together
                {
                    groups[index].kernels.append(kernel)
                } else {
                    groups.append((key, [kernel]))
                }
            }
        }
        return groups.map { group in
            ProfileBlock(name: group.key.joined(separator: " "), placement: placement, work: .kernels(group.kernels))
        }
    }

    private func chosen(from kernels: [MeasurableKernel]) -> [MeasurableKernel] {
        let wanted = kernels.filter { kernel in
            (precisions.isEmpty || precisions.contains(kernel.precision))
                // The reference would take minutes over a layer that fast kernels do in milliseconds.
                && (kernel.isa != .scalar || kernel.operations < 1e8)
        }
        return wanted.filter { kernel in
            // A vector is bound by memory whatever the instruction set, and its copies take time to make; only narrow
            // weights are worth that time in a quick profile.
            if kernel.operation == "gemv", !isThorough, kernel.precision != .int8, kernel.precision != .int4Weights {
                return false
            }
            if isThorough, kernel.operation != "gemv" { return true }
            // The instruction sets stand in ascending order: of each operation and precision the last is the best.
            return !wanted.contains {
                $0.operation == kernel.operation && $0.precision == kernel.precision
                    && $0.isa.rawValue > kernel.isa.rawValue
            }
        }
    }
}
