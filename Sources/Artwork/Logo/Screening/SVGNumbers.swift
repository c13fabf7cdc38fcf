/// Numbers as SVG and CSS write them, cut out of a text one after the other (SVG 1.1, 4.2).
struct SVGNumbers {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    /// The next part: a number with the letters that follow it, or a letter that stands for itself.
    enum Part: Hashable {
        case number(Double)
        case letter(UInt8)
    }

    /// Returns the next number or letter; commas and white space are passed over.
    mutating func next() -> Part? {
        while offset < bytes.count {
            if let number = number() { return .number(number) }
            let byte = bytes[offset]
            offset += 1
            if (byte | 0x20) >= UInt8(ascii: "a"), (byte | 0x20) <= UInt8(ascii: "z") { return .letter(byte) }
        }
        return nil
    }

    /// Returns the next flag of an arc, which need not be parted from what follows; `nil` if there is none.
    mutating func flag() -> Double? {
        while offset < bytes.count, " \t\r\n,".utf8.contains(bytes[offset]) { offset += 1 }
        guard offset < bytes.count, (0x30...0x31).contains(bytes[offset]) else { return nil }
        offset += 1
        return Double(bytes[offset - 1] - 0x30)
    }

    /// All numbers of a text, whatever stands between them.
    static func all(in text: some StringProtocol) -> [Double] {
        var numbers = SVGNumbers(text)
        var found: [Double] = []
        while let part = numbers.next() {
            if case .number(let number) = part { found.append(number) }
        }
        return found
    }

    private mutating func number() -> Double? {
        let start = offset
        var end = start
        func isDigit(_ place: Int) -> Bool { place < bytes.count && (0x30...0x39).contains(bytes[place]) }
        func isSign(_ place: Int) -> Bool {
            place < bytes.count && (bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+"))
        }
        if isSign(end) { end += 1 }
        var digits = 0
        while isDigit(end) { (end, digits) = (end + 1, digits + 1) }
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
            end += 1
            while isDigit(end) { (end, digits) = (end + 1, digits + 1) }
        }
        guard digits > 0 else { return nil }
        // An exponent, and not the beginning of `em` or `ex`.
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            let first = isSign(end + 1) ? end + 2 : end + 1
            if isDigit(first) {
                end = first
                while isDigit(end) { end += 1 }
            }
        }
        offset = end
        // A number that ends in its point is none to Swift.
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        return Double(text) ?? Double(text.replacing(".", with: ".0"))
    }
}
