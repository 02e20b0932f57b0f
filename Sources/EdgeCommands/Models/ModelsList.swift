import EdgeArguments
import EdgeModels
import EdgeRecords
import EdgeReporting

/// `edgeplan models list`: every model that is known.
enum ModelsList {
    static let declaration = Command(
        "list", "List the models, by what they answer.",
        details: """
            Models compete only within one task and one label set. The program builds most models from their
            architectures with made-up weights, which measure speed and memory exactly; it brings a family that it
            trained itself; your own come from `models add`. Work counts multiplies and adds: a multiply-add is two.
            """,
        options: [
            .value("task", .text, called: "TASK", "Only models of this task, such as `image-classification`."),
            .value("labels", .text, called: "SET", "Only models of this label set, such as `imagenet-1k`."),
        ],
        examples: [
            Example("edgeplan models list --task keyword-spotting", "What spots keywords."),
            Example("edgeplan models list --json | jq '.models[].name'", "All names, for a script."),
        ],
        seeAlso: ["models show", "models add"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        let own = try local.models()
        let names = Set(own.map(\.name))
        // What was installed stands where the made-up one of its name stood, and what has variants for what has none.
        let built = Catalogue.models.filter { !names.contains($0.name) }.map { $0.record(withLayers: false) }
        let brought = EmbeddedModels.all.map(\.record).filter { !names.contains($0.name) }
        let all = try built + (brought + own).map { try local.withAccuracies($0) }
        let chosen = try filtered(all, by: parsed.text(ifGiven: "task"), option: "task") { $0.task.rawValue }
        let list = ModelList(
            models: try filtered(chosen, by: parsed.text(ifGiven: "labels"), option: "labels", of: \.labels))
        let text =
            parsed.flag("json")
            ? try RecordText.encode(list) : ModelListText.text(of: list, width: surroundings.textWidth)
        return Outcome(output: text)
    }

    private static func filtered(
        _ models: [Model], by word: String?, option: String, of property: (Model) -> String?
    ) throws(ModelChoiceError) -> [Model] {
        guard let word else { return models }
        let chosen = models.filter { property($0) == word }
        guard chosen.isEmpty else { return chosen }
        let known = Set(models.compactMap(property)).sorted()
        throw .nothingMatches(option: option, word: word, nearest: word.nearest(of: known), known: known)
    }
}
