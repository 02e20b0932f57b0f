import EdgeRecords
import EdgeReporting
import EdgeTestSupport
import Testing

@Suite struct KernelProfileTextTests {
    private func figure(_ value: Double, _ statistic: Statistic = .maximum) -> Figure {
        Figure(value, statistic, count: 60, source: .measured)
    }

    private func peak(_ name: String, _ threads: Int, _ rate: Double, perCycle: Double, cpus: [Int]) -> Ceiling {
        var ceiling = Ceiling(name: name, threads: threads, operationsPerSecond: figure(rate))
        ceiling.medianOperationsPerSecond = figure(rate * 0.97, .median)
        ceiling.operationsPerCycle = figure(perCycle)
        ceiling.cpus = cpus
        return ceiling
    }

    private func stream(_ name: String, _ threads: Int, _ rate: Double, over bytes: Int) -> Ceiling {
        var ceiling = Ceiling(name: name, threads: threads, bytesPerSecond: figure(rate))
        ceiling.footprintBytes = bytes
        ceiling.cpus = Array(0..<threads)
        return ceiling
    }

    private func duration(_ name: String, _ threads: Int, _ nanoseconds: Double) -> Ceiling {
        var ceiling = Ceiling(name: name, threads: threads)
        ceiling.nanoseconds = figure(nanoseconds, .minimum)
        ceiling.medianNanoseconds = figure(nanoseconds * 1.1, .median)
        ceiling.cpus = Array(0..<threads)
        return ceiling
    }

    private func kernel(_ layer: String, _ shape: [Int], _ rate: Double, of fraction: Double?, _ bound: String?)
        -> KernelMeasurement
    {
        var kernel = KernelMeasurement(
            name: "gemm_f32_avx512", operation: "gemm", precision: .fp32, isa: .avx512, shape: shape, threads: 1,
            operationsPerSecond: figure(rate))
        kernel.layer = layer
        kernel.fractionOfCeiling = fraction
        kernel.bound = bound
        return kernel
    }

    private var profile: Profile {
        var profile = Profile(
            device: ExampleDevices.hybridLaptop, program: .init(version: "0.1.0", build: .release),
            conditions: Conditions(startedAt: UTCText.moment(epochSeconds: 1_795_248_000)))
        var clock = Ceiling(name: "clock", threads: 1)
        clock.cyclesPerSecond = figure(3.95e9)
        profile.ceilings = [
            clock,
            peak("int8-avx512vnni", 1, 1000e9, perCycle: 254, cpus: [0]),
            peak("int8-avx512vnni", 2, 2000e9, perCycle: 254, cpus: [0, 2]),
            peak("fp32-avx512", 2, 498e9, perCycle: 63.6, cpus: [0, 2]),
            peak("fp32-avx512", 1, 252e9, perCycle: 63.8, cpus: [0]),
            peak("fp32-avx2", 1, 60e9, perCycle: 16, cpus: [4]),
            stream("read-l1", 1, 496e9, over: 24 << 10), stream("write-l1", 1, 232e9, over: 24 << 10),
            stream("copy-l1", 1, 480e9, over: 24 << 10), duration("latency-l1", 1, 1),
            stream("read-dram", 1, 39.4e9, over: 384 << 20), stream("read-dram", 2, 78.1e9, over: 384 << 20),
            stream("write-past-dram", 1, 41.2e9, over: 384 << 20), duration("latency-dram", 1, 180),
            duration("start-awake", 2, 900), duration("start-asleep", 2, 12_000),
        ]
        profile.kernels = [
            kernel("square 384", [384, 384, 384], 240e9, of: 0.952, "compute"),
            kernel("mobilenet-v2 block 17 project", [49, 960, 320], 180e9, of: 0.714, "read-l2"),
            kernel("a layer whose ceiling was not measured", [1, 1, 1], 1e6, of: nil, nil),
        ]
        return profile
    }

    @Test(arguments: [60, 100])
    func `ceilings and kernels fit the width`(width: Int) throws {
        try expectGolden(KernelProfileText.text(of: profile, width: width), named: "kernels-\(width).txt")
    }

    @Test func `a disturbed profile says so, and an empty one is short`() throws {
        var disturbed = profile
        disturbed.ceilings = []
        disturbed.kernels = []
        disturbed.conditions.contended = true
        disturbed.conditions.contendedShare = 0.62
        try expectGolden(KernelProfileText.text(of: disturbed, width: 80), named: "kernels-disturbed.txt")
    }

    @Test func `what is above its ceiling does not leave the line`() {
        var profile = profile
        profile.kernels[0].fractionOfCeiling = 3.5
        let lines = KernelProfileText.text(of: profile, width: 60).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 60 })
        #expect(lines.count { $0.contains("%") && $0.contains(" !") } == 1)
        #expect(lines.contains { $0.hasPrefix("  ! above its ceiling") })
    }
}
