import Payload
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct WebhookSecretTests {
    /// From the tests that the Standard Webhooks libraries share (`libraries/*/…/webhook test`, "sign function works").
    @Test("The published example of Standard Webhooks is signed as published")
    func publishedVector() throws {
        let secret = try #require(WebhookSecret(parsing: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signature = secret.signature(
            of: EventID(unchecked: "msg_p5jXN8AQM9LWM0D4loKWxJek"), at: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("A secret is read with its prefix and without, and written with it")
    func text() throws {
        let digits = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        let secret = try #require(WebhookSecret(parsing: digits))
        #expect(secret.text == "whsec_" + digits && WebhookSecret(parsing: secret.text) == secret)
        #expect("\(secret)" == "«secret»" && String(reflecting: secret) == "«secret»")
    }

    @Test(
        "What is no secret of 24 to 64 bytes is not read",
        arguments: ["", "whsec_", "whsec_AAAA", "whsec_*", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS"])
    func unreadable(text: String) {
        #expect(WebhookSecret(parsing: text) == nil)
        #expect(WebhookSecret(bytes: [UInt8](repeating: 1, count: 23)) == nil)
        #expect(WebhookSecret(bytes: [UInt8](repeating: 1, count: 65)) == nil)
    }

    @Test("Every webhook and every generation has a secret of its own, the same each time")
    func derived() async throws {
        let keys = try await ServiceFixture.make().context.keys
        let (crm, stock) = (WebhookID(unchecked: "crm"), WebhookID(unchecked: "stock"))
        let secrets = [
            keys.secret(of: crm, generation: 1), keys.secret(of: crm, generation: 2),
            keys.secret(of: stock, generation: 1),
        ]
        #expect(Set(secrets).count == 3)
        #expect(keys.secret(of: crm, generation: 1) == secrets[0])
        // A change of these bytes would silence every receiver at once.
        #expect(secrets[0].text == "whsec_N8ctwMVKPHC7Is+DaQJOrIkfHBzBoBjG8d1p+Yd+GzM=")
    }

    @Test("After a rotation both secrets sign, until the time that was given")
    func overlap() async throws {
        let keys = try await ServiceFixture.make().context.keys
        let noon = ServiceFixture.noon
        var webhook = WebhookRecord(
            id: WebhookID(unchecked: "crm"), kinds: [], state: .active, stateAt: noon)
        let first = keys.secret(of: webhook.id, generation: 1)
        #expect(keys.signingSecrets(of: webhook, at: noon) == [first])
        webhook.generation = 2
        webhook.previousUntil = noon.advanced(bySeconds: 60)
        let second = keys.secret(of: webhook.id, generation: 2)
        #expect(keys.signingSecrets(of: webhook, at: noon) == [second, first])
        #expect(keys.signingSecrets(of: webhook, at: noon.advanced(bySeconds: 60)) == [second])
    }
}
