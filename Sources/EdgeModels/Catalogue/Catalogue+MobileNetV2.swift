import EdgeRecords

extension Catalogue {
    /// Every width and resolution for which weights were published, the widest and finest first.
    static let mobileNetV2: [CatalogueModel] = accuracies.flatMap { row in
        zip([224, 192, 160, 128, 96], row.percents).map { resolution, percent in
            model(width: row.width, resolution: resolution, percent: percent)
        }
    }

    /// Top-1 in per cent, at 224, 192, 160, 128 and 96 pixels; the widest was published at 224 alone.
    private static let accuracies: [(width: Double, percents: [Double?])] = [
        (1.4, [75.0, nil, nil, nil, nil]), (1, [71.8, 70.7, 68.8, 65.3, 60.3]), (0.75, [69.8, 68.7, 66.4, 63.2, 58.8]),
        (0.5, [65.4, 63.9, 61.0, 57.7, 51.2]), (0.35, [60.3, 58.2, 55.7, 50.8, 45.5]),
    ]

    /// The full width and the standard resolution are left out of the name.
    private static func model(width: Double, resolution: Int, percent: Double?) -> CatalogueModel {
        let widthText = width == 1 ? "" : "-w\(width)"
        let resolutionText = resolution == 224 ? "" : "-r\(resolution)"
        return CatalogueModel(
            "mobilenet-v2" + widthText + resolutionText, .imageClassification, labels: "imagenet-1k",
            .mobileNetV2(width: width, resolution: resolution), origin: "MobileNetV2, arXiv:1801.04381",
            preprocessing: Preparation.slim(resolution: resolution),
            accuracies: percent.map { [.fp32: Published.imageNet($0 / 100, source: Published.slim)] } ?? [:])
    }
}
