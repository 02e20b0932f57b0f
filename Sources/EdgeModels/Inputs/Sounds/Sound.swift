/// Sampled sound, from -1 to 1.
public struct Sound: Hashable, Sendable {
    public let samplesPerSecond: Int
    public let channels: Int
    /// One of each channel, then the next of each.
    public let samples: [Float]

    public init(samplesPerSecond: Int, channels: Int, samples: [Float]) {
        (self.samplesPerSecond, self.channels, self.samples) = (samplesPerSecond, channels, samples)
    }

    /// All channels mixed into one.
    public var mono: [Float] {
        guard channels > 1 else { return samples }
        return stride(from: 0, to: samples.count, by: channels).map { start in
            samples[start..<start + channels].reduce(0, +) / Float(channels)
        }
    }
}
