/// How many chances a plan takes.
struct LogoEffort: Sendable {
    /// Versions and levels of which a few ways are tried.
    var triedLayouts = 10
    /// Of these the ones whose ways are looked through.
    var layouts = 3
    /// Places of a version and level whose ways are tried.
    var places = 20
    /// The chance of each hidden module of the text that it shows what it should in the best of so many ways: one in two of
    /// itself.
    var luck: Float = 0.75
    /// Ways to write the first block's text: with eight masks twenty thousand chances for each place.
    var first = 2_500
    /// Ways that all places and masks are compared by, before the best of them have all.
    var trial = 100
    /// Beginnings that are continued, of all places and masks.
    var beginnings = 48
    /// Ways to write the text of each further block, for each beginning.
    var rest = 75
    /// The most new segments in a block's text.
    var cuts = 2
    /// Ends of a block's last segment that are tried for each way.
    var closings = 4
    /// Ways that are kept of each place and mask.
    var kept = 2
    /// The most bits that new segments may take of a text's symbol: fifteen codewords, where those are free.
    var extraBitCount = 120

    /// The bits of a text for which all of these chances are taken: fifty characters.
    private static let usualBitCount = 400

    /// Versions and levels of a longer text whose ways are looked through, and beginnings that are continued: a large symbol
    /// has more to compare of each.
    private static let longTexts = (layouts: 2, beginnings: 16)

    /// Fewer ways for longer texts, each of which takes longer to compare.
    func scaled(toBits bitCount: Int) -> LogoEffort {
        guard bitCount > Self.usualBitCount else { return self }
        func scaled(_ count: Int) -> Int { max(1, count * Self.usualBitCount / bitCount) }
        var effort = self
        effort.layouts = min(layouts, Self.longTexts.layouts)
        effort.triedLayouts = max(effort.layouts + 1, scaled(triedLayouts))
        effort.places = scaled(places)
        effort.first = scaled(first)
        effort.trial = scaled(trial)
        effort.beginnings = scaled(min(beginnings, Self.longTexts.beginnings))
        effort.rest = scaled(rest)
        return effort
    }

    /// Some eighty milliseconds for fifty characters: sixteen times as many ways hardly gain a codeword.
    static let standard = LogoEffort()
    /// What tells one version and level from another.
    static let trial = LogoEffort(
        places: 12, first: 60, trial: 60, beginnings: 4, rest: 20, cuts: 1, closings: 2, kept: 1)
    /// A few places and ways, for trials by the thousand.
    static let quick = LogoEffort(
        layouts: 2, places: 2, first: 40, trial: 40, beginnings: 4, rest: 10, cuts: 1, closings: 2, kept: 1)
}
