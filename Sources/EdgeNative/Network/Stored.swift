import EdgeKernels

/// How a value of the graph lies in a storage; several values may lie in one.
struct Stored: Sendable {
    let storage: StorageID
    /// As the graph gives it, whatever the layout.
    var shape: [Int]
    var layout: Layout
    var form: Form

    var count: Int { shape.reduce(1, *) }

    /// How numbers are written.
    enum Form: Hashable, Sendable {
        case f32
        /// Between layers of a network that is computed in bf16.
        case bf16
        /// One byte each.
        case codes(Quantization)

        /// What kernels of floats call it.
        var float: ActivationType { self == .bf16 ? .bf16 : .f32 }
    }

    /// The order of elements.
    enum Layout: Sendable {
        /// As ONNX has it: the last dimension runs fastest.
        case rows
        /// The second dimension, of channels, runs fastest.
        case channelsLast
    }

    /// Whether both layouts are the same bytes.
    var liesEitherWay: Bool {
        shape.count < 3 || shape[1] == 1 || shape[2...].allSatisfy { $0 == 1 }
    }

    func isLaid(_ wanted: Layout) -> Bool { layout == wanted || liesEitherWay }
}

/// What codes of 8 bits stand for: `(code - zeroPoint) × scale`.
///
/// Codes are u8 wherever they are stored: a model's s8 codes are moved up by 128, zero point and all.
struct Quantization: Hashable, Sendable {
    let scale: Float
    let zeroPoint: UInt8

    /// The code of a number, as ONNX rounds it: halves to even.
    func code(_ number: Float) -> UInt8 {
        let rounded = (number / scale).rounded(.toNearestOrEven) + Float(zeroPoint)
        return rounded.isNaN ? zeroPoint : UInt8(min(max(rounded, 0), 255))
    }

    /// The codes of a fused activation's bounds.
    func codes(_ bounds: ClosedRange<Float>) -> ClosedRange<UInt8> {
        code(bounds.lowerBound)...code(bounds.upperBound)
    }
}
