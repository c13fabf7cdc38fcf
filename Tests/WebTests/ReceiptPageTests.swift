import Foundation
import Payload
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

@Suite struct ReceiptPageTests {
    private func receipt(_ server: TestServer) async throws -> (text: String, redemption: String) {
        let code = try await server.issue(1)[0].code.text
        let answer = try await server.redeem(code, key: "k")
        return (try #require(answer["receipt"]), try #require(answer["redemption"]))
    }

    @Test("A receipt's page says that it is genuine and what it says, in both languages")
    func genuine() async throws {
        try await TestServer.run { server in
            let (receipt, redemption) = try await receipt(server)
            let page = try await server.send("GET", "/r/\(receipt)", headers: ["Accept-Language": "en"])
            #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
            for text in [
                ">Genuine<", "10.00 CNY", "80.00 CNY", "2027-03-01 12:00 UTC+08:00", "(SH01)", redemption,
                "thank-you", "qingquan",
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
            let chinese = try await server.send("GET", "/r/\(receipt)?lang=zh-Hans")
            #expect(chinese.text.contains("凭证属实") && chinese.text.contains("lang=\"zh-Hans\""))
            #expect(chinese.text.contains("核销编号") && !chinese.text.contains("receipt_"))
            #expect(!page.text.contains("receipt_"))
        }
    }

    @Test("A return's page says what came back and what was taken back")
    func returned() async throws {
        try await TestServer.run { server in
            let (_, redemption) = try await receipt(server)
            let half = try await server.reverse(redemption, "return", key: "r", amount: "40.00")
            let list = try await server.send(
                "GET", "/v1/redemptions/\(redemption)/receipts", token: server.till)
            let receipt = try #require(list.at("receipts/1"))
            let page = try await server.send("GET", "/r/\(receipt)", headers: ["Accept-Language": "en"])
            for text in [
                ">Return<", "Came back", "40.00 CNY", "Taken back", "5.00 CNY", half["reversal"] ?? "none",
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
        }
    }

    @Test("Whatever else is looked at is not genuine, and nothing of it is shown")
    func notGenuine() async throws {
        try await TestServer.run { server in
            let (receipt, redemption) = try await receipt(server)
            let others = [
                String(receipt.dropLast()) + (receipt.last == "A" ? "B" : "A"), "HELLO", "%3Cscript%3E",
                "%FF",
                String(repeating: "A", count: 5_000),
            ]
            var bodies: Set<String> = []
            for text in others {
                let page = try await server.send("GET", "/r/\(text)", headers: ["Accept-Language": "en"])
                #expect(page.status == 200 && page.text.contains(">Not genuine<"), "\(text.prefix(20))")
                #expect(!page.text.contains(redemption) && !page.text.contains("<script>"))
                bodies.insert(page.text)
            }
            #expect(bodies.count == 1)
        }
    }

    @Test("The form leads to the receipt's own address, however it was pasted")
    func form() async throws {
        try await TestServer.run { server in
            let form = try await server.send("GET", "/r", headers: ["Accept-Language": "en"])
            #expect(form.status == 200 && form.text.contains("<form action=\"/r\" method=\"get\">"))
            #expect(!form.text.contains("enuine<"))
            let (receipt, _) = try await receipt(server)
            let typed = [
                receipt, "+" + receipt.prefix(50) + "%0D%0A" + receipt.dropFirst(50) + "+",
                "https%3A%2F%2Fqr.qingquan.cn%2Fr%2F" + receipt,
            ]
            for text in typed {
                let answer = try await server.send("GET", "/r?receipt=\(text)&lang=en")
                #expect(answer.status == 303 && answer.headers["location"] == "/r/\(receipt)?lang=en")
            }
            for text in ["HELLO", "", "%0D%0ALocation%3A%20x", "//evil.example"] {
                let answer = try await server.send("GET", "/r?receipt=\(text)&lang=en")
                #expect(answer.status == 200 && answer.text.contains(">Not genuine<"), "\(text)")
            }
        }
    }

    @Test("Nothing is looked up: a receipt of what this database has never seen is judged by its signature")
    func offline() async throws {
        try await TestServer.run { server in
            _ = try await receipt(server)
            let entry = try #require(try await server.store.ledger(after: .start, limit: 1).first)
            var draft = entry.draft
            draft.redemption = RedemptionID(unchecked: "elsewhere")
            draft.store = StoreID(unchecked: "XX99")
            let other = LedgerEntry(chaining: draft, writer: "v09", sequence: 7, after: LedgerChain.origin)
            let receipt = try ReceiptIssuer(server.context).receipt(other, nil)
            let page = try await server.send("GET", "/r/\(receipt)", headers: ["Accept-Language": "en"])
            #expect(page.text.contains(">Genuine<") && page.text.contains("elsewhere"))
            #expect(page.text.contains("XX99"))
        }
    }
}
