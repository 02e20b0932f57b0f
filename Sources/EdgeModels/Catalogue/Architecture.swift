/// How a network of the catalogue is built.
enum Architecture: Sendable {
    case mobileNetV1
    case mobileNetV2(width: Double, resolution: Int)
    case mobileNetV3(MobileNetV3.Size)
    case efficientNetLite(EfficientNetLite.Scale)
    case detectorSSDLite
    case keywordSpotter
    case resNet8
    case anomalyAutoEncoder
    /// Made up to learn from; by its number.
    case practice(Int)

    /// The network of this name, with weights that the name decides.
    func network(
        named name: String, _ content: NetworkBuilder.Content, isPaddedEvenly: Bool = false
    ) -> NetworkBuilder {
        var network = NetworkBuilder(name: name, content: content)
        network.isPaddedEvenly = isPaddedEvenly
        switch self {
        case .mobileNetV1: MobileNetV1.build(&network)
        case .mobileNetV2(let width, let resolution):
            MobileNetV2.build(&network, width: width, resolution: resolution)
        case .mobileNetV3(let size): MobileNetV3.build(&network, size)
        case .efficientNetLite(let scale): EfficientNetLite.build(&network, scale)
        case .detectorSSDLite: DetectorSSDLite.build(&network)
        case .keywordSpotter: KeywordSpotter.build(&network)
        case .resNet8: ResNet8.build(&network)
        case .anomalyAutoEncoder: AnomalyAutoEncoder.build(&network)
        case .practice(let number): PracticeNetwork.build(&network, number)
        }
        return network
    }
}
