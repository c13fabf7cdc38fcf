public import QRSymbol

/// One symbol of a checked file.
public struct CheckedSymbol: Sendable, Hashable, Codable {
    /// Whether one reader has read it, and the same as the others.
    public struct Reading: Sendable, Hashable, Codable {
        public let reader: CheckReader
        /// Whether it read anything.
        public let isRead: Bool
        /// Whether it read what ``CheckedSymbol/bytes`` says.
        public let agrees: Bool

        enum CodingKeys: String, CodingKey, CaseIterable {
            case reader
            case isRead = "is_read"
            case agrees
        }
    }

    /// A place on the page.
    public struct Corner: Sendable, Hashable, Codable {
        /// From the left, in millimetres when the size of the page is known, in pixels otherwise.
        public let x: Double
        /// From the top.
        public let y: Double
    }

    /// The text, when the bytes are UTF-8.
    public let text: String?
    /// What the symbol holds.
    public let bytes: [UInt8]
    /// ZBar, zxing-cpp, and our own reading of the modules.
    public let readings: [Reading]
    /// Upper left, upper right, lower right, lower left as the symbol itself counts them.
    public let corners: [Corner]
    /// Turned clockwise by so many degrees, -180 to 180.
    public let rotationDegrees: Double
    /// Whether the modules that mean dark are the lighter ones.
    public let isInverted: Bool
    /// Whether it is seen from behind.
    public let isMirrored: Bool
    /// What was measured; `nil` when the grid of modules was not found.
    public let measurement: SymbolMeasurement?
    /// What the modules say; `nil` when they make no symbol.
    public let damage: SymbolDamage?
    /// The plates by estimate; `nil` when the colours are not known.
    public let plates: PlateEstimate?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case text, bytes, readings, corners
        case rotationDegrees = "rotation_degrees"
        case isInverted = "is_inverted"
        case isMirrored = "is_mirrored"
        case measurement, damage, plates
    }

    /// Whether a reader has read the symbol.
    public func isRead(by reader: CheckReader) -> Bool {
        readings.contains { $0.reader == reader && $0.isRead }
    }
}

/// How a symbol is drawn.
public struct SymbolMeasurement: Sendable, Hashable, Codable {
    /// How a module falls on a printer's dots.
    public struct DotFit: Sendable, Hashable, Codable {
        /// The printer's resolution.
        public let dotsPerInch: Double
        /// The dots of a module as it is drawn.
        public let dots: Double
        /// The nearest whole number.
        public let nearestDots: Int
        /// ``dots`` less ``nearestDots``, -0.5 to 0.5.
        public let deviation: Double

        enum CodingKeys: String, CodingKey, CaseIterable {
            case dotsPerInch = "dots_per_inch"
            case dots
            case nearestDots = "nearest_dots"
            case deviation
        }

        /// Fits a module to dots.
        public init(moduleMillimetres: Double, dotsPerInch: Double) {
            self.dotsPerInch = dotsPerInch
            dots = moduleMillimetres * dotsPerInch / 25.4
            nearestDots = Int(min(max(dots.rounded(), 0), 1e9))
            deviation = dots - Double(nearestDots)
        }
    }

    /// The number of modules on a side.
    public let size: Int
    /// The width of a module in pixels of the picture that was measured.
    public let modulePixelWidth: Double
    /// The height of a module in pixels.
    public let modulePixelHeight: Double
    /// The width of a module in print; `nil` when the file states no size.
    public let moduleMillimetreWidth: Double?
    /// The height of a module in print.
    public let moduleMillimetreHeight: Double?
    /// How much wider than a module a dark bar of the timing patterns is, in modules.
    ///
    /// Half the mean dark run less half the mean light run: what a bar width reduction must take off. `nil` when the
    /// timing patterns are too damaged.
    public let edgeGainModules: Double?
    /// The same in micrometres.
    public let edgeGainMicrometres: Double?
    /// On the printer's dots, when its resolution was given and the size is known.
    public let dotFit: DotFit?
    /// The free space around, in modules.
    public let quietZone: QuietZoneWidths
    /// Dark against light.
    public let contrast: PrintContrast

    /// The side of a module in print, the mean of both.
    public var moduleMillimetres: Double? {
        guard let moduleMillimetreWidth, let moduleMillimetreHeight else { return nil }
        return (moduleMillimetreWidth + moduleMillimetreHeight) / 2
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case size
        case modulePixelWidth = "module_width_px"
        case modulePixelHeight = "module_height_px"
        case moduleMillimetreWidth = "module_width_mm"
        case moduleMillimetreHeight = "module_height_mm"
        case edgeGainModules = "edge_gain_modules"
        case edgeGainMicrometres = "edge_gain_um"
        case dotFit = "dot_fit"
        case quietZone = "quiet_zone"
        case contrast
    }
}

/// What of a symbol's error correction is spent.
public struct SymbolDamage: Sendable, Hashable, Codable {
    /// A block of error correction.
    public struct Block: Sendable, Hashable, Codable {
        /// All its codewords.
        public let codewords: Int
        /// The wrong ones; `nil` beyond correction.
        public let wrong: Int?
        /// The most that can be corrected.
        public let correctable: Int
    }

    /// 1 to 40.
    public let version: Int
    /// `L`, `M`, `Q` or `H`.
    public let level: String
    /// 0 to 7.
    public let mask: Int
    /// The wrong bits of both copies of the format information.
    public let formatWrongBits: [Int]
    /// The wrong bits of both copies of the version information; empty below version 7.
    public let versionWrongBits: [Int]
    /// The blocks, in the order of the standard.
    public let blocks: [Block]
    /// The wrong codewords of all blocks; `nil` when one is beyond correction.
    public let wrongCodewords: Int?
    /// The least number of codewords that a block can still lose; `nil` when one is beyond correction.
    public let damageLeft: Int?
    /// The wrong modules of the finders with their separators.
    public let wrongFinderModules: Int
    /// The wrong modules of the timing patterns.
    public let wrongTimingModules: Int
    /// The wrong modules of the alignment patterns.
    public let wrongAlignmentModules: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
        case version, level, mask
        case formatWrongBits = "format_wrong_bits"
        case versionWrongBits = "version_wrong_bits"
        case blocks
        case wrongCodewords = "wrong_codewords"
        case damageLeft = "damage_left"
        case wrongFinderModules = "wrong_finder_modules"
        case wrongTimingModules = "wrong_timing_modules"
        case wrongAlignmentModules = "wrong_alignment_modules"
    }

    /// Takes the numbers out of an inspection.
    public init(_ inspection: SymbolInspection) {
        version = inspection.version
        level = inspection.level.rawValue
        mask = inspection.mask
        formatWrongBits = inspection.formatWrongBits
        versionWrongBits = inspection.versionWrongBits
        blocks = inspection.blocks.map {
            Block(codewords: $0.codewordCount, wrong: $0.wrongCount, correctable: $0.correctableCount)
        }
        wrongCodewords = inspection.wrongCodewordCount
        damageLeft = inspection.damageLeft
        wrongFinderModules = inspection.wrongModules[.finder] ?? 0
        wrongTimingModules = inspection.wrongModules[.timing] ?? 0
        wrongAlignmentModules = inspection.wrongModules[.alignment] ?? 0
    }
}
