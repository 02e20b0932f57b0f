extension CatalogueModel {
    /// The network with weights that somebody trained for it.
    ///
    /// - Parameters:
    ///   - epsilon: what was added to variances.
    ///   - isPaddedEvenly: whether borders are as wide before as after, as PyTorch has them.
    public func graph(
        weights file: TorchFile, epsilon: Double, isPaddedEvenly: Bool
    ) throws(WeightsError) -> Graph {
        let layers = try TrainedLayers(of: file, epsilon: Float(epsilon))
        let network = architecture.network(
            named: name, .given(layers.tensors), isPaddedEvenly: isPaddedEvenly)
        if let misfit = network.misfit {
            throw .misfit(layer: misfit.layer, expected: misfit.expected, given: misfit.given)
        }
        guard network.givenCount == layers.tensors.count else {
            throw .leftOver(expected: network.givenCount, given: layers.tensors.count)
        }
        return network.graph
    }
}
