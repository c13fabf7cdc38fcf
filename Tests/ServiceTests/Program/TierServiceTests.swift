import Foundation
import Membership
import Service
import Store
import Testing
import Vocabulary

/// Reviews of 1,200 members, every third of them vip by their list, who have redeemed nothing.
@Suite struct TierServiceTests {
    private static let rules = """
        tiers:
          - tier: vip
            when: redemptions >= 3 in 12 months
            grace: 10 days
        """

    private func filled(_ engine: ListsFixture.Engine = .sqlite, rules: String = rules) async throws
        -> ListsFixture
    {
        let fixture = try ListsFixture(engine)
        let rows = (0..<1_200).map { "B\(10_000 + $0),2026-01-01,\($0 % 3 == 0 ? "vip" : "member")\n" }
        let list = Array(("member_id,joined_at,tier\n" + rows.joined()).utf8)
        _ = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(.bytes(list, name: "tiers.csv")), actor: "tester")
        try Data(rules.utf8).write(to: fixture.folder.appending(path: ProgramLibrary.fileName))
        return fixture
    }

    /// The same workspace and store, some days later.
    private func later(_ fixture: ListsFixture, days: Int64) -> TierService {
        let now = ListsFixture.now.advanced(bySeconds: days * 86_400)
        let surroundings = Surroundings(now: { now }, randomBytes: fixture.context.surroundings.randomBytes)
        return TierService(
            ServiceContext(
                workspace: fixture.context.workspace, store: fixture.context.store, surroundings: surroundings
            ))
    }

    @Test("A review of the list gives grace, then lowers, and says and writes the same a second time never")
    func review() async throws {
        let fixture = try await filled()
        let members = try await fixture.storedMembers()
        let vips = members.count { $0.tier == "vip" }
        #expect(vips == 400)
        let service = TierService(fixture.context)
        let dry = try await service.review(isDryRun: true, actor: "tester")
        #expect(dry.reviewed == members.count && dry.inGrace == vips && dry.moves == [])
        #expect(try await service.show(try #require(members.first { $0.tier == "vip" }).id).keptUntil == nil)
        let first = try await service.review(actor: "tester")
        #expect(first.inGrace == vips && first.held == members.count - vips && first.lowered == 0)
        let again = try await service.review(actor: "tester")
        #expect(again == first)
        #expect(try await later(fixture, days: 9).review(actor: "tester").lowered == 0)
        let last = try await later(fixture, days: 10).review(actor: "tester")
        #expect(
            last.lowered == vips
                && last.moves.map { [$0.from, $0.to, "\($0.members)"] } == [["vip", "member", "\(vips)"]])
        #expect(try await fixture.storedMembers().allSatisfy { $0.tier == "member" })
        #expect(try await later(fixture, days: 10).review(actor: "tester").held == members.count)
        let audit = try await fixture.context.store.audit(limit: 20).filter { $0.action == "tier_review" }
        #expect(audit.count == 5 && audit.allSatisfy { $0.actor == "tester" })
    }

    @Test("A tier given by hand outlasts reviews through its day, and its history says why")
    func pinned() async throws {
        let fixture = try await filled()
        let service = TierService(fixture.context)
        let member = try #require(try await fixture.storedMembers().first { $0.tier == "member" }).id
        let until = try #require(CalendarDate(year: 2026, month: 12, day: 1))
        let view = try await service.set("vip", of: member, until: until, actor: "tester")
        #expect(view.tier == "vip" && view.pinnedUntil == until && view.review?.verdict == "by_hand")
        #expect(try await later(fixture, days: 10).review(member, actor: "tester").byHand == 1)
        let ended = try await later(fixture, days: 11).review(member, actor: "tester")
        #expect(ended.reviewed == 1 && ended.lowered == 1)
        let after = try await service.show(member)
        #expect(after.changes.map(\.verdict) == ["by_hand", "lowered"] && after.changes[0].until == until)
        #expect(after.text.contains("vip → member"))
    }

    @Test("A day that is past or too far away, a tier that is none and a member that is none are bad input")
    func faults() async throws {
        let fixture = try await filled(.memory)
        let service = TierService(fixture.context)
        let member = try #require(try await fixture.storedMembers().first).id
        for (tier, days, count) in [("vip", -1, 1), ("vip", 1_098, 1), ("gold", -1, 2)] {
            let until = CalendarDate(daysSince1970: 20_778).advanced(byDays: days)
            let error = await #expect(throws: ServiceError.self) {
                try await service.set(tier, of: member, until: until, actor: "tester")
            }
            guard case .invalidInput(let faults) = error, faults.count == count else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        await #expect(throws: ServiceError.notFound(kind: "member", name: "nobody")) {
            try await service.show(MemberID(unchecked: "nobody"))
        }
        try FileManager.default.removeItem(at: fixture.folder.appending(path: ProgramLibrary.fileName))
        await #expect(throws: ServiceError.notFound(kind: "section tiers in", name: "program.yaml")) {
            _ = try await service.review(actor: "tester")
        }
        #expect(try await service.show(member).review == nil)
    }

    @Test("A review that is stopped says so, and the next one does what is left")
    func stopped() async throws {
        let fixture = try await filled()
        let service = TierService(fixture.context)
        let task = Task {
            try await service.review(actor: "tester") { done, _ in
                if done >= TierPage.memberCount { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        let result = await task.result
        guard case .failure(ServiceError.interrupted(let done, let count, _)) = result else {
            Issue.record("not stopped: \(result)")
            return
        }
        #expect(done == TierPage.memberCount && count == 1_200)
        let kept = try await fixture.context.store.memberTiers(
            after: nil, limit: 10_000, home: fixture.context.home()
        ).count { $0.standing.keptUntil != nil }
        #expect(kept > 0)
        let whole = try await service.review(actor: "tester")
        #expect(whole.reviewed == count && whole.inGrace > kept)
    }
}
