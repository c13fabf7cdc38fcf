/// The texts that a workbook keeps once for all its cells (`sharedStrings.xml`).
final class SharedStrings: XMLHandler {
    private(set) var refusal: WorkbookError?
    private(set) var wantsText = false
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Inside of a reading aid, which is written above a text and is no part of it.
    private var isInPhonetic = false
    private let mostBytes: Int

    init(mostBytes: Int) {
        self.mostBytes = mostBytes
    }

    /// The text of this number, or `nil` if there is none.
    subscript(_ number: Int) -> String? {
        guard ends.indices.contains(number) else { return nil }
        let start = number == 0 ? 0 : ends[number - 1]
        return EscapedText.text(of: bytes[start..<ends[number]])
    }

    func begin(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "rPh": isInPhonetic = true
        case "t": wantsText = !isInPhonetic
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "rPh": isInPhonetic = false
        case "t": wantsText = false
        case "si": ends.append(bytes.count)
        default: break
        }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) {
        unsafe bytes.append(contentsOf: piece)
        if bytes.count > mostBytes { refusal = .tooManyStrings(mostBytes: mostBytes) }
    }
}

/// Text as workbooks write it: characters that XML has not are `_x000D_` (ECMA-376, part 1, 22.9.2.19).
enum EscapedText {
    /// Returns what was meant.
    static func text(of bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "_x") {
            result += rest[..<start.lowerBound]
            let digits = rest[start.upperBound...].prefix(4)
            let after = rest[start.upperBound...].dropFirst(4)
            if digits.utf8.count == 4, let value = UInt32(digits, radix: 16), after.first == "_",
                let scalar = Unicode.Scalar(value)
            {
                result.unicodeScalars.append(scalar)
                rest = after.dropFirst()
            } else {
                result += rest[start]
                rest = rest[start.upperBound...]
            }
        }
        return result + rest
    }
}
