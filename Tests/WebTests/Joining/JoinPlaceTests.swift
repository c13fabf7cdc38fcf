import Foundation
import Membership
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

/// Joining where the rules say where: the sample's area is Shanghai within its inner ring road.
@Suite struct JoinPlaceTests {
    private static let (inside, outside) = ("31.23040,121.47370,35,4", "39.90420,116.40740,35,4")

    private func options(_ evidence: String, consents: String = "marketing") -> TestServer.Options {
        var options = TestServer.Options()
        options.join = """
            terms: {version: "1", url: "https://example.com/terms"}
            consents: [{purpose: \(consents), version: "1", wording: {en: Yes}}]
            welcome: welcome-twelve
            codes: {sender: file}
            where: {areas: [shanghai-inner-ring], evidence: \(evidence)}
            """
        return options
    }

    private func add(_ server: TestServer, _ id: String, store: String?) async throws {
        let placement = PlacementRecord(
            id: PlacementID(unchecked: id), title: id, store: store.map(StoreID.init(unchecked:)),
            fixture: "wall", creative: "a", campaign: nil, target: nil, createdAt: TestServer.noon)
        let isNew = try await server.store.add(placement)
        #expect(isNew)
    }

    private func post(
        _ server: TestServer, _ path: String, _ body: String, language: String = "en"
    ) async throws -> Answer {
        let type = ["Content-Type": "application/x-www-form-urlencoded", "Accept-Language": language]
        return try await server.send("POST", path, body: Array(body.utf8), headers: type)
    }

    private func codes(_ server: TestServer) -> [URL] {
        let folder = server.context.workspace.file("data/codes")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.map { folder.appending(path: $0) }
    }

    private struct Sent: Decodable {
        let id, code: String
    }

