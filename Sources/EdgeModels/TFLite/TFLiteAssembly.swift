/// Takes a file's tables apart, within what may be spent on it: tables may be referred to more than once, so that a
/// small file could stand for a huge one.
struct TFLiteAssembly {
    private let limits: TFLiteReader.Limits
    private let fileBytes: Int
    private var tensorsLeft: Int
    private var operatorsLeft: Int
    private var numbersLeft: Int
    private var textLeft: Int

    init(limits: TFLiteReader.Limits, fileBytes: Int) {
        self.limits = limits
        self.fileBytes = fileBytes
        (tensorsLeft, operatorsLeft) = (limits.tensors, limits.operators)
        (numbersLeft, textLeft) = (limits.numbers, limits.textBytes)
    }

    mutating func networks(of root: FlatTable) throws(TFLiteError) -> [TFLiteNetwork] {
        let version = try root.natural(0)
        guard version == 3 else { throw .version(version) }
        let buffers = try storedBytes(of: root)
        let codes = try operatorCodes(of: root)
        guard let list = try root.list(2, width: 4) else { throw .noNetwork }
        guard list.count <= limits.networks else { throw .tooMany("networks", limit: limits.networks) }
        var networks: [TFLiteNetwork] = []
        for place in 0..<list.count { networks.append(try network(list.table(place), buffers, codes)) }
        return networks
    }

    /// Of each buffer how many bytes it has.
    private func storedBytes(of root: FlatTable) throws(TFLiteError) -> [Int] {
        guard let list = try root.list(4, width: 4) else { return [] }
        guard list.count <= limits.buffers else { throw .tooMany("buffers", limit: limits.buffers) }
        var counts: [Int] = []
        for place in 0..<list.count {
            let buffer = try list.table(place)
            let offset = try buffer.unsigned(1, width: 8) ?? 0
            guard offset > 1 else {
                counts.append(try buffer.list(0, width: 1)?.count ?? 0)
                continue
            }
            // Behind the flatbuffer, in files that are too large for one.
            let size = try buffer.unsigned(2, width: 8) ?? 0
            guard let start = Int(exactly: offset), let count = Int(exactly: size), start <= fileBytes,
                count <= fileBytes - start
            else { throw .damaged(offset: list.start + place * 4, .pastTheEnd) }
            counts.append(count)
        }
        return counts
    }

    private mutating func operatorCodes(of root: FlatTable) throws(TFLiteError) -> [(name: String, isCustom: Bool)] {
        guard let list = try root.list(1, width: 4) else { return [] }
        guard list.count <= limits.operators else { throw .tooMany("kinds of operators", limit: limits.operators) }
        var codes: [(name: String, isCustom: Bool)] = []
        for place in 0..<list.count {
            let code = try list.table(place)
            // The older field ends at 127, where the newer one begins.
            let number = max(try code.byte(0), try code.integer(3))
            let name = TFLiteOperator.name(ofBuiltIn: number)
            codes.append(name == "CUSTOM" ? (try text(code, 1) ?? "without a name", true) : (name, false))
        }
        return codes
    }

    private mutating func network(
        _ table: FlatTable, _ buffers: [Int], _ codes: [(name: String, isCustom: Bool)]
    ) throws(TFLiteError) -> TFLiteNetwork {
        var tensors: [TFLiteTensor] = []
        if let list = try table.list(0, width: 4) {
            tensorsLeft -= list.count
            guard tensorsLeft >= 0 else { throw .tooMany("tensors", limit: limits.tensors) }
            for place in 0..<list.count { tensors.append(try tensor(list.table(place), buffers)) }
        }
        var operators: [TFLiteOperator] = []
        if let list = try table.list(3, width: 4) {
            operatorsLeft -= list.count
            guard operatorsLeft >= 0 else { throw .tooMany("operators", limit: limits.operators) }
            for place in 0..<list.count {
                operators.append(try node(list.table(place), number: place, codes, tensorCount: tensors.count))
            }
        }
        return TFLiteNetwork(
            tensors: tensors, inputs: try places(table, 1, tensors.count), outputs: try places(table, 2, tensors.count),
            operators: operators)
    }

    /// Places of inputs and outputs of a network.
    private mutating func places(_ table: FlatTable, _ field: Int, _ count: Int) throws(TFLiteError) -> [Int] {
        let places = try integers(table, field)
        guard places.allSatisfy({ (0..<count).contains($0) }) else {
            throw .badTensor(name: "", why: "an input or output of the network is none of its \(count) tensors")
        }
        return places
    }

    private mutating func tensor(_ table: FlatTable, _ buffers: [Int]) throws(TFLiteError) -> TFLiteTensor {
        let name = try text(table, 3) ?? ""
        let shape = try integers(table, 0)
        let open = try integers(table, 7)
        guard shape.count <= Graph.rankAtMost, shape.allSatisfy({ $0 >= 0 }), let count = Tensor.count(shape) else {
            throw .badTensor(name: name, why: "no tensor has its shape")
        }
        let buffer = try table.natural(2)
        guard buffer < max(buffers.count, 1) else {
            throw .badTensor(name: name, why: "its numbers would lie in buffer \(buffer) of \(buffers.count)")
        }
        let stored = buffer == 0 || buffers.isEmpty || buffers[buffer] == 0 ? nil : buffers[buffer]
        let type = TFLiteTensor.type(of: try table.byte(1))
        if let stored, let needed = type?.bytes(count: count), stored < needed, try table.table(6) == nil {
            throw .badTensor(name: name, why: "its shape takes \(needed) bytes, and \(stored) are there")
        }
        let steps = try table.table(4)
        let scales = try steps.map { table throws(TFLiteError) in try floats(table, 2) } ?? []
        let zeros = try steps.map { table throws(TFLiteError) in try integers(table, 3, width: 8) } ?? []
        return TFLiteTensor(
            name: name, type: type, shape: shape,
            sizes: open.count == shape.count ? zip(shape, open).map { $1 < 0 ? nil : $0 } : shape,
            storedBytes: stored, isVariable: try table.isTrue(5),
            scale: scales.count == 1 && scales[0].isFinite ? Double(scales[0]) : nil,
            zeroPoint: scales.count == 1 ? zeros.first : nil)
    }

