internal import EdgePlatform

/// Python's pickle machine with the few operations that files of weights need, and no way to call anything.
struct PickleMachine {
    private let bytes: [UInt8]
    private let file: String
    private(set) var position: Int
    private var stack: [PickleValue] = []
    /// Where marks lie in the stack.
    private var marks: [Int] = []
    private var memo: [Int: PickleValue] = [:]
    private var steps = 0

    /// Far more than any network needs.
    private static let stepsAtMost = 1 << 18
    private static let entriesAtMost = 1 << 13
    private static let textBytesAtMost = 1 << 12
    private static let depthAtMost = 8

    init(_ bytes: [UInt8], at position: Int, named file: String) {
        self.bytes = bytes
        self.position = position
        self.file = file
    }

    /// Runs to the next STOP.
    mutating func value() throws(InputError) -> PickleValue {
        (stack, marks, memo) = ([], [], [:])
        while true {
            let code = try byte()
            guard code != UInt8(ascii: ".") else { return try pop() }
            steps += 1
            guard steps <= Self.stepsAtMost else {
                throw .tooLarge(.torch, file: file, place: place, limit: "\(Self.stepsAtMost) steps")
            }
            try run(code)
        }
    }

    private mutating func run(_ code: UInt8) throws(InputError) {
        switch code {
        case 0x80: try protocolNumber()
        case UInt8(ascii: "c"): try name()
        case UInt8(ascii: "q"): try remember(at: Int(byte()))
        case UInt8(ascii: "r"): try remember(at: word())
        case UInt8(ascii: "h"): try recall(Int(byte()))
        case UInt8(ascii: "j"): try recall(word())
        case UInt8(ascii: "Q"): stack.append(try storage(pop()))
        case UInt8(ascii: "("): marks.append(stack.count)
        case UInt8(ascii: "t"): try pushTuple(popToMark())
        case 0x85...0x87: try tuple(of: Int(code) - 0x84)
        case UInt8(ascii: ")"): push(.tuple([], depth: 1))
        case UInt8(ascii: "}"): push(.dictionary([], depth: 1))
        case UInt8(ascii: "]"): push(.list([], depth: 1))
        case UInt8(ascii: "s"): try setItems([pop(), pop()].reversed())
        case UInt8(ascii: "u"): try setItems(popToMark())
        case UInt8(ascii: "a"): try append([pop()])
        case UInt8(ascii: "e"): try append(popToMark())
        case UInt8(ascii: "R"): try call()
        case UInt8(ascii: "b"): _ = try pop()  // The state of a dictionary: versions of its parts.
        default: try constant(code)
        }
    }

    private mutating func constant(_ code: UInt8) throws(InputError) {
        switch code {
        case UInt8(ascii: "X"): push(.text(try text(try word())))
        case UInt8(ascii: "U"): push(.text(try text(Int(try byte()))))
        case UInt8(ascii: "J"): push(.number(Int(Int32(truncatingIfNeeded: try word()))))
        case UInt8(ascii: "K"): push(.number(Int(try byte())))
        case UInt8(ascii: "M"): push(.number(Int(try byte()) | Int(try byte()) << 8))
        case 0x8A: try longNumber()
        case 0x88: push(.truth(true))
        case 0x89: push(.truth(false))
        case UInt8(ascii: "N"): push(.none)
        default:
            throw .unsupported(.torch, file: file, place: place, feature: "the pickle operation \(code)")
        }
    }

    var place: String { "byte \(position)" }

    func malformed(_ why: String) -> InputError { .malformed(.torch, file: file, place: place, why: why) }
}

