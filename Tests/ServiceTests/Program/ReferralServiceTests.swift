import Foundation
import Membership
import Promotion
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
        #expect(reason == .cycle)
        #expect(try await service.show(giver).referrals == [referral])
        let report = try await service.review(actor: "tester")
        #expect(report.reviewed == 1 && report.waiting == 1)
        let actions = try await fixture.context.store.audit(limit: 3).map(\.action)
        #expect(actions.prefix(2) == ["referral_review", "referral_add"])
        await #expect(throws: ServiceError.notFound(kind: "member", name: "nobody")) {
            _ = try await service.add(friend: MemberID(unchecked: "nobody"), by: giver, actor: "tester")
        }
    }

    @Test("A reward that is due becomes a coupon for both, once, and shows with the referral")
    func rewarding() async throws {
        let fixture = try await fixture()
        let (friend, giver) = (MemberID(unchecked: "friend"), MemberID(unchecked: "giver"))
        let service = ReferralService(fixture.context)
        _ = try await service.add(friend: friend, by: giver, actor: "tester")
        // As if the friend had redeemed: the rule's own say, in the same call that a review makes.
        _ = try await fixture.context.store.reviewReferrals(
            after: nil, limit: 10, at: ListsFixture.now, home: fixture.context.home()
        ) { _ in .due }
        let dry = try await service.review(isDryRun: true, actor: "tester")
        #expect(dry.rewards.due == 1 && dry.rewards.granted == 0)
        let report = try await service.review(actor: "tester")
        #expect(report.rewards.reviewed == 1 && report.rewards.granted == 2)
        let given = try #require(try await service.show(giver).referrals.first)
        #expect(given.state == "rewarded" && given.coupon?.reason == "referral:friend")
        let own = try #require(try await service.show(friend).referrals.first)
        #expect(own.coupon?.reason == "referral.friend:friend" && own.coupon?.code != given.coupon?.code)
        #expect(try await service.review(actor: "tester").rewards.reviewed == 0)
    }

    @Test("A reward of a paused campaign stays due, and is given once the campaign goes on")
    func paused() async throws {
        let fixture = try await fixture()
        let (friend, giver) = (MemberID(unchecked: "friend"), MemberID(unchecked: "giver"))
        let service = ReferralService(fixture.context)
        _ = try await service.add(friend: friend, by: giver, actor: "tester")
        _ = try await fixture.context.store.reviewReferrals(
            after: nil, limit: 10, at: ListsFixture.now, home: fixture.context.home()
        ) { _ in .due }
        let campaign = CampaignID(unchecked: "packaging")
        _ = try await fixture.context.store.setState(.paused, of: campaign, at: ListsFixture.now)
        let withheld = try await service.review(actor: "tester").rewards
        #expect(withheld.granted == 0 && withheld.skipped == ["offer_not_given": 1])
        #expect(try await service.show(giver).referrals.map(\.state) == ["due"])
        _ = try await fixture.context.store.setState(.active, of: campaign, at: ListsFixture.now)
        let rewards = RewardService(fixture.context)
        #expect(try await rewards.review(actor: "tester").referrals.granted == 2)
        #expect(try await rewards.list(of: nil).rewards.count == 2)
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
