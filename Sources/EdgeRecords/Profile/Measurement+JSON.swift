// A profile of thousands of candidates is read by these, without Codable's detours; every key of the types is here, and
// the golden examples, which fill all of them, hold the two ways against each other.

extension Measurement: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(
            id: try members.required("id"), candidate: try members.required("candidate"),
            outcome: try members.required("outcome"))
        scenario = try members.required("scenario")
        scenarioDetails = try members.coded("scenarioDetails")
        reason = try members.optional("reason")
        try readTimes(members)
        peakMemoryBytes = try members.optional("peakMemoryBytes")
        engineMemoryBytes = try members.optional("engineMemoryBytes")
        modelBytes = try members.optional("modelBytes")
        energyMicrojoules = try members.optional("energyMicrojoules")
        inputFiles = try members.optional("inputFiles")
        warmUpRuns = try members.optional("warmUpRuns")
        processes = try members.optional("processes")
        contended = try members.required("contended")
        runDrift = try members.optional("runDrift")
        accuracy = try members.coded("accuracy")
        fidelity = try members.coded("fidelity")
        uncompared = try members.optional("uncompared")
        samples = try members.optional("samples")
        workers = try members.optional("workers")
        layers = try members.optional("layers")
    }

    private mutating func readTimes(_ members: JSONMembers) throws(RecordError) {
        latencyNanoseconds = try members.required("latencyNanoseconds")
        latencyHistogram = try members.optional("latencyHistogram")
        preprocessNanoseconds = try members.optional("preprocessNanoseconds")
        postprocessNanoseconds = try members.optional("postprocessNanoseconds")
        requestNanoseconds = try members.optional("requestNanoseconds")
        firstInferenceNanoseconds = try members.optional("firstInferenceNanoseconds")
        loadNanoseconds = try members.optional("loadNanoseconds")
        processorNanoseconds = try members.optional("processorNanoseconds")
        promptNanoseconds = try members.optional("promptNanoseconds")
        promptTokensPerSecond = try members.optional("promptTokensPerSecond")
        nanosecondsPerToken = try members.optional("nanosecondsPerToken")
    }
}

extension Candidate: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(
            model: try members.required("model"), variant: try members.required("variant"),
            precision: try members.required("precision"), weights: try members.required("weights"),
            engine: try members.required("engine"), threads: try members.required("threads"))
        engineVersion = try members.optional("engineVersion")
        cpus = try members.optional("cpus")
        placement = try members.required("placement")
        provider = try members.optional("provider")
        batch = try members.required("batch")
        inputShape = try members.optional("inputShape")
        promptThreads = try members.optional("promptThreads")
        promptTokens = try members.optional("promptTokens")
        contextTokens = try members.optional("contextTokens")
        concurrency = try members.optional("concurrency")
        modelHash = try members.optional("modelHash")
        isaClass = try members.optional("isaClass")
    }
}

extension Samples: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(
            nanoseconds: try members.required("nanoseconds"), process: try members.required("process"),
            block: try members.required("block"), thinnedFrom: try members.optional("thinnedFrom"))
        preprocessNanoseconds = try members.optional("preprocessNanoseconds")
        postprocessNanoseconds = try members.optional("postprocessNanoseconds")
        if let flaw { throw RecordError(.refusedValue(flaw.why), at: RecordPath().appending(key: flaw.key)) }
    }
}

extension LatencyHistogram: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(edgesNanoseconds: try members.required("edgesNanoseconds"), counts: try members.required("counts"))
    }
}

extension LayerMeasurement: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(
            name: try members.required("name"), operation: try members.required("operation"),
            kernels: try members.optional("kernels") ?? [], operations: try members.required("operations"),
            nanoseconds: try members.required("nanoseconds"))
        fractionOfCeiling = try members.optional("fractionOfCeiling")
    }
}

extension WorkerRun: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(process: try members.required("process"), block: try members.required("block"))
        contended = try members.required("contended")
        contention = try members.optional("contention")
        loadNanoseconds = try members.optional("loadNanoseconds")
        firstInferenceNanoseconds = try members.optional("firstInferenceNanoseconds")
        warmUpRuns = try members.optional("warmUpRuns")
        processorNanoseconds = try members.optional("processorNanoseconds")
        peakMemoryBytes = try members.optional("peakMemoryBytes")
        engineMemoryBytes = try members.optional("engineMemoryBytes")
        threadsSeen = try members.optional("threadsSeen")
        disturbedSamples = try members.optional("disturbedSamples")
        promptNanoseconds = try members.optional("promptNanoseconds")
        try readSurroundings(members)
    }

    private mutating func readSurroundings(_ members: JSONMembers) throws(RecordError) {
        pressureShare = try members.optional("pressureShare")
        arithmeticCanary = try members.optional("arithmeticCanary")
        streamCanary = try members.optional("streamCanary")
        serviceNanoseconds = try members.optional("serviceNanoseconds")
        unanswered = try members.optional("unanswered")
        endNanoseconds = try members.optional("endNanoseconds")
        temperatureMillidegrees = try members.optional("temperatureMillidegrees")
        megahertz = try members.optional("megahertz")
        throttleEvents = try members.optional("throttleEvents")
        energy = try members.coded("energy")
    }
}

extension WorkerRun.CanaryTimes: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(
            beforeNanoseconds: try members.required("beforeNanoseconds"),
            afterNanoseconds: try members.required("afterNanoseconds"), spread: try members.required("spread"))
    }
}

extension RunDrift: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(deviation: try members.required("deviation"), runs: try members.required("runs"))
    }
}

extension Measurement.Outcome: JSONWord {}
extension Candidate.Placement: JSONWord {}
extension Scenario: JSONWord {}
extension Precision: JSONWord {}
extension EngineName: JSONWord {}
extension Weights: JSONWord {}