// What is read.
extension PickleMachine {
    private mutating func byte() throws(InputError) -> UInt8 {
        guard position < bytes.count else { throw .truncated(.torch, file: file, place: place) }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func word() throws(InputError) -> Int {
        guard let word = bytes.littleEndian(UInt32.self, at: position) else {
            throw .truncated(.torch, file: file, place: place)
        }
        position += 4
        return Int(word)
    }

    private mutating func take(_ count: Int) throws(InputError) -> ArraySlice<UInt8> {
        guard count <= Self.textBytesAtMost else {
            throw .tooLarge(.torch, file: file, place: place, limit: "\(Self.textBytesAtMost) bytes in a name")
        }
        guard count <= bytes.count - position else { throw .truncated(.torch, file: file, place: place) }
        defer { position += count }
        return bytes[position..<position + count]
    }

    private mutating func text(_ count: Int) throws(InputError) -> String {
        String(decoding: try take(count), as: UTF8.self)
    }

    private mutating func line() throws(InputError) -> String {
        let end = bytes[position...].prefix(Self.textBytesAtMost).firstIndex(of: UInt8(ascii: "\n"))
        guard let end else { throw malformed("a name has no end") }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    private mutating func protocolNumber() throws(InputError) {
        let number = try byte()
        guard number == 2 else {
            throw .unsupported(.torch, file: file, place: place, feature: "version \(number) of pickles")
        }
    }

    private mutating func longNumber() throws(InputError) {
        let digits = Array(try take(Int(try byte())))
        guard digits.count <= 7 else { return push(.longNumber(digits)) }
        let bits = digits.reversed().reduce(0) { $0 << 8 | Int($1) }
        let isNegative = digits.last.map { $0 >= 0x80 } ?? false
        push(.number(isNegative ? bits - 1 << (8 * digits.count) : bits))
    }

    private mutating func name() throws(InputError) {
        let words = "\(try line()) \(try line())"
        guard let name = PickleValue.Name(rawValue: words) else {
            throw .unsupported(.torch, file: file, place: place, feature: "the Python object \(words.prefix(80))")
        }
        push(.name(name))
    }
}

// What is done with the stack.
extension PickleMachine {
    private mutating func push(_ value: PickleValue) { stack.append(value) }

    private mutating func pop() throws(InputError) -> PickleValue {
        guard stack.count > (marks.last ?? 0), let value = stack.popLast() else {
            throw malformed("a value is missing")
        }
        return value
    }

    private mutating func popToMark() throws(InputError) -> [PickleValue] {
        guard let mark = marks.popLast() else { throw malformed("a mark is missing") }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[mark...])
    }

    private mutating func tuple(of count: Int) throws(InputError) {
        var values: [PickleValue] = []
        for _ in 0..<count { values.append(try pop()) }
        try pushTuple(values.reversed())
    }

    private mutating func remember(at place: Int) throws(InputError) {
        guard let value = stack.last else { throw malformed("a value is missing") }
        memo[place] = value
    }

    /// A container that is shared would have to change in all places: no file of weights has one.
    private mutating func recall(_ place: Int) throws(InputError) {
        guard let value = memo[place] else { throw malformed("it recalls a value that it never kept") }
        switch value {
        case .list, .dictionary:
            throw .unsupported(.torch, file: file, place: self.place, feature: "a container in two places")
        default: push(value)
        }
    }

    private mutating func pushTuple(_ values: [PickleValue]) throws(InputError) {
        push(.tuple(values, depth: try depth(around: values)))
    }

    /// How deep something lies that holds these.
    private func depth(around values: some Sequence<PickleValue>) throws(InputError) -> Int {
        let depth = 1 + values.reduce(0) { max($0, $1.depth) }
        guard depth <= Self.depthAtMost else { throw malformed("values lie too deep in one another") }
        return depth
    }

    private mutating func setItems(_ items: [PickleValue]) throws(InputError) {
        guard items.count.isMultiple(of: 2) else { throw malformed("a key has no value") }
        guard stack.count > (marks.last ?? 0), case .dictionary(var entries, let depth)? = stack.popLast() else {
            throw malformed("keys are set where there is no dictionary")
        }
        for place in stride(from: 0, to: items.count, by: 2) { entries.append((items[place], items[place + 1])) }
        try checkCount(entries.count)
        push(.dictionary(entries, depth: max(depth, try self.depth(around: items))))
    }

    private mutating func append(_ items: [PickleValue]) throws(InputError) {
        guard stack.count > (marks.last ?? 0), case .list(var entries, let depth)? = stack.popLast() else {
            throw malformed("items are added where there is no list")
        }
        entries += items
        try checkCount(entries.count)
        push(.list(entries, depth: max(depth, try self.depth(around: items))))
    }

    private func checkCount(_ count: Int) throws(InputError) {
        guard count <= Self.entriesAtMost else {
            throw .tooLarge(.torch, file: file, place: place, limit: "\(Self.entriesAtMost) entries in one place")
        }
    }

    /// The two calls that files of weights make, neither of which runs anything here.
    private mutating func call() throws(InputError) {
        guard case .tuple(let arguments, _) = try pop(), case .name(let name) = try pop() else {
            throw malformed("something else than a name is called")
        }
        switch name {
        case .orderedDictionary where arguments.isEmpty: push(.dictionary([], depth: 1))
        case .rebuildTensor: push(.tensor(try tensor(arguments)))
        default: throw malformed("\(name.rawValue) cannot be called so")
        }
    }

    private func tensor(_ arguments: [PickleValue]) throws(InputError) -> TorchTensor {
        guard arguments.count >= 4, case .storage(let storage) = arguments[0], let offset = arguments[1].number,
            case .tuple(let shape, _) = arguments[2], case .tuple(let strides, _) = arguments[3],
            shape.count == strides.count, shape.count <= 8
        else { throw malformed("a tensor is not described as usual") }
        let (sizes, steps) = (shape.compactMap(\.number), strides.compactMap(\.number))
        guard sizes.count == shape.count, steps.count == shape.count else {
            throw malformed("a tensor is not described as usual")
        }
        return TorchTensor(storage: storage, offset: offset, shape: sizes, strides: steps)
    }

    /// `("storage", type, key, device, count)`, with the view that older files add.
    private func storage(_ identifier: PickleValue) throws(InputError) -> PickleValue {
        guard case .tuple(let words, _) = identifier, words.count >= 5, words[0].text == "storage",
            case .name(let name) = words[1], let type = name.elementType, let key = words[2].text,
            let count = words[4].number, count >= 0
        else { throw malformed("a storage is not described as usual") }
        if words.count > 5, case .none = words[5] {
        } else if words.count > 5 {
            throw .unsupported(.torch, file: file, place: place, feature: "a view of a storage")
        }
        return .storage(PickleValue.Storage(key: key, type: type, count: count))
    }
}
