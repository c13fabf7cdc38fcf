import Foundation
import Payload
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

@Suite struct ReceiptTests {
    private func verification(_ server: TestServer, _ receipt: String) async throws -> Answer {
        let body = Array(#"{"receipt":"\#(receipt)"}"#.utf8)
        return try await server.send(
            "POST", "/v1/receipts/verifications", body: body, headers: ["Content-Type": "application/json"])
    }

    @Test("A redemption's receipts are listed with those of its reversals, and anybody can check each")
    func list() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let redeemed = try await server.redeem(code, key: "k")
            let id = try #require(redeemed["redemption"])
            let half = try await server.reverse(id, "return", key: "r", amount: "40.00")
            _ = try await server.reverse(id, "return", key: "r2")
            let list = try await server.send("GET", "/v1/redemptions/\(id)/receipts", token: server.owner)
            #expect(list.status == 200 && list.count(of: "receipts") == 3)
            #expect(list.at("receipts/0") == redeemed["receipt"])
            let first = try await verification(server, try #require(list.at("receipts/0")))
            #expect(first.status == 200 && first["outcome"] == "genuine" && first["issuer"] == "qingquan")
            #expect(first.at("receipt/redemption") == id && first.at("receipt/kind") == "redemption")
            #expect(first.at("receipt/amount") == "80.00 CNY" && first.at("receipt/discount") == "10.00 CNY")
            let second = try await verification(server, try #require(list.at("receipts/1")))
            #expect(second.at("receipt/kind") == "return" && second.at("receipt/discount") == "5.00 CNY")
            #expect(second.at("receipt/reversal") == half["reversal"])
            for text in ["member", "cashier", "terminal"] { #expect(!first.text.contains(text)) }
        }
    }

    @Test("Receipts of redemptions that shared a commit are all genuine, and proved by one signature")
    func group() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(40).map(\.code.text)
            let receipts = try await withThrowingTaskGroup(of: String?.self) { group in
                for code in codes { group.addTask { try await server.redeem(code, key: code)["receipt"] } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for receipt in receipts {
                let answer = try await verification(server, try #require(receipt))
                #expect(answer["outcome"] == "genuine")
            }
            let texts = receipts.compactMap(\.self)
            let signatures = Set(texts.compactMap { Receipt(parsing: $0)?.proof.seal.signature })
            #expect(texts.count == 40 && signatures.count < 40)
        }
    }

    @Test("One changed character, a cut end, and what was never a receipt are not genuine")
    func forged() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let receipt = Array(try #require(try await server.redeem(code, key: "k")["receipt"]))
            for place in stride(from: 0, to: receipt.count, by: 37) {
                var changed = receipt
                changed[place] = changed[place] == "A" ? "B" : "A"
                let answer = try await verification(server, String(changed))
                #expect(answer.status == 200 && answer["outcome"] == "not_genuine", "\(place)")
                #expect(answer["issuer"] == nil && answer.json["receipt"] == nil)
            }
            let cut = String(receipt.dropLast())
            let older = "R1" + String(receipt.dropFirst(2))
            let others: [String] = ["", "R2", "R2..", cut, older, "HELLO"]
            for text in others + [String(repeating: "A", count: 10_000)] {
                let answer = try await verification(server, text)
                #expect(answer.status == 200 && answer["outcome"] == "not_genuine", "\(text.prefix(20))")
            }
        }
    }

    @Test("A receipt of another brand, or by another key, is not genuine here")
    func otherIssuer() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            _ = try await server.redeem(code, key: "k")
            let entry = try #require(try await server.store.ledger(after: .start, limit: 1).first)
            let own = server.context.keys.signing
            let stranger = try IssuerSigningKey(keyID: own.keyID, seed: [UInt8](repeating: 9, count: 32))
            for (key, issuer, outcome) in [
                (own, "qingquan", "genuine"), (own, "somebody", "not_genuine"),
                (stranger, "qingquan", "not_genuine"),
            ] {
                let payload = ReceiptPayload.bytes(entry)
                let statement = Checkpoint.statement(
                    writer: "main", first: 1, last: 1, root: MerkleTree.leafHash(payload))
                let message = Receipt.message(issuer: issuer, statement: statement)
                let signature = try #require(key.signature(over: message))
                let proof = ReceiptProof(
                    writer: "main", first: 1, last: 1, sequence: 1, path: [],
                    seal: Seal(keyID: key.keyID, signature: signature))
                let receipt = Receipt(issuer: issuer, payload: payload, proof: proof)
                let answer = try await verification(server, receipt.text)
                #expect(answer["outcome"] == outcome)
            }
        }
    }

    @Test("Spaces, line ends and the address of its page do not matter")
    func spellings() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let receipt = try #require(try await server.redeem(code, key: "k")["receipt"])
            let host = "https://qr.qingquan.cn/r/"
            for text in [
                " " + receipt + " ", receipt.prefix(100) + "\\n  " + receipt.dropFirst(100), host + receipt,
                host + receipt + "?lang=en",
            ] {
                let answer = try await verification(server, String(text))
                #expect(answer["outcome"] == "genuine", "\(text.prefix(40))")
            }
        }
    }

    @Test("A redemption that nobody knows has no receipts, and strangers see none")
    func unknown() async throws {
        try await TestServer.run { server in
            for id in ["r0", "no%20name"] {
                let answer = try await server.send(
                    "GET", "/v1/redemptions/\(id)/receipts", token: server.till)
                #expect(answer.status == 404 && answer["reason"] == "not_found")
            }
            let stranger = try await server.send("GET", "/v1/redemptions/r0/receipts")
            #expect(stranger.status == 401)
            let bad = try await server.post("/v1/receipts/verifications", #"{"text":"R2"}"#)
            #expect(bad.status == 400 && Set(bad.pointers) == ["/receipt", "/text"])
        }
    }
}
