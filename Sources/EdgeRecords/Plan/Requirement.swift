/// What a plan has to satisfy; nil is no limit.
public struct Requirement: Codable, Hashable, Sendable {
    public enum Objective: String, Codable, CaseIterable, Sendable {
        case accuracy, latency, energy, memory
    }

    public enum Scope: String, Codable, CaseIterable, Sendable {
        /// With the pre- and post-processing that belong to the model.
        case request
        case model
    }

    public enum Allowance: String, Codable, CaseIterable, Sendable {
        case predicted, contended
    }

    public var task: TaskName
    public var labels: String?
    public var targetNanoseconds: Int?
    /// Which part of the runs the target holds for, in per cent.
    public var percentile = 95.0
    /// A ratio.
    public var confidence = 0.95
    public var objective = Objective.accuracy
    public var scope = Scope.request
    public var scenario = Scenario.quiet
    /// A ratio.
    public var accuracyFloor: Double?
    public var memoryBytes: Int?
    public var modelBytes: Int?
    public var energyMicrojoules: Double?
    /// From nothing to the first answer: loading and the first run.
    public var coldStartNanoseconds: Int?
    /// Of a language model: from a prompt, as long as it was measured with, to the first token.
    public var firstTokenNanoseconds: Int?
    /// Only these; empty for all.
    public var engines: [EngineName] = []
    /// Only models under these, each an SPDX expression; empty for all.
    public var licences: [String] = []
    /// What may be chosen although it proves nothing.
    public var allowed: [Allowance] = []

    /// `image-classification/imagenet-1k`: what has to be answered, in which labels.
    public var subject: String { [task.rawValue, labels].compactMap { $0 }.joined(separator: "/") }

    public init(task: TaskName, labels: String?, targetNanoseconds: Int?) {
        self.task = task
        self.labels = labels
        self.targetNanoseconds = targetNanoseconds
    }
}
