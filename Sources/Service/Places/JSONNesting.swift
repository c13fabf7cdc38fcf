/// Looks at a JSON text before it is decoded, so that a huge or endlessly nested one costs nothing.
enum JSONNesting {
    /// Returns what is wrong with a file's size or depth, or `nil`.
    ///
    /// - Complexity: O(*n*)
    static func fault(_ bytes: [UInt8], file: String) -> InputFault? {
        guard bytes.count <= AreaFile.maximumByteCount else {
            let detail = "The file has more than \(AreaFile.maximumByteCount) bytes, which is the limit."
            return InputFault(file: file, pointer: "", detail: detail)
        }
        var (depth, line) = (0, 1)
        var (isText, isEscaped) = (false, false)
        for byte in bytes {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if isText {
                isText = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
            guard depth <= AreaFile.maximumDepth else {
                let detail =
                    "It is nested more than \(AreaFile.maximumDepth) levels deep, which is the limit."
                return InputFault(file: file, line: line, pointer: "", detail: detail)
            }
        }
        return nil
    }
}
