/// The fields of an HTML form as a browser sends them (WHATWG URL, 5.1), each as often as it was sent.
struct FormFields: Sendable, Hashable {
    private let values: [String: [String]]

    /// Reads `name=value&…`, with `+` for spaces and `%` for the rest.
    ///
    /// As the standard has it nothing is refused: an escape that is none stays as it is, and bytes that are no UTF-8
    /// become U+FFFD.
    ///
    /// - Parameter bytes: A body or a query, bounded by whoever read it.
    init(parsing bytes: some Collection<UInt8>) {
        var values: [String: [String]] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            values[Self.text(pair[..<end]), default: []].append(Self.text(pair[end...].dropFirst()))
        }
        self.values = values
    }

    /// The first value of a field without spaces around it; `nil` if it was not sent or is empty.
    subscript(name: String) -> String? {
        values[name]?.first.map { $0.trimmingSpaces }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Every value of a field, such as of boxes that may all be ticked.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    private static func text(_ bytes: some Collection<UInt8>) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = ArraySlice(bytes)
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap(hexadecimal)
                decoded.append(digits.count == 2 ? digits[0] << 4 | digits[1] : byte)
                if digits.count == 2 { rest = rest.dropFirst(2) }
            default: decoded.append(byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
