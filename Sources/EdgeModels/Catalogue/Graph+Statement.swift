public import EdgeRecords

/// What a variant's file says of itself, so that it is known by more than its numbers wherever it is copied to.
extension Graph {
    /// What all keys of ours start with.
    static let ownProperties = "edgeplan."
    private static let statementKey = "edgeplan.model"

    /// The model that the file is a variant of, as it says itself; nil if it says nothing that can be read.
    public var statement: Model? {
        guard let text = properties[Self.statementKey],
            var model = try? RecordText.decode(Model.self, from: text)
        else { return nil }
        // Whoever measured it, nobody can tell from the file.
        for place in model.variants.indices {
            model.variants[place].accuracy?.value.source.importMeasured()
            model.variants[place].parentAccuracy?.value.source.importMeasured()
        }
        return model
    }

    /// Says in the file which model it is a variant of.
    ///
    /// - Parameter model: its variants are those of this file alone; what can be read from the file is left out.
    public mutating func state(_ model: Model) throws(RecordError) {
        var model = model
        (model.inputs, model.outputs) = ([], [])
        for place in model.variants.indices {
            model.variants[place].layers = []
            model.variants[place].hash = nil
        }
        properties[Self.statementKey] = try RecordText.encode(model)
    }
}

extension Model {
    /// Takes over what a file says of itself wherever nothing was said yet.
    public mutating func inherit(_ statement: Model) {
        if task == .unknown { (task, labels) = (statement.task, labels ?? statement.labels) }
        licence = licence ?? statement.licence
        if preprocessing.isEmpty { preprocessing = statement.preprocessing }
        // Numbers that were made up stay so whoever's the file is.
        if statement.weights == .seeded { weights = .seeded }
        for place in variants.indices {
            guard let stated = statement.variants.first(where: { $0.precision == variants[place].precision }) else {
                continue
            }
            variants[place].accuracy = variants[place].accuracy ?? stated.accuracy
            variants[place].parentAccuracy = stated.parentAccuracy
            variants[place].keptLayers = stated.keptLayers
        }
    }
}

extension Figure.Source {
    fileprivate mutating func importMeasured() {
        if self == .measured { self = .imported }
    }
}
