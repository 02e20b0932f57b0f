import EdgeRecords

extension Model {
    /// Takes an archive for CTranslate2, which computes one file in several ways.
    mutating func takeCTranslate2(_ archive: [UInt8], accuracy: Accuracy?) {
        let hash = "sha256:" + SHA256.hex(of: archive)
        variants = [Precision.fp32, .int8Dynamic].map { precision in
            var variant = Variant(name: "\(name)/\(precision.rawValue)", precision: precision)
            variant.format = .ctranslate2
            (variant.hash, variant.modelBytes) = (hash, archive.count)
            variant.accuracy = precision == .fp32 ? accuracy : nil
            return variant
        }
    }
}
