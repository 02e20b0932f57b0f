/// Floats as whole numbers of steps around zero, with a step for each part along one dimension.
package enum WeightRounding {
    /// The largest number of each part becomes the largest code; nil if the numbers are not fp32.
    package static func scales(of weights: Tensor, axis: Int, largestCode: Int) -> [Float]? {
        guard let numbers = weights.floats, weights.shape.indices ~= axis else { return nil }
        let parts = Parts(weights.shape, axis: axis)
        var largest = [Float](repeating: 0, count: parts.count)
        for (place, number) in numbers.enumerated() {
            let part = parts.part(of: place)
            largest[part] = max(largest[part], abs(number))
        }
        return largest.map { $0 > 0 ? $0 / Float(largestCode) : 1 }
    }

    package static func codes(of weights: Tensor, axis: Int, scales: [Float], largestCode: Int) -> [Int]? {
        guard let numbers = weights.floats, weights.shape.indices ~= axis, scales.count == weights.shape[axis] else {
            return nil
        }
        let parts = Parts(weights.shape, axis: axis)
        let inverses = scales.map { 1 / $0 }
        let bound = Float(largestCode)
        return numbers.enumerated().map { place, number in
            Int(min(max((number * inverses[parts.part(of: place)]).rounded(.toNearestOrEven), -bound), bound))
        }
    }

    private struct Parts {
        let count: Int
        private let inner: Int

        init(_ shape: [Int], axis: Int) {
            count = shape[axis]
            inner = max(shape[(axis + 1)...].reduce(1, *), 1)
        }

        func part(of place: Int) -> Int { place / inner % count }
    }
}
