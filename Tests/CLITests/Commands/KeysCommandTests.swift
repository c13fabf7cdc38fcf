import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite struct KeysCommandTests {
    /// Signed codes of the sample's offer, as they are exported now.
    private func signed(_ brand: Brand, _ batch: String) async throws -> [String] {
        let file = brand.path("\(batch).csv")
        try await brand.succeed("batch", "export", batch, "-o", file, "--force")
        return try brand.rows(of: file).map { $0[0] }
    }

    private func keys(_ brand: Brand) async throws -> [[String: Any]] {
        let list = try await brand.succeed("keys", "list", "--json").json()
        return try #require(list["keys"] as? [[String: Any]])
    }

    @Test("A key is rotated and ended, and no secret is shown")
    func rotatesAndEnds() async throws {
        try await Brand.with { brand in
            let rotated = try await brand.succeed("keys", "rotate", "--json")
            let document = try rotated.json()
            #expect(document["id"] as? Int == 2 && document["previous"] as? Int == 1)
            let folder = brand.workspace + "/keys/"
            let secret = try String(contentsOfFile: folder + "issuer-2.key", encoding: .utf8).prefix(64)
            #expect(!rotated.output.contains(secret) && !rotated.errors.contains(secret))
            #expect(!FileManager.default.fileExists(atPath: folder + "issuer-1.key"))
            let ended = try await brand.succeed("keys", "end", "1", "--at", "2027-12-31T18:00:00+08:00")
            #expect(
                ended.output
                    == "Codes signed by key 1 are believed no more from 2027-12-31T10:00:00.000Z on.\n")
            let list = try await keys(brand)
            #expect(list.map { $0["is_current"] as? Bool } == [false, true])
            #expect(list.map { $0["ends_at"] as? String } == ["2027-12-31T10:00:00.000Z", nil])
            #expect(list.last?["public_key"] as? String == document["public_key"] as? String)
            let text = try await brand.succeed("keys", "list").output
            #expect(text.contains("verifies  2027-12-31T10:00:00.000Z"), "\(text)")
            try await brand.succeed("keys", "end", "1", "--at", "now")
            let doctor = try await brand.succeed("doctor")
            #expect(doctor.output.contains("keys: 2 public, one signs, key 1 has ended"), "\(doctor.output)")
        }
    }

    @Test("The key that signs, a key that is not there, and no time are refused with what helps")
    func refuses() async throws {
        try await Brand.with { brand in
            let current = try await brand.run("keys", "end", "1", "--at", "now")
            #expect(current.status == 65 && current.errors.contains("keys rotate"), "\(current.errors)")
            let missing = try await brand.run("keys", "end", "9", "--at", "now")
            #expect(missing.status == 66 && missing.errors.contains("no signing key 9"), "\(missing.errors)")
            for arguments in [["1", "--at", "soon"], ["1"], ["256", "--at", "now"]] {
                let ending = try await Command(
                    ["keys", "end"] + arguments + ["--workspace", brand.workspace]
                ).run()
                #expect(ending.status == 64, "\(arguments): \(ending.errors)")
            }
        }
    }

    @Test("A server that was started after the end refuses the codes, tells tills and publishes the end")
    func served() async throws {
        try await Brand.with { brand in
            try await brand.succeed(
                "batch", "issue", "--offer", "thank-you", "--count", "2", "--profile", "signed", "--id", "b")
            let before = try await signed(brand, "b")
            let till = try await brand.succeed(
                "terminal", "enrol", "--store", "SH01", "--name", "till", "--json"
            ).json()
            let token = try #require(till["token"] as? String)
            try await brand.succeed("keys", "rotate")
            try await brand.succeed("keys", "end", "1", "--at", "now")
            let after = try await signed(brand, "b")
            #expect(Set(before).isDisjoint(with: after))
            let server = try await RunningServer(brand)
            defer { _ = server.end() }
            let refused = try await send(server, "/v1/redemptions", token, code: before[0], key: "k1")
            #expect(refused.status == 422 && refused.json["reason"] as? String == "key_expired")
            #expect(refused.json["key_ended_at"] is String)
            let redeemed = try await send(server, "/v1/redemptions", token, code: after[0], key: "k2")
            #expect(redeemed.status == 201, "\(redeemed.json)")
            for path in ["/v1/keys", "/v1/terms"] {
                let answer = try await send(server, path, token)
                let keys = try #require(answer.json["keys"] as? [[String: Any]])
                #expect(keys.map { $0["ends_at"] is String } == [true, false], "\(path)")
            }
            let page = try await send(server, "/t/\(before[1])", nil)
            #expect(page.status == 404)
            let redeem = try await brand.run("redeem", before[1], "--store", "SH01", "--amount", "80")
            #expect(
                redeem.status == 1 && redeem.output.contains("office"), "\(redeem.output)\(redeem.errors)")
        }
    }

    /// Sends a request: of a code by POST, else by GET.
    private func send(
        _ server: RunningServer, _ path: String, _ token: String?, code: String? = nil, key: String = ""
    ) async throws -> (status: Int, json: [String: Any]) {
        var request = URLRequest(url: try #require(URL(string: server.url + path)))
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if let code {
            request.httpMethod = "POST"
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.setValue(key, forHTTPHeaderField: "Idempotency-Key")
            request.httpBody = try JSONSerialization.data(withJSONObject: [
                "code": code, "amount": ["amount": "80.00", "currency": "CNY"],
            ])
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        let json = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
        return (try #require(response as? HTTPURLResponse).statusCode, json ?? [:])
    }
}
