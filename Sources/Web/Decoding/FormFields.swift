/// The fields of an HTML form as a browser sends them (WHATWG URL, 5.1), each as often as it was sent.
struct FormFields: Sendable, Hashable {
    private let values: [String: [String]]

    /// 100 fields: five times our largest form.
    static let maximumCount = 100

    /// Reads `name=value&…` with `+` for spaces and `%` for the rest; `nil` for too many fields, a broken escape, or
    /// bytes that are no UTF-8.
    init?(parsing bytes: [UInt8]) {
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= Self.maximumCount else { return nil }
        var values: [String: [String]] = [:]
        for pair in pairs {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = Self.text(pair[..<end]), let value = Self.text(pair[end...].dropFirst()) else {
                return nil
            }
            values[name, default: []].append(value)
        }
        self.values = values
    }

    /// The first value of a field without spaces around it; `nil` if it was not sent or is empty.
    subscript(name: String) -> String? {
        values[name]?.first.map { $0.trimmingSpaces }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Every value of a field, such as of boxes that may all be ticked.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexadecimal),
                    let low = rest.popFirst().flatMap(hexadecimal)
                else { return nil }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
