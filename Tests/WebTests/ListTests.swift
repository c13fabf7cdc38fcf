import Payload
import Service
import Testing

@Suite struct ListTests {
    @Test(
        "Lists are read by terminals and the owner, page by page",
        arguments: ["campaigns", "stores", "placements", "batches"])
    func lists(name: String) async throws {
        try await TestServer.run { server in
            _ = try await server.issue(1)
            _ = try await server.issue(1)
            let all = try await server.send("GET", "/v1/\(name)", token: server.owner)
            let ids = (all.json[name] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
            try #require(ids.count >= 2, "\(all.text)")
            #expect(ids == ids.sorted() && all.json["next"] == nil, "\(all.text)")
            let first = try await server.send("GET", "/v1/\(name)?limit=1", token: server.till)
            #expect(first["next"] == ids[0])
            let second = try await server.send(
                "GET", "/v1/\(name)?limit=1&after=\(ids[0])", token: server.till)
            let found = (second.json[name] as? [[String: Any]])?.first?["id"] as? String
            #expect(found == ids[1])
            let stranger = try await server.send("GET", "/v1/\(name)")
            #expect(stranger.status == 401)
            let wrong = try await server.send("GET", "/v1/\(name)?limit=many", token: server.till)
            #expect(wrong.status == 400)
        }
    }

    @Test("Stores near a place come by distance, whatever datum it is given in")
    func nearStores() async throws {
        try await TestServer.run { server in
            let query = "/v1/stores?near=31.2254,121.4968&datum=gcj02&limit=2"
            let answer = try await server.send("GET", query, token: server.till)
            let stores = answer.json["stores"] as? [[String: Any]] ?? []
            #expect(stores.map { $0["id"] as? String } == ["SH01", "SH02"], "\(answer.text)")
            let distances = stores.compactMap { $0["distance_m"] as? Int }
            try #require(distances.count == 2)
            #expect(distances[0] < 30 && (4_000...5_000).contains(distances[1]))
            #expect(answer.json["next"] == nil)
            for wrong in [
                "near=121.47,31.23", "near=x", "near=0,0&datum=mars", "datum=WGS84", "near=0,0&after=SH01",
            ] {
                let answer = try await server.send("GET", "/v1/stores?\(wrong)", token: server.till)
                #expect(answer.status == 400 && answer["reason"] == "invalid_input", "\(wrong)")
            }
        }
    }

    @Test("A batch is listed without its secret")
    func noSecret() async throws {
        try await TestServer.run { server in
            _ = try await server.issue(1)
            let answer = try await server.send("GET", "/v1/batches", token: server.till)
            #expect(!answer.text.contains("secret"))
        }
    }

    @Test("A coupon is shown with its uses, and an unknown one is 404")
    func coupon() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code
            _ = try await server.redeem(code.text, key: "k1")
            let answer = try await server.send("GET", "/v1/coupons/\(code.grouped)", token: server.till)
            #expect(answer.status == 200 && answer["state"] == "used_up" && answer["coupon"] == code.text)
            #expect((answer.json["uses"] as? [Any])?.count == 1)
            let unknown = try await server.send("GET", "/v1/coupons/HELLO", token: server.till)
            #expect(unknown.status == 404 && unknown["reason"] == "unknown_code")
        }
    }

    @Test("The public keys are for everybody")
    func keys() async throws {
        try await TestServer.run { server in
            let answer = try await server.send("GET", "/v1/keys")
            let keys = answer.json["keys"] as? [[String: Any]] ?? []
            #expect(answer.status == 200 && keys.count == 1)
            #expect((keys.first?["public_key"] as? String)?.count == 43)
            #expect(keys.first?["is_current"] as? Bool == true)
        }
    }
}
