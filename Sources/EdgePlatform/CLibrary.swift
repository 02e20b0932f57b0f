import CEdgePlatform

/// The C library that this program runs on.
public enum CLibrary {
    /// Its name and version, such as `glibc 2.36`; nil if it does not say.
    public static var version: String? {
        let capacity = 64
        let text = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = unsafe buffer.withMemoryRebound(to: CChar.self) { letters in
                unsafe ep_c_library_version(letters.baseAddress, capacity)
            }
        }
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
}
