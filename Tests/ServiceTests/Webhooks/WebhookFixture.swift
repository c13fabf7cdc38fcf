import Foundation
import Payload
import Promotion
import Store
import Synchronization
import Vocabulary

@testable import Service

/// The service fixture with two webhooks, over an engine that keeps events.
struct WebhookFixture {
    let service: ServiceFixture
    let context: ServiceContext

    static let crm = WebhookID(unchecked: "crm")
    static let stock = WebhookID(unchecked: "stock")

    struct Broken: Error {}

    static func make() async throws -> WebhookFixture {
        guard let address = WebhookAddress(parsing: "http://127.0.0.1:9/crm") else { throw Broken() }
        let service = try await ServiceFixture.make(
            store: MemoryStore(events: .kept),
            webhooks: [
                WebhookSettings(id: crm, address: address, kinds: Set(EventKind.allCases)),
                WebhookSettings(id: stock, address: address, kinds: [.redemptionVoided]),
            ])
        return WebhookFixture(service: service, context: service.context)
    }

    /// Redeems coupons and voids each redemption: two events a coupon.
    @discardableResult
    func trade(_ count: UInt32) async throws -> [IssuedCoupon] {
        let coupons = try await service.issue(count)
        let redemptions = RedemptionService(context)
        for coupon in coupons {
            let call = RedemptionCall(
                code: coupon.code.text, amount: try ServiceFixture.yuan("80.00"), cashier: "Ms Li")
            let reply = try await redemptions.redeem(
                call, key: "k-\(coupon.code.text)", terminal: service.terminal)
            guard case .redeemed(let document) = reply.answer else { throw Broken() }
            let undo = ReversalCall(kind: .void, reason: "a wrong tin", cashier: "Ms Li")
            _ = try await redemptions.reverse(
                undo, redemption: document.redemption, key: "v-\(coupon.code.text)",
                terminal: service.terminal)
        }
        return coupons
    }
}

/// A receiver that answers as it was told, and remembers what came.
final class ScriptedCaller: WebhookCaller {
    private let calls = Mutex<[WebhookCall]>([])
    private let answer: @Sendable (Int) async throws(WebhookSilence) -> WebhookReply

    /// `answer` is given the number of the call, 1 for the first.
    init(_ answer: @escaping @Sendable (Int) async throws(WebhookSilence) -> WebhookReply) {
        self.answer = answer
    }

    var all: [WebhookCall] { calls.withLock { $0 } }

    func post(_ call: WebhookCall) async throws(WebhookSilence) -> WebhookReply {
        let number = calls.withLock { calls in
            calls.append(call)
            return calls.count
        }
        return try await answer(number)
    }
}

/// Remembers the outcomes of attempts.
final class Notebook: DeliveryWatcher {
    private let outcomes = Mutex<[DeliveryOutcome]>([])

    var all: [DeliveryOutcome] { outcomes.withLock { $0 } }

    func ended(_ outcome: DeliveryOutcome, of kind: EventKind, after duration: Duration) {
        outcomes.withLock { $0.append(outcome) }
    }

    func counted(_ backlog: WebhookBacklog, of webhook: WebhookID, at now: Instant) {}
}
