/// How large an expression may be: far above what people write, and small enough that any of them is read at once.
package enum SegmentLimits {
    /// 4,000 characters: two screens of text.
    package static let characters = 4_000
    /// 32 levels: a person loses count at five; reading and running a rule recurses once a level.
    package static let depth = 32
    /// 200 tests: each is a condition of an SQL statement.
    package static let tests = 200
    /// 200 values in brackets; a longer list is a list of members, which a snapshot is.
    package static let listedValues = 200
    /// 100 years: beyond every membership.
    package static let spanDays = 36_600
    /// 30,000 names, ends of ranges of cells and other values in all: SQLite binds 32,766 to one statement.
    package static let values = 30_000
    /// 1,000 kilometres: a circle of ten thousand cells; wider ones are regions, which have their own names.
    package static let radiusMetres = 1_000_000.0
    /// 1,000 uses in a comparison: no member has more of one offer.
    package static let useCount = 1_000
    /// 8 segments that refer to each other in a row.
    package static let references = 8
}
