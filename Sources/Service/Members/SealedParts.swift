import Membership

/// Which parts of a sealed member are opened; each costs its decryption.
struct SealedParts: Sendable {
    /// Everything.
    static let all = SealedParts(hasProfile: true, identityKinds: Set(Identity.Kind.allCases.map(\.rawValue)))

    /// Whether name, note and birthday are.
    var hasProfile: Bool
    /// Words of `Membership.Identity`.
    var identityKinds: Set<String>

    init(hasProfile: Bool, identityKinds: Set<String>) {
        self.hasProfile = hasProfile
        self.identityKinds = identityKinds
    }

    /// What columns show.
    init(of columns: [ExportColumn]) {
        hasProfile = columns.contains { [.name, .note, .birthday].contains($0.source) }
        identityKinds = Set(columns.compactMap { $0.source.identityKind?.rawValue })
    }
}
