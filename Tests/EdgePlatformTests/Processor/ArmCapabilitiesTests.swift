import EdgePlatform
import Testing

@Suite struct ArmCapabilitiesTests {
    private static let firstNames: [Int: String] = [
        1: "asimd", 8: "atomics", 9: "fphp", 10: "asimdhp", 12: "asimdrdm", 20: "asimddp", 22: "sve", 23: "asimdfhm",
        31: "pacg", 32: "gcs",
    ]

    private static let secondNames: [Int: String] = [
        1: "sve2", 9: "svei8mm", 12: "svebf16", 13: "i8mm", 14: "bf16", 23: "sme", 32: "ebf16", 37: "sme2", 63: "poe",
    ]

    @Test(arguments: firstNames) func `names a bit of the first word`(bit: Int, name: String) {
        #expect(ArmCapabilities(first: UInt64(1) << bit).featureNames == [name])
    }

    @Test(arguments: secondNames) func `names a bit of the second word`(bit: Int, name: String) {
        #expect(ArmCapabilities(first: 0, second: UInt64(1) << bit).featureNames == [name])
    }

    /// What an emulator's model of the Cortex-A53 says.
    @Test func `names the features of a small core in the kernel's order`() {
        let capabilities = ArmCapabilities(first: 0x8fb)
        #expect(
            capabilities.featureNames == [
                "fp", "asimd", "aes", "pmull", "sha1", "sha2", "crc32", "cpuid",
            ])
        #expect(capabilities.answersForMIDR)
    }

    @Test func `bits without a name are passed over`() {
        #expect(ArmCapabilities(first: 1 << 40).featureNames.isEmpty)
        #expect(ArmCapabilities(first: .max, second: .max).featureNames.count == 97)
    }
}
