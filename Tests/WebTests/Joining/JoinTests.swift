import Foundation
import Membership
import Payload
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

/// Joining by the page behind a placement, over a running server.
@Suite struct JoinTests {
    /// A code that was sent, as the file has it.
    private struct Sent: Decodable {
        let id, channel, to, language, code, text: String
    }

    private func folder(_ server: TestServer) -> URL { server.context.workspace.file("data/codes") }

    private func sent(_ server: TestServer) throws -> [Sent] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder(server).path()) else {
            return []
        }
        return try names.map { name in
            try JSONDecoder().decode(
                Sent.self, from: Data(contentsOf: folder(server).appending(path: name)))
        }
    }

    private func addPoster(_ server: TestServer) async throws {
        let poster = PlacementRecord(
            id: PlacementID(unchecked: "poster"), title: "Poster", store: StoreID(unchecked: "SH01"),
            fixture: "wall", creative: "a", campaign: nil, target: nil, createdAt: TestServer.noon)
        let isNew = try await server.store.add(poster)
        #expect(isNew)
    }

    private func post(
        _ server: TestServer, _ path: String, _ fields: KeyValuePairs<String, String>,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        let body = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }.joined(separator: "&")
        let type = ["Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"]
        return try await server.send(
            "POST", path, body: Array(body.utf8), headers: type.merging(headers) { $1 })
    }

    /// Fills in the form and returns what was sent.
    private func ask(
        _ server: TestServer, phone: String, allow: String? = nil, name: String = ""
    ) async throws -> Sent {
        let before = Set(try sent(server).map(\.id))
        let fields: KeyValuePairs =
            allow.map { ["phone": phone, "name": name, "terms": "yes", "allow": $0] }
            ?? ["phone": phone, "name": name, "terms": "yes"]
        let page = try await post(server, "/join/poster", fields)
        #expect(page.status == 200, "\(page.text)")
        let new = try sent(server).filter { !before.contains($0.id) }
        #expect(new.count == 1)
        let message = try #require(new.first)
        #expect(page.text.contains(message.id) && !page.text.contains(message.code))
        return message
    }

    private func prove(_ server: TestServer, _ message: Sent, code: String? = nil) async throws -> Answer {
        try await post(
            server, "/join/poster/proof", ["challenge": message.id, "code": code ?? message.code])
    }

    @Test("Who proves a phone becomes a member of the placement, with consents and a welcome coupon")
    func join() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            let form = try await server.send("GET", "/join/poster", headers: ["Accept-Language": "en"])
            #expect(form.status == 200 && !form.text.contains(" checked"))
            let message = try await ask(
                server, phone: "１３９ 1234 5678", allow: "marketing", name: "Lin Mei")
            #expect(message.to == "+8613912345678" && message.channel == "phone")
            #expect(message.text.contains(message.code) && message.text.contains("Qingquan Club"))
            let joined = try await prove(server, message)
            #expect(joined.status == 200 && joined.text.contains("12 yuan off 60"), "\(joined.text)")

            let members = try await server.store.members(
                after: nil, limit: 10, home: server.context.home())
            let member = try #require(members.first)
            #expect(members.count == 1 && member.homeStore?.text == "SH01" && member.source == "join")
            #expect(member.placement?.text == "poster" && member.marketingConsent == "granted")
            let consents = try await server.store.consents(of: member.id, home: server.context.home())
            #expect(consents.map(\.purpose) == ["terms", "marketing", "personalisation"])
            #expect(consents.map(\.state) == ["granted", "granted", "denied"])
            #expect(consents.map(\.wording) == ["2026-11", "1", "1"])
            #expect(consents.allSatisfy { $0.placement?.text == "poster" && $0.source == "join" })
            let again = try await prove(server, message)
            #expect(again.status == 200 && again.text == joined.text)
            let card = MemberCardCode(of: member.id, keys: server.context.keys).code
            #expect(joined.text.contains(card.grouped))
            for path in ["/m/\(card.text)", "/M/\(card.grouped.lowercased())"] {
                let page = try await server.send("GET", path, headers: ["Accept-Language": "en"])
                #expect(page.status == 200 && page.text.contains(card.grouped), "\(path)")
                #expect(!page.text.contains("Lin Mei") && !page.text.contains("13912345678"))
            }
            for (path, mode) in [
                (folder(server).path(), 0o700), (folder(server).path() + "/\(message.id).json", 0o600),
            ] {
                let found = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
                #expect(found as? Int == mode, "\(path)")
            }
            _ = try await MemberErasureService(server.context).erase(member.id, actor: "test")
            #expect(try sent(server).isEmpty)
        }
    }

    @Test("The welcome coupon is the member's own: another cannot use it, and they can once")
    func welcome() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            let joined = try await prove(server, try await ask(server, phone: "13912345678"))
            let link = try #require(joined.text.firstMatch(of: /href="\/c\/([0-9A-Z]+)\?/)).1
            let members = try await server.store.members(
                after: nil, limit: 10, home: server.context.home())
            let card = MemberCardCode(of: members[0].id, keys: server.context.keys).code.text
            _ = try await prove(server, try await ask(server, phone: "13912345679"))
            let others = try await server.store.members(
                after: nil, limit: 10, home: server.context.home())
            let other = try #require(others.first { $0.id != members[0].id })
            let stranger = try await server.redeem(
                String(link), key: "k1", more: #","member":"\#(other.id)""#)
            #expect(stranger.status == 422 && stranger.text.contains("wrong_member"), "\(stranger.text)")
            let redeemed = try await server.redeem(String(link), key: "k2", more: #","member":"\#(card)""#)
            #expect(redeemed.status == 201, "\(redeemed.text)")
            let batches = try await server.store.batches()
            #expect(batches.map(\.id.text) == ["welcome-twelve-claimed"] && batches[0].issued == 2)
        }
    }

    @Test("A member who joins again is welcomed back without a second coupon, and withdraws nothing")
    func known() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            _ = try await prove(server, try await ask(server, phone: "13912345678", allow: "marketing"))
            let back = try await prove(server, try await ask(server, phone: "+86 139-1234-5678"))
            #expect(back.text.contains("Welcome back") && !back.text.contains("href=\"/c/"))
            let members = try await server.store.members(
                after: nil, limit: 10, home: server.context.home())
            #expect(members.map(\.marketingConsent) == ["granted"])
            let pairing = MemberPairingService(server.context)
            guard case .done = try await pairing.leave(members[0].id, actor: "test") else {
                Issue.record("nobody left")
                return
            }
            let returned = try await prove(server, try await ask(server, phone: "13912345678"))
            #expect(returned.text.contains("Welcome back") && !returned.text.contains("href=\"/c/"))
            let after = try await server.store.member(members[0].id, home: server.context.home())
            #expect(after?.state == .member && after?.marketingConsent == "denied")
        }
    }

    @Test("A follower who joins is welcomed as a new member, by this placement and from this day on")
    func follower() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            var draft = MemberDraft()
            (draft.id, draft.state, draft.phone) = ("f-1", "follower", "13912345678")
            _ = try await MemberService(server.context).add(draft, actor: "test")
            server.clock.advance(seconds: 86_400)
            let joined = try await prove(
                server, try await ask(server, phone: "13912345678", allow: "marketing"))
            #expect(joined.text.contains("href=\"/c/") && !joined.text.contains("Welcome back"))
            let members = try await server.store.members(
                after: nil, limit: 10, home: server.context.home())
            let member = try #require(members.first)
            #expect(members.count == 1 && member.id.text == "f-1" && member.state == .member)
            #expect(member.placement?.text == "poster" && member.marketingConsent == "granted")
            #expect(member.joinedAt == TestServer.noon.advanced(bySeconds: 86_400))
        }
    }

    @Test("Five wrong codes end a challenge, also for the right code")
    func guessing() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            let message = try await ask(server, phone: "13912345678")
            let wrong = message.code == "000000" ? "000001" : "000000"
            for left in (0..<5).reversed() {
                let answer = try await prove(server, message, code: left == 2 ? "nonsense" : wrong)
                #expect(answer.status == 422)
                #expect(answer.text.contains("Attempts left: \(left)") == (left > 0), "\(left)")
            }
            let right = try await prove(server, message)
            #expect(right.status == 422 && right.text.contains("cannot be used any more"))
            #expect(try await server.store.members(after: nil, limit: 1, home: server.context.home()) == [])
        }
    }

    @Test("A code is good for ten minutes, in any digits, and not for another challenge")
    func codes() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            let first = try await ask(server, phone: "13912345678")
            server.clock.advance(seconds: 600)
            #expect(try await prove(server, first).status == 422)
            // Where the next one is written, what is past its end is gone.
            let second = try await ask(server, phone: "13912345678")
            #expect(try sent(server).map(\.id) == [second.id])
            let third = try await ask(server, phone: "13912345679")
            if second.code != third.code {
                #expect(try await prove(server, third, code: second.code).status == 422)
            }
            let wide = second.code.unicodeScalars.map { String(UnicodeScalar($0.value + 0xFEE0) ?? $0) }
            let spaced = wide.prefix(3).joined() + " " + wide.dropFirst(3).joined()
            #expect(try await prove(server, second, code: spaced).status == 200)
        }
    }
}
