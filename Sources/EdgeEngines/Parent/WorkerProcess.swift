package import EdgePlatform
import EdgeRecords

/// The parent's side: a worker that was started, is asked, and ends in any case.
package protocol WorkerConversation: AnyObject {
    /// - Parameter deadline: nanoseconds that the answer may take.
    func ask(
        _ request: WorkerRequest, deadline: Int, isInterrupted: () -> Bool
    ) throws(WorkerFailure) -> WorkerReply
    /// Lets it go; it has a moment to do so.
    func leave()
    /// Ends it at once, and is back when it is gone.
    func end()
    /// What is in force around it.
    var isolation: [String] { get }
}

/// One that can be asked while others are: what was sent is answered later.
package protocol ConcurrentConversation: WorkerConversation {
    func send(_ request: WorkerRequest) throws(WorkerFailure)
    func answer(
        to task: WorkerRequest.Task, deadline: Int, isInterrupted: () -> Bool
    ) throws(WorkerFailure) -> WorkerReply
}

/// Why a worker gave no answer: a result like any other.
package enum WorkerFailure: Error, Equatable {
    case interrupted
    case failed(WorkerRefusal)
}

/// A worker in a process of its own.
package final class WorkerProcess: ConcurrentConversation {
    private let child: ChildProcess
    private var frames = FrameReader()

    private static let leavingNanoseconds: Int64 = 2_000_000_000

    package init(_ command: ChildCommand) throws(WorkerFailure) {
        do throws(ChildError) {
            child = try ChildProcess(command)
        } catch {
            throw .failed(WorkerRefusal(.missing, "\(error.what): \(error.why)"))
        }
        if child.missingIsolation.contains(.affinity) {
            child.kill()
            throw .failed(WorkerRefusal(.refused, "the system does not allow the CPUs \(command.cpus)"))
        }
    }

    package var isolation: [String] { child.isolation.names }

    package func ask(
        _ request: WorkerRequest, deadline: Int, isInterrupted: () -> Bool
    ) throws(WorkerFailure) -> WorkerReply {
        try send(request)
        return try answer(to: request.task, deadline: deadline, isInterrupted: isInterrupted)
    }

    package func send(_ request: WorkerRequest) throws(WorkerFailure) {
        guard let text = try? RecordText.encode(request, layout: .line),
            (try? child.send(FrameReader.frame(Array(text.utf8)))) != nil
        else { throw failure(request.task.doing) }
    }

    package func answer(
        to task: WorkerRequest.Task, deadline: Int, isInterrupted: () -> Bool
    ) throws(WorkerFailure) -> WorkerReply {
        let doing = task.doing
        let end = MonotonicClock.nanoseconds + Int64(deadline)
        while true {
            switch child.next(deadline: end, isInterrupted: isInterrupted) {
            case .spoke(let bytes):
                frames.append(bytes)
                if let reply = try reply(doing) { return reply }
            case .hungUp: throw failure(doing)
            case .late:
                child.kill()
                let limit = NumberText.exactDuration(nanoseconds: deadline)
                throw .failed(WorkerRefusal(.timedOut, "it gave no answer within \(limit) while \(doing)" + printed))
            case .tooLarge(let bytes):
                child.kill()
                throw .failed(WorkerRefusal(.outOfMemory, "it held \(NumberText.bytes(bytes)) while \(doing)"))
            case .interrupted:
                child.kill()
                throw .interrupted
            }
        }
    }

    package func leave() {
        _ = try? child.send(
            FrameReader.frame(Array(((try? RecordText.encode(WorkerRequest.leave, layout: .line)) ?? "").utf8)))
        _ = child.end(withinNanoseconds: Self.leavingNanoseconds)
    }

    package func end() {
        child.kill()
        _ = child.end(withinNanoseconds: Self.leavingNanoseconds)
    }

    /// Nil if it has not come whole.
    private func reply(_ doing: String) throws(WorkerFailure) -> WorkerReply? {
        let message: [UInt8]?
        do throws(FrameReader.Fault) {
            message = try frames.next()
        } catch {
            throw garbage(doing)
        }
        guard let message else { return nil }
        guard let reply = try? RecordText.decode(WorkerReply.self, from: message) else { throw garbage(doing) }
        if let failure = reply.failure { throw .failed(failure) }
        return reply
    }

    private func garbage(_ doing: String) -> WorkerFailure {
        child.kill()
        return .failed(WorkerRefusal(.crashed, "it answered with what is no answer while \(doing)" + printed))
    }

    /// It is gone: how it ended is the reason.
    private func failure(_ doing: String) -> WorkerFailure {
        let ending = child.end(withinNanoseconds: Self.leavingNanoseconds)
        let reason = "it ended with \(ending.text) while \(doing)" + printed
        let ranOut = WorkerRefusal.outcome(of: String(decoding: child.prints, as: UTF8.self)) == .outOfMemory
        // Nobody here killed it: the kernel does so when memory runs out.
        let wasKilled = ending.signal == 9 && !ending.wasKilled
        return .failed(WorkerRefusal(ranOut || wasKilled ? .outOfMemory : .crashed, reason))
    }

    /// The last line that it printed, as the end of a sentence.
    private var printed: String {
        let lines = String(decoding: child.prints, as: UTF8.self).printable.split(separator: "\n")
        // Where it was when it failed says nothing to who reads the outcome.
        let told = lines.prefix { !$0.hasPrefix("Current stack trace") }
        guard let last = told.last(where: { $0.contains { $0 != " " } }) else { return "" }
        return "; it printed: " + last.prefix(300)
    }
}

extension WorkerRequest.Task {
    /// For a sentence: "while loading the model".
    package var doing: String {
        switch self {
        case .open: "opening the engine"
        case .routes: "asking what it runs models on"
        case .load: "loading the model"
        case .warmUp: "running it for the first time"
        case .measure: "running it"
        case .answer: "giving its outputs"
        case .respond: "answering"
        case .layers: "timing its layers"
        case .canary: "timing fixed work"
        case .burden: "keeping the device busy"
        case .quantize: "writing the variant"
        case .text: "taking the text apart"
        case .passage: "reading the text"
        case .transcribe: "listening"
        case .leave: "leaving"
        }
    }
}
