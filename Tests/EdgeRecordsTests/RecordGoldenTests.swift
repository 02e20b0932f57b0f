import EdgeRecords
import EdgeTestSupport
import Testing

/// Each record as it is written, full and minimal; `make schemas` checks the same files against the schemas.
@Suite struct RecordGoldenTests {
    private func check<Record: VersionedRecord>(_ record: Record, named name: String) throws {
        let text = try RecordText.encode(record)
        try expectGolden(text, named: name + ".json")
        #expect(try RecordText.decode(Record.self, from: text) == record)
        #expect(try RecordText.encode(record) == text)
        #expect(text.contains("\"schema\": \"\(Record.schemaName)\""))
    }

    /// A key that no example fills would leave its part of the schema unchecked.
    private func checkFull(_ record: some VersionedRecord, named name: String) throws {
        try check(record, named: name)
        var seen: [String: Bool] = [:]
        try RecordText.value(of: record).visit(path: "") { path, value in
            seen[path] = seen[path, default: false] || value != .null && value != [] && value != [:]
        }
        let empty = seen.filter { !$0.value }.keys.sorted()
        #expect(empty.isEmpty, "\(name) fills no \(empty.joined(separator: ", "))")
    }

    @Test func `a device`() throws {
        try checkFull(Example.device(), named: "device-full")
        try check(Example.minimalDevice(), named: "device-minimal")
    }

    @Test func `a model`() throws {
        try checkFull(Example.model(), named: "model-full")
        try check(Example.minimalModel(), named: "model-minimal")
        try check(ModelList(models: [Example.minimalModel()]), named: "models-full")
    }

    @Test func `answers about models`() throws {
        let finding = ModelCheck.Finding(
            node: "head", operation: "com.example.Strange", why: "it is not supported", remedy: "export it otherwise")
        try checkFull(ModelCheck(file: "model.onnx", nodes: 3, findings: [finding]), named: "modelcheck-full")
        try checkFull(OperatorList(operatorSet: 21, operators: ["Conv"]), named: "operators-full")
        let hash = "sha256:" + SHA256.hex(of: "model".utf8)
        try checkFull(
            ModelFile(path: "model.onnx", variant: "mobilenet-v2/int8", hash: hash, modelBytes: 5),
            named: "modelfile-full")
        try checkFull(Example.card(), named: "card-full")
        try check(Example.minimalCard(), named: "card-minimal")
        var variants = VariantSet()
        try check(variants, named: "variants-minimal")
        variants.kept = [.init(path: "mobilenet-v2-int8.onnx", card: Example.card())]
        variants.dropped = [.init(.bf16, reason: "int8 is no larger")]
        try checkFull(variants, named: "variants-full")
    }

    @Test func `what was evaluated`() throws {
        let hash = "sha256:" + SHA256.hex(of: "model".utf8)
        var evaluation = ModelEvaluation(
            model: "fashion-cnn-w8", variant: "fashion-cnn-w8/int8", hash: hash, engine: .native,
            dataset: .init(name: "fashion-mnist, t10k", hash: hash, samples: 1000, available: 10_000),
            metric: "top-1", rows: [.init(instructionSet: nil, accuracy: Example.accuracy(.measured))])
        try check(evaluation, named: "evaluation-minimal")
        var other = ModelEvaluation.Row(instructionSet: .avx2, accuracy: Example.accuracy(.measured))
        other.differing = 0
        other.sameKernelsAs = .scalar
        evaluation.rows.append(other)
        evaluation.notRun = [.init(.neon, reason: "its instructions were not executed here")]
        evaluation.classes = [.init(label: 8, name: "bag", samples: 100, right: 97)]
        try checkFull(evaluation, named: "evaluation-full")
        var kept = KeptAccuracies(hash: hash)
        try check(kept, named: "accuracies-minimal")
        kept.keep(Example.accuracy(.measured), at: .int8)
        kept.keep(Example.accuracy(.measured), at: .int8)
        #expect(kept.accuracies(at: .int8).count == 1 && kept.accuracies(at: .fp32).isEmpty)
        try checkFull(kept, named: "accuracies-full")
    }

    @Test func `what can be installed`() throws {
        let hash = "sha256:" + SHA256.hex(of: "model".utf8)
        var model = PackagedModel(
            name: "mobilenet-v2", task: .imageClassification, licence: "MIT", licenceMember: "LICENSE",
            package: "weights", version: "1.0", hash: hash, member: "m.pth", memberHash: hash, form: .torch)
        try check(PackageList(packages: [model]), named: "packages-minimal")
        model.labels = "imagenet-1k"
        model.architecture = "mobilenet-v2"
        model.epsilon = 0.001
        model.isPaddedEvenly = true
        model.otherHashes = ["sha256:" + SHA256.hex(of: "of another processor".utf8)]
        model.sizes = ["batch": 1]
        model.preprocessing = ["width": 224]
        model.accuracy = Example.accuracy(.published)
        model.pieceName = "model.bin"
        model.pieces = [
            .init(
                name: "model.bin", package: "more-weights", version: "1.1", hash: hash, member: "part2",
                memberHash: hash)
        ]
        try checkFull(PackageList(packages: [model]), named: "packages-full")
    }

    @Test func `a profile`() throws {
        try checkFull(Example.profile(), named: "profile-full")
        try check(Example.minimalProfile(), named: "profile-minimal")
    }

    @Test func `a plan and a set of plans`() throws {
        try checkFull(Example.plan(), named: "plan-full")
        try check(Example.minimalPlan(), named: "plan-minimal")
        try checkFull(Example.planSet(), named: "planset-full")
        try check(PlanSet(.targets, plans: [], summary: "Nothing was asked for."), named: "planset-minimal")
    }

