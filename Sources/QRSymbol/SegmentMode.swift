/// How the standard writes bytes into bits; Kanji mode is not used.
enum SegmentMode: Int, CaseIterable {
    case numeric
    case alphanumeric
    case byte

    /// The cost of one byte in sixths of a bit, so that thirds and halves stay integers.
    ///
    /// ISO/IEC 18004, 7.4.3 to 7.4.5: 10 bits for 3 digits, 11 for 2 characters, 8 a byte; `nil` when the
    /// mode cannot hold the byte.
    func sixths(for byte: UInt8) -> Int? {
        let holds =
            switch self {
            case .numeric: Self.digits.contains(byte)
            case .alphanumeric: Self.alphanumerics.contains(byte)
            case .byte: true
            }
        return holds ? sixths : nil
    }

    /// The cost of a byte that the mode can hold.
    var sixths: Int {
        switch self {
        case .numeric: 20
        case .alphanumeric: 33
        case .byte: 48
        }
    }

    /// The bits of the mode indicator and the character count, ISO/IEC 18004, table 3.
    func headerBitCount(version: Int) -> Int {
        let widths: (small: Int, middle: Int, large: Int) =
            switch self {
            case .numeric: (10, 12, 14)
            case .alphanumeric: (9, 11, 13)
            case .byte: (8, 16, 16)
            }
        return 4 + (version < 10 ? widths.small : version < 27 ? widths.middle : widths.large)
    }

    private static let digits = Set("0123456789".utf8)
    private static let alphanumerics = Set(alphanumericCharacters)

    /// In the order of their values, ISO/IEC 18004, table 5.
    static let alphanumericCharacters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
}
