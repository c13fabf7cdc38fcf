import Foundation
import Membership
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

/// Triggers of the sample brand, on 21 November 2026.
@Suite struct TriggerServiceTests {
    private static let rules = """
        triggers:
          - {id: cake, kind: birthday, offer: thank-you, days_before: 3, window_days: 7}
          - {id: away, kind: lapsed, offer: thank-you, days: 30, at_most: 2, consent: none}
        """

    private func fixture(
        _ rules: String = rules, now: Instant = ListsFixture.now
    ) async throws -> ListsFixture {
        let fixture = try ListsFixture(.sqlite, now: now)
        let file = fixture.folder.appending(path: "campaigns/packaging.yaml")
        let document = try CampaignDocument(
            parsing: try Data(contentsOf: file), file: "packaging.yaml",
            stores: fixture.context.configuration.stores,
            currency: fixture.context.configuration.issuer.currency)
        _ = try await fixture.context.store.apply(document.campaign, at: ListsFixture.now)
        try write(rules, fixture)
        return fixture
    }

    private func write(_ rules: String, _ fixture: ListsFixture) throws {
        try Data(rules.utf8).write(to: fixture.folder.appending(path: ProgramLibrary.fileName))
    }

    private func add(
        _ id: String, birthday: String? = nil, consent: String? = "yes", gender: String? = nil,
        _ fixture: ListsFixture
    ) async throws {
        var draft = MemberDraft()
        (draft.id, draft.birthday, draft.marketingConsent) = (id, birthday, consent)
        (draft.gender, draft.homeStore) = (gender, "SH01")
        _ = try await MemberService(fixture.context).add(draft, actor: "tester")
    }

    private func run(
        _ trigger: String, on day: String? = nil, isDryRun: Bool = false, _ fixture: ListsFixture
    ) async throws -> RewardTally {
        let order = TriggerService.Order(
            trigger: TriggerID(unchecked: trigger), day: day.flatMap { CalendarDate(parsing: $0) },
            isDryRun: isDryRun)
        let report = try await TriggerService(fixture.context).run(order, actor: "tester")
        return try #require(report.triggers.first).members
    }

    @Test("A birthday in the window is a coupon, once, and others are counted by their reasons")
    func birthdays() async throws {
        let fixture = try await fixture()
        try await add("early", birthday: "1990-11-24", fixture)
        try await add("today", birthday: "--11-21", fixture)
        try await add("past", birthday: "11-18", fixture)
        try await add("unasked", birthday: "11-22", consent: nil, fixture)
        try await add("far", birthday: "11-25", fixture)
        try await add("unknown", fixture)
        let dry = try await run("cake", isDryRun: true, fixture)
        #expect(dry.due == 2 && dry.granted == 0)
        let tally = try await run("cake", fixture)
        // Who joined today had the birthday before.
        #expect(tally.reviewed == 4 && tally.granted == 2)
        #expect(tally.skipped == ["joined_after": 1, "no_marketing_consent": 1])
        let again = try await run("cake", fixture)
        #expect(again.granted == 0 && again.grantedBefore == 2)
        let list = try await RewardService(fixture.context).list(of: MemberID(unchecked: "early"))
        #expect(list.rewards.map(\.reason) == ["birthday.cake:2026"])
        let actions = try await fixture.context.store.audit(limit: 2).map(\.action)
        #expect(actions.first == "trigger_run")
    }

