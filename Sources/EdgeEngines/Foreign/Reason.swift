import CEdgeEngines
import EdgeRecords

/// What the library says when it does not do something.
struct Reason {
    private(set) var text = "it gave no reason"

    mutating func note<Answer>(_ call: (UnsafeMutablePointer<CChar>?) -> Answer) -> Answer {
        let capacity = Int(EP_REASON)
        var answer: Answer?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            unsafe buffer[0] = 0
            answer = unsafe buffer.withMemoryRebound(to: CChar.self) { unsafe call($0.baseAddress) }
            count = unsafe buffer.firstIndex(of: 0) ?? 0
        }
        if !bytes.isEmpty { text = String(decoding: bytes, as: UTF8.self) }
        guard let answer else { preconditionFailure("the closure has run") }
        return answer
    }

    /// - Parameter open: the adapter's own way to open a library.
    static func opened(
        _ library: String, by open: (UnsafeMutablePointer<CChar>?) -> OpaquePointer?
    ) throws(EngineError) -> OpaquePointer {
        var reason = Reason()
        guard let opened = unsafe reason.note(open) else {
            throw .badLibrary(path: library, why: LibraryFault.reason(of: library, words: reason.text))
        }
        return unsafe opened
    }

    func error(_ engine: EngineName, _ doing: String) -> EngineError {
        .refused(engine: engine, while: doing, why: text)
    }
}
