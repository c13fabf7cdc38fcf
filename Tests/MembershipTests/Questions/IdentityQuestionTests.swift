import Membership
import Testing
import Vocabulary

/// When there is something for a person to decide about an identity.
@Suite struct IdentityQuestionTests {
    private func claim(_ member: String, _ time: Int64 = 1) -> IdentityQuestion.Claim {
        IdentityQuestion.Claim(
            member: MemberID(unchecked: member), source: "import", at: Instant(millisecondsSince1970: time))
    }

    @Test("Whoever has an identity and claims it alone leaves nothing to decide")
    func settled() {
        #expect(IdentityQuestion(.phone, holder: nil, claims: []) == nil)
        #expect(IdentityQuestion(.phone, holder: MemberID(unchecked: "A"), claims: []) == nil)
        #expect(IdentityQuestion(.phone, holder: MemberID(unchecked: "A"), claims: [claim("A")]) == nil)
    }

    @Test("An identity that one member claims and nobody has is still a question")
    func nobodys() throws {
        let question = try #require(IdentityQuestion(.email, holder: nil, claims: [claim("A", 5)]))
        #expect(question.parties.map(\.member.text) == ["A"] && question.parties.allSatisfy { !$0.isHolder })
        #expect(question.askedAt == Instant(millisecondsSince1970: 5))
    }

    @Test("The holder comes first, then the others by time, each once with what was said first")
    func parties() throws {
        let question = try #require(
            IdentityQuestion(
                .phone, holder: MemberID(unchecked: "C"),
                claims: [claim("B", 9), claim("A", 9), claim("D", 3), claim("D", 4)]))
        #expect(question.parties.map(\.member.text) == ["C", "D", "A", "B"])
        #expect(question.parties.map(\.isHolder) == [true, false, false, false])
        #expect(question.parties.map { $0.claim?.at.millisecondsSince1970 } == [nil, 3, 9, 9])
        #expect(question.concerns(MemberID(unchecked: "B")) && !question.concerns(MemberID(unchecked: "E")))
    }
}
