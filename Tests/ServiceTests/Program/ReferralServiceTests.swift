import Foundation
import Membership
import Service
import Store
import Testing
import Vocabulary

/// Referrals of the sample brand's members.
@Suite struct ReferralServiceTests {
    private static let rules = """
        referral:
          reward_offer: thank-you
          friend_offer: thank-you
          cap_per_member: 2
          window_days: 30
          after: redemption
        """

    private func fixture(_ rules: String = rules) async throws -> ListsFixture {
        let fixture = try ListsFixture(.sqlite)
        for id in ["friend", "giver"] {
            var draft = MemberDraft()
            (draft.id, draft.homeStore) = (id, "SH01")
            _ = try await MemberService(fixture.context).add(draft, actor: "tester")
        }
        let file = fixture.folder.appending(path: "campaigns/packaging.yaml")
        let document = try CampaignDocument(
            parsing: try Data(contentsOf: file), file: "packaging.yaml",
            stores: fixture.context.configuration.stores,
            currency: fixture.context.configuration.issuer.currency)
        _ = try await fixture.context.store.apply(document.campaign, at: ListsFixture.now)
        try Data(rules.utf8).write(to: fixture.folder.appending(path: ProgramLibrary.fileName))
        return fixture
    }

    @Test("A friend is kept with the offers of the rules, and a second time is refused")
    func adding() async throws {
        let fixture = try await fixture()
        let service = ReferralService(fixture.context)
        let (friend, giver) = (MemberID(unchecked: "friend"), MemberID(unchecked: "giver"))
        guard case .done(let referral) = try await service.add(friend: friend, by: giver, actor: "tester")
        else {
            Issue.record("refused")
            return
        }
        #expect(referral.state == "waiting" && referral.rewardOffer.text == "thank-you")
        #expect(referral.friendOffer?.text == "thank-you")
        guard
            case .refused(let reason, _) = try await service.add(friend: giver, by: friend, actor: "tester")
        else {
            Issue.record("a circle")
            return
        }
        #expect(reason == "cycle")
        #expect(try await service.show(giver).referrals == [referral])
        let report = try await service.review(actor: "tester")
        #expect(report.reviewed == 1 && report.waiting == 1)
        let actions = try await fixture.context.store.audit(limit: 3).map(\.action)
        #expect(actions.prefix(2) == ["referral_review", "referral_add"])
        await #expect(throws: ServiceError.notFound(kind: "member", name: "nobody")) {
            _ = try await service.add(friend: MemberID(unchecked: "nobody"), by: giver, actor: "tester")
        }
    }

    @Test("Rules that are wrong or name an offer that there is not are said to be so")
    func faults() async throws {
        let fixture = try await fixture(
            "referral:\n  reward_offer: thank-you\n  cap_per_member: 0\n  window_days: 400\n  after: joining\n"
        )
        let service = ReferralService(fixture.context)
        let error = await #expect(throws: ServiceError.self) { _ = try await service.review(actor: "tester") }
        guard case .invalidInput(let faults) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(
            faults.map(\.detail) == [
                "It must be a whole number from 1 to 1000, not \"0\".",
                "It must be a whole number from 1 to 366, not \"400\".",
                "It must be one of redemption, not \"joining\".",
            ])
        let other = Self.rules.replacing("friend_offer: thank-you", with: "friend_offer: gone")
        try Data(other.utf8).write(to: fixture.folder.appending(path: ProgramLibrary.fileName))
        await #expect(throws: ServiceError.notFound(kind: "offer", name: "gone")) {
            _ = try await service.review(actor: "tester")
        }
        try Data("tiers:\n  - tier: vip\n    by_hand: yes\n".utf8)
            .write(to: fixture.folder.appending(path: ProgramLibrary.fileName))
        await #expect(throws: ServiceError.notFound(kind: "section referral in", name: "program.yaml")) {
            _ = try await service.review(actor: "tester")
        }
    }
}
