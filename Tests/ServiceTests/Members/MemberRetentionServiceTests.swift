import Foundation
import Membership
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

/// Erasing by rule, in a workspace.
@Suite struct MemberRetentionServiceTests {
    private static let rules = """
        left_members: {after_days: 365}
        inactive_members: {after_days: 1095, unless: tier = vip}
        """

    private func fixture(
        _ rules: String = rules, _ engine: ListsFixture.Engine = .memory
    ) throws -> ListsFixture {
        let fixture = try ListsFixture(engine)
        try Data(rules.utf8).write(to: fixture.folder.appending(path: "retention.yaml"))
        return fixture
    }

    private func ago(_ days: Int) -> Instant { ListsFixture.now.advanced(bySeconds: -Int64(days) * 86_400) }

    /// Adds a member of long ago.
    private func add(
        _ fixture: ListsFixture, _ id: String, _ state: MemberState = .member, joined: Int = 2_000,
        changed: Int, tier: String = "member"
    ) async throws {
        var draft = MemberDraft()
        (draft.id, draft.tier, draft.name, draft.homeStore) = (id, tier, "Lin \(id)", "SH01")
        _ = try await MemberService(fixture.context).add(draft, actor: "tester")
        let home = fixture.context.home()
        var record = try #require(try await fixture.context.store.member(MemberID(unchecked: id), home: home))
        record.state = state
        (record.joinedAt, record.updatedAt) = (ago(joined), ago(changed))
        record.joinedOn = HomeCalendar(fixture.context).date(at: ago(joined), in: record.homeStore)
        let audit = AuditRecord(at: ago(changed), by: "tester", action: "test", subject: id, detail: "{}")
        try await fixture.context.store.write([record], consents: [], audit: audit, home: home)
    }

    private func topUp(_ fixture: ListsFixture, _ id: String, daysAgo days: Int) async throws {
        let order = UnitOrder(
            id: UnitEntryID(unchecked: "u-\(id)"), at: ago(days),
            day: HomeCalendar(fixture.context).date(at: ago(days), in: nil), actor: "till",
            action: .topUp(
                Money(minorUnits: 5_000, currency: fixture.context.configuration.issuer.currency), bonus: 0,
                UnitLifetime(months: 120)))
        let request = UnitRequest(
            member: MemberID(unchecked: id), order: order, key: id, digest: Array(repeating: 7, count: 32))
        _ = try await fixture.context.store.carryOut(request, home: fixture.context.home())
    }

    private func addEverybody(_ fixture: ListsFixture) async throws {
        try await add(fixture, "A-left", .left, changed: 400)
        try await add(fixture, "B-left-lately", .left, changed: 300)
        try await add(fixture, "C-silent", changed: 1)
        try await add(fixture, "D-vip", changed: 1, tier: "vip")
        try await add(fixture, "E-rich", changed: 1_500)
        try await topUp(fixture, "E-rich", daysAgo: 1_500)
        try await add(fixture, "F-agrees", changed: 1_500)
        try await add(fixture, "G-new", joined: 10, changed: 10)
        let said = MemberConsentService.Statement(.marketing, isAllowed: true, source: "till")
        _ = try await MemberConsentService(fixture.context).keep(
            [said], of: MemberID(unchecked: "F-agrees"), actor: "tester")
    }

    private func states(_ fixture: ListsFixture) async throws -> [String: MemberState] {
        Dictionary(
            uniqueKeysWithValues: try await fixture.storedMembers().map { ($0.id.text, $0.state) })
    }

    @Test(
        "Who left and who was silent is erased, each with its entry; a dry run says the same and does nothing",
        arguments: [true, false])
    func erasing(isMemory: Bool) async throws {
        let fixture = try fixture(Self.rules, isMemory ? .memory : .sqlite)
        try await addEverybody(fixture)
        let service = MemberRetentionService(fixture.context)
        let before = try await states(fixture)
        let audits = try await fixture.context.store.audit(limit: 100).count
        let dry = try await service.run(isDryRun: true, actor: "tester")
        #expect(try await states(fixture) == before)
        #expect(try await fixture.context.store.audit(limit: 100).count == audits)
        let report = try await service.run(actor: "tester")
        #expect(dry.members == report.members && dry.counts == report.counts)
        #expect(report.members.map(\.member.text) == ["A-left", "C-silent"])
        #expect(report.members.map(\.cause) == ["left", "inactive"])
        #expect(report.looked == 7 && report.erased == 2 && report.excepted == 1 && report.heldForValue == 1)
        var expected = before
        (expected["A-left"], expected["C-silent"]) = (.erased, .erased)
        #expect(try await states(fixture) == expected)
        let audit = try await fixture.context.store.audit(limit: 3)
        #expect(audit.map(\.action) == ["member_retention", "member_erase", "member_erase"])
        #expect(audit[0].detail.contains("\"erased\":2") && !audit[0].detail.contains("Lin"))
        let again = try await service.run(actor: "tester")
        #expect(again.erased == 0 && again.members.isEmpty)
        let faults = try await fixture.context.store.findFaults()
        #expect(faults == [])
    }

