import EdgeRecords

/// The networks that the program can build by itself.
public enum Catalogue {
    public static let models: [CatalogueModel] =
        mobileNetV2 + mobileNetV3 + efficientNetLite + tiny + [detector]

    /// Networks for no task, which predictions of others learn from.
    public static let practice = (1...PracticeNetwork.count).map { number in
        CatalogueModel(
            PracticeNetwork.name(number), .unknown, labels: nil, .practice(number), origin: "drawn at random",
            preprocessing: [:])
    }

    /// The model of this name; nil if there is none.
    public static func model(named name: String) -> CatalogueModel? {
        models.first { $0.name == name } ?? practice.first { $0.name == name }
    }

    private static let mobileNetV3 = MobileNetV3.Size.allCases.map { size in
        CatalogueModel(
            "mobilenet-v3-\(size.rawValue)", .imageClassification, labels: "imagenet-1k", .mobileNetV3(size),
            origin: "MobileNetV3, arXiv:1905.02244", preprocessing: Preparation.slim(resolution: 224),
            accuracies: [
                .fp32: Published.imageNet(size == .large ? 0.752 : 0.675, source: Published.slim),
                .int8: Published.imageNet(size == .large ? 0.739 : 0.649, source: Published.slim),
            ])
    }

    private static let efficientNetLite = zip(
        EfficientNetLite.scales, [(0.751, 0.744), (0.767, 0.759), (0.776, 0.770)]
    ).map { scale, accuracy in
        CatalogueModel(
            "efficientnet-lite\(scale.number)", .imageClassification, labels: "imagenet-1k", .efficientNetLite(scale),
            origin: "EfficientNet-Lite, \(Published.lite)",
            preprocessing: Preparation.efficientNetLite(resolution: scale.resolution),
            accuracies: [
                .fp32: Published.imageNet(accuracy.0, source: Published.lite),
                .int8: Published.imageNet(accuracy.1, source: Published.lite),
            ])
    }

    private static let detector = CatalogueModel(
        "ssdlite-mobilenet-v2", .objectDetection, labels: "coco", .detectorSSDLite,
        origin: "SSDLite in MobileNetV2, arXiv:1801.04381",
        preprocessing: Preparation.picture(side: 300, mean: 127.5, deviation: 127.5),
        accuracies: [
            .fp32: Accuracy(
                kind: .published, metric: "mean-average-precision", dataset: "coco, a part of the validation set",
                value: Figure(0.22, .single, count: 0, source: .published, basis: [Published.detectionZoo]))
        ])
}
