import EdgeModels
public import EdgeNative
public import EdgeRecords

/// What gives a model's answers, whichever engine runs it.
public protocol AnsweringModel {
    var engine: EngineName { get }
    /// How the arithmetic rounds; nil where nobody knows.
    var isaClass: String? { get }
    /// Of the one input.
    var inputShape: [Int] { get }
    /// Numbers in the output that is looked at.
    var outputCount: Int { get }
    /// What computes it, in words: two of the same answer the same.
    var kernels: [[String]] { get }

    /// The numbers of the first output for one input.
    func answer(to input: [Float]) throws -> [Float]
    /// The same for several.
    func answers(to inputs: [[Float]]) throws -> [[Float]]
}

extension AnsweringModel {
    public func answers(to inputs: [[Float]]) throws -> [[Float]] { try inputs.map(answer) }
}

/// Our own engine's answers.
public final class NativeAnswers: AnsweringModel {
    public let engine = EngineName.native
    public let isaClass: String?
    public let inputShape: [Int]
    public let outputCount: Int
    private let session: Session
    private let input: String
    private let output: String

    /// - Throws: `notOneInput` for a model that wants more than one tensor of fp32.
    public init(_ model: NativeModel, precision: Precision, threads: Int = 1) throws {
        guard model.inputs.count == 1, let input = model.inputs.first, input.type == .f32, let shape = input.shape
        else {
            throw EvaluationError.notOneInput(model.name, inputs: model.inputs.map(\.name))
        }
        guard let output = model.outputs.first, output.type == .f32, let answer = output.shape else {
            throw EvaluationError.noScores(model.name)
        }
        session = try Session(model, threads: threads)
        (self.input, self.output) = (input.name, output.name)
        inputShape = shape
        outputCount = answer.reduce(1, *)
        isaClass = InstructionSetClass.native(precision)
    }

    public var kernels: [[String]] { session.model.layers.indices.map { session.kernels(ofLayer: $0) } }

    public func answer(to input: [Float]) throws -> [Float] {
        try session.write(input.span, to: self.input)
        try session.run()
        return try session.read(output, as: Float.self) { span in span.indices.map { span[$0] } }
    }
}
