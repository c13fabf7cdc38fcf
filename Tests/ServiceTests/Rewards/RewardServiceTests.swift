import Foundation
import Membership
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

/// Coupons for full stamp cards.
@Suite struct RewardServiceTests {
    private let card = StampCardID(unchecked: "tea-two")

    private func fixture() async throws -> (ListsFixture, MemberID) {
        let fixture = try ListsFixture(.sqlite)
        let file = fixture.folder.appending(path: "campaigns/packaging.yaml")
        let document = try CampaignDocument(
            parsing: try Data(contentsOf: file), file: "packaging.yaml",
            stores: fixture.context.configuration.stores,
            currency: fixture.context.configuration.issuer.currency)
        _ = try await fixture.context.store.apply(document.campaign, at: ListsFixture.now)
        let rules = "stamp_cards:\n  - {id: tea-two, title: {en: Two}, goal: 2, reward: thank-you}\n"
        try Data(rules.utf8).write(to: fixture.folder.appending(path: ProgramLibrary.fileName))
        let member = try await MemberService(fixture.context).add(MemberDraft(), actor: "tester").member
        return (fixture, member)
    }

    private func stamp(
        _ count: Int64, _ member: MemberID, key: String, _ fixture: ListsFixture
    ) async throws -> UnitsDocument {
        let reply = try await BalanceService(fixture.context).stamp(
            card, count: count, for: member, UnitCall(key: key, actor: "tester"))
        guard case .done(let document) = reply else { throw Refused(reply: reply) }
        return document
    }

    private struct Refused: Error {
        let reply: UnitsReply
    }

    private func pause(_ fixture: ListsFixture, _ state: Campaign.State) async throws {
        let campaign = CampaignID(unchecked: "packaging")
        _ = try await fixture.context.store.setState(state, of: campaign, at: ListsFixture.now)
    }

    @Test("Each full card is a coupon, and the same key gets the same coupons")
    func full() async throws {
        let (fixture, member) = try await fixture()
        let document = try await stamp(5, member, key: "k", fixture)
        let coupons = try #require(document.coupons)
        #expect(coupons.count == 2 && Set(coupons.map(\.code)).count == 2)
        #expect(coupons.allSatisfy { $0.offer.text == "thank-you" && $0.url.hasSuffix($0.code) })
        #expect(document.withheld == nil)
        let again = try await stamp(5, member, key: "k", fixture)
        #expect(again.replayed == true && again.coupons == coupons)
        let list = try await RewardService(fixture.context).list(of: member)
        #expect(Set(list.rewards) == Set(coupons) && list.next == nil)
        #expect(try await stamp(1, member, key: "l", fixture).coupons?.count == 1)
    }

    @Test("What a crash left over is given by the same key, and by a review, once")
    func crash() async throws {
        let (fixture, member) = try await fixture()
        // The stamps are on disk, and nothing came after them.
        let service = BalanceService(fixture.context)
        for key in ["k", "l"] {
            let rules = try #require(try service.program().stampCard(card))
            let order = UnitOrder(
                id: UnitEntryID(unchecked: "u-\(key)"), at: ListsFixture.now,
                day: try #require(CalendarDate(parsing: "2026-11-21")), actor: "tester", note: nil,
                action: .stamp(rules, 2))
            var form = RequestForm("stamp 1")
            form.append(card.text)
            form.append(2)
            form.append(member.text)
            form.append(optional: nil)
            let request = UnitRequest(member: member, order: order, key: key, digest: form.digest)
            _ = try await fixture.context.store.carryOut(request, home: fixture.context.home())
        }
        let rewards = RewardService(fixture.context)
        #expect(try await rewards.list(of: member).rewards.isEmpty)
        let dry = try await rewards.review(isDryRun: true, actor: "tester")
        #expect(dry.stamps.due == 2 && dry.stamps.granted == 0)
        let first = try await stamp(2, member, key: "k", fixture)
        #expect(first.replayed == true && first.coupons?.count == 1)
        let review = try await rewards.review(actor: "tester")
        #expect(review.stamps.reviewed == 1 && review.stamps.granted == 1)
        #expect(try await rewards.review(actor: "tester").stamps.reviewed == 0)
        #expect(try await stamp(2, member, key: "k", fixture).coupons == first.coupons)
        #expect(try await rewards.list(of: nil).rewards.count == 2)
    }

    @Test("A paused campaign withholds the coupon and says so, and a review gives it later")
    func paused() async throws {
        let (fixture, member) = try await fixture()
        try await pause(fixture, .paused)
        let document = try await stamp(2, member, key: "k", fixture)
        #expect(document.coupons == nil)
        #expect(document.withheld?.map(\.withheld) == [.offerNotGiven])
        let rewards = RewardService(fixture.context)
        #expect(try await rewards.review(actor: "tester").stamps.skipped == ["offer_not_given": 1])
        try await pause(fixture, .active)
        let tomorrow = try #require(CalendarDate(parsing: "2026-11-22"))
        #expect(try await rewards.review(since: tomorrow, actor: "tester").stamps.reviewed == 0)
        #expect(try await rewards.review(actor: "tester").stamps.granted == 1)
        #expect(try await stamp(2, member, key: "k", fixture).coupons?.count == 1)
    }

    @Test("A full card that was taken back before its coupon gives none")
    func takenBack() async throws {
        let (fixture, member) = try await fixture()
        try await pause(fixture, .paused)
        let full = try await stamp(2, member, key: "k", fixture)
        let entry = try #require(full.entries.first { $0.reward != nil }).entry
        _ = try await BalanceService(fixture.context).reverse(
            entry, part: nil, UnitCall(key: "r", actor: "tester"))
        try await pause(fixture, .active)
        let again = try await stamp(2, member, key: "k", fixture)
        #expect(again.coupons == nil && again.withheld?.map(\.withheld) == [.takenBack])
        #expect(try await RewardService(fixture.context).review(actor: "tester").stamps.reviewed == 0)
    }
}
