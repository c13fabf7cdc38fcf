import Foundation
import OfflineTill
import Payload
import Promotion
import Service
import Store
import Testing
import Vocabulary

/// Leases and uploads over HTTP.
@Suite struct OfflineRouteTests {
    /// A till's journal beside the server, with the key that the server has of it.
    private final class Journal {
        let file: JournalFile
        let folder: String
        let publicKey: String

        init(_ terminal: String) throws {
            folder =
                FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let key = try TerminalSigningKey(seed: [UInt8](repeating: 3, count: 32))
            publicKey = Hex.encode(key.publicKey.rawRepresentation)
            file = try JournalFile(
                LockedFile(folder + "/journal"), terminal: TerminalID(unchecked: terminal), key: key)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        /// Writes down a use that was given for the sample's offer.
        func give(_ code: String, key: String, lease: String?) throws {
            let yuan = try #require(Currency(parsing: "CNY"))
            let wish = try OfflineWish(
                key: key, code: code, amount: Money(minorUnits: 8_000, currency: yuan))
            let use = OfflineUse(
                wish: wish, campaign: CampaignID(unchecked: "packaging"),
                offer: OfferID(unchecked: "thank-you"),
                ground: lease.map { .lease(LeaseID(unchecked: $0)) } ?? .allowance, use: 1, usesLeft: 0,
                discount: Money(minorUnits: 1_000, currency: yuan))
            let reading = ClockReading(wall: TestServer.noon, boot: "boot", uptimeMilliseconds: 1)
            _ = try file.append(.accepted(use), at: reading, utcOffsetSeconds: 28_800)
        }

        func lines(from first: Int64 = 1) throws -> [UInt8] { try file.batch(from: first).lines }
    }

