import Membership
package import Vocabulary

/// An identity that more than one member is said to have.
package struct QuestionDocument: Sendable, Hashable, Encodable {
    package let question: QuestionID
    /// A word of `Membership.Identity`.
    package let kind: String
    /// The identity with its middle hidden; empty where nothing is left of it.
    package let masked: String
    /// The holder first, if somebody is recognised by it.
    package let parties: [Party]
    /// When it was first said of somebody else, RFC 3339, UTC.
    package let askedAt: String

    /// Somebody whose it may be.
    package struct Party: Sendable, Hashable, Encodable {
        package let member: MemberID
        /// Whether they are recognised by it now.
        package let holds: Bool
        /// Where it was said to be theirs, such as `import`.
        package let source: String?
        package let at: String?

        init(_ party: IdentityQuestion.Party) {
            (member, holds) = (party.member, party.isHolder)
            (source, at) = (party.claim?.source, party.claim?.at.rfc3339)
        }
    }

    init(_ question: IdentityQuestion, id: QuestionID, masked: String) {
        self.question = id
        self.masked = masked
        kind = question.kind.rawValue
        parties = question.parties.map(Party.init)
        askedAt = question.askedAt?.rfc3339 ?? ""
    }

    /// The lines for a table, one for each party.
    package var rows: [[String]] {
        parties.enumerated().map { place, party in
            [
                place == 0 ? question.description : "", place == 0 ? "\(kind) \(masked)" : "",
                party.member.text,
                party.holds ? "has it" : "said by \(party.source ?? "-") at \(party.at ?? "-")",
            ]
        }
    }
}

/// A page of questions.
package struct QuestionPageDocument: Sendable, Hashable, Encodable {
    package let questions: [QuestionDocument]
    /// What to give as `after` for the page that follows; missing on the last one.
    package let next: QuestionID?

    /// The page for people.
    package var text: String {
        guard !questions.isEmpty else { return "no open questions" }
        return TextTable(rows: questions.flatMap(\.rows)).text
    }
}

/// What a person decided.
package struct QuestionAnswerDocument: Sendable, Hashable, Encodable {
    package let question: QuestionID
    /// Whose the identity is now; missing where it was left as it is and nobody has it.
    package let holder: MemberID?
    /// Members who became part of the holder with it.
    package let merged: [MemberID]

    /// The answer for people.
    package var text: String {
        let whose = holder.map { "it is \($0)'s" } ?? "nobody has it"
        let parts = merged.isEmpty ? "" : ", who \(merged.map(\.text).joined(separator: ", ")) became part of"
        return "\(question): \(whose)\(parts)"
    }
}
