/// FNC1, the character that says that a symbol holds fields of a known format, ISO/IEC 18004, 7.4.8.
///
/// Fields of variable length end with a separator, GS (0x1D).
public enum FunctionCharacter: Sendable, Hashable {
    /// In first position: element strings of GS1; readers report `]Q3`.
    case gs1
    /// In second position: the format of an industry that AIM gave an indicator; readers report `]Q5`.
    case industry(ApplicationIndicator)

    /// Two digits or a letter that AIM assigned to an industry's format.
    public struct ApplicationIndicator: Sendable, Hashable {
        /// What the symbol holds: the number of the digits, or 100 and the letter's ASCII code, 7.4.8.3.
        let codeword: UInt8
        /// The digits or the letter.
        public let text: String

        /// Reads an indicator.
        ///
        /// - Parameter text: Two digits, `00` to `99`, or one letter, `A` to `Z` or `a` to `z`.
        /// - Throws: ``EncodingError/applicationIndicator(_:)``.
        public init(parsing text: String) throws(EncodingError) {
            let bytes = Array(text.utf8)
            self.text = text
            let isDigit = { (0x30...0x39).contains($0) } as (UInt8) -> Bool
            if bytes.count == 2, bytes.allSatisfy(isDigit) {
                codeword = (bytes[0] - 0x30) * 10 + bytes[1] - 0x30
            } else if bytes.count == 1, (0x41...0x5A).contains(bytes[0] & 0xDF), bytes[0] >= 0x41 {
                codeword = bytes[0] + 100
            } else {
                throw .applicationIndicator(text)
            }
        }
    }

    /// What readers report before the text.
    var transmitted: [UInt8] {
        switch self {
        case .gs1: []
        case .industry(let indicator): Array(indicator.text.utf8)
        }
    }

    /// The bits of the header.
    var headerBitCount: Int {
        switch self {
        case .gs1: 4
        case .industry: 12
        }
    }
}
