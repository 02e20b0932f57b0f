import EdgeRecords

/// Accuracies that others published, each with where it stands.
enum Published {
    /// Top-1 on the 50,000 pictures of ImageNet's validation set.
    static func imageNet(_ value: Double, source: String) -> Accuracy {
        Accuracy(
            kind: .published, metric: "top-1", dataset: "imagenet-1k validation",
            value: Figure(value, .single, count: 50_000, source: .published, basis: [source]))
    }

    /// What a benchmark asks of its reference network: it reaches that much at least.
    static func target(_ value: Double, _ metric: String, dataset: String) -> Accuracy {
        Accuracy(
            kind: .published, metric: metric, dataset: dataset,
            value: Figure(
                value, .minimum, count: 0, source: .published,
                basis: ["MLPerf Tiny, quality target of the closed division: github.com/mlcommons/tiny/benchmark"]))
    }

    static let slim = "github.com/tensorflow/models/research/slim/nets/mobilenet/README.md"
    static let lite = "github.com/tensorflow/tpu/models/official/efficientnet/lite/README.md"
    static let detectionZoo = "github.com/tensorflow/models/research/object_detection/g3doc/tf1_detection_zoo.md"
}
