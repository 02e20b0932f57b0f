import EdgeModels

/// Changes the weights that read some channels so that the others are missed least.
enum ReadingRepair {
    /// Against inputs that tell too little: a part of the mean variance.
    private static let damping = 0.01

    /// The new weights and bias of a layer that reads only some rows of its inputs.
    ///
    /// - Returns: Nil where the inputs cannot be solved for; then the rest of the weights stays as it is.
    static func repaired(
        _ weights: ReadingWeights, bias: [Float], keeping rows: [Int], _ gram: Gram
    ) -> (rows: [[Float]], bias: [Float])? {
        let means = gram.means
        let kept = rows.count
        var covariance = [Double](repeating: 0, count: kept * kept)
        for (place, row) in rows.enumerated() {
            for (other, column) in rows.enumerated() {
                covariance[place * kept + other] = gram.covariance(row, column)
            }
        }
        var mean = 0.0
        for place in 0..<kept { mean += covariance[place * kept + place] / Double(kept) }
        guard mean > 0 else { return nil }
        // Few places tell little of many rows.
        let trust = min(Double(gram.columns) / Double(4 * kept), 1)
        for place in 0..<kept { covariance[place * kept + place] += mean * damping / max(trust * trust, 0.01) }
        guard let solver = Cholesky(covariance, size: kept) else { return nil }
        let gone = Array(Set(0..<weights.depth).subtracting(rows)).sorted()
        var repaired: [[Float]] = []
        var shifted = bias
        for output in 0..<weights.outputs {
            var right = [Double](repeating: 0, count: kept)
            for (place, row) in rows.enumerated() {
                for other in gone { right[place] += Double(weights[output, other]) * gram.covariance(row, other) }
            }
            let added = solver.solve(right)
            let new = rows.enumerated().map { weights[output, $1] + Float(added[$0]) }
            var shift = 0.0
            for other in gone { shift += Double(weights[output, other]) * means[other] }
            for (place, row) in rows.enumerated() { shift -= added[place] * means[row] }
            shifted[output] += Float(shift)
            repaired.append(new)
        }
        return (repaired, shifted)
    }
}
