import EdgePlatform
import EdgeRecords

/// vLLM's server: started, waited for, and ended with all its processes.
final class VLLMServer {
    private let child: ChildProcess
    let port: UInt16

    private static let steps: Int64 = 100_000_000
    private static let answering: Int64 = 5_000_000_000
    private static let leaving: Int64 = 2_000_000_000
    private static let model = VLLMQuestions.model
    /// It becomes several processes, some of which outlive the first: one more waits for this worker to hang up, which
    /// it does however it ends, and ends them all, itself too.
    private static let guarded = #"(read nothing <&3; kill -9 0) >/dev/null 2>&1 & exec "$0" "$@""#

    /// Of all its processes.
    var group: Int { child.identifier }

    /// Back when it answers; who waits for this worker has a deadline of its own.
    init(_ python: String, _ command: VLLMCommand, scratch: String) throws(EngineError) {
        do throws(ChildError) {
            port = try LoopbackConnection.freePort()
            let words =
                ["sh", "-c", Self.guarded, python, "-I", "-B"] + command.words
                + [
                    "--host", "127.0.0.1", "--port", "\(port)", "--served-model-name", Self.model,
                    // No prompt is new twice, and what was read once shall be read again.
                    "--no-enable-prefix-caching", "--max-logprobs", "-1", "--disable-uvicorn-access-log",
                    "--disable-log-stats",
                ]
            var start = ChildCommand(
                program: "/bin/sh", words: words, environment: Self.environment(scratch, command.environment))
            // What confines this worker confines it too.
            start.mayUseNetwork = true
            child = try ChildProcess(start)
        } catch {
            throw .badLibrary(path: python, why: error.why)
        }
        try awaitAnswer()
    }

    deinit {
        child.kill()
        _ = child.end(withinNanoseconds: Self.leaving)
    }

    /// All that it writes goes to one folder, and it asks nobody outside for anything.
    private static func environment(_ scratch: String, _ own: [String: String]) -> [String: String] {
        let folder = [
            "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HF_HOME", "VLLM_CACHE_ROOT", "VLLM_CONFIG_ROOT",
            "TORCHINDUCTOR_CACHE_DIR", "TRITON_CACHE_DIR", "VLLM_RPC_BASE_PATH",
        ]
        var all = Dictionary(uniqueKeysWithValues: folder.map { ($0, scratch) })
        all["PATH"] = "/usr/local/bin:/usr/bin:/bin"
        all["VLLM_HOST_IP"] = "127.0.0.1"
        for name in ["VLLM_NO_USAGE_STATS", "DO_NOT_TRACK", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"] {
            all[name] = "1"
        }
        return all.merging(own) { _, own in own }
    }

    private func awaitAnswer() throws(EngineError) {
        let health = HTTPRequest("/health")
        while true {
            try listen("starting its server", nanoseconds: Self.steps)
            if let answer = try? health.answer(on: port, nanoseconds: Self.answering), answer.status == 200 { return }
        }
    }

    /// Hears what it prints, which would hold it up otherwise.
    ///
    /// - Throws: if it is gone; its guard, which holds the channel too, is there as long as this worker.
    func listen(_ doing: String, nanoseconds: Int64 = 1_000) throws(EngineError) {
        guard case .late = child.next(deadline: MonotonicClock.nanoseconds + nanoseconds),
            ProcessGroup.isRunning(child.identifier)
        else { throw gone(doing) }
    }

    func gone(_ doing: String) -> EngineError {
        let ending = child.end(withinNanoseconds: Self.leaving)
        let printed = String(decoding: child.prints, as: UTF8.self).printable
        return .refused(
            engine: .vllm, while: doing,
            why: "its server ended with \(ending.text)" + (Self.cause(in: printed).map { "; it printed: \($0)" } ?? ""))
    }

    /// The last error of which it does not say that another was its cause; the last line where there is none.
    static func cause(in printed: String) -> String? {
        let lines = printed.split(separator: "\n").map { line in
            // Its own marks before what was said: the process, the day, the place in the source.
            String(line.split(separator: "] ", maxSplits: 1).last ?? line).drop { $0 == " " }
        }.filter { !$0.isEmpty }
        let errors = lines.filter { $0.contains("Error: ") && !$0.contains("root cause") }
        return (errors.last ?? lines.last).map { String($0.prefix(300)) }
    }
}
