/// The few directions along which the rows of a table differ most, found one after another by power iteration.
struct LeadingWays {
    /// Each of length 1, one number for each column.
    private(set) var directions: [[Double]] = []
    /// How far each row lies along each direction.
    private(set) var scores: [[Double]] = []
    /// What the directions leave of the rows.
    private(set) var rest: [[Double]]

    init(of rows: [[Double]], count: Int) {
        rest = rows
        for _ in 0..<count {
            guard let direction = Self.leading(rest) else { break }
            let along = rest.map { Self.product($0, direction) }
            rest = zip(rest, along).map { row, score in zip(row, direction).map { $0 - score * $1 } }
            directions.append(direction)
            scores.append(along)
        }
    }

    /// Nil if nothing is left.
    private static func leading(_ rows: [[Double]]) -> [Double]? {
        // The longest row lies along the direction sought rather than across it.
        guard var direction = rows.max(by: { product($0, $0) < product($1, $1) }).flatMap(normalised) else {
            return nil
        }
        for _ in 0..<200 {
            var next = Array(repeating: 0.0, count: direction.count)
            for row in rows {
                let score = product(row, direction)
                for column in next.indices { next[column] += score * row[column] }
            }
            guard let unit = normalised(next) else { return nil }
            let turned = 1 - abs(product(unit, direction))
            direction = unit
            if turned < 1e-12 { break }
        }
        return direction
    }

    private static func product(_ first: [Double], _ second: [Double]) -> Double {
        var sum = 0.0
        for place in first.indices { sum += first[place] * second[place] }
        return sum
    }

    private static func normalised(_ vector: [Double]) -> [Double]? {
        let length = product(vector, vector).squareRoot()
        return length > 1e-9 ? vector.map { $0 / length } : nil
    }
}
