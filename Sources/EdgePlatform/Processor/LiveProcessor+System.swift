import CEdgePlatform
public import EdgeRecords

extension LiveProcessor {
    /// The CPUs that this thread may run on; empty if the system does not say.
    public static var affinity: CPUSet {
        let wordsAtMost = CPUSet.capacity / 64
        let words = unsafe [UInt64](unsafeUninitializedCapacity: wordsAtMost) { buffer, count in
            count = Int(max(unsafe ep_affinity(buffer.baseAddress, wordsAtMost), 0))
        }
        var cpus = CPUSet()
        for (position, word) in words.enumerated() where word != 0 {
            for bit in 0..<64 where word & (1 << UInt64(bit)) != 0 { cpus.insert(position * 64 + bit) }
        }
        return cpus
    }

    /// What the kernel tells every program of the processor, AT_HWCAP and AT_HWCAP2; its meaning depends on the architecture.
    public static var hardwareCapabilities: (first: UInt64, second: UInt64) {
        (ep_hardware_capabilities(), ep_hardware_capabilities_2())
    }

    /// The kernel's word for the processor, AT_PLATFORM: `x86_64`, `aarch64`, `v8l`.
    public static var platformText: String? { unsafe text(ep_platform_text) }

    /// The kernel's release as `uname` gives it: `6.1.0-18-amd64`.
    public static var kernelRelease: String? { unsafe text(ep_kernel_release) }

    /// The machine that the kernel runs, by `uname`: `x86_64`, `aarch64`.
    public static var architecture: String? { unsafe text(ep_running_architecture) }

    /// The machine that this program was compiled for, in the same words.
    ///
    /// It differs from the kernel's under an emulator, or for a 32-bit program.
    public static var compiledArchitecture: String { unsafe String(cString: ep_compiled_architecture()) }

    /// Bytes of an SVE register as this process has it; nil without SVE.
    public static var vectorBytes: Int? {
        let bytes = Int(ep_sve_register_bytes())
        return bytes > 0 ? bytes : nil
    }

    /// Arm's processor identification on each of `cpus`; those that could not be asked are left out.
    public static func midrs(of cpus: [Int]) -> [Int: UInt64] {
        let numbers = cpus.compactMap { Int32(exactly: $0) }
        let deadlineMilliseconds = UInt32(clamping: 200 + numbers.count)
        let midrs = unsafe [UInt64](unsafeUninitializedCapacity: numbers.count) { buffer, count in
            unsafe ep_midrs(numbers, buffer.baseAddress, UInt32(clamping: numbers.count), deadlineMilliseconds)
            count = numbers.count
        }
        let found = zip(numbers, midrs).compactMap { $1 == 0 ? nil : (Int($0), $1) }
        return Dictionary(found) { first, _ in first }
    }

    /// Whether RISC-V's kernel says that vectors of version 1.0 work; nil where it does not say.
    public static var hasRISCVVectors: Bool? {
        switch ep_riscv_vector() {
        case 0: false
        case 1: true
        default: nil
        }
    }

    private static func text(_ write: (UnsafeMutablePointer<CChar>?, Int) -> Int32) -> String? {
        let capacity = 256
        let letters = unsafe [CChar](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = Int(max(unsafe write(buffer.baseAddress, capacity), 0))
        }
        return letters.isEmpty ? nil : String(decoding: letters.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