    @Test("A day to come is looked at and not written, and a day that is over is run late")
    func days() async throws {
        let fixture = try await fixture()
        try await add("leap", birthday: "02-29", fixture)
        #expect(try await run("cake", on: "2027-02-28", isDryRun: true, fixture).due == 1)
        #expect(try await run("cake", on: "2027-02-24", isDryRun: true, fixture).due == 0)
        await #expect(throws: ServiceError.self) {
            _ = try await run("cake", on: "2027-02-28", fixture)
        }
        #expect(try await RewardService(fixture.context).list(of: nil).rewards.isEmpty)
        try await add("yesterday", birthday: "11-22", fixture)
        #expect(try await run("cake", on: "2026-11-20", fixture).granted == 1)
    }

    @Test("A segment restricts who gets it, and one that cannot be read stops the run before it begins")
    func segment() async throws {
        let rules = """
            triggers:
              - {id: cake, kind: birthday, offer: thank-you, window_days: 3, segment: gender = female}
            """
        let fixture = try await fixture(rules)
        try await add("her", birthday: "11-21", gender: "female", fixture)
        try await add("him", birthday: "11-21", gender: "male", fixture)
        let tally = try await run("cake", fixture)
        #expect(tally.granted == 1 && tally.skipped == ["outside_segment": 1])
        try write(rules.replacing("gender = female", with: "gender = "), fixture)
        await #expect(throws: ServiceError.self) { _ = try await run("cake", fixture) }
    }

    @Test("Who stays away gets it once, and the same again gives nothing")
    func lapsed() async throws {
        let joined = ListsFixture.now.advanced(bySeconds: -40 * 86_400)
        let fixture = try await fixture(now: joined)
        for id in ["a", "b"] { try await add(id, consent: nil, fixture) }
        #expect(try await run("away", fixture).reviewed == 0)
        #expect(try await run("away", on: "2026-11-11", isDryRun: true, fixture).due == 2)
        #expect(try await run("away", on: "2026-11-10", isDryRun: true, fixture).due == 0)
        // The same workspace forty days later.
        let later = ServiceContext(
            workspace: fixture.context.workspace, store: fixture.context.store,
            surroundings: Surroundings(
                now: { ListsFixture.now }, randomBytes: fixture.context.surroundings.randomBytes))
        let service = TriggerService(later)
        let report = try await service.run(actor: "tester")
        #expect(report.triggers.map(\.members.granted) == [0, 2])
        let again = try await service.run(actor: "tester")
        #expect(again.triggers.map(\.members.granted) == [0, 0])
        #expect(again.triggers.map(\.members.grantedBefore) == [0, 2])
        let list = try await RewardService(later).list(of: MemberID(unchecked: "a"))
        #expect(list.rewards.map(\.reason) == ["lapsed.away:2026-11-11.1"])
        withExtendedLifetime(fixture) {}
    }

    @Test("An offer that is not given now leaves everybody alone, and one that there is not is said")
    func offers() async throws {
        let fixture = try await fixture()
        try await add("today", birthday: "11-21", fixture)
        let campaign = CampaignID(unchecked: "packaging")
        _ = try await fixture.context.store.setState(.paused, of: campaign, at: ListsFixture.now)
        let report = try await TriggerService(fixture.context).run(actor: "tester")
        #expect(report.triggers.allSatisfy { !$0.isOfferGiven && $0.members.reviewed == 0 })
        try write(Self.rules.replacing("thank-you", with: "gone"), fixture)
        await #expect(throws: ServiceError.notFound(kind: "offer", name: "gone")) {
            _ = try await TriggerService(fixture.context).run(actor: "tester")
        }
        await #expect(throws: ServiceError.self) { _ = try await run("cale", fixture) }
    }

    @Test("Faults of the section are named, each once")
    func faults() async throws {
        let fixture = try await fixture(
            """
            triggers:
              - {id: a, kind: birthday, offer: x, window_days: 0, days: 9}
              - {id: b, kind: lapsed, offer: x, days: 1, at_most: 1, consent: maybe}
              - {id: c, kind: wedding, offer: x}
            """)
        let error = #expect(throws: ServiceError.self) { try TriggerService(fixture.context).list() }
        guard case .invalidInput(let faults) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(
            faults.map(\.detail) == [
                "It belongs to a trigger of the kind lapsed.",
                "It must be a whole number from 1 to 90, not \"0\".",
                "It must be one of marketing, none, not \"maybe\".",
                "It must be a whole number from 7 to 3650, not \"1\".",
                "It must be one of birthday, lapsed, not \"wedding\".",
            ])
    }
}
