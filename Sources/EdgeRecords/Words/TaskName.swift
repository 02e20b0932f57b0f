/// What a model answers; a task that a later version or a user adds still reads.
public struct TaskName: RawRepresentable, Codable, Hashable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let imageClassification = Self(rawValue: "image-classification")
    public static let visualWakeWords = Self(rawValue: "visual-wake-words")
    public static let documentOrientation = Self(rawValue: "document-orientation")
    public static let objectDetection = Self(rawValue: "object-detection")
    public static let faceDetection = Self(rawValue: "face-detection")
    public static let keywordSpotting = Self(rawValue: "keyword-spotting")
    public static let voiceActivity = Self(rawValue: "voice-activity")
    public static let anomalyDetection = Self(rawValue: "anomaly-detection")
    public static let transcription = Self(rawValue: "transcription")
    public static let textEmbedding = Self(rawValue: "text-embedding")
    public static let textRecognition = Self(rawValue: "text-recognition")
    public static let textGeneration = Self(rawValue: "text-generation")
    public static let translation = Self(rawValue: "translation")
    /// Of a file about which nothing was said; no requirement asks for it.
    public static let unknown = Self(rawValue: "unknown")

    public static let known: [Self] = [
        .imageClassification, .visualWakeWords, .documentOrientation, .objectDetection, .faceDetection,
        .keywordSpotting, .voiceActivity, .anomalyDetection, .transcription, .textEmbedding, .textRecognition,
        .textGeneration, .translation,
    ]
}
