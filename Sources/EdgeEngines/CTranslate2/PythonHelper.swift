import EdgePlatform
import EdgeRecords

/// What a helper is asked; the script beside it tells what each needs.
struct HelperTask: Encodable {
    enum Name: String, Encodable {
        case open, load, take, hear, run, output, write
    }

    let task: Name
    var path: String?
    var threads: Int?
    var precision: String?
    var rate: Int?
    var language: String?

    init(_ task: Name) { self.task = task }
}

/// What it answers: what was asked for, or a fault in its library's words.
struct HelperAnswer: Decodable {
    var version: String?
    var shape: [Int]?
    var processorNanoseconds: Int?
    var peakBytes: Int?
    var text: String?
    var tokens: Int?
    var nanoseconds: Int?
    var fault: String?
}

/// A Python program beside a worker, for an engine without an interface for C: it lives as long as its owner, within
/// the worker's limits.
final class PythonHelper {
    private let child: ChildProcess
    private let engine: EngineName
    private var frames = FrameReader()

    /// The parent of all has a deadline of its own.
    private static let deadline: Int64 = 600_000_000_000
    private static let leavingNanoseconds: Int64 = 2_000_000_000

    /// - Parameter python: the interpreter of the environment that the engine's package lies in.
    init(_ python: String, script: String, of engine: EngineName) throws(EngineError) {
        self.engine = engine
        do throws(ChildError) {
            // Found by its own path, the interpreter knows its environment; nothing else of the user's is heeded.
            child = try ChildProcess(ChildCommand(program: python, words: [python, "-I", "-B", "-c", script]))
        } catch {
            throw .badLibrary(path: python, why: error.why)
        }
    }

    deinit {
        child.kill()
        _ = child.end(withinNanoseconds: Self.leavingNanoseconds)
    }

    /// - Parameters:
    ///   - numbers: that follow the question.
    ///   - doing: for a sentence: "while loading the model".
    func ask(_ task: HelperTask, _ numbers: [UInt8]? = nil, doing: String) throws(EngineError) -> HelperAnswer {
        do {
            try child.send(FrameReader.frame(Array(try RecordText.encode(task, layout: .line).utf8)))
            if let numbers { try child.send(FrameReader.frame(numbers)) }
        } catch {
            throw gone(doing)
        }
        let message = try message(doing)
        guard let answer = try? RecordText.decode(HelperAnswer.self, from: message) else {
            throw .refused(engine: engine, while: doing, why: "its Python program answered with what is no answer")
        }
        if let fault = answer.fault { throw .refused(engine: engine, while: doing, why: fault.printable) }
        return answer
    }

    /// The next message that comes.
    func message(_ doing: String) throws(EngineError) -> [UInt8] {
        let end = MonotonicClock.nanoseconds + Self.deadline
        while true {
            do throws(FrameReader.Fault) {
                if let message = try frames.next() { return message }
            } catch {
                throw .refused(engine: engine, while: doing, why: "its Python program sent what is no message")
            }
            switch child.next(deadline: end) {
            case .spoke(let bytes): frames.append(bytes)
            case .late: throw .refused(engine: engine, while: doing, why: "its Python program gave no answer")
            default: throw gone(doing)
            }
        }
    }

    private func gone(_ doing: String) -> EngineError {
        let ending = child.end(withinNanoseconds: Self.leavingNanoseconds)
        let printed = String(decoding: child.prints, as: UTF8.self).printable.split(separator: "\n").last
        return .refused(
            engine: engine, while: doing,
            why: "its Python program ended with \(ending.text)"
                + (printed.map { "; it printed: \($0.prefix(300))" } ?? ""))
    }
}
