import Foundation
import Membership
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct MemberConsentServiceTests {
    private func add(_ context: ServiceContext, _ id: String) async throws -> MemberID {
        var draft = MemberDraft()
        draft.id = id
        draft.email = "\(id)@example.com"
        draft.marketingConsent = "yes"
        return try await MemberService(context).add(draft, actor: "test").member
    }

    @Test("What is withdrawn is out of marketing at once, and the ledger keeps both")
    func withdrawn() async throws {
        let context = try ListsFixture().context
        let (service, id) = (MemberConsentService(context), try await add(context, "m-1"))
        let outcome = try await service.keep(
            [
                .init(.marketing, isAllowed: false, wording: "2", source: "letter"),
                .init(.location, isAllowed: true, source: "till"),
            ], of: id, actor: "test")
        #expect(outcome == .kept)
        let ledger = try await service.ledger(of: id)
        #expect(ledger.map(\.purpose) == ["marketing", "marketing", "location"])
        #expect(ledger.map(\.state) == ["granted", "denied", "granted"])
        #expect(ledger.map(\.wording) == [nil, "2", nil])
        let member = try await context.store.member(id, home: context.home())
        #expect(member?.marketingConsent == "denied")
        let audit = try await context.store.audit(limit: 1)
        #expect(audit.first?.action == "member_consent" && audit.first?.subject == "m-1")
    }

    @Test("Who left may take back what they allowed, and allows nothing more")
    func left() async throws {
        let context = try ListsFixture().context
        let (service, id) = (MemberConsentService(context), try await add(context, "m-1"))
        _ = try await MemberPairingService(context).leave(id, actor: "test")
        let granted = try await service.keep(
            [.init(.sharing, isAllowed: true, source: "till")], of: id, actor: "test")
        let withdrawn = try await service.keep(
            [.init(.sharing, isAllowed: false, source: "till")], of: id, actor: "test")
        #expect(granted == .notActive && withdrawn == .kept)
    }

    @Test("The ledger of a member has what those said who became part of them")
    func merged() async throws {
        let context = try ListsFixture().context
        let service = MemberConsentService(context)
        let (winner, loser) = (try await add(context, "m-1"), try await add(context, "m-2"))
        _ = try await MemberMergeService(context).merge(loser, into: winner, actor: "test")
        #expect(try await service.ledger(of: winner).map(\.member) == [winner, loser])
        #expect(try await service.ledger(of: loser).count == 2)
    }

    @Test(
        "A statement that says nothing, twice the same or with a strange source is refused",
        arguments: [
            [],
            [
                .init(.marketing, isAllowed: true, source: "till"),
                .init(.marketing, isAllowed: false, source: "till"),
            ],
            [.init(.marketing, isAllowed: true, source: "")],
            [.init(.marketing, isAllowed: true, source: "two words")],
            [.init(.marketing, isAllowed: true, wording: String(repeating: "1", count: 65), source: "till")],
        ] as [[MemberConsentService.Statement]])
    func faults(statements: [MemberConsentService.Statement]) async throws {
        let context = try ListsFixture().context
        let (service, id) = (MemberConsentService(context), try await add(context, "m-1"))
        await #expect(throws: ServiceError.self) {
            try await service.keep(statements, of: id, actor: "test")
        }
        #expect(try await service.ledger(of: id).count == 1)
    }
}
