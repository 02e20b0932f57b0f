/// The SHA-256 of FIPS 180-4, for naming classes, model files and profiles; nothing here is secret.
public struct SHA256: Sendable {
    private var state: [8 of UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    /// The bytes that do not fill a block of 64 yet.
    private var rest: [UInt8] = []
    private var byteCount: UInt64 = 0

    public init() {}

    /// The digest of one piece, as 64 lower-case hexadecimal digits.
    public static func hex(of bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(Array(bytes).span)
        return hash.hexDigest()
    }

    /// Takes the next piece; a file may come in as many as suits its reader.
    public mutating func update(_ bytes: Span<UInt8>) {
        byteCount &+= UInt64(bytes.count)
        var offset = 0
        if !rest.isEmpty {
            while rest.count < 64, offset < bytes.count {
                rest.append(bytes[offset])
                offset += 1
            }
            guard rest.count == 64 else { return }
            let block = rest
            rest = []
            Self.digestBlock(of: block.span, at: 0, into: &state)
        }
        while bytes.count - offset >= 64 {
            Self.digestBlock(of: bytes, at: offset, into: &state)
            offset += 64
        }
        for index in offset..<bytes.count { rest.append(bytes[index]) }
    }

    /// The digest of everything so far; more may follow.
    public func hexDigest() -> String {
        var last = self
        let zeroCount = (119 - rest.count) % 64
        let bitCount = byteCount &* 8
        let length = (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> UInt64(56 - 8 * $0)) }
        last.update(([0x80] + [UInt8](repeating: 0, count: zeroCount) + length).span)
        return last.state.indices.map { index in
            let digits = String(last.state[index], radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    private static func digestBlock(of bytes: Span<UInt8>, at start: Int, into state: inout [8 of UInt32]) {
        var window: [16 of UInt32] = .init(repeating: 0)
        for word in 0..<16 {
            let place = start + word * 4
            window[word] =
                UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
                | UInt32(bytes[place + 3])
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        // Eight rounds at once, so that no word changes its name.
        for first in stride(from: 0, to: 64, by: 8) {
            mix(a, b, c, &d, e, f, g, &h, input(first, &window))
            mix(h, a, b, &c, d, e, f, &g, input(first + 1, &window))
            mix(g, h, a, &b, c, d, e, &f, input(first + 2, &window))
            mix(f, g, h, &a, b, c, d, &e, input(first + 3, &window))
            mix(e, f, g, &h, a, b, c, &d, input(first + 4, &window))
            mix(d, e, f, &g, h, a, b, &c, input(first + 5, &window))
            mix(c, d, e, &f, g, h, a, &b, input(first + 6, &window))
            mix(b, c, d, &e, f, g, h, &a, input(first + 7, &window))
        }
        let mixed: [8 of UInt32] = [a, b, c, d, e, f, g, h]
        for word in mixed.indices { state[word] &+= mixed[word] }
    }

    /// A round's word of the schedule with its constant; the window holds the last sixteen words.
    @inline(__always)
    private static func input(_ round: Int, _ window: inout [16 of UInt32]) -> UInt32 {
        let place = round & 15
        if round >= 16 {
            let (old, new) = (window[(round + 1) & 15], window[(round + 14) & 15])
            let mixedOld = rotated(old, 7) ^ rotated(old, 18) ^ (old >> 3)
            let mixedNew = rotated(new, 17) ^ rotated(new, 19) ^ (new >> 10)
            window[place] = window[place] &+ mixedOld &+ window[(round + 9) & 15] &+ mixedNew
        }
        return window[place] &+ roundConstants[round]
    }

    @inline(__always)
    private static func mix(
        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
        _ h: inout UInt32, _ input: UInt32
    ) {
        let mixedE = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
        let first = h &+ mixedE &+ (g ^ (e & (f ^ g))) &+ input
        let mixedA = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
        d &+= first
        h = first &+ mixedA &+ ((a & b) | (c & (a | b)))
    }

    private static func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 {
        word &>> places | word &<< (32 &- places)
    }

    private static let roundConstants: [64 of UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
