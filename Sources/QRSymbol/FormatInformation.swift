/// The fifteen bits beside the upper left finder that name the level and the mask, ISO/IEC 18004, 7.9.
struct FormatInformation {
    let level: CorrectionLevel
    let mask: Int

    /// Reads the copy at the upper left of a clean symbol, without correcting errors.
    init(modules: [Bool], size: Int) {
        // Bits 14 to 10, the data bits, lie in columns 0 to 4 of row 8; the rest is their BCH remainder.
        let data = (0...4).reduce(0) { value, column in value << 1 | (modules[8 * size + column] ? 1 : 0) }
        // The standard inverts some bits so that no symbol has all of them light.
        let unmasked = data ^ 0b10101
        mask = unmasked & 0b111
        level =
            switch unmasked >> 3 {
            case 0b01: .low
            case 0b00: .medium
            case 0b11: .quartile
            default: .high
            }
    }
}
