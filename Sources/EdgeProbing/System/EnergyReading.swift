/// What every energy counter said at one time.
package struct EnergyReading {
    package enum Sample: Equatable {
        case microjoules(Int, range: Int?)
        case microwatts(Double)
        /// The file is there, but this user may not read it.
        case denied
        case unreadable
        case charging
    }

    var nanoseconds: Int64
    /// In the order in which the counters were found.
    var sources: [EnergySource]
    var samples: [EnergySource: Sample]
}
