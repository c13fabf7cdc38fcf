import Foundation
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct WebhookSettingsTests {
    @Test(
        "https anywhere and http on this machine are taken",
        arguments: [
            "https://crm.example.com/tessera?tenant=7", "https://10.0.0.7:8443/", "https://[2001:db8::1]/x",
            "http://127.0.0.1:9000/", "http://127.9.9.9/", "http://localhost:1/", "http://[::1]:9000/",
        ])
    func good(text: String) {
        #expect(WebhookAddress(parsing: text)?.text == text)
    }

    @Test(
        "Everything else is not",
        arguments: [
            "", "crm.example.com", "http://crm.example.com/", "http://127.0.0.1.example.com/",
            "http://127.1/", "http://128.0.0.1/", "ftp://example.com/", "file:///etc/passwd", "https:///x",
            "https://user@example.com/", "https://user:secret@example.com/", "https://example.com/#top",
            "https://example.com:99999/", "https://example.com/a b", "https://exämple.com/",
            "https://example.com/" + String(repeating: "a", count: 2_048),
        ])
    func bad(text: String) {
        #expect(WebhookAddress(parsing: text) == nil)
    }

    private func settings(_ webhooks: String) throws -> Configuration {
        try Configuration(parsing: Data((try Sample.settings + "\n" + webhooks).utf8))
    }

    @Test("Webhooks are read with what each is told of, everything if nothing is said")
    func read() throws {
        let webhooks = try settings(
            """
            webhooks:
              - id: crm
                url: https://crm.example.com/tessera
                events: [redemption.redeemed, redemption.voided]
                description: The customer database
              - {id: stock, url: "http://127.0.0.1:9000/", events: all}
              - {id: data, url: https://data.example.com/}
            """
        ).webhooks
        #expect(webhooks.map(\.id.text) == ["crm", "stock", "data"])
        #expect(webhooks[0].kinds == [.redemptionRedeemed, .redemptionVoided])
        #expect(webhooks[0].description == "The customer database")
        #expect(webhooks[1].kinds.count == 7 && webhooks[2].kinds.count == 7)
        #expect(try settings("").webhooks.isEmpty)
    }

    @Test(
        "Every wrong webhook names its field, and never repeats an address",
        arguments: [
            ("- {url: https://e.com/}", "webhooks[0].id", "missing"),
            ("- {id: a}", "webhooks[0].url", "missing"),
            ("- {id: a, url: http://secret.example.com/}", "webhooks[0].url", "http only to this machine"),
            ("- {id: a, url: https://e.com/, events: none}", "webhooks[0].events", "must be all"),
            ("- {id: a, url: https://e.com/, events: []}", "webhooks[0].events", "1 to 7 events"),
            (
                "- {id: a, url: https://e.com/, events: [redeemed]}", "webhooks[0].events[0]",
                "redemption.voided"
            ),
            ("- {id: a, url: https://e.com/}\n  - {id: a, url: https://e.com/}", "webhooks[1]", "already"),
            ("- {id: a, url: https://e.com/, secret: x}", "webhooks[0].secret", "not known"),
        ])
    func faults(yaml: String, pointer: String, words: String) throws {
        do {
            _ = try settings("webhooks:\n  " + yaml)
            Issue.record("it was taken")
        } catch ServiceError.invalidInput(let faults) {
            #expect(faults.contains { $0.pointer == pointer && $0.detail.contains(words) }, "\(faults)")
            #expect(!"\(faults)".contains("secret.example.com"))
        }
    }
}
