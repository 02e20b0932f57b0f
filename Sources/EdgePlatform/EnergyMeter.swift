/// A counter of energy or a sensor of power, by the files that it is read from.
public struct EnergyMeter: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Sendable {
        /// Microjoules since some start, in one file.
        case energy
        /// Microwatts now; the product of two files where volts and amperes are told apart.
        case power
    }

    /// As the device record calls it.
    public var name: String
    public var kind: Kind
    public var paths: [String]
    /// Past which a counter begins anew.
    public var rangeMicrojoules: Int?
    /// What one watt is in the files' own unit.
    public var unitsPerWatt = 1e6

    public init(name: String, kind: Kind, paths: [String]) {
        (self.name, self.kind, self.paths) = (name, kind, paths)
    }
}

/// What meters say of one stretch of time, all of them together.
public struct EnergyWindow: Codable, Hashable, Sendable {
    public var microjoules: Double
    public var nanoseconds: Int

    public init(microjoules: Double, nanoseconds: Int) {
        (self.microjoules, self.nanoseconds) = (microjoules, nanoseconds)
    }

    /// Microjoules a nanosecond are kilowatts.
    public var watts: Double { nanoseconds > 0 ? microjoules * 1000 / Double(nanoseconds) : 0 }
}

/// Reads meters over a stretch of time; one that fails leaves the whole stretch untold.
public struct EnergyGauge {
    private let meters: [EnergyMeter]
    private let read: (String) -> Int?
    private var start: Int
    private var counters: [Int?]
    private var lastNoted: Int
    /// Of each sensor of power: the last reading, and what came together before it.
    private var watts: [Double?]
    private var sums: [Double]

    /// Sensors of power are read anew after so long; reading them takes time of its own.
    private static let interval = 20_000_000

    /// - Parameter read: the number in a file; nil where there is none.
    public init?(_ meters: [EnergyMeter], at now: Int, read: @escaping (String) -> Int?) {
        guard !meters.isEmpty else { return nil }
        (self.meters, self.read) = (meters, read)
        (start, lastNoted) = (now, now)
        counters = meters.map { $0.kind == .energy ? read($0.paths[0]) : nil }
        watts = meters.map { $0.kind == .power ? Self.watts(of: $0, read) : nil }
        sums = Array(repeating: 0, count: meters.count)
    }

    /// The same of this system.
    public static func live(_ meters: [EnergyMeter], at now: Int) -> EnergyGauge? {
        guard let tree = try? FileTree(root: "/") else { return nil }
        return EnergyGauge(meters, at: now) { path in
            (try? tree.text(at: path, limitBytes: 64)).flatMap { text in
                Int(text.split(whereSeparator: \.isWhitespace).first ?? "")
            }
        }
    }

    /// To be called now and then: what a sensor of power said counts until it says something else.
    public mutating func note(at now: Int) {
        guard now - lastNoted >= Self.interval, watts.contains(where: { $0 != nil }) else { return }
        noteAnew(at: now)
    }

    private mutating func noteAnew(at now: Int) {
        for place in meters.indices where meters[place].kind == .power {
            let next = Self.watts(of: meters[place], read)
            if let last = watts[place], let next {
                // Halfway between the two readings.
                sums[place] += (last + next) / 2 * Double(now - lastNoted) / 1000
            }
            watts[place] = watts[place] == nil ? nil : next
        }
        lastNoted = now
    }

    /// Nil where a meter could not be read, or went backwards.
    public mutating func window(endingAt now: Int) -> EnergyWindow? {
        noteAnew(at: now)
        var sum = 0.0
        for (place, meter) in meters.enumerated() {
            switch meter.kind {
            case .energy:
                guard let before = counters[place], let after = read(meter.paths[0]),
                    let spent = Self.spent(from: before, to: after, range: meter.rangeMicrojoules)
                else { return nil }
                sum += Double(spent)
            case .power:
                guard watts[place] != nil else { return nil }
                sum += sums[place]
            }
        }
        return EnergyWindow(microjoules: sum, nanoseconds: now - start)
    }

    private static func watts(of meter: EnergyMeter, _ read: (String) -> Int?) -> Double? {
        var product = 1.0
        for path in meter.paths {
            guard let number = read(path) else { return nil }
            product *= Double(number).magnitude
        }
        return meter.paths.isEmpty || meter.unitsPerWatt <= 0 ? nil : product / meter.unitsPerWatt
    }

    /// Between two reads of a counter that may have begun anew once.
    public static func spent(from start: Int, to end: Int, range: Int?) -> Int? {
        let (difference, overflows) = end.subtractingReportingOverflow(start)
        guard !overflows else { return nil }
        if difference >= 0 { return difference }
        guard let range, range >= start, end >= 0 else { return nil }
        return range - start + end
    }
}
