package import EdgePlatform
package import EdgeRecords

/// What the parent asks of a worker: one thing at a time, and each is answered by one `WorkerReply`.
///
/// The order is `open`, `load`, `warmUp`, then any of the others; `leave` has no answer but the end, and after the
/// answer to `burden` nothing more is heard: the worker is busy until it is ended.
package struct WorkerRequest: Codable, Hashable {
    package enum Task: String, Codable, CaseIterable {
        case open, routes, load, warmUp, measure, answer, respond, layers, canary, burden, quantize, text, passage,
            transcribe,
            leave
    }

    package var task: Task
    package var open: OpenOrder?
    package var load: LoadOrder?
    package var warmUp: WarmUpOrder?
    package var measure: BlockOrder?
    /// Where the outputs are written, for `answer`; where an engine may write what it has to, for `layers`.
    package var folder: String?
    /// How often each layer is timed, for `layers`; how often fixed work is, for `canary`.
    package var runs: Int?
    /// Inputs one after the other in a file, where the first outputs are written, and how many there are, for `respond`.
    package var respond: Batch?
    /// What it is busy with, for `burden`.
    package var burden: Burden?
    package var quantize: QuantizeOrder?
    /// The path of a text that passages are taken from, for `text`.
    package var text: String?
    package var passage: PassageOrder?
    package var transcribe: SoundOrder?

    private init(_ task: Task) { self.task = task }

    private init<Part>(_ task: Task, _ part: WritableKeyPath<Self, Part?>, _ value: Part) {
        self.init(task)
        self[keyPath: part] = value
    }

    package static func open(_ order: OpenOrder) -> Self { Self(.open, \.open, order) }

    package static let routes = Self(.routes)

    package static func load(_ order: LoadOrder) -> Self { Self(.load, \.load, order) }

    package static func warmUp(_ order: WarmUpOrder) -> Self { Self(.warmUp, \.warmUp, order) }

    package static func measure(_ order: BlockOrder) -> Self { Self(.measure, \.measure, order) }

    package static func answer(into folder: String) -> Self { Self(.answer, \.folder, folder) }

    package static func respond(to inputs: String, into outputs: String, count: Int) -> Self {
        Self(.respond, \.respond, Batch(inputs: inputs, outputs: outputs, count: count))
    }

    /// Inputs of a model of one input, as bytes.
    package struct Batch: Codable, Hashable {
        package var inputs: String
        package var outputs: String
        package var count: Int
    }

    package static func layers(runs: Int, scratch: String? = nil) -> Self {
        var request = Self(.layers, \.runs, runs)
        request.folder = scratch
        return request
    }

    package static func canary(times: Int) -> Self { Self(.canary, \.runs, times) }

    package static func burden(_ burden: Burden) -> Self { Self(.burden, \.burden, burden) }

    package static func quantize(_ order: QuantizeOrder) -> Self { Self(.quantize, \.quantize, order) }

    package static func text(at path: String) -> Self { Self(.text, \.text, path) }

    package static func passage(_ order: PassageOrder) -> Self { Self(.passage, \.passage, order) }

    package static func transcribe(_ order: SoundOrder) -> Self { Self(.transcribe, \.transcribe, order) }

    package static let leave = Self(.leave)
}

/// Which engine, and from where.
package struct OpenOrder: Codable, Hashable, Sendable {
    package var engine: EngineName
    /// The shared library's path; nil for an engine that is part of this program.
    package var library: String?
    /// What our own kernels may use; an empty list leaves it to them.
    package var instructionSets: [String] = []
    /// A folder that may be written to, for an engine that writes of its own accord.
    package var scratch: String?

    package init(engine: EngineName, library: String? = nil) {
        self.engine = engine
        self.library = library
    }
}

