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

    /// The amount as a decimal text without the currency, such as `12.80`.
    public var decimal: String {
        let digitCount = currency.minorUnitDigits
        let sign = minorUnits < 0 ? "-" : ""
        let digits = String(minorUnits.magnitude)
        guard digitCount > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, digitCount + 1 - digits.count)) + digits
        return sign + padded.dropLast(digitCount) + "." + padded.suffix(digitCount)
    }
}

extension Money: CustomStringConvertible, Codable {
    /// The amount with its currency, such as `12.80 CNY`.
    public var description: String { "\(decimal) \(currency)" }

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
