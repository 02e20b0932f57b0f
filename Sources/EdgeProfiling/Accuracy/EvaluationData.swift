public import EdgeModels

/// Labelled samples as a model takes them.
public struct EvaluationData {
    public let data: LabelledData
    /// Of all there are, those that are asked.
    public let places: [Int]
    private let preprocessing: ImagePreprocessing?

    /// - Parameter preprocessing: nil if nobody said how the model wants pictures.
    public init(_ data: LabelledData, samples: Int? = nil, preprocessing: ImagePreprocessing?) {
        self.data = data
        self.preprocessing = preprocessing
        places = data.places(atMost: samples)
    }

    /// What records call it; a part is not taken for the whole.
    public var name: String {
        data.name + (places.count < data.count ? ", \(places.count) of \(data.count) samples" : "")
    }

    /// The numbers of a sample, just as many as the model takes.
    func input(_ place: Int, for model: some AnsweringModel) throws -> [Float] {
        let tensor: Tensor
        switch try data.sample(at: place).content {
        case .picture(let picture):
            guard let preprocessing else { throw EvaluationError.unprepared(place: data.place(of: place)) }
            tensor = preprocessing.tensor(of: picture)
        case .tensor(let given): tensor = given
        }
        let needed = model.inputShape
        let sizes = { (shape: [Int]) in shape.filter { $0 != 1 } }
        guard sizes(tensor.shape) == sizes(needed), let floats = tensor.floats else {
            throw EvaluationError.wrongSample(place: data.place(of: place), needed: needed, given: tensor.shape)
        }
        return floats
    }

    /// Checks before anything runs that each label is one of the model's outputs.
    func checkLabels(outputs: Int) throws(EvaluationError) {
        if data.isOrderGuessed, let classes = data.classes, classes.count != outputs {
            throw .classesDiffer(classes: classes.count, outputs: outputs, names: classes)
        }
        for place in places {
            guard let label = data.label(at: place) else { throw .unlabelled(place: data.place(of: place)) }
            guard label < outputs else {
                throw .labelOutside(place: data.place(of: place), label: label, outputs: outputs)
            }
        }
    }
}
