/// A currency by its ISO 4217 code, three capital letters.
public struct Currency: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The code, such as `CNY`.
    public let code: String

    /// How many decimal digits a minor unit has: 2 for most, 0 for yen and won, 3 for dinars (ISO 4217, list one).
    public let minorUnitDigits: Int

    /// Reads a code, or returns `nil` if it is not three capital letters.
    public init?(parsing code: some StringProtocol) {
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard code.utf8.count == 3, code.utf8.allSatisfy(capitals.contains) else { return nil }
        self.code = String(code)
        minorUnitDigits = Self.minorUnitDigits(of: self.code)
    }

    private init(known code: String) {
        self.code = code
        minorUnitDigits = Self.minorUnitDigits(of: code)
    }

    /// "XXX", where no currency is involved (ISO 4217, list one).
    public static let noCurrency = Currency(known: "XXX")

    private static func minorUnitDigits(of code: String) -> Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV",
            "XAF", "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }

    public var description: String { code }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let code = try container.decode(String.self)
        guard let currency = Currency(parsing: code) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no currency code: \(code)")
        }
        self = currency
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
