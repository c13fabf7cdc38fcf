import Foundation
import Payload
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

@Suite struct PageTests {
    private let phone = ["User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"]

    private func counts(_ server: TestServer, _ placement: String) async throws -> PlacementCounts {
        let day = TestServer.noon..<TestServer.noon.advanced(bySeconds: 1)
        let all = try await server.store.counts(in: day, netClasses: ["human"])
        return try #require(all.first { $0.placement.text == placement })
    }

    @Test("A coupon's page shows what it is worth, and looking changes no right")
    func coupon() async throws {
        try await TestServer.run { server in
            let coupon = try await server.issue(1)[0]
            for path in [
                "/c/\(coupon.code.text)", "/C/\(coupon.code.text)", "/c/\(coupon.code.grouped.lowercased())",
            ] {
                let page = try await server.send("GET", path, headers: ["Accept-Language": "en"])
                #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
                for text in [
                    "10.00 CNY off", "50.00 CNY", coupon.code.grouped, "31 December 2027", "<path d=\"M",
                ] {
                    #expect(page.text.contains(text), "\(text)")
                }
            }
            let chinese = try await server.send("GET", "/c/\(coupon.code.text)?lang=zh-Hans")
            #expect(chinese.text.contains("立减 10.00 CNY") && chinese.text.contains("lang=\"zh-Hans\""))
            let redeemed = try await server.redeem(coupon.code.text, key: "k1")
            #expect(redeemed.status == 201)
            let used = try await server.send(
                "GET", "/c/\(coupon.code.text)", headers: ["Accept-Language": "en"])
            #expect(used.text.contains(">Used<") && !used.text.contains("<path"))
        }
    }

    @Test("A signed token has the page of its coupon")
    func token() async throws {
        try await TestServer.run { server in
            let coupon = try await server.issue(1, profile: .signed)[0]
            for path in ["/t/\(coupon.text)", "/T/\(coupon.text)"] {
                let page = try await server.send("GET", path)
                #expect(page.status == 200 && page.text.contains(coupon.code.grouped))
            }
        }
    }

    @Test("Everything that is none of ours gets one page, byte for byte")
    func unknown() async throws {
        try await TestServer.run { server in
            let paths = [
                "/c/\(CouponCode(number: 7).text)", "/c/HELLO", "/C/%FF", "/t/HELLO", "/s/nowhere", "/S/%20",
            ]
            var bodies: Set<String> = []
            for path in paths {
                let answer = try await server.send("GET", path)
                #expect(answer.status == 404, "\(path)")
                bodies.insert(answer.text)
            }
            #expect(bodies.count == 1)
        }
    }

    @Test("A page brings nothing from elsewhere and lets nobody store it")
    func headers() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let page = try await server.send("GET", "/c/\(code)")
            #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
            #expect(page.headers["referrer-policy"] == "no-referrer")
            #expect(page.headers["x-content-type-options"] == "nosniff")
            #expect(page.headers["cache-control"] == "no-store")
            #expect(!page.text.contains("http://") && !page.text.contains("https://"))
            let style = try await server.send("GET", "/assets/page.css")
            #expect(style.status == 200 && style.headers["content-type"] == "text/css; charset=utf-8")
            let script = try await server.send("GET", "/assets/landing.js")
            #expect(script.status == 200)
            let icon = try await server.send("GET", "/assets/icon")
            #expect(icon.status == 200 && icon.headers["content-type"] == "image/svg+xml")
        }
    }

    @Test("What people wrote is shown and not run")
    func escapes() async throws {
        try await TestServer.run { server in
            let placement = PlacementRecord(
                id: PlacementID(unchecked: "x1"), title: "<script>alert(1)</script>", store: nil,
                fixture: "till",
                creative: "a", campaign: nil, target: nil, createdAt: TestServer.noon)
            _ = try await PlacementService(server.context).add(placement)
            let page = try await server.send("GET", "/s/x1")
            #expect(page.status == 200 && !page.text.contains("<script>alert"))
        }
    }

    @Test("Scans are kept with their class, and previews do not count as people")
    func scans() async throws {
        try await TestServer.run { server in
            let id = try #require(try await server.store.placements().first?.id.text)
            let code = try await server.issue(1, placement: id)[0].code.text
            try await server.send("GET", "/s/\(id)", headers: phone)
            try await server.send("GET", "/C/\(code)", headers: phone)
            try await server.send("GET", "/s/\(id)", headers: ["User-Agent": "WhatsApp/2.24"])
            let head = try await server.send("HEAD", "/s/\(id)", headers: phone)
            #expect(head.body.isEmpty)
            let landing = try await server.send("POST", "/s/\(id)/landing", headers: phone)
            #expect(landing.status == 204)
            let counted = try await counts(server, id)
            #expect(counted.scansGross == 4 && counted.scansNet == 2 && counted.landings == 1)
            #expect(counted.scansUnique == 1)
        }
    }

    @Test("A landing comes from our own page")
    func foreignLanding() async throws {
        try await TestServer.run { server in
            let id = try #require(try await server.store.placements().first?.id.text)
            let foreign = try await server.send(
                "POST", "/s/\(id)/landing", headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(foreign.status == 403)
            let unknown = try await server.send("POST", "/s/nowhere/landing")
            #expect(unknown.status == 404)
        }
    }

    @Test("A scan is redirected to its target, whatever the query says")
    func redirects() async throws {
        try await TestServer.run { server in
            let id = try #require(try await server.store.placements().first?.id)
            let service = PlacementService(server.context)
            try await service.retarget(id, to: "https://example.com/tea?a=1")
            let answer = try await server.send("GET", "/s/\(id)?target=https://evil.example&lang=en")
            #expect(answer.status == 302 && answer.headers["location"] == "https://example.com/tea?a=1")
        }
    }
}
