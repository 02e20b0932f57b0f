/// Why a stream of bytes ended before its reader was done.
enum StreamFault: Error, Equatable {
    case truncated
    case damaged
    case tooLarge(limitBytes: Int)
    case noMemory
    case failed(code: Int32)
}

/// The unpacked bytes of an archive, in pieces, from its beginning to its end.
final class ArchiveStream {
    /// Gives the next piece of the file; none at its end.
    typealias Source = (_ atMost: Int) throws(StreamFault) -> [UInt8]

    private static let inputPieceBytes = 64 << 10
    private static let outputPieceBytes = 256 << 10

    private let source: Source
    private let limitBytes: Int
    private var input: ArraySlice<UInt8>
    private var inputTotal: Int
    private let compression: Compression?
    private let unpacker: Unpacker?
    private var isBetweenMembers = false
    /// The last step filled the room it had: there may be more without more input.
    private var mayHoldMore = false
    private var isDamaged = false

    /// Unpacked, not yet read: `piece[position..<end]`.
    private var piece: [UInt8]
    private var position = 0
    private var end = 0
    private var outputTotal = 0

    /// The first bytes of the file as it lies there.
    let firstBytes: [UInt8]
    var isPacked: Bool { compression != nil }

    init(limitBytes: Int, source: @escaping Source) throws(StreamFault) {
        self.source = source
        self.limitBytes = limitBytes
        let first = try source(Self.inputPieceBytes)
        firstBytes = Array(first.prefix(512))
        input = first[...]
        inputTotal = first.count
        compression = Compression(startingWith: first)
        unpacker = compression?.makeUnpacker()
        piece = compression == nil ? [] : [UInt8](repeating: 0, count: Self.outputPieceBytes)
        guard compression == nil || unpacker != nil else { throw .noMemory }
    }

    /// The next `count` bytes; none if the stream ended before the first of them.
    func take(_ count: Int) throws(StreamFault) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if position == end, try !refill() {
                guard bytes.isEmpty else { throw .truncated }
                return []
            }
            let some = min(count - bytes.count, end - position)
            if some == count {  // All of it lies in one piece, as nearly always: one copy.
                bytes = Array(piece[position..<position + some])
            } else {
                if bytes.isEmpty { bytes.reserveCapacity(count) }
                bytes += piece[position..<position + some]
            }
            position += some
        }
        return bytes
    }

    /// What is unpacked already and not yet taken.
    func rest() -> ArraySlice<UInt8> {
        defer { position = end }
        return piece[position..<end]
    }

    func skip(_ count: Int) throws(StreamFault) {
        var rest = count
        while rest > 0 {
            if position == end, try !refill() { throw .truncated }
            let some = min(rest, end - position)
            position += some
            rest -= some
        }
    }

    /// Makes the next piece; false at the end of the stream.
    private func refill() throws(StreamFault) -> Bool {
        position = 0
        end = 0
        guard let compression, let unpacker else { return try refillPlain() }
        if isDamaged { throw .damaged }
        while true {
            if input.isEmpty, !mayHoldMore { try refillInput() }
            if !mayHoldMore {
                guard let first = input.first else {
                    if isBetweenMembers { return false }
                    throw .truncated
                }
                if isBetweenMembers, !compression.canBegin(with: first) { return false }
            }
            let (answer, consumed, produced) = unpacker.step(from: input, into: &piece)
            let isStuck = consumed == 0 && produced == 0 && !input.isEmpty && answer == .more
            input.removeFirst(consumed)
            isBetweenMembers = answer == .ended
            mayHoldMore = answer == .more && produced == piece.count
            isDamaged = answer == .damaged || isStuck
            if answer == .noMemory { throw .noMemory }
            if produced > 0 {
                try count(produced)
                return true
            }
            if isDamaged { throw .damaged }
        }
    }

    private func refillPlain() throws(StreamFault) -> Bool {
        if input.isEmpty { try refillInput() }
        piece = Array(input)
        input = []
        guard !piece.isEmpty else { return false }
        try count(piece.count)
        return true
    }

    private func refillInput() throws(StreamFault) {
        let next = try source(Self.inputPieceBytes)
        inputTotal += next.count
        guard inputTotal <= limitBytes else { throw .tooLarge(limitBytes: limitBytes) }
        input = next[...]
    }

    private func count(_ produced: Int) throws(StreamFault) {
        outputTotal += produced
        guard outputTotal <= limitBytes else { throw .tooLarge(limitBytes: limitBytes) }
        end = produced
    }
}
