extension String {
    /// The candidate that was probably meant, or nil if none is near.
    ///
    /// Near is one slip in three letters, or a beginning that only one candidate has.
    public func nearest(of candidates: [String]) -> String? {
        // Longer words were never meant to be one of ours, and the distance takes time quadratic in the length.
        guard count <= 64 else { return nil }
        let ranked = candidates.map { (word: $0, distance: distance(to: $0)) }
        if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= Swift.max(1, count / 3),
            best.distance < count
        {
            return best.word
        }
        let longer = candidates.filter { $0.hasPrefix(self) }
        return count >= 2 && longer.count == 1 ? longer[0] : nil
    }

    /// How many letters to insert, delete, replace or swap with their neighbour (Damerau and Levenshtein).
    func distance(to other: String) -> Int {
        let left = Array(self)
        let right = Array(other)
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = Swift.min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = Swift.min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
