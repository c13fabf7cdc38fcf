/// Counts the set bits of many rows, mask by mask.
///
/// Rows are added as numbers in every column at once, eight rows before any of them is counted: that is a handful of
/// logic operations a row, where a count would be a dozen on processors that have no instruction for it (Harley and
/// Seal; Warren, "Hacker's Delight", 5-1).
struct BitTally<Lanes: MaskLanes> {
    private var ones = Lanes.light
    private var twos = Lanes.light
    private var fours = Lanes.light
    private var eights = MaskVector.zero

    /// Pairs are asked for in groups of so many.
    static var pairsAtOnce: Int { 4 }

    /// Adds up rows two at a time.
    ///
    /// - Parameters:
    ///   - count: How many pairs; `pair` is asked for them, rounded up to whole groups.
    ///   - pair: The rows.
    @inline(__always)
    init(pairs count: Int, _ pair: (Int) -> (Lanes, Lanes)) {
        var place = 0
        while place < count {
            let two1 = Self.carry(&ones, pair(place))
            let two2 = Self.carry(&ones, pair(place &+ 1))
            let four1 = Self.carry(&twos, (two1, two2))
            let two3 = Self.carry(&ones, pair(place &+ 2))
            let two4 = Self.carry(&ones, pair(place &+ 3))
            let four2 = Self.carry(&twos, (two3, two4))
            eights &+= Self.carry(&fours, (four1, four2)).counts
            place &+= Self.pairsAtOnce
        }
    }

    /// The number of bits that were set in each lane.
    var total: MaskVector {
        ones.counts &+ twos.counts &* 2 &+ fours.counts &* 4 &+ eights &* 8
    }

    /// Adds two bits to the sum in each column; returns what is carried.
    @inline(__always)
    private static func carry(_ sum: inout Lanes, _ bits: (Lanes, Lanes)) -> Lanes {
        let differ = bits.0 ^ bits.1
        let carry = bits.0 & bits.1 | sum & differ
        sum = sum ^ differ
        return carry
    }
}
