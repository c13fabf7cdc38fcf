import Foundation
import Logging
import Payload
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct WebhookDelivererTests {
    private var logger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    /// Delivers until a condition holds, then stops and waits for the end.
    private func deliver(
        _ fixture: WebhookFixture, by caller: ScriptedCaller, _ notebook: Notebook = Notebook(),
        until isEnough: () async throws -> Bool
    ) async throws {
        let deliverer = WebhookDeliverer(
            fixture.context, caller: caller, watcher: notebook, logger: logger)
        let run = Task { await deliverer.run() }
        while try await !isEnough() { try await Task.sleep(for: .milliseconds(5)) }
        deliverer.stop()
        await run.value
    }

    @Test("Everything is delivered, signed, and in order for each coupon")
    func delivers() async throws {
        let fixture = try await WebhookFixture.make()
        let caller = ScriptedCaller { _ in WebhookReply(status: 204) }
        try await fixture.trade(1)
        var isTraded = false
        try await deliver(fixture, by: caller) {
            // What is committed while it runs is delivered too.
            if !caller.all.isEmpty, !isTraded {
                isTraded = true
                try await fixture.trade(19)
            }
            return caller.all.count >= 60
        }
        #expect(caller.all.count == 60, "40 for one, 20 for the other")
        var kinds: [String: [String]] = [:]
        for call in caller.all {
            let webhook = try #require(receiver(of: call, fixture), "the signature is one receiver's")
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(call.body)) as? [String: Any])
            let coupon = try #require((document["data"] as? [String: Any])?["coupon"] as? String)
            kinds["\(webhook) \(coupon)", default: []].append(document["type"] as? String ?? "")
        }
        // Two receivers are told side by side, and each in order.
        #expect(kinds.count == 40)
        for (name, kinds) in kinds {
            let isCRM = name.hasPrefix(WebhookFixture.crm.text)
            #expect(kinds == (isCRM ? ["redemption.redeemed"] : []) + ["redemption.voided"], "\(name)")
        }
        #expect(try await fixture.context.store.backlog(of: WebhookFixture.crm).unsettledCount == 0)
    }

    /// The webhook whose secret signed a call.
    private func receiver(of call: WebhookCall, _ fixture: WebhookFixture) -> WebhookID? {
        guard let id = call.headers["webhook-id"],
            let seconds = call.headers["webhook-timestamp"].flatMap({ Int64($0) })
        else { return nil }
        return [WebhookFixture.crm, WebhookFixture.stock].first { webhook in
            let signature = fixture.context.keys.secret(of: webhook, generation: 1).signature(
                of: EventID(unchecked: id), at: seconds, body: call.body)
            return signature == call.headers["webhook-signature"]
        }
    }

    @Test("What fails is kept for later, and its status with it")
    func failure() async throws {
        let fixture = try await WebhookFixture.make()
        try await fixture.trade(1)
        let caller = ScriptedCaller { number throws(WebhookSilence) in
            if number == 1 { return WebhookReply(status: 500) }
            throw WebhookSilence("no answer in 15 s")
        }
        let notebook = Notebook()
        try await deliver(fixture, by: caller, notebook) { notebook.all.count >= 2 }
        let deliveries = try await fixture.context.store.deliveries(of: [1, 2])
        #expect(deliveries.filter { $0.webhook == WebhookFixture.crm }.map(\.state) == [.ready, .waiting])
        let tried = deliveries.filter { $0.attempts > 0 }
        #expect(Set(tried.map { $0.lastError ?? "" }) == ["status 500", "no answer in 15 s"])
        #expect(tried.allSatisfy { $0.nextAt >= ServiceFixture.noon.advanced(bySeconds: 4) })
    }

    @Test("A shutdown does not wait for a receiver that hangs, and its message is tried again at once")
    func shutdown() async throws {
        let fixture = try await WebhookFixture.make()
        try await fixture.trade(1)
        let caller = ScriptedCaller { _ throws(WebhookSilence) in
            // Ends only when it is cancelled.
            try? await Task.sleep(for: .seconds(3_600))
            throw WebhookSilence("stopped")
        }
        let notebook = Notebook()
        try await deliver(fixture, by: caller, notebook) { caller.all.count >= 2 }
        #expect(notebook.all.map(\.verdict) == [.released, .released])
        #expect(
            try await fixture.context.store.hasDeliveries(
                for: [WebhookFixture.crm], at: ServiceFixture.noon))
    }

    @Test("A message leaves out the cashier and the reason, and has the code and what the register says")
    func content() async throws {
        let fixture = try await WebhookFixture.make()
        let coupon = try await fixture.trade(1)[0]
        let caller = ScriptedCaller { _ in WebhookReply(status: 200) }
        try await deliver(fixture, by: caller) { caller.all.count >= 3 }
        let bodies = caller.all.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(
            bodies.allSatisfy { $0.contains(coupon.code.text) && !$0.contains("Li") && !$0.contains("tin") })
        // The receiver of voids only may be told before the other one.
        let redeemed = try #require(bodies.first { $0.contains(#""type":"redemption.redeemed""#) })
        #expect(redeemed.contains(#""timestamp":"2027-03-01T04:00:00.000Z""#))
        #expect(redeemed.contains(#""discount":{"amount":"10.00","currency":"CNY"}"#))
        #expect(Set(bodies).count == 2, "two receivers get the same bytes")
    }

    @Test("A receiver that is gone is not called again")
    func gone() async throws {
        let fixture = try await WebhookFixture.make()
        try await fixture.trade(2)
        let caller = ScriptedCaller { _ in WebhookReply(status: 410) }
        try await deliver(fixture, by: caller) {
            let states = try await fixture.context.store.webhooks().map(\.state)
            return states == [.disabled, .disabled]
        }
        #expect(caller.all.count == 4, "two coupons for each of two webhooks")
    }
}
