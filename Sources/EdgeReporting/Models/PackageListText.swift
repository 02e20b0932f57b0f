public import EdgeRecords

/// What can be installed, from where and under which licence.
public enum PackageListText {
    public static func text(of list: PackageList, installed: Set<String>, width: Int = 100) -> String {
        var table = TextTable(columns: [
            .init(heading: "name", isNumber: false), .init(heading: "task", isNumber: false),
            .init(heading: "licence", isNumber: false), .init(heading: "accuracy"),
            .init(heading: "package", isNumber: false, isOptional: true), .init(heading: "installed", isNumber: false),
        ])
        for model in list.packages {
            table.rows.append(
                .init(cells: [
                    model.name, model.task.rawValue, model.licence, model.accuracy.map(ModelWords.value(of:)) ?? "",
                    model.source, installed.contains(model.name) ? "yes" : "",
                ]))
        }
        let note = Wrapping.hanging(
            "accuracy is what the makers published of it; `models evaluate` measures yours", indent: 0, width: width,
            first: 0)
        return (table.lines(width: width) + [""] + note).joined(separator: "\n") + "\n"
    }
}
