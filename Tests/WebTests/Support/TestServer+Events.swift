import Foundation
import Payload
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

extension TestServer {
    /// Makes an event that was handed out, whether the server keeps events or not.
    func event() async throws -> EventID {
        let code = try await issue(1)[0].code.text
        let redemption = try #require(try await redeem(code, key: UUID().uuidString)["redemption"])
        let entries = try await store.entries(
            of: RedemptionID(unchecked: redemption), home: context.home())
        let draft = EventDraft(try #require(entries.first))
        try await store.inOutbox { rows throws(StoreError) in try rows.append([draft]) }
        _ = try await store.take(DeliveryTurn(claimant: "test", now: Self.noon, leaseSeconds: 30))
        return draft.id
    }
}
