import Promotion
import Store
import Vocabulary

/// Shorthands for what happens and for turns of deliverers.
enum OutboxFixture {
    static let crm = WebhookID(unchecked: "crm")
    static let stock = WebhookID(unchecked: "stock")
    static let leaseSeconds: Int64 = 45

    static func audit(_ action: String) -> AuditRecord {
        AuditRecord(at: Fixture.now, actor: "test", action: action, subject: "crm", detail: "{}")
    }

    static func turn(
        _ claimant: String = "d1", later seconds: Int64 = 0, take: [WebhookID: Int] = [crm: 100],
        outcomes: [DeliveryOutcome] = [], recovered: Set<WebhookID> = []
    ) -> DeliveryTurn {
        DeliveryTurn(
            claimant: claimant, now: Fixture.now.advanced(bySeconds: seconds), leaseSeconds: leaseSeconds,
            outcomes: outcomes, capacity: take, recovered: recovered)
    }
}

extension EventStore {
    /// Makes `crm`, which is told of everything, and `stock`, which is told of redemptions, known.
    func registerBoth() async throws(StoreError) {
        try await register(
            [
                OutboxFixture.crm: Set(EventKind.allCases),
                OutboxFixture.stock: [.redemptionRedeemed],
            ], at: Fixture.now)
    }
}

extension DeliveryClaim {
    func ends(
        _ verdict: DeliveryOutcome.Verdict, status: Int? = nil, error: String? = nil
    ) -> DeliveryOutcome {
        DeliveryOutcome(
            webhook: webhook.id, event: event.number, attempt: delivery.attempts, verdict: verdict,
            status: status, error: error)
    }
}

extension DeliveryReport {
    /// The ids of the claimed events, sorted.
    var ids: [String] { claims.map(\.event.draft.id.text).sorted() }
}
