/// Bytes of a PDF file in the making: operators, numbers and strings, without a text object for each.
struct PDFText: Sendable, Hashable {
    /// Four decimals of a point are 35 nm, finer than any press, and all that readers keep (ISO 32000-1, annex C).
    private static let decimals = 4
    private static let scale = 10_000.0

    private(set) var bytes: [UInt8] = []

    init() {}

    init(_ text: String) { bytes = Array(text.utf8) }

    var count: Int { bytes.count }

    mutating func append(_ text: StaticString) {
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func append(_ more: some Collection<UInt8>) { bytes.append(contentsOf: more) }

    mutating func append(_ other: PDFText) { bytes.append(contentsOf: other.bytes) }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func append(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        append(digits: number.magnitude, atLeast: 1)
    }

    /// Appends a number with at most four decimals, as plain digits whatever the machine's language.
    mutating func append(_ number: Double) {
        precondition(number.isFinite && abs(number) < 1e12, "a number to be drawn is of drawable size")
        let scaled = Int((abs(number) * Self.scale).rounded())
        if number < 0, scaled > 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Int(Self.scale))
        append(digits: whole.magnitude, atLeast: 1)
        guard fraction > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        append(digits: fraction.magnitude, atLeast: Self.decimals)
        while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
    }

    /// Appends numbers, each with a space behind it.
    mutating func append(_ numbers: Double...) {
        for number in numbers {
            append(number)
            bytes.append(UInt8(ascii: " "))
        }
    }

    /// Appends a number from 0 to 1 with nine decimals, for a scale.
    mutating func append(fine number: Double) {
        precondition((0...1).contains(number), "a fine number is a share")
        let scaled = Int((number * 1e9).rounded())
        append(scaled / 1_000_000_000)
        append(".")
        append(digits: (scaled % 1_000_000_000).magnitude, atLeast: 9)
        while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    }

    /// Appends bytes as a string in parentheses (ISO 32000-1, 7.3.4.2).
    mutating func append(string: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "("))
        for byte in string {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            // A line end inside a string would be read as a line feed, whatever it was.
            case UInt8(ascii: "\r"): append("\\r")
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: ")"))
    }

    /// Appends bytes as a string of hexadecimal digits (ISO 32000-1, 7.3.4.3).
    mutating func append(hexadecimal: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "<"))
        for byte in hexadecimal { append(hexadecimal: byte) }
        bytes.append(UInt8(ascii: ">"))
    }

    /// Appends a text for people: plain where it is ASCII, otherwise UTF-16 with its mark (7.9.2.2).
    mutating func append(label text: String) {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return append(string: text.utf8) }
        append(hexadecimal: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    }

    /// Appends a name, its special bytes as `#xx` (ISO 32000-1, 7.3.5).
    mutating func append(name: String) {
        bytes.append(UInt8(ascii: "/"))
        for byte in name.utf8 {
            let isRegular = (0x21...0x7E).contains(byte) && !"#()<>[]{}/%".utf8.contains(byte)
            guard !isRegular else {
                bytes.append(byte)
                continue
            }
            bytes.append(UInt8(ascii: "#"))
            append(hexadecimal: byte)
        }
    }

    private mutating func append(hexadecimal byte: UInt8) {
        let digits = StaticHex.digits
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }

    private mutating func append(digits value: UInt, atLeast least: Int) {
        var (value, count) = (value, 0)
        let start = bytes.count
        while value > 0 || count < least {
            bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
            value /= 10
            count += 1
        }
        bytes[start...].reverse()
    }
}

private enum StaticHex {
    static let digits = Array("0123456789ABCDEF".utf8)
}
