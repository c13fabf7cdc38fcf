import Promotion
import Store
import Testing
import Vocabulary

@Suite struct AccessVersionTests {
    private func attempt(_ key: String, accessVersion: Int64) -> Attempt {
        let usual = Fixture.attempt("once", key: key)
        var head = usual.head
        head.accessVersion = accessVersion
        return .redeem(
            RedemptionAttempt(
                head: head, coupons: usual.coupons, redemption: usual.redemption, request: usual.request))
    }

    @Test(
        "Whoever was let in from memory redeems only while nobody's access has changed",
        arguments: Engine.allCases)
    func changes(engine: Engine) async throws {
        try await engine.withStore { store in
            let till = TerminalRecord(
                id: TerminalID(unchecked: "t-9"), store: Fixture.store, name: "till",
                tokenDigest: Fixture.digest("9"), enrolledAt: Instant(millisecondsSince1970: 0))
            try await store.enrol(till)
            let version = try #require(try await store.accessVersion())
            _ = try await store.revoke(till.id, at: Instant(millisecondsSince1970: 1))
            let changed = try #require(try await store.accessVersion())
            #expect(changed != version)
            let answers = try await store.carryOut(
                [attempt("1", accessVersion: version), attempt("1", accessVersion: changed)],
                by: Fixture.rules)
            #expect(answers.first == .accessChanged)
            guard case .decided(.redemption(.redeemed)) = answers.last else {
                Issue.record("not redeemed: \(answers)")
                return
            }
            #expect(try await store.wholeLedger().count == 1)
        }
    }
}
