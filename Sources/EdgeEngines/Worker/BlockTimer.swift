import EdgePlatform

/// Times one block of runs, between canaries.
struct BlockTimer {
    private let order: BlockOrder
    private let canary: Canary
    private let requests: RequestLine?
    private let clock: () -> Int
    private let wait: (Int) -> Void

    init(
        _ order: BlockOrder, canary: Canary, requests: RequestLine? = nil, clock: @escaping () -> Int,
        wait: @escaping (Int) -> Void = { MonotonicClock.wait(nanoseconds: Int64($0)) }
    ) {
        self.order = order
        self.canary = canary
        self.requests = requests
        self.clock = clock
        self.wait = wait
    }

    func times(of model: any LoadedModel) throws -> BlockTimes {
        let tree = try? FileTree(root: "/")
        let throttling = tree.flatMap { Throttling(of: $0) }
        let canaries = min(max(order.canaries, 0), 1000)
        let idle = idleWindow()
        let arithmeticBefore = canary.arithmetic(times: canaries)
        // The clock may have changed while nothing of the model ran.
        try model.run()
        let prompts = try prompts(of: model)
        // What follows a prompt first prepares for those that come after it.
        if prompts != nil { try model.run() }
        let pressure = tree.flatMap { Pressure.now(of: $0) }
        let usage = ProcessUsage.now
        let helper = model.helperUsage
        let start = clock()
        var gauge = idle.flatMap { _ in EnergyGauge.live(order.energy ?? [], at: start) }
        let seen =
            if let served = model as? any ServedModel {
                try rounds(of: served, start: start)
            } else if let requests = order.requests {
                try answers(of: model, to: requests, start: start)
            } else {
                try runs(of: model, start: start, &gauge)
            }
        let spent = clock() - start
        let busy = gauge?.window(endingAt: clock())
        let usageAfter = ProcessUsage.now
        let pressureAfter = tree.flatMap { Pressure.now(of: $0) }
        let helped = model.helperUsage
        let arithmeticAfter = canary.arithmetic(times: canaries)
        var share: Double?
        if let pressure, let pressureAfter { share = pressureAfter.share(since: pressure, nanoseconds: spent) }
        let count = seen.services?.count ?? seen.nanoseconds.count
        var block = BlockTimes(
            nanoseconds: seen.nanoseconds, disturbed: seen.disturbed,
            processorNanoseconds: (usageAfter.processorNanoseconds - usage.processorNanoseconds
                + helped.processorNanoseconds - helper.processorNanoseconds) / max(count, 1),
            arithmeticBefore: arithmeticBefore, arithmeticAfter: arithmeticAfter, pressure: share,
            wasThrottled: tree.flatMap { Throttling(of: $0) } != throttling,
            peakBytes: (ProcessStatus.own?.bytes("VmHWM") ?? 0) + helped.peakBytes)
        (block.services, block.unanswered) = (seen.services, seen.unanswered)
        block.prompts = prompts ?? seen.firsts
        block.grownBytesPerRun = seen.grownBytesPerRun
        if let idle, let busy { block.energy = EnergyTimes(idle: idle, busy: busy) }
        (block.preparations, block.readings) = (seen.preparations, seen.readings)
        return block
    }

    /// What the device takes while nothing of ours runs; nil where energy is not asked for or not told.
    private func idleWindow() -> EnergyWindow? {
        guard var gauge = EnergyGauge.live(order.energy ?? [], at: clock()) else { return nil }
        for _ in 0..<Self.idleSteps {
            wait(Self.idleStep)
            gauge.note(at: clock())
        }
        return gauge.window(endingAt: clock())
    }

    /// Counters are brought up to date every millisecond, sensors less often.
    private static let (idleStep, idleSteps) = (25_000_000, 8)

    /// The prompts that were asked for, as far as there is time; always one.
    private func prompts(of model: any LoadedModel) throws -> [Int]? {
        guard let wanted = order.prompts, let model = model as? any PromptedModel else { return nil }
        var times: [Int] = []
        let end = clock() + order.nanosecondsAtMost
        repeat {
            let start = clock()
            try model.readPrompt()
            times.append(clock() - start)
        } while times.count < wanted && clock() < end
        return times
    }

