extension CalendarDate: CustomStringConvertible, Codable {
    /// Reads `YYYY-MM-DD` (ISO 8601, RFC 3339 full-date), or returns `nil`.
    public init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard parts.allSatisfy({ $0.utf8.allSatisfy(digits.contains) }) else { return nil }
        guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The date as `YYYY-MM-DD`.
    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the date as `YYYY-MM-DD`.
    func append(to text: inout [UInt8]) {
        let (year, month, day) = parts
        Digits.append(year, width: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        Digits.append(month, width: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        Digits.append(day, width: 2, to: &text)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CalendarDate(parsing: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no date YYYY-MM-DD: \(text)")
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
