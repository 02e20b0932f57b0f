import EdgeModels
import EdgeProfiling
import EdgeRecords
import EdgeTestSupport
import Testing

@Suite struct EvaluationTests {
    private let folder = TemporaryFolder()

    /// Answers with what it was given.
    private struct Mirror: AnsweringModel {
        var engine = EngineName.native
        var isaClass: String? = "exact32"
        var inputShape = [1, 3]
        var outputCount = 3
        var kernels: [[String]] = []

        func answer(to input: [Float]) -> [Float] { Array(input.prefix(outputCount)) }
    }

    /// Samples with their labels, as files.
    private func data(_ samples: [(scores: [Float], label: Int)]) throws -> EvaluationData {
        var table = ""
        for (number, sample) in samples.enumerated() {
            folder.addFile("\(number).npy", try #require(NumPyArray.bytes(of: Tensor(sample.scores))))
            table += "\(number).npy,\(sample.label)\n"
        }
        folder.addFile("t.csv", Array(table.utf8))
        return EvaluationData(try LabelledData(at: folder.path(of: "t.csv")), preprocessing: nil)
    }

    private func evaluation(_ data: EvaluationData, _ metric: Metric) -> Evaluation {
        Evaluation(data, metric: metric, progress: { _ in }, isInterrupted: { false })
    }

    private let three: [(scores: [Float], label: Int)] = [
        ([0.1, 0.7, 0.2], 1), ([0.5, 0.2, 0.3], 2), ([0.4, 0.4, 0.2], 0), ([.nan, 0.9, 0], 1),
    ]

    @Test func `the highest score is right, the first of equal ones, and no number is wrong`() throws {
        let result = try #require(try evaluation(try data(three), .top(1)).result(of: Mirror()))
        #expect(result.isRight == [true, false, true, false])
        #expect(result.value.value == 0.5 && result.value.count == 4)
        #expect(result.value.interval == Wilson.interval(of: 2, in: 4))
    }

    @Test func `the second highest counts too where two may be named`() throws {
        #expect(try evaluation(try data(three), .top(2)).result(of: Mirror())?.isRight == [true, true, true, false])
    }

    @Test func `all outputs as the best ones would always be right, and are refused`() throws {
        let data = try data(three)
        #expect(throws: EvaluationError.tooFewOutputs(metric: "top-5", outputs: 3, needed: 6)) {
            try evaluation(data, .top(5)).result(of: Mirror())
        }
    }

    @Test func `labels that the model cannot answer are told before anything runs`() throws {
        let data = try data([([0, 0, 1], 2), ([0, 0, 1], 3)])
        #expect(throws: EvaluationError.labelOutside(place: folder.path(of: "1.npy"), label: 3, outputs: 3)) {
            try evaluation(data, .top(1)).result(of: Mirror())
        }
    }

    @Test func `names alone must be as many as outputs`() throws {
        _ = try data(three)
        folder.addFile("t.csv", Array("0.npy,cat\n1.npy,dog\n".utf8))
        let data = EvaluationData(try LabelledData(at: folder.path(of: "t.csv")), preprocessing: nil)
        #expect(throws: EvaluationError.classesDiffer(classes: 2, outputs: 3, names: ["cat", "dog"])) {
            try evaluation(data, .top(1)).result(of: Mirror())
        }
    }

    @Test func `a sample of another shape is told with both shapes`() throws {
        let data = try data([([0, 1], 0)])
        #expect(throws: EvaluationError.wrongSample(place: folder.path(of: "0.npy"), needed: [1, 3], given: [2])) {
            try evaluation(data, .top(1)).result(of: Mirror())
        }
    }

    @Test func `the area under the curve is how often the class scores above others`() throws {
        // Class 2 scores .2 and .3 where it is not, .9 and .25 where it is: three of four pairs are in order.
        let data = try data([
            ([0.7, 0.1, 0.2], 0), ([0.7, 0, 0.3], 1), ([0.1, 0, 0.9], 2), ([0.7, 0.05, 0.25], 2),
        ])
        let result = try #require(try evaluation(data, .areaUnderCurve(positive: 2)).result(of: Mirror()))
        #expect(result.value.value == 0.75)
        #expect(throws: EvaluationError.noPositive(classes: 3)) {
            try evaluation(data, .areaUnderCurve(positive: nil)).result(of: Mirror())
        }
        #expect(throws: EvaluationError.oneSided(positives: 0, negatives: 4)) {
            try evaluation(data, .areaUnderCurve(positive: 5)).result(of: Mirror())
        }
    }

    @Test func `what an auto-encoder cannot reproduce is an anomaly`() throws {
        struct Zeros: AnsweringModel {
            var engine = EngineName.native
            var isaClass: String? = "exact32"
            var inputShape = [1, 3]
            var outputCount = 3
            var kernels: [[String]] = []
            func answer(to input: [Float]) -> [Float] { [0, 0, 0] }
        }
        let data = try data([([0, 0, 0.1], 4), ([0, 0, 0.2], 5), ([1, 1, 1], 9)])
        #expect(
            try evaluation(data, .areaUnderCurve(positive: 9, ofReconstruction: true)).result(of: Zeros())?.value.value
                == 1)
    }

    @Test func `agreement asks for no labels`() throws {
        let data = try data(three)
        let evaluation = evaluation(data, .agreement)
        #expect(try evaluation.result(of: Mirror(), against: [1, 1, 0, 0])?.isRight == [true, false, true, false])
    }

    @Test func `mean average precision asks how early each class's samples stand`() throws {
        // Class 0: wanted at ranks 1 and 3; class 1: at rank 1; class 2 has no sample.
        let data = try data([([0.9, 0.05, 0.05], 0), ([0.6, 0.4, 0], 1), ([0.5, 0.3, 0.2], 0)])
        let result = try #require(try evaluation(data, .meanAveragePrecision).result(of: Mirror()))
        #expect(abs(result.value.value - ((1 + 2.0 / 3) / 2 + 1) / 2) < 1e-12)
    }

    @Test func `what the user stops gives nothing`() throws {
        let evaluation = Evaluation(try data(three), metric: .top(1), progress: { _ in }, isInterrupted: { true })
        #expect(try evaluation.result(of: Mirror()) == nil)
    }
}
