import Vocabulary

/// Writes the fields of one line of JSON in the order in which they come; each value has one spelling.
///
/// No spaces, no line ends, whole numbers in decimal, and text as UTF-8 of which only quotes, backslashes and controls
/// are escaped. What has one spelling can be hashed and signed as it stands, and read by any tool.
struct LineWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether a comma comes before the next field or item.
    private var needsComma = false

    init() {
        // An entry has some 600 bytes.
        bytes.reserveCapacity(768)
    }

    mutating func open(_ bracket: Character) {
        separate()
        bytes += String(bracket).utf8
        needsComma = false
    }

    mutating func close(_ bracket: Character) {
        bytes += String(bracket).utf8
        needsComma = true
    }

    /// Begins a field; its value comes next.
    mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func add(_ name: String, _ text: String) {
        self.name(name)
        quote(text)
        needsComma = true
    }

    mutating func add(_ name: String, _ number: Int64) {
        self.name(name)
        bytes += String(number).utf8
        needsComma = true
    }

    /// Leaves an absent field out.
    mutating func add(_ name: String, optional text: String?) {
        if let text { add(name, text) }
    }

    /// As the other.
    mutating func add(_ name: String, optional number: Int64?) {
        if let number { add(name, number) }
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20, 0x7F:
                bytes += "\\u00".utf8
                bytes.append(Self.digits[Int(byte >> 4)])
                bytes.append(Self.digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
