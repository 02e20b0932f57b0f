import EdgeProbing
import Testing

@Suite struct RISCVISATests {
    @Test(arguments: [
        ("rv64imafdc", ["m", "a", "f", "d", "c"]), ("rv64gcv", ["m", "a", "f", "d", "c", "v"]),
        ("rv64imafdcvsu", ["m", "a", "f", "d", "c", "v"]),
        ("rv64imafdch_zba_zbb", ["m", "a", "f", "d", "c", "zba", "zbb"]),
        ("rv64imafdcv_sscofpmf_sstc_zicbom", ["m", "a", "f", "d", "c", "v", "zicbom"]),
        ("RV64IMAFDC_Zba", ["m", "a", "f", "d", "c", "zba"]), ("rv32imac", ["m", "a", "c"]),
        ("rv64imafdczba_zbs", ["m", "a", "f", "d", "c", "zba", "zbs"]), ("rv64i_zvfh_xtheadba", ["zvfh", "xtheadba"]),
        ("rv64", []), ("rv64__", []),
    ])
    func `lists what programs can use`(text: String, extensions: [String]) {
        #expect(RISCVISA(text)?.extensions == extensions)
    }

    @Test(arguments: ["", "x86", "rv", "rv16i", "64imafdc", "mips64"])
    func `refuses what is no isa text`(text: String) {
        #expect(RISCVISA(text) == nil)
    }

    @Test func `damage of any length stays bounded`() throws {
        let text = "rv64i_" + (0..<5000).map { "z\($0)" }.joined(separator: "_")
        #expect(try #require(RISCVISA(text)).extensions.count <= 256)
    }
}
