extension Tensor {
    /// For each place of a shape, row by row, the sum of its coordinates times the strides.
    package static func places(shape: [Int], strides: [Int], start: Int = 0) -> [Int] {
        guard !shape.contains(0) else { return [] }
        var places: [Int] = []
        places.reserveCapacity(shape.reduce(1, *))
        appendPlaces(shape[...], strides[...], start, to: &places)
        return places
    }

    private static func appendPlaces(
        _ shape: ArraySlice<Int>, _ strides: ArraySlice<Int>, _ start: Int, to places: inout [Int]
    ) {
        guard let size = shape.first, let stride = strides.first else { return places.append(start) }
        guard shape.count > 1 else {
            for step in 0..<size { places.append(start + step * stride) }
            return
        }
        for step in 0..<size {
            appendPlaces(shape.dropFirst(), strides.dropFirst(), start + step * stride, to: &places)
        }
    }
}
