import EdgeModels

// What nodes with constant parameters do to a view.
extension StoredView {
    func transposed(_ call: PlainCall) throws(PlainFault) -> StoredView {
        let order = call.node.integers("perm") ?? axes.indices.reversed()
        guard order.sorted() == Array(axes.indices) else { throw .attribute("perm", why: "is \(order)") }
        return ordered(order)
    }

    private func ordered(_ order: [Int]) -> StoredView {
        var view = self
        view.axes = order.map { axes[$0] }
        return view
    }

    func sliced(_ call: PlainCall) throws(PlainFault) -> StoredView {
        guard let starts = try call.integers(1), let ends = try call.integers(2) else { throw .missingInput(2) }
        let given = try call.integers(3) ?? Array(starts.indices)
        let steps = try call.integers(4) ?? Array(repeating: 1, count: starts.count)
        guard Set([starts.count, ends.count, given.count, steps.count]).count == 1, !steps.contains(0) else {
            throw .input(1, why: "fits the other inputs not")
        }
        var view = self
        for (place, axis) in try call.axes(given, rank: axes.count).enumerated() {
            let kept = PlainOperators.slice(axes[axis].count, starts[place], ends[place], steps[place])
            view.axes[axis] = kept.map { axes[axis][$0] }
        }
        return view
    }

    func split(_ call: PlainCall) throws(PlainFault) -> [StoredView] {
        let axis = try call.axis(else: 0, rank: axes.count)
        var start = 0
        var parts: [StoredView] = []
        for size in try PlainOperators.splitSizes(call, of: axes[axis].count) {
            var part = self
            part.axes[axis] = Array(axes[axis][start..<start + size])
            parts.append(part)
            start += size
        }
        return parts
    }

    /// Dimensions of one index repeat it.
    func expanded(_ call: PlainCall) -> StoredView? {
        guard let wanted = call.optional(1)?.integers, wanted.allSatisfy({ $0 > 0 }) else { return nil }
        var view = self
        view.axes.insert(contentsOf: Array(repeating: [0], count: max(wanted.count - axes.count, 0)), at: 0)
        for (place, size) in wanted.reversed().enumerated() where size > 1 {
            let axis = view.axes.count - 1 - place
            guard view.axes[axis].count != size else { continue }
            guard view.axes[axis].count == 1, size <= Self.indexesAtMost else { return nil }
            view.axes[axis] = Array(repeating: view.axes[axis][0], count: size)
        }
        return view.isBounded(call) ? view : nil
    }

    func tiled(_ call: PlainCall) -> StoredView? {
        guard let repeats = call.optional(1)?.integers, repeats.count == axes.count else { return nil }
        var view = self
        for (axis, times) in repeats.enumerated() {
            guard 1...Self.indexesAtMost ~= times, axes[axis].count * times <= Self.indexesAtMost else { return nil }
            view.axes[axis] = (0..<times).flatMap { _ in axes[axis] }
        }
        return view.isBounded(call) ? view : nil
    }

    /// Indexes of one dimension at most.
    func gathered(_ call: PlainCall) -> StoredView? {
        guard let indices = call.optional(1), indices.shape.count <= 1, let places = indices.integers,
            let axis = try? call.axis(else: 0, rank: axes.count)
        else { return nil }
        let size = axes[axis].count
        guard places.allSatisfy({ $0 >= -size && $0 < size }) else { return nil }
        var view = self
        let kept = places.map { axes[axis][$0 < 0 ? $0 + size : $0] }
        if indices.shape.isEmpty {
            view.axes.remove(at: axis)
            view.start += kept[0]
        } else {
            view.axes[axis] = kept
        }
        return view.isBounded(call) ? view : nil
    }

    /// Images made larger or smaller by showing one old pixel for each new one.
    func resized(_ call: PlainCall) throws(PlainFault) -> StoredView? {
        guard call.node.text("mode", else: "nearest") == "nearest", !call.flag("antialias"),
            call.node.text("coordinate_transformation_mode", else: "half_pixel") != "tf_crop_and_resize"
        else { return nil }
        let given = try call.axes(call.node.integers("axes") ?? Array(axes.indices), rank: axes.count)
        let (sizes, scales) = try PlainOperators.targets(call, shape, given)
        var view = self
        for (place, axis) in given.enumerated() {
            guard 1...Self.indexesAtMost ~= sizes[place] else { return nil }
            let resized = try ResizedAxis(
                call, from: axes[axis].count, to: sizes[place], scale: scales[place],
                region: ClosedRegion(start: 0, end: 1))
            view.axes[axis] = resized.pixels.map { axes[axis][$0.nearest] }
        }
        return view.isBounded(call) ? view : nil
    }

    /// DepthToSpace: channels become pixels.
    func spread(_ call: PlainCall) -> StoredView? {
        let block = call.node.integer("blocksize", else: 0)
        guard axes.count == 4, 1...1 << 15 ~= block, axes[1].count % (block * block) == 0 else { return nil }
        var view = self
        let isDepthFirst = call.node.text("mode", else: "DCR") == "DCR"
        view.split(1, outer: isDepthFirst ? block : axes[1].count / (block * block))
        view.split(2, outer: block)
        view = view.ordered(isDepthFirst ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3])
        view.join(2)
        view.join(3)
        return view
    }

    /// SpaceToDepth: pixels become channels.
    func gatheredBlocks(_ call: PlainCall) -> StoredView? {
        let block = call.node.integer("blocksize", else: 0)
        guard axes.count == 4, 1...1 << 15 ~= block, axes[2].count % block == 0, axes[3].count % block == 0 else {
            return nil
        }
        var view = self
        view.split(2, outer: axes[2].count / block)
        view.split(4, outer: axes[3].count / block)
        view = view.ordered([0, 3, 5, 1, 2, 4])
        view.join(1)
        view.join(1)
        return view
    }

    /// For each dimension how much is put around it; what is less than nothing is cut away here.
    mutating func border(_ call: PlainCall) throws(PlainFault) -> [(before: Int, after: Int)] {
        guard let pads = try call.integers(1) else { throw .missingInput(1) }
        let given = try call.axes(try call.integers(3) ?? Array(axes.indices), rank: axes.count)
        guard pads.count == 2 * given.count, pads.allSatisfy({ $0.magnitude <= call.limits.elements }) else {
            throw .input(1, why: "has \(pads.count) numbers for \(given.count) dimensions")
        }
        var border = axes.map { _ in (before: 0, after: 0) }
        for (place, axis) in given.enumerated() {
            border[axis] = (pads[place], pads[place + given.count])
            axes[axis] = Array(axes[axis].dropFirst(max(-pads[place], 0)).dropLast(max(-pads[place + given.count], 0)))
        }
        return border
    }

    private func isBounded(_ call: PlainCall) -> Bool {
        Tensor.count(shape).map { $0 <= call.limits.elements } ?? false
    }
}
