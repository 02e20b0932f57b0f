import EdgePlatform

/// Times one block of runs, between canaries.
struct BlockTimer {
    private let order: BlockOrder
    private let canary: Canary
    private let clock: () -> Int

    init(_ order: BlockOrder, canary: Canary, clock: @escaping () -> Int) {
        self.order = order
        self.canary = canary
        self.clock = clock
    }

    func times(of model: any LoadedModel) throws -> BlockTimes {
        let tree = try? FileTree(root: "/")
        let throttling = tree.flatMap { Throttling(of: $0) }
        let canaries = min(max(order.canaries, 0), 1000)
        let arithmeticBefore = canary.arithmetic(times: canaries)
        // The clock may have changed while nothing of the model ran.
        try model.run()
        let pressure = tree.flatMap { Pressure.now(of: $0) }
        let usage = ProcessUsage.now
        let start = clock()
        let (times, disturbed) = try runs(of: model, start: start)
        let spent = clock() - start
        let usageAfter = ProcessUsage.now
        let pressureAfter = tree.flatMap { Pressure.now(of: $0) }
        let arithmeticAfter = canary.arithmetic(times: canaries)
        var share: Double?
        if let pressure, let pressureAfter { share = pressureAfter.share(since: pressure, nanoseconds: spent) }
        return BlockTimes(
            nanoseconds: times, disturbed: disturbed,
            processorNanoseconds: (usageAfter.processorNanoseconds - usage.processorNanoseconds) / max(times.count, 1),
            arithmeticBefore: arithmeticBefore, arithmeticAfter: arithmeticAfter, pressure: share,
            wasThrottled: tree.flatMap { Throttling(of: $0) } != throttling,
            peakBytes: ProcessStatus.own?.bytes("VmHWM") ?? 0)
    }

    private func runs(of model: any LoadedModel, start: Int) throws -> (times: [Int], disturbed: [Int]) {
        var times: [Int] = []
        var disturbed: [Int] = []
        let most = min(max(order.samplesAtMost, 1), 1_000_000)
        times.reserveCapacity(most)
        var switches = ProcessUsage.now.involuntarySwitches
        while times.count < most, !isEnough(times.count, spent: clock() - start) {
            let before = clock()
            try model.run()
            let after = clock()
            let switchesNow = ProcessUsage.now.involuntarySwitches
            if switchesNow != switches { disturbed.append(times.count) }
            switches = switchesNow
            times.append(after - before)
        }
        return (times, disturbed)
    }

    private func isEnough(_ count: Int, spent: Int) -> Bool {
        if count < order.samplesAtLeast { return false }
        return spent >= order.nanosecondsAtMost || (count >= order.samplesWanted && spent >= order.nanosecondsAtLeast)
    }
}

/// How often the control group's quota held its processes up.
struct Throttling: Equatable {
    private let periods: Int

    /// Nil where there is no such count.
    init?(of tree: FileTree) {
        guard let groups = try? tree.text(at: "proc/self/cgroup") else { return nil }
        let paths = groups.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            if parts[0] == "0" { return "sys/fs/cgroup\(parts[2])/cpu.stat" }
            return parts[1].split(separator: ",").contains("cpu") ? "sys/fs/cgroup/cpu\(parts[2])/cpu.stat" : nil
        }
        let counts = paths.compactMap { path in
            (try? tree.text(at: path))?.split(separator: "\n").first { $0.hasPrefix("nr_throttled ") }
                .flatMap { Int($0.dropFirst("nr_throttled ".count)) }
        }
        guard !counts.isEmpty else { return nil }
        periods = counts.reduce(0) { $0 &+ $1 }
    }
}
