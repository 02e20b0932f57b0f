public import EdgeRecords

/// Engines as a person reads them.
public enum EngineListText {
    public static func text(of list: EngineList, width: Int) -> String {
        var table = TextTable(columns: [
            .init(heading: "engine", isNumber: false), .init(heading: "version", isNumber: false),
            .init(heading: "here", isNumber: false), .init(heading: "on", isNumber: false, isOptional: true),
            .init(heading: "reads", isNumber: false, isOptional: true),
            .init(heading: "precisions", isNumber: false, isOptional: true),
            .init(heading: "library", isNumber: false, isOptional: true),
        ])
        for engine in list.engines {
            table.rows.append(
                .init(cells: [
                    engine.name.rawValue, engine.version ?? "", state(of: engine),
                    engine.routes.filter(\.isUsable).map { $0.provider ?? $0.placement.rawValue }.uniqued()
                        .joined(separator: " "),
                    engine.formats.map(\.rawValue).joined(separator: " "),
                    engine.precisions.map(\.rawValue).joined(separator: " "),
                    engine.isBuiltIn ? "part of this program" : engine.library ?? "",
                ]))
        }
        let missing = list.engines.filter { !$0.isUsable && $0.package != nil }
        let hints = missing.map { "`edgeplan engines install \($0.name.rawValue)` makes a private environment with it" }
        return (table.lines(width: width) + hints).joined(separator: "\n") + "\n"
    }

    /// One engine with all that is known of it.
    public static func details(of engine: EngineList.Engine, width: Int) -> String {
        var lines = ["\(engine.name.rawValue) \(engine.version ?? ""): \(state(of: engine))"]
        if let reason = engine.reason { lines.append("  " + reason) }
        if let library = engine.library { lines.append("  library     \(library)") }
        if !engine.formats.isEmpty {
            lines.append("  reads       " + engine.formats.map(\.title).joined(separator: ", "))
        }
        lines.append("  precisions  " + engine.precisions.map(\.rawValue).joined(separator: ", "))
        if let package = engine.package { lines.append("  package     \(package)") }
        if !engine.routes.isEmpty { lines.append("runs models on") }
        for route in engine.routes {
            lines += Wrapping.hanging(
                "\(route.name): \(state(of: route))", indent: 4, width: width, first: 2)
        }
        if !engine.lookedIn.isEmpty { lines.append("looked for in") }
        for place in engine.lookedIn {
            let found = place.found.isEmpty ? "nothing" : place.found.joined(separator: ", ")
            lines += Wrapping.hanging("\(place.kind), \(place.path): \(found)", indent: 4, width: width, first: 2)
        }
        if !engine.knownBad.isEmpty { lines.append("known to go wrong") }
        for fault in engine.knownBad {
            lines += Wrapping.hanging("\(fault.what): \(fault.remedy)", indent: 4, width: width, first: 2)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Whether it agrees with our own engine.
    public static func text(of check: EngineCheck, width: Int) -> String {
        var table = TextTable(columns: [
            .init(heading: "variant", isNumber: false), .init(heading: "outcome", isNumber: false),
            .init(heading: "off by"), .init(heading: "largest difference", isOptional: true),
        ])
        for one in check.checks {
            table.rows.append(
                .init(cells: [
                    one.variant, one.outcome.rawValue,
                    one.relativeError.map { NumberText.percent(ratio: $0) } ?? "",
                    one.largestDifference.map { NumberText.threeDigits($0) } ?? "",
                ]))
        }
        let reasons = check.checks.compactMap { one in one.reason.map { "\(one.variant): \($0)" } }
        let answer =
            "\(check.engine.rawValue) \(check.version ?? "") "
            + (check.isRight ? "gives the right answers" : "does not give the right answers")
        return (table.lines(width: width) + reasons + [answer]).joined(separator: "\n") + "\n"
    }

    private static func state(of route: EngineRoute) -> String {
        route.isUsable ? "usable" : (route.isOffered ? "cannot be used" : "not offered") + ": " + (route.reason ?? "")
    }

    private static func state(of engine: EngineList.Engine) -> String {
        if engine.isUsable { return "usable" }
        return engine.library == nil && !engine.isBuiltIn ? "not found" : "cannot be used"
    }
}
