/// One damage at one level.
public struct Damage: Sendable, Hashable, Codable {
    /// What happens.
    public let kind: DamageKind
    /// How much of it, in the kind's unit; from 0.
    public let level: Double

    /// Takes a kind and a level.
    public init(_ kind: DamageKind, _ level: Double) {
        self.kind = kind
        self.level = level
    }

    /// The standard set: every kind at each of its levels.
    public static let standard = DamageKind.allCases.flatMap { kind in
        kind.levels.map { Damage(kind, $0) }
    }

    /// The random numbers of this damage, the same for every picture, so that pictures compare.
    func numbers(seed: UInt64, trial: Int) -> DamageRandom {
        DamageRandom(seed: seed, name: "\(kind.rawValue)/\(level)/\(trial)")
    }
}
