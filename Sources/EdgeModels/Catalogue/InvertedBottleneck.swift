/// The block that MobileNetV2, MobileNetV3 and EfficientNet are made of: expand, filter each channel, project.
struct InvertedBottleneck {
    var name: String
    var expanded: Int
    var channels: Int
    var window: FilterSize
    var stride: Int
    var activation = Activation.relu6
    /// Channels between squeeze and excitation; nil without them.
    var squeezed: Int?

    /// - Parameter seeExpansion: called with the expanded signal, which detectors look at too.
    func build(
        _ input: Signal, _ network: inout NetworkBuilder, seeExpansion: (Signal) -> Void = { _ in }
    ) -> Signal {
        var signal = input
        if expanded != input.shape[1] {
            signal = network.convolution(signal, name + "/expand", to: expanded, activation)
            seeExpansion(signal)
        }
        signal = network.depthwise(signal, name + "/depthwise", window: window, stride: stride, activation)
        if let squeezed { signal = network.squeezeExcite(signal, name + "/gate", to: squeezed) }
        signal = network.convolution(signal, name + "/project", to: channels)
        guard stride == 1, channels == input.shape[1] else { return signal }
        return network.sum(input, signal, name + "/add")
    }
}
