import EdgeRecords

extension Catalogue {
    /// The four references of MLPerf Tiny: what microcontrollers run.
    static let tiny = [
        CatalogueModel(
            "mobilenet-v1-w0.25-r96", .visualWakeWords, labels: "person", .mobileNetV1,
            origin: "MobileNetV1, arXiv:1704.04861, as in MLPerf Tiny",
            preprocessing: Preparation.picture(side: 96, mean: 0, deviation: 255),
            accuracies: everywhere(Published.target(0.8, "top-1", dataset: "visual wake words"))),
        CatalogueModel(
            "ds-cnn", .keywordSpotting, labels: "speech-commands-12", .keywordSpotter,
            origin: "DS-CNN, arXiv:1711.07128, as in MLPerf Tiny", preprocessing: Preparation.speech,
            accuracies: everywhere(Published.target(0.9, "top-1", dataset: "speech commands"))),
        CatalogueModel(
            "resnet-8", .imageClassification, labels: "cifar-10", .resNet8,
            origin: "ResNet, arXiv:1512.03385, as in MLPerf Tiny",
            preprocessing: Preparation.picture(side: 32, mean: 0, deviation: 1),
            accuracies: everywhere(Published.target(0.85, "top-1", dataset: "cifar-10"))),
        CatalogueModel(
            "anomaly-auto-encoder", .anomalyDetection, labels: "toy-car", .anomalyAutoEncoder,
            origin: "DCASE 2020 task 2 baseline, as in MLPerf Tiny", preprocessing: Preparation.machineSound,
            accuracies: everywhere(Published.target(0.85, "area-under-curve", dataset: "toyadmos, toy car"))),
    ]

    /// The benchmark lets its networks be quantized without asking for less.
    private static func everywhere(_ target: Accuracy) -> [Precision: Accuracy] { [.fp32: target, .int8: target] }
}
