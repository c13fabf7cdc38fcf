/// One Swift file as the checks see it.
struct SourceFile {
    /// The path from the repository's root, such as `Sources/Promotion/Offer.swift`.
    let path: String
    /// The lines as written.
    let lines: [String]
    /// The bytes with comments and literals blanked; as long as the text.
    let code: [UInt8]
    /// `code` line by line.
    let codeLines: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = CodeMask.code(of: text)
        codeLines = code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The folder under `Sources` or `Tests`, which is the module's name.
    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    /// How many lines the file has, not counting what follows the last line break.
    var lineCount: Int {
        lines.last == "" ? lines.count - 1 : lines.count
    }

    /// Names a line the way compilers do, so that editors can jump to it; `index` counts from 0.
    func place(_ index: Int) -> String {
        "\(path):\(index + 1)"
    }
}
