import EdgeRecords

/// How an input is made ready for each network of the catalogue.
enum Preparation {
    /// The picture in that size, whatever its proportions.
    static func picture(side: Int, mean: Float, deviation: Float) -> [String: JSONValue] {
        preparation(side: side, mean: mean, deviation: deviation).record
    }

    /// As the MobileNets are evaluated: the middle 87.5 % of the picture, numbers from -1 to 1.
    ///
    /// TensorFlow's slim library takes that part of each side; here the proportions stay, as elsewhere.
    static func slim(resolution: Int) -> [String: JSONValue] {
        var settings = preparation(side: resolution, mean: 127.5, deviation: 127.5)
        settings.shorterSide = (resolution * 8 + 3) / 7
        return settings.record
    }

    /// The middle of a picture that is 32 pixels larger.
    static func efficientNetLite(resolution: Int) -> [String: JSONValue] {
        var settings = preparation(side: resolution, mean: 127, deviation: 128)
        settings.shorterSide = resolution + 32
        settings.interpolation = .bicubic
        return settings.record
    }

    private static func preparation(side: Int, mean: Float, deviation: Float) -> ImagePreprocessing {
        var settings = ImagePreprocessing(width: side, height: side)
        settings.mean = [mean, mean, mean]
        settings.deviation = [deviation, deviation, deviation]
        return settings
    }

    /// What `SpeechFeatures` computes.
    static let speech: [String: JSONValue] = [
        "coefficients": 10, "features": "mfcc", "highestHertz": 4000, "lowestHertz": 20, "melBands": 40,
        "sampleRateHertz": 16_000, "samples": 16_000, "strideSamples": 320, "windowSamples": 480,
    ]

    /// Five frames of the log-mel spectrogram beside each other.
    static let machineSound: [String: JSONValue] = [
        "features": "log-mel", "frames": 5, "melBands": 128, "sampleRateHertz": 16_000, "strideSamples": 512,
        "windowSamples": 1024,
    ]
}
