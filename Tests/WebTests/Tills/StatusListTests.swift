import Foundation
import Payload
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

@Suite struct StatusListTests {
    /// Issues signed coupons and names their batch.
    private func issue(
        _ count: UInt32, on server: TestServer, offer: String = "thank-you"
    ) async throws -> (coupons: [IssuedCoupon], batch: String) {
        let coupons = try await server.issue(count, offer: offer, profile: .signed)
        return (coupons, try #require(try await server.store.batches().last).id.text)
    }

    /// The keys as an outsider reads them, from the JSON Web Key Set.
    private func keyring(_ server: TestServer) async throws -> IssuerKeyring {
        let keys = try await server.send("GET", "/v1/keys").json["keys"] as? [[String: Any]] ?? []
        return try IssuerKeyring(
            keys.map { key in
                let text = try #require(key["x"] as? String)
                let bytes = try #require(Base64URL.decode(text.utf8.compactMap(Base64URL.value)))
                let id = try #require((key["kid"] as? String).flatMap { UInt8($0) })
                return try IssuerVerifyingKey(keyID: id, rawRepresentation: bytes)
            })
    }

    private func list(
        _ answer: Answer, _ batch: String, replacing held: StatusList? = nil, on server: TestServer
    ) async throws -> StatusList {
        #expect(answer.status == 200, "\(answer.text)")
        let host = server.context.configuration.server.publicHost.origin
        return try StatusListToken(parsing: answer.body).list(
            of: "\(host)/v1/status-lists/\(batch)", replacing: held, by: try await keyring(server),
            at: server.clock.now.millisecondsSince1970 / 1_000)
    }

    @Test("A till fetches the list, sees a redemption in it a minute later, and by what changed as well")
    func journey() async throws {
        try await TestServer.run { server in
            let (coupons, batch) = try await issue(200, on: server)
            let path = "/v1/status-lists/\(batch)"
            let first = try await server.send("GET", path, token: server.till)
            #expect(first.headers["content-type"] == "application/statuslist+cwt")
            #expect(first.headers["cache-control"] == "private, max-age=60")
            let before = try await list(first, batch, on: server)
            #expect((1...200).allSatisfy { before[$0] == .valid })
            _ = try await server.redeem(coupons[6].text, key: "k")
            let same = try await server.send("GET", path, token: server.till)
            #expect(same.body == first.body)
            server.clock.advance(seconds: 60)
            let whole = try await list(
                try await server.send("GET", path, token: server.till), batch, on: server)
            #expect(whole[7] == .usedUp && whole.markedCount(in: 1..<201) == 1)
            let part = try await server.send(
                "GET", path + "?since=\(before.digest.hex)", token: server.till)
            #expect(try await list(part, batch, replacing: before, on: server) == whole)
        }
    }

    @Test("Whoever has an answer already is told that it still holds")
    func notModified() async throws {
        try await TestServer.run { server in
            let (_, batch) = try await issue(5, on: server)
            for (path, token) in [("/v1/status-lists/\(batch)", server.till), ("/v1/keys", nil)] {
                let first = try await server.send("GET", path, token: token)
                let tag = try #require(first.headers["etag"])
                for known in [tag, "\"other\", W/\(tag)"] {
                    let again = try await server.send(
                        "GET", path, headers: ["If-None-Match": known], token: token)
                    #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
                }
                let other = try await server.send(
                    "GET", path, headers: ["If-None-Match": "\"other\""], token: token)
                #expect(other.status == 200 && other.body == first.body)
            }
        }
    }

    @Test("Lists are named by their addresses, page by page, those of signed codes only")
    func addresses() async throws {
        try await TestServer.run { server in
            _ = try await server.issue(1)
            let batches = [try await issue(1, on: server).batch, try await issue(1, on: server).batch]
            let host = server.context.configuration.server.publicHost.origin
            let expected = batches.sorted().map { "\(host)/v1/status-lists/\($0)" }
            let answer = try await server.send("GET", "/v1/status-lists", token: server.till)
            #expect(answer.json["status_lists"] as? [String] == expected, "\(answer.text)")
            let page = try await server.send("GET", "/v1/status-lists?limit=1", token: server.till)
            #expect(page.json["status_lists"] as? [String] == [expected[0]])
            #expect(page["next"] == expected[0])
        }
    }

    @Test("A till sees no list of coupons that are good in other stores only")
    func scope() async throws {
        try await TestServer.run { server in
            // The welcome offer is good everywhere but in Hong Kong, Shenyang and Macao.
            let (_, batch) = try await issue(1, on: server, offer: "welcome-twelve")
            let far = try await server.till(in: "HK01").token
            let path = "/v1/status-lists/\(batch)"
            #expect(try await server.send("GET", path, token: server.till).status == 200)
            #expect(try await server.send("GET", path, token: server.owner).status == 200)
            let hidden = try await server.send("GET", path, token: far)
            let none = try await server.send("GET", "/v1/status-lists/nobody", token: far)
            #expect(hidden.status == 404 && hidden["reason"] == none["reason"], "\(hidden.text)")
            let listed = try await server.send("GET", "/v1/status-lists", token: far)
            #expect((listed.json["status_lists"] as? [String])?.isEmpty == true, "\(listed.text)")
        }
    }

    @Test("What cannot name a list is a bad request that says so, and a batch of short codes has no list")
    func bad() async throws {
        try await TestServer.run { server in
            let (_, batch) = try await issue(1, on: server)
            for since in [
                "", "00", "xyz", String(repeating: "g", count: 64), String(repeating: "0", count: 66),
            ] {
                let answer = try await server.send(
                    "GET", "/v1/status-lists/\(batch)?since=\(since)", token: server.till)
                #expect(answer.status == 400 && answer.text.contains("?since"), "\(since): \(answer.text)")
            }
            _ = try await server.issue(1)
            let short = try #require(try await server.store.batches().last).id.text
            for name in [short, "nobody", "-"] {
                let answer = try await server.send("GET", "/v1/status-lists/\(name)", token: server.till)
                #expect(answer.status == 404, "\(name)")
            }
        }
    }
}
