/// A movement with its places computed, ready to be done again and again.
struct MovementPlan {
    /// Where each piece begins on both sides, in bytes.
    private var pieces: [Piece] = []
    /// Of a piece that lies together.
    private var runBytes = 0
    /// Within a piece that does not: where each of its elements is, in bytes.
    private var scattered: [Int] = []
    private var scatteredStride = 0
    private let elementBytes: Int
    private let filling: UInt32?

    private struct Piece {
        let source: Int
        let destination: Int
    }

    init(_ movement: Movement, elementBytes: Int) {
        let joined = movement.joined()
        self.elementBytes = elementBytes
        filling = movement.filling
        guard joined.count > 0 else { return }
        var outer = joined.axes
        if let inner = outer.popLast() {
            if inner.isRun {
                runBytes = inner.sources.count * elementBytes
                outer.append(Movement.Axis(sources: [inner.sources[0]], stride: 0))
            } else {
                scattered = inner.sources.map { $0 * elementBytes }
                scatteredStride = inner.stride * elementBytes
            }
        } else {
            runBytes = elementBytes
        }
        pieces = [Piece(source: joined.source * elementBytes, destination: joined.destination * elementBytes)]
        for axis in outer {
            pieces = pieces.flatMap { piece in
                axis.sources.indices.map { index in
                    Piece(
                        source: piece.source + axis.sources[index] * elementBytes,
                        destination: piece.destination + index * axis.stride * elementBytes)
                }
            }
        }
    }

    /// - Parameter bytes: of the whole destination.
    @unsafe func run(from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, bytes: Int) {
        if let filling { unsafe fill(destination, bytes, with: filling) }
        guard scattered.isEmpty else {
            if elementBytes == 4 {
                unsafe scatter(UInt32.self, source, destination)
            } else if elementBytes == 2 {
                unsafe scatter(UInt16.self, source, destination)
            } else {
                unsafe scatter(UInt8.self, source, destination)
            }
            return
        }
        for piece in pieces {
            unsafe (destination + piece.destination).copyMemory(from: source + piece.source, byteCount: runBytes)
        }
    }

    @unsafe private func scatter<Element: BitwiseCopyable>(
        _ type: Element.Type, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer
    ) {
        unsafe scattered.withUnsafeBufferPointer { offsets in
            for piece in pieces {
                let from = unsafe source + piece.source
                var to = unsafe destination + piece.destination
                for index in offsets.indices {
                    unsafe to.storeBytes(of: from.load(fromByteOffset: offsets[index], as: type), as: type)
                    unsafe to += scatteredStride
                }
            }
        }
    }

    @unsafe private func fill(_ destination: UnsafeMutableRawPointer, _ bytes: Int, with bits: UInt32) {
        for place in stride(from: 0, to: bytes - elementBytes + 1, by: elementBytes) {
            if elementBytes == 4 {
                unsafe destination.storeBytes(of: bits, toByteOffset: place, as: UInt32.self)
            } else if elementBytes == 2 {
                unsafe destination.storeBytes(
                    of: UInt16(truncatingIfNeeded: bits), toByteOffset: place, as: UInt16.self)
            } else {
                unsafe destination.storeBytes(of: UInt8(truncatingIfNeeded: bits), toByteOffset: place, as: UInt8.self)
            }
        }
    }
}