/// Which model, and how it is to be run.
package struct LoadOrder: Codable, Hashable, Sendable {
    package var path: String
    package var precision: Precision
    package var threads: Int
    /// What the engine hands it to; nil for its own kernels.
    package var provider: String?
    package var placement = Candidate.Placement.cpu
    /// Where the worker may run; an engine that pins threads by itself pins them to these.
    package var cpus: [Int] = []
    /// Of dimensions that the model leaves open, by name; all others are 1.
    package var sizes: [String: Int] = [:]
    /// Files with the bytes of inputs, by name; all others are made up from the input's name.
    package var inputs: [String: String] = [:]
    /// Whether it is to compute as the file's format is defined, however slowly: what others are held against.
    package var isByDefinition = false
    /// Of a language model; nil for all others.
    package var tokens: TokenOrder?
    /// The user's own data, each of which becomes an input in its turn; nil to run on one input over and over.
    package var data: InputData?

    package init(path: String, precision: Precision, threads: Int) {
        self.path = path
        self.precision = precision
        self.threads = threads
    }
}

/// How a language model is run: a prompt is read, and then one token after the other is given.
package struct TokenOrder: Codable, Hashable, Sendable {
    /// Reading is work for all cores, giving tokens for the memory: their best threads differ.
    package var promptThreads: Int
    /// How long a prompt is; tokens are timed after it, always at the same place.
    package var promptTokens: Int
    /// Room for the prompt and all that follows; its memory is taken at once.
    package var contextTokens: Int
    /// How many requests come at once to an engine that serves; nil for one that does not.
    package var concurrency: Int?

    package init(promptThreads: Int, promptTokens: Int, contextTokens: Int) {
        (self.promptThreads, self.promptTokens, self.contextTokens) = (promptThreads, promptTokens, contextTokens)
    }
}

/// Files that requests are made of.
package struct InputData: Codable, Hashable, Sendable {
    package var files: [String]
    /// How they become inputs, as a model's record has it; empty for tensors, which are inputs already.
    package var preprocessing: [String: JSONValue]
    /// How many of the highest scores an answer names; nil if it is the outputs themselves.
    package var best: Int?

    package init(files: [String], preprocessing: [String: JSONValue], best: Int? = nil) {
        (self.files, self.preprocessing, self.best) = (files, preprocessing, best)
    }
}

/// Runs that do not count, until the times have settled.
package struct WarmUpOrder: Codable, Hashable, Sendable {
    /// Settled: so many medians one after the other, each of a stretch of runs, lie this near to each other.
    package var stretch = 5
    package var agreeing = 3
    package var within = 0.02
    /// Whether settled or not.
    package var runsAtMost = 200
    package var nanosecondsAtMost = 2_000_000_000

    package init() {}
}

/// One block of runs that count.
package struct BlockOrder: Codable, Hashable, Sendable {
    package var samplesAtLeast = 5
    package var samplesAtMost = 200
    /// A block ends when it is as long as this and has `samplesWanted`; a slow model's ends at `nanosecondsAtMost`.
    package var samplesWanted = 30
    package var nanosecondsAtLeast = 150_000_000
    package var nanosecondsAtMost = 1_500_000_000
    /// How often each canary runs before and after.
    package var canaries = 20
    /// How often a language model reads its prompt before its tokens are timed; nil for none of it.
    package var prompts: Int?
    /// Requests that come at a rate, for as long as there is time; nil for one run after the other.
    package var requests: Requests?
    /// Read before, while nothing runs, and over the runs; nil for none.
    package var energy: [EnergyMeter]?

    package init() {}

    /// An open loop: requests come whether the one before has its answer or not.
    package struct Requests: Codable, Hashable, Sendable {
        package var perSecond: Double
        package var arrivals: Arrivals
        /// Decides when those come that come at random.
        package var seed: Int

        package init(perSecond: Double, arrivals: Arrivals, seed: Int = 0) {
            (self.perSecond, self.arrivals, self.seed) = (perSecond, arrivals, seed)
        }
    }
}
