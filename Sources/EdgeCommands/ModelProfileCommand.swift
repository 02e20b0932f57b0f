import EdgeArguments
import EdgeRecords

extension ProfileCommand {
    static let models = Command(
        "models", "Time models on our own engine.",
        details: """
            Loads each model, runs it once, warms up, and times a modest number of runs, from filled inputs to outputs
            in hand: first figures, in this process. Models of the catalogue have made-up weights: they show speed and
            memory, and nothing of accuracy.
            """,
        options: [
            .value(
                "model", .text, called: "NAME|FILE.onnx",
                "This one, and others after commas; all image classifiers of the catalogue otherwise.",
                isRepeatable: true),
            ModelsCommand.binding,
            .value("engine", .choice(["native"]), default: "native", "The engine that runs them."),
            .value("precision", .words(of: ["fp32", "bf16", "int8"]), "Only these precisions."),
            .value(
                "threads", .numbers(1...1024, orAuto: true), default: "auto",
                "How many threads: a list, a range, `auto`."),
            .flag("layers", "Note the time of each layer too, and what part of the peak it reached."),
        ],
        examples: [
            Example(
                "edgeplan profile models --model mobilenet-v2 --precision fp32,int8 --threads 1,2",
                "One network, four ways."),
            Example("edgeplan profile models --model net.onnx --layers", "Where the time of a file of yours goes."),
        ],
        statuses: [
            StatusMeaning(.notTrustworthy, "This is a debug build."),
            StatusMeaning(.interrupted, "Interrupted."),
        ],
        seeAlso: ["probe"])
}
