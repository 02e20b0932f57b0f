import EdgeEngines
import EdgeRecords

/// Answers as a worker would, or fails where it is told to.
final class SketchedWorker: WorkerConversation {
    private(set) var hasEnded = false
    let script: (WorkerRequest.Task) throws(WorkerFailure) -> WorkerReply?
    let isolation = ["affinity", "seccomp-no-network"]

    init(_ script: @escaping (WorkerRequest.Task) throws(WorkerFailure) -> WorkerReply?) { self.script = script }

    func ask(
        _ request: WorkerRequest, deadline: Int, isInterrupted: () -> Bool
    ) throws(WorkerFailure) -> WorkerReply {
        if isInterrupted() { throw .interrupted }
        if let reply = try script(request.task) { return reply }
        return try usual(request.task)
    }

    func leave() {}
    func end() { hasEnded = true }

    private func usual(_ task: WorkerRequest.Task) throws(WorkerFailure) -> WorkerReply {
        let text =
            switch task {
            case .open: #"{"opened":{"version":"1.0","baselineBytes":1000,"openedBytes":1500}}"#
            case .load: #"{"loaded":{"loadNanoseconds":70,"residentBytes":4000,"inputs":[],"outputs":[]}}"#
            case .warmUp: #"{"warm":{"firstNanoseconds":90,"runs":15,"hasSettled":true,"threadsSeen":1}}"#
            case .measure: Self.block(10)
            case .canary: #"{"canary":[100,100,100]}"#
            case .burden: #"{"isBurdened":true}"#
            default: "{}"
            }
        guard let reply = try? RecordText.decode(WorkerReply.self, from: text) else { throw .interrupted }
        return reply
    }

    static func block(_ nanoseconds: Int, canary: Int = 100, pressure: Double = 0.01) -> String {
        let times = "[" + (0..<20).map { "\(nanoseconds + $0 % 3)" }.joined(separator: ",") + "]"
        return """
            {"block":{"nanoseconds":\(times),"disturbed":[],"processorNanoseconds":9,"arithmeticBefore":[\(canary)],
            "arithmeticAfter":[\(canary)],"pressure":\(pressure),
            "wasThrottled":false,"peakBytes":9000}}
            """
    }
}
