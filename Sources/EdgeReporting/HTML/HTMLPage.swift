import EdgeRecords

/// A report as one file for a browser: nothing is fetched, and it reads in full without its script.
public enum HTMLPage {
    public static func text(of report: Report) -> String {
        let writer = HTMLWriter()
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="generator" content="EdgePlan">
            <title>\(writer.escaped(report.title))</title>
            <style>\(PageStyle.text)</style>
            </head>
            <body>
            \(PagePatterns.svg)
            <main>
            \(writer.header(report))
            \(writer.contents(report))
            \(report.sections.map(writer.section).joined(separator: "\n"))
            \(writer.absent(report.absent))
            </main>
            <footer><p>\(writer.escaped(report.colophon))</p></footer>
            \(writer.record(report.record))
            <script>\(PageScript.text)</script>
            </body>
            </html>

            """
    }

    /// Only these very bytes may style or move the page; nothing may be loaded, sent or embedded.
    static let policy =
        "default-src 'none'; script-src '\(hash(of: PageScript.text))'; style-src '\(hash(of: PageStyle.text))'; "
        + "base-uri 'none'; form-action 'none'"

    private static func hash(of text: String) -> String {
        let digits = Array(SHA256.hex(of: text.utf8).utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).map { start in
            UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16) ?? 0
        }
        return "sha256-" + Base64.text(of: bytes)
    }
}

/// The encoding of RFC 4648.
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? letters[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
