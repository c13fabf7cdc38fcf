internal import CLanes

/// One row of the symbol under several masks side by side: a lane for each mask.
///
/// A row is `wordCount` words; its first column is the least significant bit of the first. What is shifted in from
/// outside the symbol is light, as the quiet zone is.
protocol MaskLanes: Sendable {
    /// The number of words in a row.
    static var wordCount: Int { get }

    /// Makes a row from its words, the first for the first columns.
    init(_ word: (Int) -> MaskVector)

    static func & (one: Self, other: Self) -> Self
    static func | (one: Self, other: Self) -> Self
    static func ^ (one: Self, other: Self) -> Self
    static prefix func ~ (row: Self) -> Self

    /// Brings the modules that are so many columns ahead to each column; 1 to 63.
    func ahead(_ count: UInt32) -> Self
    /// Brings the modules that are so many columns behind to each column; 1 to 63.
    func behind(_ count: UInt32) -> Self

    /// Whether any bit of any lane is set.
    var hasAny: Bool { get }
    /// The number of bits that are set in each lane.
    var counts: MaskVector { get }
    /// The words of one lane.
    func word(_ index: Int, ofLane lane: Int) -> UInt64
}

/// A word for each of the masks that are looked at together: as many as fill a register of the target.
///
/// Two on every x86-64 and ARM processor; four where the build is told that there is AVX2 (`make build RELEASE_FLAGS='-Xcc -march=x86-64-v3'`).
typealias MaskVector = CLanesWords

extension MaskLanes {
    static var laneCount: Int { MaskVector.scalarCount }
    static var light: Self { Self { _ in .zero } }

    /// The same row in every lane.
    @inline(__always)
    init(inEveryLane word: (Int) -> UInt64) {
        self.init { MaskVector(repeating: word($0)) }
    }

    /// The first columns.
    init(columns count: Int) {
        self.init { index in
            let left = min(max(count - index * 64, 0), 64)
            return MaskVector(repeating: left == 64 ? ~0 : 1 << UInt64(left) - 1)
        }
    }
}

extension MaskVector {
    @inline(__always) func and(_ other: Self) -> Self { clanes_and(self, other) }
    @inline(__always) func or(_ other: Self) -> Self { clanes_or(self, other) }
    @inline(__always) func xor(_ other: Self) -> Self { clanes_xor(self, other) }
    @inline(__always) var not: Self { clanes_not(self) }
    @inline(__always) func left(_ count: UInt32) -> Self { clanes_shift_left(self, count) }
    @inline(__always) func right(_ count: UInt32) -> Self { clanes_shift_right(self, count) }

    /// The number of bits that are set in each word.
    @inline(__always) var bitCounts: Self { clanes_bit_counts(self) }
    /// Whether any bit of any word is set.
    @inline(__always) var hasAny: Bool { clanes_has_any(self) }
}

/// Rows of up to 64 modules, versions 1 to 11.
struct OneWordLanes: MaskLanes {
    private var a: MaskVector

    static var wordCount: Int { 1 }

    @inline(__always) private init(a: MaskVector) { self.a = a }
    @inline(__always) init(_ word: (Int) -> MaskVector) { a = word(0) }

    @inline(__always) static func & (one: Self, other: Self) -> Self {
        Self(a: one.a.and(other.a))
    }
    @inline(__always) static func | (one: Self, other: Self) -> Self {
        Self(a: one.a.or(other.a))
    }
    @inline(__always) static func ^ (one: Self, other: Self) -> Self {
        Self(a: one.a.xor(other.a))
    }
    @inline(__always) static prefix func ~ (row: Self) -> Self { Self(a: row.a.not) }

    @inline(__always) func ahead(_ count: UInt32) -> Self { Self(a: a.right(count)) }
    @inline(__always) func behind(_ count: UInt32) -> Self { Self(a: a.left(count)) }

