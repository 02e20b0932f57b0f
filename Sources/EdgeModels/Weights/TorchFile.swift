internal import EdgePlatform

/// Tensors by name, as PyTorch kept them before version 1.6: five pickles in a row, then the numbers.
///
/// Nothing of the file is run: the pickles may only describe tensors.
public struct TorchFile: Sendable {
    /// In the file's own order, which is that of the network's layers.
    public let names: [String]
    private let tensors: [String: TorchTensor]
    /// Where each storage's numbers lie.
    private let places: [String: Range<Int>]
    private let bytes: [UInt8]

    private static let magic: [UInt8] = [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]

    /// Reads what is there, and checks that every tensor lies in its storage and every storage in the file.
    public init(_ bytes: [UInt8], named file: String) throws(InputError) {
        var machine = PickleMachine(bytes, at: 0, named: file)
        guard bytes.starts(with: [0x80, 2]), case .longNumber(let mark) = try machine.value(), mark == Self.magic else {
            throw .notThis(.torch, file: file)
        }
        guard try machine.value().number == 1001 else {
            throw .unsupported(.torch, file: file, place: machine.place, feature: "another version of the format")
        }
        try Self.checkByteOrder(try machine.value(), machine)
        guard case .dictionary(let entries, _) = try machine.value() else {
            throw machine.malformed("it holds something else than tensors by name")
        }
        var names: [String] = []
        var tensors: [String: TorchTensor] = [:]
        for entry in entries {
            guard let name = entry.key.text, case .tensor(let tensor) = entry.value,
                tensors.updateValue(tensor, forKey: name) == nil
            else { throw machine.malformed("it holds something else than tensors by name") }
            names.append(name)
        }
        guard case .list(let keys, _) = try machine.value() else { throw machine.malformed("storages are not listed") }
        let storages = Dictionary(tensors.values.map { ($0.storage.key, $0.storage) }) { first, _ in first }
        places = try Self.places(
            of: keys.compactMap(\.text), storages, in: bytes, after: machine.position, named: file)
        for name in names { try tensors[name]?.check(name, in: storages, file) }
        (self.names, self.tensors, self.bytes) = (names, tensors, bytes)
    }

    /// Reads one tensor; nil if none has the name.
    public func tensor(named name: String) -> Tensor? {
        guard let view = tensors[name], let place = places[view.storage.key] else { return nil }
        let all = Elements(view.storage.type, stored: bytes[place])
        let picked = all.picking(Tensor.places(shape: view.shape, strides: view.strides, start: view.offset))
        return Tensor(unchecked: picked, shape: view.shape)
    }

    private static func checkByteOrder(_ words: PickleValue, _ machine: PickleMachine) throws(InputError) {
        guard case .dictionary(let entries, _) = words else { throw machine.malformed("the byte order is missing") }
        for entry in entries where entry.key.text == "little_endian" {
            if case .truth(true) = entry.value { return }
        }
        throw machine.malformed("the byte order is not given as usual")
    }

    /// Each storage is its count in 8 bytes, and its numbers.
    private static func places(
        of keys: [String], _ storages: [String: PickleValue.Storage], in bytes: [UInt8], after start: Int,
        named file: String
    ) throws(InputError) -> [String: Range<Int>] {
        var places: [String: Range<Int>] = [:]
        var position = start
        for key in keys {
            guard let storage = storages[key], places[key] == nil,
                bytes.littleEndian(UInt64.self, at: position) == UInt64(storage.count),
                let size = storage.type.bytes(count: storage.count)
            else {
                throw .malformed(
                    .torch, file: file, place: "byte \(position)", why: "a storage is not the one that is listed")
            }
            position += 8
            guard size <= bytes.count - position else { throw .truncated(.torch, file: file, place: "storage \(key)") }
            places[key] = position..<position + size
            position += size
        }
        guard position == bytes.count else {
            throw .malformed(.torch, file: file, place: "byte \(position)", why: "something follows the last storage")
        }
        guard places.count == storages.count else {
            throw .malformed(.torch, file: file, place: "byte \(position)", why: "a storage is missing")
        }
        return places
    }
}

extension TorchTensor {
    /// Whether each element lies in the storage, and no more are told than that has.
    fileprivate func check(
        _ name: String, in storages: [String: PickleValue.Storage], _ file: String
    ) throws(InputError) {
        let outside = InputError.malformed(.torch, file: file, place: name, why: "it reaches past its storage")
        guard storages[storage.key] == storage, offset >= 0, let count = Tensor.count(shape), count <= storage.count
        else { throw outside }
        guard count > 0 else { return }
        var last = offset
        for (size, stride) in zip(shape, strides) {
            let (reach, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
            let (sum, overflows) = last.addingReportingOverflow(reach)
            guard stride >= 0, !overflow, !overflows else { throw outside }
            last = sum
        }
        guard last < storage.count else { throw outside }
    }
}
