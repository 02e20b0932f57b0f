/// What the device was doing while it was measured; only `quiet` feeds a plan unless another is asked for.
public enum Scenario: String, Codable, CaseIterable, Sendable {
    case quiet, sustained, rate
    case besideCPU = "beside-cpu"
    case besideMemory = "beside-memory"
    case besideModel = "beside-model"

    /// Whether work of ours ran beside the candidate, to disturb it.
    public var isBeside: Bool { [.besideCPU, .besideMemory, .besideModel].contains(self) }
}

/// How requests that wait for no answer come in.
public enum Arrivals: String, Codable, CaseIterable, Sendable {
    /// At random, independent of each other, as from many users.
    case poisson
    /// One just so long after the other, as from a camera.
    case even
}