    /// What a block came to.
    private struct Seen {
        var nanoseconds: [Int]
        var disturbed: [Int] = []
        var services: [Int]?
        var unanswered: Int?
        var preparations: [Int]?
        var readings: [Int]?
        var grownBytesPerRun: Int?
        var firsts: [Int]?
    }

    /// Whole answers, so that each has its first token and those after it.
    private func rounds(of model: any ServedModel, start: Int) throws -> Seen {
        guard order.requests == nil else { throw EngineError.notAble("take requests at a rate") }
        var seen = Seen(nanoseconds: [])
        var firsts: [Int] = []
        var (rounds, spent) = (0, 0)
        repeat {
            let round = try model.round()
            seen.nanoseconds += round.steps
            firsts += round.firsts
            (rounds, spent) = (rounds + 1, clock() - start)
        } while !isEnough(seen.nanoseconds.count, spent: spent)
            || (rounds < order.prompts ?? 1 && spent < order.nanosecondsAtMost)
        seen.firsts = firsts
        return seen
    }

    private func runs(of model: any LoadedModel, start: Int, _ gauge: inout EnergyGauge?) throws -> Seen {
        var seen = Seen(nanoseconds: [])
        var (preparations, readings): ([Int], [Int]) = ([], [])
        let most = min(max(order.samplesAtMost, 1), 1_000_000)
        seen.nanoseconds.reserveCapacity(most)
        var growth = MemoryGrowth()
        var switches = ProcessUsage.now.involuntarySwitches
        while seen.nanoseconds.count < most, !isEnough(seen.nanoseconds.count, spent: clock() - start) {
            let begin = clock()
            try requests?.prepare(model)
            let before = clock()
            try model.run()
            let after = clock()
            if let requests {
                try requests.read(model)
                readings.append(clock() - after)
                preparations.append(before - begin)
            }
            let switchesNow = ProcessUsage.now.involuntarySwitches
            if switchesNow != switches { seen.disturbed.append(seen.nanoseconds.count) }
            switches = switchesNow
            seen.nanoseconds.append(after - before)
            gauge?.note(at: clock())
            growth.note(runs: seen.nanoseconds.count)
        }
        growth.note(runs: seen.nanoseconds.count, isLast: true)
        seen.grownBytesPerRun = growth.bytesPerRun
        if requests != nil { (seen.preparations, seen.readings) = (preparations, readings) }
        return seen
    }

    /// Requests come for as long as the block is, and have as long again to be answered.
    private func answers(of model: any LoadedModel, to requests: BlockOrder.Requests, start: Int) throws -> Seen {
        let window = ArrivalTimes.window(of: requests, order)
        var arrivals = ArrivalTimes(requests)
        var seen = Seen(nanoseconds: [])
        var services: [Int] = []
        var waiting: [Int] = []
        var switches = ProcessUsage.now.involuntarySwitches
        while let due = arrivals.next(within: window).map({ start + $0 }) {
            rest(until: due)
            let begin = clock()
            guard begin < start + 2 * window else {
                waiting.append(begin - due)
                continue
            }
            // Whoever waits for the answer waits for all of it.
            try self.requests?.prepare(model)
            try model.run()
            try self.requests?.read(model)
            let end = clock()
            let switchesNow = ProcessUsage.now.involuntarySwitches
            if switchesNow != switches { seen.disturbed.append(seen.nanoseconds.count) }
            switches = switchesNow
            seen.nanoseconds.append(end - due)
            services.append(end - begin)
        }
        seen.nanoseconds += waiting
        (seen.services, seen.unanswered) = (services, waiting.count)
        return seen
    }

    /// Asleep until shortly before: what the system takes to wake somebody up is not the model's.
    private func rest(until due: Int) {
        while true {
            let left = due - clock()
            if left <= 0 { return }
            if left > Self.awake { wait(left - Self.awake) }
        }
    }

    private static let awake = 200_000

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
