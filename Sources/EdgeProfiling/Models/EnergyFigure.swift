import EdgeEngines
import EdgePlatform
import EdgeRecords

extension WorkerRun.Energy {
    init(_ times: EnergyTimes, runs: Int) {
        self.init(
            idleMicrojoules: times.idle.microjoules, idleNanoseconds: times.idle.nanoseconds,
            busyMicrojoules: times.busy.microjoules, busyNanoseconds: times.busy.nanoseconds, runs: runs)
    }

    fileprivate var idleWatts: Double {
        EnergyWindow(microjoules: idleMicrojoules, nanoseconds: idleNanoseconds).watts
    }

    fileprivate var busyWatts: Double {
        EnergyWindow(microjoules: busyMicrojoules, nanoseconds: busyNanoseconds).watts
    }

    /// Of one run, beyond what the device takes anyway; nil where the meters felt no difference.
    var microjoulesEach: Double? {
        // A counter that says the same of rest and of work says nothing of the work.
        guard runs > 0, idleWatts >= 0, busyWatts > idleWatts * 1.05 else { return nil }
        return (busyMicrojoules - idleWatts * Double(busyNanoseconds) / 1000) / Double(runs)
    }
}

extension Figure {
    /// Of one run, from as many processes; nil unless every one of them felt the work.
    static func energy(of windows: [WorkerRun.Energy]) -> Figure? {
        let each = windows.compactMap(\.microjoulesEach).sorted()
        guard !each.isEmpty, each.count == windows.count else { return nil }
        func watts(_ value: (WorkerRun.Energy) -> Double) -> String {
            NumberText.threeDigits(Quantile.median(ofSorted: windows.map(value).sorted()))
        }
        let interval = Quantile.medianInterval(ofSorted: each)
        return Figure(
            Quantile.median(ofSorted: each), .median, count: each.count, interval: interval,
            confidence: interval.map { _ in 0.95 }, source: .measured,
            basis: ["\(watts(\.idleWatts)) W idle, \(watts(\.busyWatts)) W busy"])
    }
}
