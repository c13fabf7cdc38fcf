import Membership

/// What is stored of members twice and must agree, as questions that both engines understand.
package enum MemberFaults: CaseIterable, Sendable {
    /// The kinds of identities beside a member's attributes, which segments read.
    case identityKinds
    /// Members who became part of one that is none, or that became part of another.
    case merges
    /// Identities that somebody is said to have who is nobody.
    case claims

    /// Selects the ids of members with the fault, at most `limit`.
    package func query(limit: Int) -> String {
        switch self {
        case .identityKinds:
            """
            SELECT member.id FROM member LEFT JOIN (
                SELECT home, member, sum(\(Self.bits)) AS kinds FROM identity GROUP BY home, member) AS known
            ON known.home = member.home AND known.member = member.id
            WHERE member.identity_kinds <> coalesce(known.kinds, 0) ORDER BY member.id LIMIT \(limit)
            """
        case .merges:
            """
            SELECT member.id FROM member WHERE merged_into IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM member AS other WHERE other.home = member.home AND other.id = member.merged_into
                AND other.state <> 'merged' AND other.state <> 'erased')
            ORDER BY member.id LIMIT \(limit)
            """
        case .claims:
            """
            SELECT DISTINCT c.member FROM identity_claim AS c WHERE NOT EXISTS (
                SELECT 1 FROM member WHERE member.home = c.home AND member.id = c.member AND member.state <> 'erased')
            ORDER BY c.member LIMIT \(limit)
            """
        }
    }

    /// Says what is wrong with a member.
    package func sentence(_ member: String) -> String {
        switch self {
        case .identityKinds: "Member \(member) is kept as having other kinds of identities than there are."
        case .merges: "Member \(member) became part of one who is none, or part of another."
        case .claims:
            "Member \(member) is said to have an identity, and there is no such member, or they were erased."
        }
    }

    private static let bits: String = {
        let cases = Identity.Kind.allCases.map { "WHEN '\($0.rawValue)' THEN \($0.bit)" }
        return "CASE kind \(cases.joined(separator: " ")) ELSE 0 END"
    }()
}
