/// How many chances a plan takes.
struct LogoEffort: Sendable {
    /// Versions and levels whose variants are tried.
    var layouts = 4
    /// Places of a version and level whose variants are tried.
    var places = 20
    /// Variants of the first block's text: with eight masks some ten thousand chances for each place.
    var first = 3_000
    /// Beginnings that are continued, of all places and masks.
    var beginnings = 48
    /// Continuations of each.
    var rest = 100
    /// The most new segments in the first block's text.
    var firstCuts = 3
    /// The most new segments in the rest.
    var restCuts = 2

    /// A tenth of a second: ten times as much gains one codeword in a block.
    static let standard = LogoEffort()
    /// A few places and variants, for trials by the thousand.
    static let quick = LogoEffort(
        layouts: 2, places: 2, first: 40, beginnings: 4, rest: 10, firstCuts: 1, restCuts: 1)
}
