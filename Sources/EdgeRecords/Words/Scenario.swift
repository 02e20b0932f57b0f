/// What the device was doing while it was measured; only `quiet` feeds a plan unless another is asked for.
public enum Scenario: String, Codable, CaseIterable, Sendable {
    case quiet, sustained, rate
    case besideCPU = "beside-cpu"
    case besideMemory = "beside-memory"
    case besideModel = "beside-model"
}
