/// The fifteen bits beside the upper left finder that name the level and the mask, ISO/IEC 18004, 7.9.
struct FormatInformation {
    let level: CorrectionLevel
    let mask: Int

    /// Reads the copy at the upper left of a clean symbol, without correcting errors.
    init(_ rows: borrowing ModuleRows) {
        // Bits 14 to 10, the data bits, lie in columns 0 to 4 of row 8; the rest is their BCH remainder.
        let data = rows.number(row: 8, columns: 0...4)
        let uninverted = data ^ Self.inversion >> 10
        mask = uninverted & 0b111
        level = CorrectionLevel.allCases.first { $0.indicator == uninverted >> 3 } ?? .high
    }

    /// What the standard inverts, so that no symbol has all of the bits light.
    static let inversion = 0x5412
}

/// The fifteen bits beside a Micro QR symbol's finder that name version, level and mask, ISO/IEC 18004, 7.9.2.
struct MicroFormatInformation {
    /// 0 to 3.
    let mask: Int

    /// Reads a clean symbol, without correcting errors.
    init(_ rows: borrowing ModuleRows) {
        // Bits 14 to 10 lie in columns 1 to 5 of row 8: three bits of version and level, two of the mask.
        let data = rows.number(row: 8, columns: 1...5)
        mask = (data ^ Self.inversion >> 10) & 0b11
    }

    /// What the standard inverts, so that no symbol has all of the bits light.
    private static let inversion = 0x4445
}

extension CorrectionLevel {
    /// The two bits that name a level, ISO/IEC 18004, table 12.
    var indicator: Int {
        switch self {
        case .low: 0b01
        case .medium: 0b00
        case .quartile: 0b11
        case .high: 0b10
        }
    }
}
