/// The layers of a trained network, in its order, with their batch norms folded in.
struct TrainedLayers {
    /// A weight and a bias for each layer.
    private(set) var tensors: [Tensor] = []

    /// What stands in a file under one name, its parts by their last words.
    private typealias Module = (name: String, parts: [String: Tensor])

    /// - Parameter epsilon: what was added to variances.
    init(of file: TorchFile, epsilon: Float) throws(WeightsError) {
        var last: (name: String, weight: Tensor, bias: [Float]?)?
        for module in Self.modules(of: file) {
            guard let weight = module.parts["weight"], weight.floats != nil else { throw .unknownModule(module.name) }
            if weight.shape.count > 1 {
                if let last { append(last.weight, last.bias) }
                last = (module.name, weight, module.parts["bias"]?.floats)
            } else {
                guard let layer = last else { throw .unknownModule(module.name) }
                let norm = try BatchNorm(module.name, module.parts, channels: layer.weight.shape[0], epsilon)
                append(norm.scaled(layer.weight), norm.shifted(layer.bias))
                last = nil
            }
        }
        if let last { append(last.weight, last.bias) }
    }

    private mutating func append(_ weight: Tensor, _ bias: [Float]?) {
        tensors.append(weight)
        tensors.append(Tensor(bias ?? Array(repeating: 0, count: weight.shape[0])))
    }

    private static func modules(of file: TorchFile) -> [Module] {
        var modules: [Module] = []
        for name in file.names {
            guard let dot = name.lastIndex(of: "."), let tensor = file.tensor(named: name) else { continue }
            let (module, part) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
            if modules.last?.name != module { modules.append((module, [:])) }
            modules[modules.count - 1].parts[part] = tensor
        }
        return modules
    }
}

/// A batch norm as it was trained: what it does to each channel.
private struct BatchNorm {
    private let scale: [Float]
    private let shift: [Float]

    init(_ name: String, _ parts: [String: Tensor], channels: Int, _ epsilon: Float) throws(WeightsError) {
        let words = ["weight", "bias", "running_mean", "running_var"]
        let numbers = words.compactMap { parts[$0]?.floats }.filter { $0.count == channels }
        guard numbers.count == words.count else { throw .unknownModule(name) }
        let scale = zip(numbers[0], numbers[3]).map { $0 / ($1 + epsilon).squareRoot() }
        self.scale = scale
        shift = channels == 0 ? [] : (0..<channels).map { numbers[1][$0] - numbers[2][$0] * scale[$0] }
    }

    func scaled(_ weight: Tensor) -> Tensor {
        guard var numbers = weight.floats, !scale.isEmpty else { return weight }
        let size = numbers.count / scale.count
        for place in numbers.indices { numbers[place] *= scale[place / size] }
        return Tensor(unchecked: .f32(numbers), shape: weight.shape)
    }

    func shifted(_ bias: [Float]?) -> [Float] {
        guard let bias, bias.count == scale.count else { return shift }
        return shift.indices.map { shift[$0] + bias[$0] * scale[$0] }
    }
}
