/// An amount of money in whole minor units, such as 1,280 fen for 12.80 CNY; never a fraction.
public struct Money: Sendable, Hashable {
    /// The amount in the currency's smallest unit; may be negative in a ledger, never in a request.
    public let minorUnits: Int64
    public let currency: Currency

    public init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// A hundred thousand million yuan in fen: above any purchase, and times 10,000 basis points it still fits 64 bits.
    public static let maximumMinorUnits: Int64 = 10_000_000_000_000

    /// Why a text is no amount.
    public enum ParseError: Error, Sendable, Hashable {
        /// Not digits with at most one point.
        case malformed(String)
        /// More decimal digits than the currency has.
        case tooPrecise(digits: Int, allowed: Int)
        /// Above `maximumMinorUnits`.
        case tooLarge(String)
        case negative(String)
    }

    /// Reads a decimal text such as `12.80` or `12`.
    ///
    /// - Parameters:
    ///   - text: Digits with at most one decimal point; no sign, space or thousands mark.
    ///   - currency: Sets how many decimal digits there may be.
    /// - Throws: `ParseError` with the text or the count that was wrong.
    public init(parsing text: some StringProtocol, currency: Currency) throws(ParseError) {
        if let minorUnits = Self.minorUnits(text, digits: currency.minorUnitDigits) {
            self.init(minorUnits: minorUnits, currency: currency)
            return
        }
        guard !text.hasPrefix("-") else { throw .negative(String(text.prefix(40))) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(digits.contains) })
        else { throw .malformed(String(text.prefix(40))) }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.count <= currency.minorUnitDigits else {
            throw .tooPrecise(digits: fraction.count, allowed: currency.minorUnitDigits)
        }
        let padding = String(repeating: "0", count: currency.minorUnitDigits - fraction.count)
        guard let minorUnits = Int64(String(parts[0]) + fraction + padding),
            minorUnits <= Self.maximumMinorUnits
        else {
            throw .tooLarge(String(text.prefix(40)))
        }
        self.init(minorUnits: minorUnits, currency: currency)
    }

    /// Reads what is an amount in every respect, in one pass; `nil` for whatever else.
    private static func minorUnits(_ text: some StringProtocol, digits: Int) -> Int64? {
        var units: Int64 = 0
        var (wholeCount, fractionCount, hasPoint) = (0, 0, false)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), units <= maximumMinorUnits else {
                return nil
            }
            units = units * 10 + Int64(byte - UInt8(ascii: "0"))
            if hasPoint { fractionCount += 1 } else { wholeCount += 1 }
        }
        guard wholeCount > 0, fractionCount <= digits, fractionCount > 0 || !hasPoint else { return nil }
        for _ in fractionCount..<digits where units <= maximumMinorUnits { units *= 10 }
        return units <= maximumMinorUnits ? units : nil
    }

    /// The amount as a decimal text without the currency, such as `12.80`.
    public var decimal: String {
        var text: [UInt8] = []
        appendDecimal(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the amount as `decimal`.
    package func appendDecimal(to text: inout [UInt8]) {
        let digitCount = currency.minorUnitDigits
        if minorUnits < 0 { text.append(UInt8(ascii: "-")) }
        var divisor: UInt64 = 1
        for _ in 0..<digitCount { divisor *= 10 }
        let (whole, fraction) = minorUnits.magnitude.quotientAndRemainder(dividingBy: divisor)
        Digits.append(whole, width: 1, to: &text)
        guard digitCount > 0 else { return }
        text.append(UInt8(ascii: "."))
        Digits.append(fraction, width: digitCount, to: &text)
    }
}

extension Money: CustomStringConvertible, Codable {
    /// The amount with its currency, such as `12.80 CNY`.
    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the amount as `description`.
    package func append(to text: inout [UInt8]) {
        appendDecimal(to: &text)
        text.append(UInt8(ascii: " "))
        text += currency.code.utf8
    }

    private enum CodingKeys: String, CodingKey {
        case amount, currency
    }

    /// Reads `{"amount":"12.80","currency":"CNY"}`; a negative amount is read, since ledgers hold them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let currency = try container.decode(Currency.self, forKey: .currency)
        let text = try container.decode(String.self, forKey: .amount)
        do {
            let isNegative = text.hasPrefix("-")
            let size = try Money(parsing: isNegative ? text.dropFirst() : text[...], currency: currency)
            self.init(minorUnits: isNegative ? -size.minorUnits : size.minorUnits, currency: currency)
        } catch {
            throw DecodingError.dataCorruptedError(
                forKey: .amount, in: container, debugDescription: "no amount of \(currency): \(error)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(decimal, forKey: .amount)
        try container.encode(currency, forKey: .currency)
    }
}
