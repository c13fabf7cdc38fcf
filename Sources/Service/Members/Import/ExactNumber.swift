/// Takes numbers for digits where a list has numbers in place of texts: a phone that a spreadsheet made 8.61E+12.
enum ExactNumber {
    /// 2⁵³: below it every whole number is itself in binary floating point, as spreadsheets and JSON's readers keep
    /// numbers; from there on some were rounded before they were written.
    static let bound: UInt64 = 1 << 53
    /// 30 digits: more were never kept by anybody.
    private static let mostDigits = 30

    /// Writes a number without exponent.
    ///
    /// - Parameter written: As JSON writes numbers (RFC 8259, section 6), such as `8.613800138E+12`.
    /// - Returns: A whole number below 2⁵³, a fraction as a plain decimal, or `nil` for what may have been rounded.
    static func text(of written: String) -> String? {
        guard let decimal = Decimal(written) else { return nil }
        let sign = decimal.isNegative && decimal.digits != "0" ? "-" : ""
        if decimal.exponent >= 0 {
            guard decimal.digits.count + decimal.exponent <= mostDigits else { return nil }
            let whole = decimal.digits + String(repeating: "0", count: decimal.exponent)
            guard let value = UInt64(whole), value < bound else { return nil }
            return sign + String(value)
        }
        // A fraction, such as a degree: the shortest text that is the same number.
        guard decimal.exponent >= -mostDigits, let value = Double(written), value.magnitude < Double(bound)
        else { return nil }
        let text = value.description
        return text.contains("e") ? nil : text
    }

    /// Digits without zeros at either end, times a power of ten.
    private struct Decimal {
        var isNegative = false
        var digits = ""
        var exponent = 0

        init?(_ text: String) {
            let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), var mantissa = parts.first else { return nil }
            if mantissa.hasPrefix("-") {
                isNegative = true
                mantissa = mantissa.dropFirst()
            }
            if parts.count == 2 {
                // More would be no number that anybody wrote down.
                guard let power = Int(parts[1]), abs(power) <= 400 else { return nil }
                exponent = power
            }
            let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
            let fraction = halves.count == 2 ? String(halves[1]) : ""
            guard halves.count <= 2, !halves[0].isEmpty else { return nil }
            exponent -= fraction.count
            digits = halves[0] + fraction
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            normalise()
        }

        private mutating func normalise() {
            digits = String(digits.drop { $0 == "0" })
            while digits.hasSuffix("0") {
                digits.removeLast()
                exponent += 1
            }
            if digits.isEmpty { (digits, exponent) = ("0", 0) }
        }
    }
}
