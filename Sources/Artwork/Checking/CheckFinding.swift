/// The stable word of what a check has found; each is explained by its finding's sentence.
public enum CheckReason: String, Sendable, Hashable, Codable, CaseIterable {
    /// No reader found a symbol.
    case noSymbol = "no_symbol"
    /// One of the two readers did not read the symbol.
    case readerMissed = "reader_missed"
    /// Two readers have read different bytes.
    case readersDiffer = "readers_differ"
    /// The grid of modules was not found where the readers saw the symbol.
    case notMeasured = "not_measured"
    /// The modules make no symbol: format or version information is lost, or a block beyond correction.
    case modulesUnreadable = "modules_unreadable"
    /// The file does not say how large it prints.
    case sizeUnknown = "size_unknown"
    /// The module is smaller than allowed.
    case moduleTooSmall = "module_too_small"
    /// The module is larger than allowed.
    case moduleTooLarge = "module_too_large"
    /// The module is not a square.
    case moduleNotSquare = "module_not_square"
    /// The module has fewer dots than allowed.
    case tooFewDots = "too_few_dots"
    /// The module is not a whole number of dots.
    case dotsNotWhole = "dots_not_whole"
    /// The free space around is too narrow.
    case quietZone = "quiet_zone"
    /// Dark and light are too close.
    case contrast = "contrast"
    /// Dark and light are too close once they are separated into plates.
    case plateContrast = "plate_contrast"
    /// Too few codewords are left to lose.
    case damage = "damage"
    /// Dark bars have grown or shrunk too much.
    case edgeGain = "edge_gain"
    /// Modules of the finder, timing or alignment patterns are wrong.
    case fixedPatterns = "fixed_patterns"
    /// Light modules on dark.
    case inverted = "inverted"
    /// Seen from behind.
    case mirrored = "mirrored"
}

/// One thing that a check has found, good for a line on a screen and a row in a table.
public struct CheckFinding: Sendable, Hashable, Codable {
    /// The stable word.
    public let reason: CheckReason
    /// Whether it fails the check; otherwise it is a remark.
    public let isFailure: Bool
    /// The page, from 1; `nil` when it is about the whole file.
    public let page: Int?
    /// Which symbol of the page, from 1 in reading order; `nil` when it is about none.
    public let symbol: Int?
    /// What was measured, in the unit of the sentence.
    public let measured: Double?
    /// What was asked for.
    public let limit: Double?
    /// One English sentence with both.
    public let message: String

    enum CodingKeys: String, CodingKey, CaseIterable {
        case reason
        case isFailure = "is_failure"
        case page, symbol, measured, limit, message
    }
}