    private func journal(_ server: TestServer) async throws -> Journal {
        let seat = try await server.send("GET", "/v1/terminals/self", token: server.till)
        return try Journal(try #require(seat["terminal"]))
    }

    private func keep(_ journal: Journal, _ server: TestServer) async throws -> Answer {
        try await server.send(
            "PUT", "/v1/terminals/self/journal-key",
            body: Array(#"{"public_key":"\#(journal.publicKey)"}"#.utf8),
            headers: ["Content-Type": "application/json"], token: server.till)
    }

    private func upload(
        _ lines: [UInt8], _ server: TestServer, type: String = "application/x-ndjson", token: String? = nil
    ) async throws -> Answer {
        try await server.send(
            "POST", "/v1/redemptions/uploads", body: lines, headers: ["Content-Type": type],
            token: token ?? server.till)
    }

    @Test("A terminal leases a coupon, gives it on its own, and the upload makes it a redemption")
    func wholeWay() async throws {
        try await TestServer.run { server in
            let journal = try await journal(server)
            #expect(try await keep(journal, server)["public_key"] == journal.publicKey)
            let code = try await server.issue(1)[0].code.text
            let lease = try await server.post("/v1/leases", #"{"codes":["\#(code)"]}"#, key: "l")
            #expect(lease.status == 201 && lease.json["uses"] as? Int == 1)
            let signed = try SignedLease(reading: Array(try #require(lease["signed"]).utf8))
            #expect(throws: Never.self) {
                try signed.verified(by: server.context.keys.keyring, for: journal.file.head.terminal)
            }
            let other = try await server.redeem(code, key: "o", token: try await server.enrol())
            #expect(other.status == 409 && other["reason"] == "reserved")
            let open = try await server.send("GET", "/v1/leases", token: server.owner)
            #expect((open.json["leases"] as? [[String: Any]])?.first?["held"] as? Int == 1)

            try journal.give(code, key: "k", lease: lease.json["lease"] as? String)
            let first = try await upload(try journal.lines(), server)
            let answers = try #require(first.json["answers"] as? [[String: Any]])
            #expect(first.status == 200 && first.json["through"] as? Int == 1)
            #expect(answers.first?["answer"] as? String == "redeemed")
            let again = try await upload(try journal.lines(), server)
            #expect(again.body == first.body)
        }
    }

    @Test("A lease comes with its sheet for a till that looks up what is said, in its language")
    func sheet() async throws {
        try await TestServer.run { server in
            _ = try await keep(try await journal(server), server)
            let code = try await server.issue(1)[0].code
            let body = #"{"codes":["\#(code.text)"],"sheet":true,"usable_for_seconds":86400}"#
            let answer = try await server.send(
                "POST", "/v1/leases", body: Array(body.utf8),
                headers: [
                    "Content-Type": "application/json", "Idempotency-Key": "l", "Accept-Language": "zh-Hans",
                ], token: server.till)
            let sheet = try #require(answer.json["sheet"] as? [String: Any])
            let days = try #require(sheet["days"] as? [[String: Any]])
            #expect(days.count == 2 && days[0]["from"] as? String == TestServer.noon.rfc3339)
            #expect(days[0]["until"] as? String == days[1]["from"] as? String)
            let coupon = try #require((sheet["coupons"] as? [[String: Any]])?.first)
            let lease = LeaseID(unchecked: try #require(answer["lease"]))
            #expect(coupon["coupon"] as? String == LeasedCouponName(of: code, in: lease).hex)
            let said = try #require((sheet["cases"] as? [[String: Any]])?.first)
            let decisions = try #require(said["decisions"] as? [[String: Any]])
            let table = try #require(decisions[0]["table"] as? [String: Any])
            #expect(decisions.count == 2 && table["from"] as? Int == 5_000)
            #expect((decisions[0]["asking"] as? String)?.contains("50.00 CNY") == true)
            #expect((decisions[0]["asking"] as? String)?.contains("消费") == true)
            let plain = try await server.post(
                "/v1/leases", #"{"codes":["\#(code.text)"],"usable_for_seconds":86400}"#, key: "l")
            #expect(plain.json["signed"] as? String == answer.json["signed"] as? String)
            #expect(plain.json["sheet"] == nil)
        }
    }

    @Test("A double use is a conflict that names the other terminal and its time")
    func conflict() async throws {
        try await TestServer.run { server in
            let journal = try await journal(server)
            _ = try await keep(journal, server)
            let code = try await server.issue(1)[0].code.text
            _ = try await server.redeem(code, key: "o", token: try await server.enrol())
            try journal.give(code, key: "k", lease: nil)
            let answer = try await upload(try journal.lines(), server)
            let told = try #require((answer.json["answers"] as? [[String: Any]])?.first)
            #expect(
                told["answer"] as? String == "conflict" && told["reason"] as? String == "already_redeemed")
            #expect(told["used_at"] as? String == TestServer.noon.rfc3339)
        }
    }

    @Test("What is missing or wrong is said with its own reason")
    func refusals() async throws {
        try await TestServer.run { server in
            let journal = try await journal(server)
            let early = try await server.post("/v1/leases", #"{"store":true}"#, key: "e")
            #expect(early.status == 409 && early["reason"] == "journal_key_missing")
            try journal.give("AAAA", key: "a", lease: nil)
            try journal.give("BBBB", key: "b", lease: nil)
            #expect(try await upload(try journal.lines(), server)["reason"] == "journal_key_missing")
            _ = try await keep(journal, server)
            let other = try await server.send(
                "PUT", "/v1/terminals/self/journal-key",
                body: Array(#"{"public_key":"\#(String(repeating: "22", count: 32))"}"#.utf8),
                headers: ["Content-Type": "application/json"], token: server.till)
            #expect(other.status == 409 && other["reason"] == "journal_key_taken")

            for body in ["{}", #"{"store":false}"#, #"{"store":true,"member":"m-1"}"#] {
                let answer = try await server.post("/v1/leases", body, key: body)
                #expect(answer.status == 400, "\(body): \(answer.text)")
            }
            let gap = try await upload(try journal.lines(from: 2), server)
            #expect(gap.status == 409 && gap.json["next_entry"] as? Int == 1)
            let changed = try await upload(
                Array(
                    String(decoding: try journal.lines(), as: UTF8.self).replacing("AAAA", with: "CCCC").utf8),
                server)
            #expect(changed.status == 422 && changed["reason"] == "journal_bad_signature")
            #expect(changed.json["line"] as? Int == 1)
            #expect(try await upload(try journal.lines(), server, type: "application/json").status == 415)
            let lost = try await upload(try journal.lines(), server)
            let answers = try #require(lost.json["answers"] as? [[String: Any]])
            #expect(answers.map { $0["reason"] as? String } == ["unknown_code", "unknown_code"])
        }
    }

    @Test("A terminal that was revoked uploads nothing and leases nothing")
    func revoked() async throws {
        try await TestServer.run { server in
            let journal = try await journal(server)
            _ = try await keep(journal, server)
            _ = try await server.send(
                "DELETE", "/v1/terminals/\(journal.file.head.terminal)", token: server.owner)
            try journal.give("AAAA", key: "a", lease: nil)
            #expect(try await upload(try journal.lines(), server).status == 401)
            #expect(try await server.post("/v1/leases", #"{"store":true}"#, key: "l").status == 401)
        }
    }
}