    @Test("Who is only listed stays")
    func listing() async throws {
        let fixture = try fixture("left_members: {after_days: 90, action: list}")
        try await addEverybody(fixture)
        let report = try await MemberRetentionService(fixture.context).run(actor: "tester")
        #expect(report.members.map(\.member.text) == ["A-left", "B-left-lately"])
        #expect(report.listed == 2 && report.erased == 0)
        #expect(report.members.map(\.action) == ["list", "list"])
        #expect(try await states(fixture)["A-left"] == .left)
    }

    @Test("A run that is stopped goes on with the same command")
    func stopping() async throws {
        let fixture = try fixture()
        try await addEverybody(fixture)
        let service = MemberRetentionService(fixture.context)
        let stopped = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await service.run(actor: "tester")
        }
        let error = await #expect(throws: ServiceError.self) { try await stopped.value }
        #expect(error == .interrupted(done: 0, of: 5, resume: "member retention"))
        let report = try await service.run(actor: "tester")
        #expect(report.erased == 2)
    }

    @Test("Proofs, files of codes and files of lists go after their days, and no sooner")
    func leftovers() async throws {
        let fixture = try fixture(
            "challenges: {after_days: 2}\ncodes: {after_days: 2}\ndownloads: {after_days: 2}")
        let counting = [ChallengeAllowance(.everybody, count: 9, seconds: 9 * 86_400)]
        for (id, days) in [("H1", 3), ("H2", 1)] {
            let challenge = ChallengeRecord(
                id: ChallengeID(unchecked: id), address: Array(repeating: 1, count: 32),
                answer: Array(repeating: 2, count: 32), attemptsLeft: 1, createdAt: ago(days),
                expiresAt: ago(days), sealedRequest: [1])
            _ = try await fixture.context.store.add(
                challenge, within: counting, home: fixture.context.home())
            for folder in ["codes", "downloads"] {
                let file = fixture.folder.appending(path: "data/\(folder)/\(id).json")
                try file.deletingLastPathComponent().makeFolder()
                try Data(#"{"to":"+86","expires_at":"\#(ago(days).rfc3339)"}"#.utf8).write(to: file)
                try FileManager.default.setAttributes(
                    [.modificationDate: ago(days).date], ofItemAtPath: file.path())
            }
        }
        let service = MemberRetentionService(fixture.context)
        let dry = try await service.run(isDryRun: true, actor: "tester")
        #expect(dry.challenges == 1 && dry.codes == 1 && dry.downloads == 1)
        let report = try await service.run(actor: "tester")
        #expect(report.counts == dry.counts)
        for folder in ["codes", "downloads"] {
            let path = fixture.folder.appending(path: "data/\(folder)").path()
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["H2.json"])
        }
        let again = try await service.run(actor: "tester")
        #expect(again.challenges == 0 && again.codes == 0 && again.downloads == 0)
    }

    @Test(
        "Rules that are wrong are refused with line and field, and nobody is erased",
        arguments: [
            ("left_members: {after_days: 89}", "left_members.after_days"),
            ("\nleft_members: {after_days: 36501}", "left_members.after_days"),
            ("left_members: {action: list}", "left_members.after_days"),
            ("left_members: {after_days: 90, action: hide}", "left_members.action"),
            ("left_members: {after_days: 90, unless: tier = vip}", "left_members.unless"),
            ("inactive_members: {after_days: 90, until: 3}", "inactive_members.until"),
            ("visits: {after_days: 90}", "visits"), ("codes: {after_days: 0}", "codes.after_days"),
            (
                "inactive_members: {after_days: 90, unless: tier = tin}",
                "retention.yaml: inactive_members.unless"
            ),
        ])
    func faults(text: String, pointer: String) async throws {
        let fixture = try fixture(text)
        try await addEverybody(fixture)
        let error = await #expect(throws: ServiceError.self) {
            _ = try await MemberRetentionService(fixture.context).run(actor: "tester")
        }
        guard case .invalidInput(let faults)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.map(\.pointer) == [pointer], "\(faults)")
        #expect(!(try await states(fixture)).values.contains(.erased))
    }
}