    @inline(__always) var hasAny: Bool { a.hasAny }
    @inline(__always) var counts: MaskVector { a.bitCounts }
    @inline(__always) func word(_ index: Int, ofLane lane: Int) -> UInt64 { a[lane] }
}

/// Rows of up to 128 modules, versions 12 to 27.
struct TwoWordLanes: MaskLanes {
    private var a: MaskVector
    private var b: MaskVector

    static var wordCount: Int { 2 }

    @inline(__always) private init(a: MaskVector, b: MaskVector) { (self.a, self.b) = (a, b) }
    @inline(__always) init(_ word: (Int) -> MaskVector) { (a, b) = (word(0), word(1)) }

    @inline(__always) static func & (one: Self, other: Self) -> Self {
        Self(a: one.a.and(other.a), b: one.b.and(other.b))
    }
    @inline(__always) static func | (one: Self, other: Self) -> Self {
        Self(a: one.a.or(other.a), b: one.b.or(other.b))
    }
    @inline(__always) static func ^ (one: Self, other: Self) -> Self {
        Self(a: one.a.xor(other.a), b: one.b.xor(other.b))
    }
    @inline(__always) static prefix func ~ (row: Self) -> Self { Self(a: row.a.not, b: row.b.not) }

    @inline(__always) func ahead(_ count: UInt32) -> Self {
        Self(
            a: a.right(count).or(b.left(64 - count)),
            b: b.right(count))
    }
    @inline(__always) func behind(_ count: UInt32) -> Self {
        Self(
            a: a.left(count),
            b: b.left(count).or(a.right(64 - count)))
    }

    @inline(__always) var hasAny: Bool { a.or(b).hasAny }
    @inline(__always) var counts: MaskVector { a.bitCounts &+ b.bitCounts }
    @inline(__always) func word(_ index: Int, ofLane lane: Int) -> UInt64 { index == 0 ? a[lane] : b[lane] }
}

/// Rows of up to 192 modules, versions 28 to 40.
struct ThreeWordLanes: MaskLanes {
    private var a: MaskVector
    private var b: MaskVector
    private var c: MaskVector

    static var wordCount: Int { 3 }

    @inline(__always) private init(a: MaskVector, b: MaskVector, c: MaskVector) {
        (self.a, self.b, self.c) = (a, b, c)
    }
    @inline(__always) init(_ word: (Int) -> MaskVector) { (a, b, c) = (word(0), word(1), word(2)) }

    @inline(__always) static func & (one: Self, other: Self) -> Self {
        Self(a: one.a.and(other.a), b: one.b.and(other.b), c: one.c.and(other.c))
    }
    @inline(__always) static func | (one: Self, other: Self) -> Self {
        Self(a: one.a.or(other.a), b: one.b.or(other.b), c: one.c.or(other.c))
    }
    @inline(__always) static func ^ (one: Self, other: Self) -> Self {
        Self(a: one.a.xor(other.a), b: one.b.xor(other.b), c: one.c.xor(other.c))
    }
    @inline(__always) static prefix func ~ (row: Self) -> Self {
        Self(a: row.a.not, b: row.b.not, c: row.c.not)
    }

    @inline(__always) func ahead(_ count: UInt32) -> Self {
        Self(
            a: a.right(count).or(b.left(64 - count)),
            b: b.right(count).or(c.left(64 - count)),
            c: c.right(count))
    }
    @inline(__always) func behind(_ count: UInt32) -> Self {
        Self(
            a: a.left(count),
            b: b.left(count).or(a.right(64 - count)),
            c: c.left(count).or(b.right(64 - count)))
    }

    @inline(__always) var hasAny: Bool { a.or(b).or(c).hasAny }
    @inline(__always) var counts: MaskVector { a.bitCounts &+ b.bitCounts &+ c.bitCounts }
    @inline(__always) func word(_ index: Int, ofLane lane: Int) -> UInt64 {
        index == 0 ? a[lane] : index == 1 ? b[lane] : c[lane]
    }
}
