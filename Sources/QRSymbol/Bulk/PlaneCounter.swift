/// Counts in every bit of every lane at once: plane *k* holds the bits of weight 2ᵏ of all the counts.
///
/// Adding is a handful of logic operations, where a population count of each row would be a dozen on processors that
/// have no instruction for it.
struct PlaneCounter<Lanes: MaskLanes> {
    // Eleven planes: 177 rows of at most 9 a row and column are 1,593.
    private var p0 = Lanes.light
    private var p1 = Lanes.light
    private var p2 = Lanes.light
    private var p3 = Lanes.light
    private var p4 = Lanes.light
    private var p5 = Lanes.light
    private var p6 = Lanes.light
    private var p7 = Lanes.light
    private var p8 = Lanes.light
    private var p9 = Lanes.light
    private var p10 = Lanes.light

    @inline(__always) init() {}

    /// Adds 1 where `ones` is set, 2 for each of `twos` that is set, and 4 where `fours` is.
    @inline(__always)
    mutating func add(ones: Lanes, twos: (Lanes, Lanes), fours: Lanes) {
        let carry1 = Self.half(&p0, ones)
        let carry2 = Self.full(&p1, twos.0, twos.1)
        let carry3 = Self.half(&p1, carry1)
        let carry4 = Self.full(&p2, fours, carry2)
        let carry5 = Self.half(&p2, carry3)
        carry(from3: Self.full(&p3, carry4, carry5))
    }

    /// Adds 1 where the first is set, and 1 where the second is.
    @inline(__always)
    mutating func add(_ one: Lanes, _ other: Lanes) {
        let carry1 = Self.full(&p0, one, other)
        let carry2 = Self.half(&p1, carry1)
        let carry3 = Self.half(&p2, carry2)
        carry(from3: Self.half(&p3, carry3))
    }

    @inline(__always)
    private mutating func carry(from3 carry: Lanes) {
        var carry = Self.half(&p4, carry)
        carry = Self.half(&p5, carry)
        carry = Self.half(&p6, carry)
        carry = Self.half(&p7, carry)
        carry = Self.half(&p8, carry)
        carry = Self.half(&p9, carry)
        p10 = p10 ^ carry
    }

    /// Adds a bit to a plane; returns what is carried.
    @inline(__always)
    private static func half(_ plane: inout Lanes, _ bit: Lanes) -> Lanes {
        let carry = plane & bit
        plane = plane ^ bit
        return carry
    }

    /// Adds two bits to a plane; returns what is carried.
    @inline(__always)
    private static func full(_ plane: inout Lanes, _ one: Lanes, _ other: Lanes) -> Lanes {
        let differ = one ^ other
        let carry = one & other | plane & differ
        plane = plane ^ differ
        return carry
    }

    /// The sum of all counts in each lane.
    var sums: MaskVector {
        var sums = p10.counts &* 2 &+ p9.counts
        sums = sums &* 4 &+ p8.counts &* 2 &+ p7.counts
        sums = sums &* 4 &+ p6.counts &* 2 &+ p5.counts
        sums = sums &* 4 &+ p4.counts &* 2 &+ p3.counts
        sums = sums &* 4 &+ p2.counts &* 2 &+ p1.counts
        return sums &* 2 &+ p0.counts
    }
}
