import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

/// Points, stamps and stored value as people use them.
@Suite struct BalanceServiceTests {
    /// A service, a member, and the workspace that lives as long as it is kept.
    private func fixture() async throws -> (BalanceService, MemberID, ListsFixture) {
        let fixture = try ListsFixture()
        var draft = MemberDraft()
        (draft.phone, draft.homeStore, draft.tier) = ("13800138000", "SH01", "vip")
        let view = try await MemberService(fixture.context).add(draft, actor: "tester")
        return (BalanceService(fixture.context), view.member, fixture)
    }

    private func call(_ key: String) -> UnitCall { UnitCall(key: key, actor: "tester") }

    private func money(_ minorUnits: Int64) throws -> Money {
        Money(minorUnits: minorUnits, currency: try #require(Currency(parsing: "CNY")))
    }

    private func done(_ reply: UnitsReply) throws -> UnitsDocument {
        guard case .done(let document) = reply else { throw NotDone(reply: reply) }
        return document
    }

    private struct NotDone: Error {
        let reply: UnitsReply
    }

    @Test("A vip earns twice, a retry earns once, and the balance says what it is worth and when it ends")
    func earning() async throws {
        let (service, member, fixture) = try await fixture()
        defer { withExtendedLifetime(fixture) {} }
        let first = try done(try await service.earn(purchase: money(12_800), for: member, call("k")))
        #expect(first.amount.count == 25 && first.replayed == false)
        let again = try done(try await service.earn(purchase: money(12_800), for: member, call("k")))
        #expect(again.entry == first.entry && again.replayed == true)
        guard
            case .refused(let refusal) = try await service.earn(
                purchase: money(12_900), for: member, call("k"))
        else {
            Issue.record("a key was used for two requests")
            return
        }
        #expect(refusal.reason == "key_reused")
        let balances = try await service.balances(of: member, .points)
        #expect(balances.balances.map(\.available.count) == [25])
        #expect(balances.worth == (try money(25)))
        #expect(balances.balances.first?.nextEnd?.lastDay.description == "2027-11-30")
    }

    @Test("A top-up gets its bonus, a purchase takes both, a refund says what to pay back")
    func storedValue() async throws {
        let (service, member, fixture) = try await fixture()
        defer { withExtendedLifetime(fixture) {} }
        let topUp = try done(try await service.topUp(money(10_000), for: member, call("a")))
        _ = try done(try await service.spend(value: money(5_500), of: member, call("b")))
        #expect(try await service.balances(of: member, .value).total == (try money(5_500)))
        let refund = try done(try await service.refund(topUp.entry, part: .written("50.00"), call("c")))
        #expect(refund.refunded?.description == "50.00 CNY")
        #expect(try await service.balances(of: member, .value).total == (try money(0)))
        let statement = try await service.statement(of: member, before: nil, limit: 2)
        #expect(statement.entries.map(\.kind) == [.refund, .spend])
        let rest = try await service.statement(of: member, before: statement.next, limit: 2)
        #expect(rest.entries.map(\.kind) == [.topUp] && rest.next == nil)
    }

    @Test("A full card names its reward, and the day's limit is said")
    func stamps() async throws {
        let (service, member, fixture) = try await fixture()
        defer { withExtendedLifetime(fixture) {} }
        let card = StampCardID(unchecked: "tea-ten")
        _ = try done(try await service.stamp(card, count: 3, for: member, call("a")))
        guard
            case .refused(let refusal) = try await service.stamp(
                card, count: 1, for: member, call("b"))
        else {
            Issue.record("a fourth stamp was taken")
            return
        }
        #expect(refusal.reason == "stamp_limit" && refusal.limit == 3)
        let shown = try await service.balances(of: member, .stamps)
        #expect(shown.cards?.first?.stamps == 3 && shown.cards?.first?.goal == 10)
        await #expect(
            throws: ServiceError.notFound(kind: "stamp card", name: "tea-tne; did you mean tea-ten?")
        ) {
            _ = try await service.stamp(StampCardID(unchecked: "tea-tne"), count: 1, for: member, call("c"))
        }
    }

    @Test("Bad numbers, keys, notes and members are named, and nothing is written")
    func badInput() async throws {
        let (service, member, fixture) = try await fixture()
        defer { withExtendedLifetime(fixture) {} }
        let attempts: [() async throws -> UnitsReply] = [
            { try await service.earn(points: 0, for: member, call("a")) },
            { try await service.adjust(points: .min, of: member, call("a")) },
            { try await service.spend(value: money(-1), of: member, call("a")) },
            { try await service.earn(points: 1, for: member, call("")) },
            {
                try await service.earn(
                    points: 1, for: member, UnitCall(key: "a", actor: "tester", note: "a\nb"))
            },
            { try await service.earn(points: 1, for: MemberID(unchecked: "nobody"), call("a")) },
            { try await service.reverse(UnitEntryID(unchecked: "none"), part: nil, call("a")) },
        ]
        for attempt in attempts {
            await #expect(throws: ServiceError.self) { _ = try await attempt() }
        }
        #expect(try await service.statement(of: member, before: nil, limit: 10).entries.isEmpty)
        let earned = try done(try await service.earn(points: 5, for: member, call("b")))
        await #expect(throws: ServiceError.self) {
            _ = try await service.reverse(earned.entry, part: .written("1.5"), call("c"))
        }
    }

    @Test("Balances follow members through merge, unmerge and leaving")
    func members() async throws {
        let (service, member, fixture) = try await fixture()
        defer { withExtendedLifetime(fixture) {} }
        let other = try await MemberService(service.context).add(MemberDraft(), actor: "tester").member
        _ = try done(try await service.earn(points: 30, for: member, call("a")))
        _ = try done(try await service.earn(points: 12, for: other, call("b")))
        let merging = MemberMergeService(service.context)
        _ = try await merging.merge(other, into: member, actor: "tester")
        let both = try await service.balances(of: other, .points)
        #expect(both.member == member && both.balances.map(\.available.count) == [42])
        _ = try await merging.unmerge(other, actor: "tester")
        #expect(try await service.balances(of: other, .points).balances.map(\.available.count) == [12])
        _ = try await MemberErasureService(service.context).erase(other, actor: "tester")
        guard case .refused(let refusal) = try await service.spend(points: 1, of: other, call("c")) else {
            Issue.record("an erased member spent")
            return
        }
        #expect(refusal.reason == "inactive_member")
        #expect(try await service.context.store.findFaults() == [])
    }
}
