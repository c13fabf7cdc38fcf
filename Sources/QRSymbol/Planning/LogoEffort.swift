/// How many chances a plan takes.
struct LogoEffort: Sendable {
    /// Versions and levels whose variants are tried.
    var layouts = 4
    /// Places of a version and level whose variants are tried.
    var places = 20
    /// Variants of the first block's text: with eight masks some ten thousand chances for each place.
    var first = 2_000
    /// Beginnings that are continued, of all places and masks.
    var beginnings = 32
    /// Variants of the text of each further block, for each beginning.
    var rest = 200
    /// The most new segments in a block's text.
    var cuts = 2

    /// A tenth of a second: ten times as much gains one codeword in a block.
    static let standard = LogoEffort()
    /// A few places and variants, for trials by the thousand.
    static let quick = LogoEffort(
        layouts: 2, places: 2, first: 40, beginnings: 4, rest: 10, cuts: 1)
}