    @Test func `what is said about plans`() throws {
        try checkFull(Example.comparison(), named: "comparison-full")
        try check(RecordComparison(statistic: .median, total: .unknown), named: "comparison-minimal")
        try checkFull(Example.prediction(), named: "prediction-full")
        try check(PredictionAnswer(model: nil, deviceClass: ""), named: "prediction-minimal")
        try checkFull(Example.gate(), named: "gate-full")
        try check(GateAnswer(state: .skipped, checks: []), named: "gate-minimal")
        try check(Example.planCheck(), named: "plancheck-full")
        try checkFull(Example.verification(), named: "verification-full")
        try checkFull(Example.setVerification(), named: "setverification-full")
    }

    @Test func `a project, whose every key is an option and whose unknown ones are mistakes`() throws {
        try checkFull(Example.project(), named: "project-full")
        try check(Project(), named: "project-minimal")
        #expect(Example.project().options.count == 15)
        #expect(Project().options.isEmpty)
        let value = try RecordText.decode(
            JSONValue.self, from: #"{"schema": "edgeplan.project/1", "targets": "50ms"}"#)
        #expect(throws: ProjectError.self) { try Project.read(value, file: "edgeplan.json") }
        let other = try RecordText.decode(JSONValue.self, from: #"{"schema": "edgeplan.plan/1"}"#)
        #expect(throws: RecordError.self) { try Project.read(other, file: "edgeplan.json") }
    }

    @Test func `answers about engines`() throws {
        try checkFull(Example.engines(), named: "engines-full")
        try check(EngineList(engines: [.init(.native, isBuiltIn: true, precisions: [])]), named: "engines-minimal")
        try checkFull(Example.engineCheck(), named: "enginecheck-full")
    }

    @Test func `an answer about runs`() throws {
        var run = RunList.Run(
            name: "2026-11-21T08-00-00Z-models", kind: "models", startedAt: "2026-11-21T08:00:00Z",
            deviceClass: "zen5-2c-avx512vnni-3f2a91c0d4e5", measurements: 12, samples: 3600)
        run.words = ["--threads=1,2"]
        run.endedAt = "2026-11-21T08:01:00Z"
        run.hash = "sha256:" + SHA256.hex(of: "profile".utf8)
        try checkFull(RunList(store: "profiles/local/store.sqlite", runs: [run]), named: "runs-full")
        try check(RunList(store: "profiles/local/store.sqlite", runs: []), named: "runs-minimal")
    }

    @Test func `an answer about what would be measured`() throws {
        var row = CandidateList.Row(Example.profile().measurements[0].candidate, seconds: 2.5)
        row.latencyNanoseconds = Example.figure(1_200_000)
        row.accuracy = 0.71
        var list = CandidateList(candidates: [row], processes: 5, isRace: true)
        (list.scratchBytes, list.storeBytes) = (14_000_000, 8000)
        try checkFull(list, named: "candidates-full")
        try check(CandidateList(candidates: [], processes: 5, isRace: false), named: "candidates-minimal")
    }

    @Test func `answers`() throws {
        try checkFull(Example.doctor(), named: "doctor-full")
        try check(DoctorAnswer(checks: []), named: "doctor-minimal")
        try checkFull(Example.error(), named: "error-full")
        try checkFull(Example.report(), named: "report-full")
        try checkFull(Example.page(), named: "page-full")
        try check(PageAnswer(.version, version: "0.1.0", text: "edgeplan 0.1.0\n"), named: "page-minimal")
    }

    @Test func `words of a later version still read`() throws {
        let text = try RecordText.encode(Example.profile())
            .replacing(#""isa": "avx512vnni""#, with: #""isa": "avx20""#)
            .replacing(#""precision": "int8""#, with: #""precision": "iq3_xxs""#)
            .replacing(#""engine": "native""#, with: #""engine": "later""#)
        let profile = try RecordText.decode(Profile.self, from: text)
        #expect(profile.kernels[0].isa == InstructionSetName(rawValue: "avx20"))
        #expect(profile.measurements[0].candidate.precision == Precision(rawValue: "iq3_xxs"))
        #expect(profile.measurements[0].candidate.engine == EngineName(rawValue: "later"))
    }

    @Test(arguments: 0..<100)
    func `a record with damaged bytes is refused, or reads as something that holds together`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var bytes = Array(try RecordText.encode(Example.device(), layout: .line).utf8)
        for _ in 0..<3 {
            let place = Int.random(in: bytes.indices, using: &random)
            bytes[place] = UInt8(ascii: ["0", "9", "-", "\"", ",", "a", "]", "}"].randomElement(using: &random) ?? "0")
        }
        guard let device = try? RecordText.decode(Device.self, from: bytes) else { return }
        let text = try RecordText.encode(device)
        #expect(try RecordText.decode(Device.self, from: text) == device)
        #expect(DeviceClass.key(of: device).split(separator: "|").count == 9)
    }

    @Test func `a record that is cut anywhere is refused, not a crash`() throws {
        let bytes = Array(try RecordText.encode(Example.minimalDevice(), layout: .line).utf8)
        for count in bytes.indices {
            #expect(throws: RecordError.self) { try RecordText.decode(Device.self, from: Array(bytes[..<count])) }
        }
    }
}

extension JSONValue {
    /// Calls `body` for every key, elements of one list under one path.
    fileprivate func visit(path: String, _ body: (String, JSONValue) -> Void) {
        switch self {
        case .object(let members):
            for (key, value) in members {
                body("\(path).\(key)", value)
                value.visit(path: "\(path).\(key)", body)
            }
        case .array(let elements):
            for element in elements { element.visit(path: path + "[]", body) }
        default: break
        }
    }
}
