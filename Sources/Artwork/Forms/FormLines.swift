/// The lines of text below a symbol, checked alike for all printers.
enum FormLines {
    /// Refuses too many lines, too long ones, and characters that a printer could not print as they are.
    static func check(
        _ lines: [String], printable: (Unicode.Scalar) -> Bool
    ) throws(FormError) {
        guard lines.count <= FormLimits.lineCount else {
            throw .lineCount(lines.count, maximum: FormLimits.lineCount)
        }
        for (index, line) in lines.enumerated() {
            guard line.utf8.count <= FormLimits.lineByteCount else {
                throw .lineTooLong(
                    line: index + 1, byteCount: line.utf8.count, maximum: FormLimits.lineByteCount)
            }
            for scalar in line.unicodeScalars where !printable(scalar) {
                throw .lineCharacter(line: index + 1, scalar: scalar)
            }
        }
    }
}
