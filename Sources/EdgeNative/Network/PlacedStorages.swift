/// Storages that have a place, found by when they are in use: a long network's are not all looked at for each of them.
struct PlacedStorages {
    struct Placed {
        let start: Int
        let end: Int
        let use: ClosedRange<Int>
    }

    private static let span = 64
    private var all: [Placed] = []
    /// For each span of layers those in use during any of it.
    private var spans: [[Int]]
    /// By which question each was found last.
    private var found: [Int] = []
    private var questions = 0
    /// Behind all of them.
    private(set) var end = 0

    init(layers: Int) {
        spans = Array(repeating: [], count: layers / Self.span + 1)
    }

    mutating func add(_ placed: Placed) {
        for span in Self.spans(of: placed.use) { spans[span].append(all.count) }
        all.append(placed)
        found.append(0)
        end = max(end, placed.end)
    }

    /// Each once.
    mutating func inUse(during use: ClosedRange<Int>) -> [Placed] {
        questions += 1
        var answer: [Placed] = []
        for span in Self.spans(of: use) {
            for index in spans[span] where found[index] != questions && all[index].use.overlaps(use) {
                found[index] = questions
                answer.append(all[index])
            }
        }
        return answer
    }

    private static func spans(of use: ClosedRange<Int>) -> ClosedRange<Int> {
        use.lowerBound / span...use.upperBound / span
    }
}
