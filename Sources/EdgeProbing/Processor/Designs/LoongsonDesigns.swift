/// Loongson's designs by the processor's name.
enum LoongsonDesigns {
    static func design(model: String) -> String? {
        for (mark, design) in designs where model.contains(mark) { return design }
        return nil
    }

    private static let designs = [
        ("3A6000", "LA664"), ("3B6000", "LA664"), ("3C6000", "LA664"), ("3D6000", "LA664"), ("3E6000", "LA664"),
        ("3A5000", "LA464"), ("3B5000", "LA464"), ("3C5000", "LA464"), ("3D5000", "LA464"), ("2K2000", "LA364"),
        ("2K1000", "LA264"), ("2K0500", "LA264"),
    ]
}
