extension ElementType {
    /// Every type with the number that ONNX files have for it.
    private static let onnxNumbers: [ElementType: Int] = [
        .f32: 1, .u8: 2, .s8: 3, .u16: 4, .s16: 5, .s32: 6, .s64: 7, .bool: 9, .f16: 10, .f64: 11, .u32: 12, .u64: 13,
        .bf16: 16, .u4: 21, .s4: 22,
    ]

    private static let byONNXNumber = Dictionary(uniqueKeysWithValues: onnxNumbers.map { ($1, $0) })

    /// The type that has this number in ONNX files; nil for texts, complex numbers and floats of fewer than 16 bits.
    package init?(onnx number: Int) {
        guard let type = Self.byONNXNumber[number] else { return nil }
        self = type
    }

    var onnxNumber: Int { Self.onnxNumbers[self] ?? 0 }
}
