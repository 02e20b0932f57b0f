import EdgeRecords

/// What giving one token takes, by the file's tensors: each number of a product is read once and used in a multiply-add.
struct TokenWork {
    private(set) var bytes = 0
    private(set) var operations = 0
    private(set) var scoringOperations = 0

    private static let words = "token_embd.weight"
    private static let scores = "output.weight"
    private static let positions = "position_embd.weight"

    /// Nil where sizes are beyond any number, or experts are there of which it is not said how many are asked.
    init?(of file: GGUFFile, _ facts: LanguageFacts) {
        // Where no tensor is for the scores alone, that of the words serves both ways.
        let isTied = !file.tensors.contains { $0.name == Self.scores }
        for tensor in file.tensors where tensor.name != Self.positions {
            if tensor.name == Self.words, !isTied { continue }
            var (share, all) = (1, 1)
            if tensor.name.contains("_exps.") {
                guard let asked = file.values["\(facts.architecture).expert_used_count"]?.integer,
                    let experts = file.values["\(facts.architecture).expert_count"]?.integer,
                    (1...1 << 20).contains(asked), (asked...1 << 20).contains(experts)
                else { return nil }
                (share, all) = (asked, experts)
            }
            let isProduct = tensor.shape.count > 1
            let (numbers, isTooMany) = tensor.count.multipliedReportingOverflow(by: isProduct ? 2 : 0)
            let (sum, isSumTooMany) = operations.addingReportingOverflow(numbers / all * share)
            let (read, isReadTooMany) = bytes.addingReportingOverflow(tensor.bytes / all * share)
            guard !isTooMany, !isSumTooMany, !isReadTooMany else { return nil }
            (operations, bytes) = (sum, read)
            if tensor.name == Self.words || tensor.name == Self.scores { scoringOperations = numbers }
        }
    }
}
