package import EdgeRecords

/// Kinds of files that llama.cpp's quantizer writes, by its own numbers.
///
/// Those that need a list of which weights matter are left out: nothing here makes one.
package enum LlamaCppFileType {
    package static let all: [(precision: Precision, number: Int32)] = [
        ("q8_0", 7), ("q6_k", 18), ("q5_k_m", 17), ("q5_k_s", 16), ("q5_1", 9), ("q5_0", 8), ("q4_k_m", 15),
        ("q4_k_s", 14), ("iq4_nl", 25), ("iq4_xs", 30), ("q4_1", 3), ("q4_0", 2), ("q3_k_l", 13), ("q3_k_m", 12),
        ("q3_k_s", 11), ("q2_k", 10), ("bf16", 32), ("fp16", 1),
    ].map { (Precision(rawValue: $0.0), $0.1) }

    package static func number(of precision: Precision) -> Int32? {
        all.first { $0.precision == precision }?.number
    }
}
