import Foundation
import Testing

@Suite struct WebhookCommandTests {
    /// A workspace with a webhook where nobody listens.
    private func withWebhook(_ body: (Brand) async throws -> Void) async throws {
        try await Brand.with { brand in
            let file = URL(filePath: brand.workspace + "/tessera.yaml")
            let settings = try String(contentsOf: file, encoding: .utf8)
            let webhooks = "webhooks:\n  - {id: crm, url: \"http://127.0.0.1:9/\", description: Customers}\n"
            try Data((settings + "\n" + webhooks).utf8).write(to: file)
            try await body(brand)
        }
    }

    @Test("A secret is printed alone, and a rotation makes another one")
    func secret() async throws {
        try await withWebhook { brand in
            let first = try await brand.succeed("webhook", "secret", "crm").output
            #expect(first.wholeMatch(of: /whsec_[A-Za-z0-9+\/]{43}=\n/) != nil)
            #expect(try await brand.succeed("webhook", "secret", "crm").output == first)
            let rotated = try await brand.succeed(
                "webhook", "secret", "crm", "--rotate", "--overlap", "2", "--json")
            let document = try rotated.json()
            #expect(document["secret"] as? String != nil && document["previous_until"] as? String != nil)
            #expect((document["secret"] as? String).map { $0 + "\n" } != first)
            let wrong = try await brand.run("webhook", "secret", "crm", "--overlap", "745")
            #expect(wrong.status == 64)
            let unknown = try await brand.run("webhook", "secret", "nobody")
            #expect(unknown.status == 66 && unknown.errors.contains("there is no webhook nobody"))
        }
    }

    @Test("Events of commands wait for the server, and can be listed and replayed")
    func pending() async throws {
        try await withWebhook { brand in
            let code = try await brand.codes(1)[0][0]
            try await brand.succeed("redeem", code, "--store", "SH01", "--amount", "80.00")
            let list = try await brand.succeed("webhook", "list", "--json").json()
            let webhook = try #require((list["webhooks"] as? [[String: Any]])?.first)
            #expect(webhook["id"] as? String == "crm" && webhook["state"] as? String == "active")
            #expect(webhook["description"] as? String == "Customers")
            #expect((webhook["events"] as? [String])?.count == 7 && webhook["pending"] as? Int == 1)
            let replay = try await brand.succeed("webhook", "replay", "crm", "--failed", "--json").json()
            #expect(replay["events"] as? Int == 0)
            let all = try await brand.succeed("webhook", "replay", "crm", "--all", "--json").json()
            #expect(all["events"] as? Int == 1)
            #expect(try await brand.run("webhook", "replay", "crm").status == 64)
            #expect(try await brand.run("webhook", "replay", "crm", "--all", "--failed").status == 64)
            #expect(try await brand.run("webhook", "replay", "crm", "--event", "evt_x").status == 66)
            #expect(try await brand.run("webhook", "replay", "nobody", "--all").status == 66)
        }
    }

    @Test("A test message that nobody takes ends with 1 and says why, without the address")
    func untaken() async throws {
        try await withWebhook { brand in
            let ending = try await brand.run("webhook", "test", "crm", "--json")
            let document = try ending.json()
            #expect(ending.status == 1 && document["is_taken"] as? Bool == false)
            #expect(document["trouble"] as? String == "the connection was refused")
        }
    }

    @Test("A webhook is disabled and enabled")
    func states() async throws {
        try await withWebhook { brand in
            for (command, state) in [("disable", "disabled"), ("enable", "active")] {
                let answer = try await brand.succeed("webhook", command, "crm", "--json").json()
                #expect(answer["state"] as? String == state)
                let list = try await brand.succeed("webhook", "list", "--json").json()
                #expect((list["webhooks"] as? [[String: Any]])?.first?["state"] as? String == state)
            }
        }
    }
}
