/// Members of a series that chance chooses, the same for the same seed and name on every machine.
public struct RandomMembers: Sendable, Hashable {
    /// Their places in the series, from 0, ascending.
    public let places: [Int]

    /// Draws without putting back (Floyd's way, Bentley 1987).
    ///
    /// - Parameters:
    ///   - count: How many; all where the series has no more.
    ///   - total: The members of the series.
    ///   - seed: What the person who asks chooses.
    ///   - name: Of the series, so that two have not the same places drawn.
    /// - Complexity: O(`count` log `count`)
    public init(_ count: Int, of total: Int, seed: UInt64, name: String) {
        var random = DamageRandom(seed: seed, name: name)
        var chosen: Set<Int> = []
        for end in max(0, total - count)..<max(0, total) {
            let place = random.index(0..<end + 1)
            chosen.insert(chosen.contains(place) ? end : place)
        }
        places = chosen.sorted()
    }
}
