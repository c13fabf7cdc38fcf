#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The random numbers of one damaged picture: SplitMix64 of Steele, Lea and Flood (2014), from a named seed.
struct DamageRandom {
    private var state: UInt64
    /// The second of a pair of normal numbers, which Box and Muller's way makes two at a time.
    private var spare: Double?

    /// Starts at a number.
    init(seed: UInt64) { state = seed }

    /// Starts at a number that a name changes, so that no two pictures share their random numbers.
    ///
    /// - Parameters:
    ///   - seed: What the person who asks chooses.
    ///   - name: What is made of the numbers; hashed by FNV-1a, the same on every machine.
    init(seed: UInt64, name: String) {
        let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        var mixer = DamageRandom(seed: seed ^ hash)
        self.init(seed: mixer.next())
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of the range, its end left out.
    mutating func uniform(_ range: Range<Double>) -> Double {
        let share = Double(next() >> 11) * 0x1p-53
        return range.lowerBound + share * (range.upperBound - range.lowerBound)
    }

    /// A whole number of the range.
    mutating func index(_ range: Range<Int>) -> Int {
        Int(uniform(Double(range.lowerBound)..<Double(range.upperBound)))
    }

    /// A full turn or less, in radians.
    mutating func angle() -> Double { uniform(0..<2 * .pi) }

    /// A number of the normal distribution with mean 0 and deviation 1.
    mutating func normal() -> Double {
        if let spare {
            self.spare = nil
            return spare
        }
        // The first must not be 0, whose logarithm is no number.
        let radius = (-2 * log(1 - uniform(0..<1))).squareRoot()
        let turn = angle()
        spare = radius * sin(turn)
        return radius * cos(turn)
    }
}
