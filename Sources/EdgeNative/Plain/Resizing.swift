import EdgeModels

extension PlainOperators {
    static let resizing: [OperatorName: Operation] = [
        "Resize": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let rank = tensor.shape.count
            let axes = try call.axes(call.node.integers("axes") ?? Array(0..<rank), rank: rank)
            let (sizes, scales) = try targets(call, tensor.shape, axes)
            var shape = tensor.shape
            for (place, axis) in axes.enumerated() { shape[axis] = sizes[place] }
            try call.checked(shape)
            let regions = try regions(call, axes.count)
            var (current, reals) = (tensor.shape, tensor.reals)
            var outside = Set<Int>()
            // A number of a resized image is a mix along each axis in turn.
            for (place, axis) in axes.enumerated() where rank > 0 {
                let mix = try ResizedAxis(
                    call, from: tensor.shape[axis], to: sizes[place], scale: scales[place], region: regions[place])
                let next = current.replacing(axis, with: [sizes[place]])
                try call.checked(next)
                try call.checkSteps(next.reduce(1, *), mix.reach)
                (reals, outside) = mixed(reals, current, axis, mix, outside)
                current = next
            }
            let value = call.double("extrapolation_value", else: 0)
            for place in outside { reals[place] = value }
            return [Tensor(shape: shape, reals: reals, as: tensor.type)]
        }
    ]

    /// New sizes and their ratios to the old ones, whichever of both is given.
    static func targets(
        _ call: PlainCall, _ shape: [Int], _ axes: [Int]
    ) throws(PlainFault) -> (sizes: [Int], scales: [Double]) {
        let own = axes.map { shape[$0] }
        if let sizes = try call.integers(3), !sizes.isEmpty {
            guard sizes.count == axes.count, !own.contains(0),
                sizes.allSatisfy({ $0 >= 0 && $0 <= call.limits.elements })
            else {
                throw .input(3, why: "is \(sizes)")
            }
            return aspect(call.node.text("keep_aspect_ratio_policy", else: "stretch"), sizes, own)
        }
        guard let scales = call.optional(2)?.reals, scales.count == axes.count,
            scales.allSatisfy({ $0 > 0 && $0 <= Double(1 << 20) })
        else { throw .input(2, why: "is not one scale for each axis") }
        return (zip(own, scales).map { Int((Double($0) * $1).rounded(.down)) }, scales)
    }

    /// With one scale for all axes, the smallest or the largest that was asked for, if the policy says so.
    private static func aspect(_ policy: String, _ sizes: [Int], _ own: [Int]) -> (sizes: [Int], scales: [Double]) {
        let scales = zip(sizes, own).map { Double($0) / Double($1) }
        guard policy != "stretch", let least = scales.min(), let most = scales.max() else { return (sizes, scales) }
        let scale = policy == "not_larger" ? least : most
        return (own.map { Int((Double($0) * scale).rounded()) }, own.map { _ in scale })
    }

    /// Which part of the image is resized, as parts of each axis.
    private static func regions(_ call: PlainCall, _ count: Int) throws(PlainFault) -> [ClosedRegion] {
        guard call.node.text("coordinate_transformation_mode", else: "") == "tf_crop_and_resize" else {
            return Array(repeating: ClosedRegion(start: 0, end: 1), count: count)
        }
        guard let numbers = call.optional(1)?.reals, numbers.count == 2 * count,
            numbers.allSatisfy({ $0.magnitude <= 1e6 })
        else {
            throw .input(1, why: "is not a start and an end for each axis")
        }
        return (0..<count).map { ClosedRegion(start: numbers[$0], end: numbers[$0 + count]) }
    }

    /// Along one axis; also gives the places that show nothing of the image.
    private static func mixed(
        _ reals: [Double], _ shape: [Int], _ axis: Int, _ mix: ResizedAxis, _ outside: Set<Int>
    ) -> ([Double], Set<Int>) {
        let inner = shape[(axis + 1)...].reduce(1, *)
        let outer = shape[..<axis].reduce(1, *)
        var mixed: [Double] = []
        var lost = Set<Int>()
        for block in 0..<outer {
            for pixel in mix.pixels {
                for place in 0..<inner {
                    let start = block * shape[axis] * inner + place
                    let isLost =
                        pixel.isOutside || (!outside.isEmpty && outside.contains(start + pixel.nearest * inner))
                    if isLost { lost.insert(mixed.count) }
                    mixed.append(pixel.parts.reduce(0) { $0 + $1.weight * reals[start + $1.place * inner] })
                }
            }
        }
        return (mixed, lost)
    }
}

struct ClosedRegion {
    let start: Double
    let end: Double
}
