import EdgeKernels
import EdgeRecords

/// What one kernel reached, beside the ceilings that took turns with it.
struct KernelOutcome {
    let kernel: MeasurableKernel
    let home: MemoryLevel.Name
    let times: RoundTimes
    let ceilings: [Ceiling]

    private var figures: RoundFigures { .rates(times, workEach: kernel.operations) }

    /// Nil without the peak of its instruction set, or the bandwidth of its level.
    private var roofline: Roofline? {
        let peakName = kernel.peak?.name
        let streamName = "read-\(home.rawValue)"
        guard let peak = ceilings.first(where: { $0.name == peakName })?.operationsPerSecond?.value,
            let bandwidth = ceilings.first(where: { $0.name == streamName })?.bytesPerSecond?.value
        else { return nil }
        return Roofline(
            operationsPerSecond: figures.best.value, operationsPerByte: kernel.operations / kernel.bytes, peak: peak,
            bandwidth: (streamName, bandwidth))
    }

    /// A kernel above its ceiling shows that the measurement is wrong.
    var isAboveCeiling: Bool { roofline.map { $0.fraction > KernelMeasurement.highestFraction } ?? false }

    var remark: String? {
        guard isAboveCeiling, let roofline else { return nil }
        return "\(kernel.name) on \(kernel.layer) came out above its ceiling (\(roofline.bound)) twice: "
            + "its working set lies nearer than thought, or the clock changed"
    }

    func measurement(at placement: Placement) -> KernelMeasurement {
        var measurement = KernelMeasurement(
            name: kernel.name, operation: kernel.operation, precision: kernel.precision,
            isa: InstructionSetName(rawValue: kernel.isa.name), shape: kernel.shape, threads: placement.threads,
            operationsPerSecond: figures.best)
        measurement.layer = kernel.layer
        measurement.cpus = placement.cpus
        measurement.medianOperationsPerSecond = figures.median
        measurement.workingSetBytes = kernel.workingSetBytes
        measurement.operationsPerByte = kernel.operations / kernel.bytes
        measurement.residency = home.rawValue
        measurement.fractionOfCeiling = roofline?.fraction
        measurement.bound = roofline?.bound
        measurement.disturbedRounds = figures.disturbedRounds
        return measurement
    }
}
