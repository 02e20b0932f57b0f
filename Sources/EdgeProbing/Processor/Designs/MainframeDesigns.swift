/// IBM Z by machine type.
enum MainframeDesigns {
    static func name(machine: String) -> String? { names[machine] }

    private static let names = [
        "2064": "z900", "2066": "z800", "2084": "z990", "2086": "z890", "2094": "z9", "2096": "z9", "2097": "z10",
        "2098": "z10", "2817": "z196", "2818": "z114", "2827": "zEC12", "2828": "zBC12", "2964": "z13", "2965": "z13s",
        "3906": "z14", "3907": "z14 ZR1", "8561": "z15", "8562": "z15", "3931": "z16", "3932": "z16", "9175": "z17",
    ]
}
