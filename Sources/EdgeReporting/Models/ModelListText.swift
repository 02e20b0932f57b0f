public import EdgeRecords

/// The models that can be had, by what they answer: only those of one task and one label set compete.
public enum ModelListText {
    public static func text(of list: ModelList, width: Int = 100) -> String {
        guard !list.models.isEmpty else { return "no models\n" }
        var groups: [(head: String, models: [Model])] = []
        for model in list.models {
            let task = model.task == .unknown ? "task unknown" : model.task.rawValue
            let head = task + (model.labels.map { ", \($0)" } ?? "")
            if let place = groups.firstIndex(where: { $0.head == head }) {
                groups[place].models.append(model)
            } else {
                groups.append((head, [model]))
            }
        }
        let sections = groups.map { [$0.head] + table(of: $0.models).lines(width: width) }
        return (sections.joined(separator: [""]) + notes(on: list, width: width)).joined(separator: "\n") + "\n"
    }

    private static func table(of models: [Model]) -> TextTable {
        var table = TextTable(columns: [
            .init(heading: "name", isNumber: false), .init(heading: "parameters", isOptional: true),
            .init(heading: "work"), .init(heading: "size"), .init(heading: "int8", isOptional: true),
            .init(heading: "accuracy"), .init(heading: "kind", isNumber: false),
            .init(heading: "weights", isNumber: false),
        ])
        for model in models {
            let main = model.variants.first
            let narrow = model.variants.first { $0.precision == .int8 }
            table.rows.append(
                .init(cells: [
                    model.name, main?.parameters.map(ModelWords.count) ?? "",
                    main?.operations.map(ModelWords.operations) ?? "", main.flatMap(ModelWords.size(of:)) ?? "",
                    narrow?.name == main?.name ? "" : narrow.flatMap(ModelWords.size(of:)) ?? "",
                    main?.accuracy.map(ModelWords.value(of:)) ?? "unknown",
                    main?.accuracy.map(ModelWords.kind(of:)) ?? "",
                    model.weights.rawValue,
                ]))
        }
        return table
    }

    private static func notes(on list: ModelList, width: Int) -> [String] {
        guard list.models.contains(where: { $0.weights == .seeded }) else { return [] }
        return [""]
            + Wrapping.hanging(
                "seeded: weights are made up; they measure speed and memory exactly, and the accuracy is what others "
                    + "published of the trained network", indent: 0, width: width, first: 0)
    }
}
