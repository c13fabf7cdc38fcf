/// Reads numbers as lists write them.
package enum DecimalText {
    /// Twenty characters hold a degree to a picometre.
    private static let maximumLength = 20

    /// Returns the number, or `nil` unless it is digits with a sign and a point: no `nan`, `inf` or hexadecimal.
    package static func degrees(_ text: String) -> Double? {
        let allowed = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
                || $0 == UInt8(ascii: ".")
        }
        return allowed && text.utf8.count <= maximumLength ? Double(text) : nil
    }
}
