/// What a receipt of ESC/POS has besides the symbol: how wide it is, the words below and its end.
public struct ESCPOSReceipt: Sendable, Hashable {
    /// The width of the print head in dots, one of ``FormLimits/escposHeadDots``.
    public var headDots: Int
    /// The words below the symbol, in ASCII: no other letters are the same on all printers.
    public var lines: [String]
    /// The lines of paper to feed afterwards, so that the symbol leaves the cutter.
    public var feedLines: Int
    /// Whether the paper is cut, all but one point.
    public var cuts: Bool

    /// Describes a receipt.
    ///
    /// - Parameters:
    ///   - headDots: The width of the print head, such as one of ``FormLimits/escposUsualHeadDots``.
    ///   - lines: The words below the symbol.
    ///   - feedLines: The lines of paper to feed afterwards, one of ``FormLimits/escposFeedLines``.
    ///   - cuts: Whether the paper is cut.
    public init(headDots: Int, lines: [String] = [], feedLines: Int = 3, cuts: Bool = false) {
        self.headDots = headDots
        self.lines = lines
        self.feedLines = feedLines
        self.cuts = cuts
    }
}

extension ESCPOSReceipt {
    /// Returns a whole receipt around the commands of a symbol.
    func document(_ commands: [UInt8]) -> [UInt8] {
        ESCPOSCommand.initialise + ESCPOSCommand.centre + commands
            + lines.flatMap { Array($0.utf8) + [ESCPOSCommand.lineFeed] }
            + (feedLines > 0 ? ESCPOSCommand.feed(lines: UInt8(feedLines)) : [])
            + (cuts ? ESCPOSCommand.cut : [])
    }

    /// Refuses what the printer could not print, before anything is drawn.
    func check(width: Int) throws(FormError) {
        guard FormLimits.escposHeadDots.contains(headDots) else {
            throw .headDots(headDots, allowed: FormLimits.escposHeadDots)
        }
        guard width <= headDots else { throw .tooWide(dots: width, maximum: headDots) }
        guard FormLimits.escposFeedLines.contains(feedLines) else {
            throw .feedLines(feedLines, allowed: FormLimits.escposFeedLines)
        }
        try FormLines.check(lines) { ("\u{20}"..."\u{7E}").contains($0) }
    }
}