    private mutating func node(
        _ table: FlatTable, number: Int, _ codes: [(name: String, isCustom: Bool)], tensorCount: Int
    ) throws(TFLiteError) -> TFLiteOperator {
        let code = try table.natural(0)
        guard code < codes.count else {
            throw .badOperator(number: number, name: "\(code)", why: "the file names \(codes.count) kinds of operators")
        }
        let (name, isCustom) = codes[code]
        let inputs = try integers(table, 1)
        let outputs = try integers(table, 2)
        guard inputs.allSatisfy({ (-1..<tensorCount).contains($0) }),
            outputs.allSatisfy({ (0..<tensorCount).contains($0) })
        else {
            throw .badOperator(number: number, name: name, why: "it takes or gives none of the \(tensorCount) tensors")
        }
        var window: Int?
        if !isCustom, name.hasSuffix("POOL_2D"), let options = try table.table(4) {
            window = max(try options.integer(3), 0).multiplied(by: max(try options.integer(4), 0))
        }
        return TFLiteOperator(
            name: name, isCustom: isCustom, inputs: inputs.map { $0 < 0 ? nil : $0 }, outputs: outputs, window: window)
    }
}

// What is read of single fields.
extension TFLiteAssembly {
    mutating func text(_ table: FlatTable, _ field: Int) throws(TFLiteError) -> String? {
        guard let list = try table.list(field, width: 1) else { return nil }
        textLeft -= list.count
        guard textLeft >= 0 else { throw .tooMany("bytes of names", limit: limits.textBytes) }
        guard let text = String(validating: list.content, as: UTF8.self) else {
            throw .damaged(offset: list.start, .badText)
        }
        return text
    }

    private mutating func integers(_ table: FlatTable, _ field: Int, width: Int = 4) throws(TFLiteError) -> [Int] {
        guard let list = try table.list(field, width: width) else { return [] }
        try take(list.count)
        return (0..<list.count).map { place in
            width == 8
                ? Int(Int64(bitPattern: list.unsigned(place)))
                : Int(Int32(truncatingIfNeeded: list.unsigned(place)))
        }
    }

    private mutating func floats(_ table: FlatTable, _ field: Int) throws(TFLiteError) -> [Float] {
        guard let list = try table.list(field, width: 4) else { return [] }
        try take(list.count)
        return (0..<list.count).map { Float(bitPattern: UInt32(truncatingIfNeeded: list.unsigned($0))) }
    }

    private mutating func take(_ count: Int) throws(TFLiteError) {
        numbersLeft -= count
        guard numbersLeft >= 0 else { throw .tooMany("sizes and places", limit: limits.numbers) }
    }
}

// What stands beside the networks.
extension TFLiteAssembly {
    /// The first signature of the main network, which engines go by.
    mutating func signature(of root: FlatTable, _ main: TFLiteNetwork) throws(TFLiteError) -> TFLiteSignature {
        guard let list = try root.list(7, width: 4) else { return TFLiteSignature() }
        for place in 0..<min(list.count, limits.networks) {
            let table = try list.table(place)
            guard try table.natural(4) == 0 else { continue }
            return TFLiteSignature(inputs: try names(table, 0), outputs: try names(table, 1))
        }
        return TFLiteSignature()
    }

    private mutating func names(_ table: FlatTable, _ field: Int) throws(TFLiteError) -> [Int: String] {
        guard let list = try table.list(field, width: 4) else { return [:] }
        try take(list.count)
        var names: [Int: String] = [:]
        for place in 0..<list.count {
            let entry = try list.table(place)
            if let name = try text(entry, 0) { names[try entry.natural(1)] = name }
        }
        return names
    }

    /// The description, and the metadata that other tools write; what of that cannot be read is no fault of the model's.
    mutating func about(_ root: FlatTable) throws(TFLiteError) -> TFLiteAbout {
        var about = TFLiteAbout(description: try text(root, 3))
        guard let list = try root.list(6, width: 4), let buffers = try root.list(4, width: 4) else { return about }
        for place in 0..<min(list.count, limits.networks) {
            let entry = try list.table(place)
            let name = try text(entry, 0)
            let buffer = try entry.natural(1)
            guard buffer < buffers.count, let content = try buffers.table(buffer).list(0, width: 1)?.content else {
                continue
            }
            switch name {
            case "TFLITE_METADATA":
                guard let root = try? FlatTable.root(of: Array(content), mark: "M001") else { continue }
                about.name = (try? text(root, 0)) ?? nil
                about.description = (try? text(root, 1)).flatMap(\.self) ?? about.description
                about.author = (try? text(root, 4)) ?? nil
                about.licence = (try? text(root, 5)) ?? nil
            case "min_runtime_version":
                about.leastRuntime = String(validating: content.prefix { $0 != 0 }, as: UTF8.self)
            default: break
            }
        }
        return about
    }
}
