import EdgePlatform
import EdgeRecords

/// One answer that comes a token after the other: when each event came, and, once all have, what they said.
struct CompletionStream {
    private var http = HTTPReader()
    private var events = EventReader()
    private var heard: [(nanoseconds: Int, said: [UInt8])] = []
    /// What came where no stream did: why not.
    private var refusal: [UInt8] = []

    private static let refusalLimitBytes = 1 << 16

    /// Why an answer is none.
    struct Fault: Error {
        let why: String
    }

    var isOver: Bool { http.isOver }

    mutating func append(_ bytes: [UInt8], at nanoseconds: Int) throws(Fault) {
        let body: [UInt8]
        do throws(HTTPReader.Fault) { body = try http.append(bytes) } catch { throw Fault(why: error.words) }
        guard http.status == 200 else {
            refusal += body.prefix(Self.refusalLimitBytes - refusal.count)
            return
        }
        do throws(EventReader.Fault) {
            for said in try events.append(body) { heard.append((nanoseconds, said)) }
        } catch {
            throw Fault(why: "a line of its answer has no end")
        }
    }

    /// False if it had not said all.
    mutating func close() -> Bool { http.close() }

    /// When tokens came, and how many at once.
    ///
    /// - Parameter wanted: how many were asked for.
    func arrivals(wanted: Int) throws(Fault) -> [(nanoseconds: Int, tokens: Int)] {
        if let status = http.status, status != 200 { throw Fault(why: Self.words(status, refusal)) }
        var arrivals: [(nanoseconds: Int, tokens: Int)] = []
        for (nanoseconds, said) in heard where said != Self.end {
            guard let value = try? JSONReader.value(of: said) else {
                throw Fault(why: "an event of its answer is no JSON")
            }
            if let error = value["error"] { throw Fault(why: Self.message(of: error) ?? "it broke its answer off") }
            guard case .array(let choices)? = value["choices"], let choice = choices.first else { continue }
            guard case .array(let tokens)? = choice["token_ids"] else {
                throw Fault(why: "it does not tell its tokens: vLLM 0.11 or later is needed")
            }
            if !tokens.isEmpty { arrivals.append((nanoseconds, tokens.count)) }
        }
        let count = arrivals.reduce(0) { $0 + $1.tokens }
        guard count == wanted else { throw Fault(why: "it gave \(count) of \(wanted) tokens") }
        return arrivals
    }

    private static let end = Array("[DONE]".utf8)

    /// What an answer says that is a refusal.
    static func words(_ status: Int, _ body: [UInt8]) -> String {
        guard let value = try? JSONReader.value(of: body) else { return "it answered with status \(status)" }
        let message = message(of: value["error"] ?? value)
        return "it answered with status \(status)" + (message.map { ": " + $0 } ?? "")
    }

    private static func message(of error: JSONValue) -> String? {
        guard case .string(let text)? = error["message"] else { return nil }
        return String(text.printable.prefix(300))
    }
}
