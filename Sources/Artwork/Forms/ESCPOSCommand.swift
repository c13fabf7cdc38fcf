internal import QRSymbol

/// The commands of ESC/POS that a symbol needs, from Epson's *ESC/POS Command Reference*.
enum ESCPOSCommand {
    private static let escape: UInt8 = 0x1B
    private static let groupSeparator: UInt8 = 0x1D

    /// `LF`: prints the line.
    static let lineFeed: UInt8 = 0x0A
    /// `ESC @`: forgets the settings of earlier receipts.
    static let initialise: [UInt8] = [escape, 0x40]
    /// `ESC a 1`: centres lines, pictures and symbols.
    static let centre: [UInt8] = [escape, 0x61, 1]
    /// `GS V 66 0`: feeds to the cutter and cuts all but one point.
    static let cut: [UInt8] = [groupSeparator, 0x56, 66, 0]

    /// `ESC d`: feeds paper.
    static func feed(lines: UInt8) -> [UInt8] { [escape, 0x64, lines] }

    /// `GS v 0`: prints dots, a row after the other, in bands that a small buffer holds.
    ///
    /// A band that follows another without a feed joins it.
    static func raster(_ bitmap: DotBitmap) -> [UInt8] {
        stride(from: 0, to: bitmap.height, by: FormLimits.escposBandRows).flatMap { first in
            let rows = first..<min(first + FormLimits.escposBandRows, bitmap.height)
            return [groupSeparator, 0x76, 0x30, 0] + littleEndian(bitmap.bytesPerRow)
                + littleEndian(rows.count) + bitmap.rows(rows)
        }
    }

    /// White rows of a raster: the only feed that every printer counts in dots.
    static func blank(rows: Int) -> [UInt8] { rows > 0 ? raster(DotBitmap(width: 8, height: rows)) : [] }

    /// `GS ( k` for QR symbols, functions 165, 167, 169, 180 and 181: model 2, module, level, text, print.
    static func symbol(_ payload: [UInt8], level: CorrectionLevel, moduleDots: UInt8) -> [UInt8] {
        function(65, [50, 0]) + function(67, [moduleDots]) + function(69, [value(of: level)])
            + function(80, [48] + payload) + function(81, [48])
    }

    /// The numbers of the levels, from `0` to `3`.
    private static func value(of level: CorrectionLevel) -> UInt8 {
        switch level {
        case .low: 48
        case .medium: 49
        case .quartile: 50
        case .high: 51
        }
    }

    /// A function of kind 49, QR symbols; its length counts the kind and the function, too.
    private static func function(_ number: UInt8, _ parameters: [UInt8]) -> [UInt8] {
        [groupSeparator, 0x28, 0x6B] + littleEndian(parameters.count + 2) + [49, number] + parameters
    }

    private static func littleEndian(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
}
