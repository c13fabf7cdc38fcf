package import Vocabulary

/// Whose is an identity that more than one member is said to have? A person decides, never a list.
package struct IdentityQuestion: Sendable, Hashable {
    /// That a member is said to have the identity.
    package struct Claim: Sendable, Hashable {
        package let member: MemberID
        /// Where it was said, such as `import`.
        package let source: String
        package let at: Instant

        package init(member: MemberID, source: String, at: Instant) {
            self.member = member
            self.source = source
            self.at = at
        }
    }

    /// Somebody whose it may be.
    package struct Party: Sendable, Hashable {
        package let member: MemberID
        /// Whether they are recognised by it now.
        package let isHolder: Bool
        /// What was said; `nil` of a holder of whom nobody has said it again.
        package let claim: Claim?
    }

    package let kind: Identity.Kind
    /// The holder first, then those who claim it, the earliest first; each once.
    package let parties: [Party]

    /// Asks whose an identity is; `nil` if there is nothing to decide, since nobody claims it but whoever has it.
    ///
    /// - Parameters:
    ///   - kind: Of what kind it is.
    ///   - holder: Who is recognised by it; `nil` for nobody.
    ///   - claims: What was said, by members as they are now: who became part of another one is that one.
    package init?(_ kind: Identity.Kind, holder: MemberID?, claims: [Claim]) {
        var latest: [Party] = []
        for claim in claims.sorted(by: { ($0.at, $0.member) < ($1.at, $1.member) })
        where !latest.contains(where: { $0.member == claim.member }) {
            latest.append(Party(member: claim.member, isHolder: claim.member == holder, claim: claim))
        }
        if let holder, !latest.contains(where: \.isHolder) {
            latest.append(Party(member: holder, isHolder: true, claim: nil))
        }
        guard latest.contains(where: { !$0.isHolder }) else { return nil }
        self.kind = kind
        parties = latest.filter(\.isHolder) + latest.filter { !$0.isHolder }
    }

    /// Whether a member is one of those whose it may be.
    package func concerns(_ member: MemberID) -> Bool {
        parties.contains { $0.member == member }
    }

    /// When it was first said.
    package var askedAt: Instant? { parties.compactMap { $0.claim?.at }.min() }
}