    /// Joins with a form, and returns the only member.
    private func join(
        _ server: TestServer, _ placement: String, _ more: String = ""
    ) async throws -> StoredMember {
        let asked = try await post(server, "/join/\(placement)", "phone=13912345678&terms=yes\(more)")
        #expect(asked.status == 200, "\(asked.text)")
        let message = try JSONDecoder().decode(
            Sent.self, from: Data(contentsOf: try #require(codes(server).first)))
        let joined = try await post(
            server, "/join/\(placement)/proof", "challenge=\(message.id)&code=\(message.code)")
        #expect(joined.status == 200, "\(joined.text)")
        let members = try await server.store.members(after: nil, limit: 9, home: server.context.home())
        #expect(members.count == 1)
        return try #require(members.first)
    }

    private typealias StoredMember = Store.MemberRecord

    @Test("A code in a store of the area is enough, and the page asks the browser nothing")
    func store() async throws {
        for evidence in ["gps", "store_code"] {
            try await TestServer.run(options(evidence)) { server in
                try await add(server, "till", store: "SH01")
                let page = try await server.send("GET", "/join/till")
                #expect(page.status == 200 && page.text.contains("<form"))
                #expect(!page.text.contains("position.js"))
                #expect(page.headers["permissions-policy"]?.contains("geolocation=()") == true)
                let member = try await join(server, "till")
                #expect(member.homeStore?.text == "SH01" && member.cell == nil)
                let audit = try await server.store.audit(limit: 9)
                let entry = audit.first { $0.action == "member_join" }
                #expect(entry?.detail.contains(#""evidence":"store_code""#) == true)
            }
        }
    }

    @Test("A code in a store outside shows no form, in either language, and takes none")
    func storeOutside() async throws {
        try await TestServer.run(options("gps")) { server in
            try await add(server, "far", store: "BJ01")
            for (language, words) in [("en", "You can join only in"), ("zh-Hans", "仅限在以下区域加入")] {
                let page = try await server.send("GET", "/join/far", headers: ["Accept-Language": language])
                #expect(page.status == 200 && page.text.contains(words) && !page.text.contains("<form"))
                // No phone's word moves a store.
                let sent = try await post(
                    server, "/join/far", "phone=13912345678&terms=yes&position=\(Self.inside)",
                    language: language)
                #expect(sent.status == 422 && sent.text.contains(words) && codes(server).isEmpty)
            }
        }
    }

    @Test("Elsewhere the page has a button for the position, and may ask for it")
    func asks() async throws {
        try await TestServer.run(options("gps")) { server in
            try await add(server, "web", store: nil)
            let page = try await server.send("GET", "/join/web", headers: ["Accept-Language": "en"])
            #expect(page.text.contains("/assets/position.js") && page.text.contains("Share my position"))
            #expect(page.text.contains("<noscript>") && page.text.contains("We do not keep it"))
            #expect(
                page.headers["permissions-policy"] == "camera=(), geolocation=(self), microphone=()")
            #expect(page.headers["content-security-policy"]?.contains("script-src 'self'") == true)
            let script = try await server.send("GET", "/assets/position.js")
            #expect(script.status == 200 && script.text.contains("getCurrentPosition"))
        }
    }

    @Test(
        "Whoever is outside, or not known to be inside, is refused with what would help, and nothing is written",
        arguments: [
            ("", "press “Share my position”"), ("nonsense", "press “Share my position”"),
            (outside, "Please come by"), ("31.23040,121.47370,35,301", "more than five minutes old"),
            ("31.23040,121.47370,60000,4", "not exact enough"),
            ("31.23040,121.47370,9000,4", "not exact enough"),
        ])
    func refused(position: String, sentence: String) async throws {
        try await TestServer.run(options("gps")) { server in
            try await add(server, "web", store: nil)
            let body = "phone=13912345678&name=Lin&terms=yes&position=\(position)"
            let answer = try await post(server, "/join/web", body)
            #expect(answer.status == 422 && answer.text.contains(sentence), "\(answer.text)")
            #expect(answer.text.contains("13912345678") && answer.text.contains("Lin"))
            #expect(!answer.text.contains("31.23040") && !answer.text.contains("39.90420"))
            let chinese = try await post(server, "/join/web", body, language: "zh-Hans")
            #expect(chinese.status == 422 && chinese.text.contains("区域："))
            #expect(codes(server).isEmpty)
            #expect(try await server.store.members(after: nil, limit: 1, home: server.context.home()) == [])
        }
    }

    @Test("Evidence of a store is asked for where a phone's word is too weak")
    func weak() async throws {
        try await TestServer.run(options("store_code")) { server in
            try await add(server, "web", store: nil)
            let page = try await server.send("GET", "/join/web", headers: ["Accept-Language": "en"])
            #expect(!page.text.contains("<form") && !page.text.contains("position.js"))
            let answer = try await post(
                server, "/join/web", "phone=13912345678&terms=yes&position=\(Self.inside)")
            #expect(answer.status == 422 && answer.text.contains("a code in one of our stores"))
            #expect(codes(server).isEmpty)
        }
    }

    @Test("Who is inside joins, and of the position a coarse cell is kept where they allow it, else nothing")
    func inside() async throws {
        for allows in [true, false] {
            try await TestServer.run(options("gps", consents: "location")) { server in
                try await add(server, "web", store: nil)
                let page = try await server.send("GET", "/join/web", headers: ["Accept-Language": "en"])
                #expect(page.text.contains("about 5 km wide"))
                let member = try await join(
                    server, "web", "&position=\(Self.inside)" + (allows ? "&allow=location" : ""))
                #expect(member.cell == (allows ? "wtw3s" : nil) && member.homeStore == nil)
                let audit = try await server.store.audit(limit: 9)
                let entry = audit.first { $0.action == "member_join" }
                #expect(entry?.detail.contains(#""evidence":"gps""#) == true)
                #expect(!audit.contains { $0.detail.contains("31.23") || $0.detail.contains("121.47") })
            }
        }
    }
}
