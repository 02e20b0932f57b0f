/// Tells names that hold the address of a network or radio device, such as `hid-00:1f:20:aa:bb:cc-battery`.
enum RadioAddress {
    private static let pairsOfAddress = 6

    /// Whether six pairs of hexadecimal digits stand in the name, with one mark between each and the next.
    static func isIn(_ name: some StringProtocol) -> Bool {
        var pairs = 0
        for part in name.utf8.split(whereSeparator: { [58, 45, 95].contains($0) }) {
            let isPair = part.count == 2 && part.allSatisfy(isHexadecimal)
            pairs = isPair ? pairs + 1 : 0
            if pairs == pairsOfAddress { return true }
        }
        return false
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}
