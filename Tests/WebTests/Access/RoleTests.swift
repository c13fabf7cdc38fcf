import Foundation
import Logging
import Payload
import Service
import Store
import StoreSQLite
import Support
import Testing
import Vocabulary

@testable import Web

/// The table of roles, held against what the server does.
@Suite struct RoleTests {
    /// Nine at a time: an address has thirty wrong tokens, and each route is tried with three.
    static let parts = stride(from: 0, to: GuardedRoute.allCases.count, by: 9).map { first in
        Array(GuardedRoute.allCases.dropFirst(first).prefix(9))
    }

    @Test("Every route is in a table of roles or open to all, and no other is")
    func complete() async throws {
        try await TestServer.run { server in
            let verifier = try Verifier(
                server.context, metrics: MetricsRegistry(), logger: .init(label: "test"))
            let routes = verifier.routeDescriptions.map { "\($0.method) \($0.path)" }
            let guarded = Set(GuardedRoute.allCases.map(\.rawValue))
            let console = Set(ConsoleRoute.allCases.map(\.rawValue))
            #expect(guarded.isDisjoint(with: GuardedRoute.openRoutes))
            #expect(console.isDisjoint(with: guarded.union(GuardedRoute.openRoutes)))
            #expect(Set(routes) == guarded.union(GuardedRoute.openRoutes).union(console))
        }
    }

    @Test("Every role gets what the table allows on every route, and 403 otherwise", arguments: parts)
    func matrix(routes: [GuardedRoute]) async throws {
        try await TestServer.run { server in
            let credentials = try await Credentials.issue(on: server)
            for route in routes {
                for role in Role.allCases {
                    let sample = try await Sample(of: route, on: server)
                    let answer = try await sample.send(to: server, token: credentials.tokens[role])
                    let expected = route.roles.contains(role) ? sample.status : 403
                    #expect(answer.status == expected, "\(route.rawValue) as \(role): \(answer.text)")
                    if expected == 403 { #expect(answer["reason"] == "forbidden") }
                }
                for token in [nil, "tsp_wrong", credentials.revoked] {
                    let sample = try await Sample(of: route, on: server)
                    let answer = try await sample.send(to: server, token: token)
                    #expect(answer.status == 401, "\(route.rawValue): \(answer.text)")
                    #expect(answer.headers["www-authenticate"] == "Bearer realm=\"tessera\"")
                }
            }
        }
    }

    @Test("A person who is an owner may all that the workspace's own token may")
    func secondOwner() async throws {
        try await TestServer.run { server in
            let owner = try await server.token(.owner).text
            for route in GuardedRoute.allCases where route.roles.contains(.owner) {
                let sample = try await Sample(of: route, on: server)
                let answer = try await sample.send(to: server, token: owner)
                #expect(answer.status == sample.status, "\(route.rawValue): \(answer.text)")
            }
        }
    }

    @Test("The description names the same roles as the table")
    func described() throws {
        for route in GuardedRoute.allCases {
            let parts = route.rawValue.split(separator: " ").map(String.init)
            let roles = try #require(OpenAPI.shared.roles[parts[1]]?[parts[0]], "\(route.rawValue)")
            #expect(roles == Set(route.roles.map(\.rawValue)), "\(route.rawValue)")
        }
    }

    @Test("The article on access shows the table as it is")
    func documented() throws {
        let article = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/tessera/Tessera.docc/Access.md").standardized
        let text = try String(contentsOf: article, encoding: .utf8)
        let roles: [Role] = [.owner, .manager, .cashier, .auditor, .terminal]
        for route in GuardedRoute.allCases {
            let marks = roles.map { route.roles.contains($0) ? "yes" : "–" }.joined(separator: " | ")
            #expect(text.contains("| `\(route.rawValue)` | \(marks) |"), "\(route.rawValue)")
        }
    }
}

/// A request that succeeds on a route if whoever sends it may.
private struct Sample {
    let method: String
    let path: String
    var body = ""
    var type = "application/json"
    /// What is sent in place of JSON.
    var picture: [UInt8] = []
    var key: String?
    let status: Int

    init(of route: GuardedRoute, on server: TestServer) async throws {
        let parts = route.rawValue.split(separator: " ").map(String.init)
        method = parts[0]
        let name = UUID().uuidString
        var id = ""
        switch route {
        case .redeem, .validate, .reserve:
            body = TestServer.order(try await server.issue(1)[0].code.text)
            key = route == .validate ? nil : name
        case .keepJournalKey: body = #"{"public_key":"\#(Self.journalKey)"}"#
        case .lease:
            try await Self.keepJournalKeys(server)
            body = #"{"codes":["\#(try await server.issue(1)[0].code.text)"]}"#
            key = name
        case .upload:
            try await Self.keepJournalKeys(server)
            type = "application/x-ndjson"
        case .showReservation, .settle, .release:
            let code = try await server.issue(1)[0].code.text
            let held = try await server.post("/v1/reservations", TestServer.order(code), key: name)
            id = try #require(held["reservation"])
            body = route == .settle ? #"{"amount":{"amount":"80.00","currency":"CNY"}}"# : ""
            key = route == .showReservation ? nil : name + "s"
        case .readReceipts:
            let code = try await server.issue(1)[0].code.text
            id = try #require(try await server.redeem(code, key: name)["redemption"])
        case .reverse:
            let code = try await server.issue(1)[0].code.text
            id = try #require(try await server.redeem(code, key: name)["redemption"])
            body = #"{"kind":"void","reason":"wrong coupon"}"#
            key = name + "v"
        case .showCoupon: id = try await server.issue(1)[0].code.text
        case .showStatusList:
            _ = try await server.issue(1, profile: .signed)
            id = try #require(try await server.store.batches().last).id.text
        case .enrolTerminal: body = #"{"store":"SH01","name":"counter"}"#
        case .revokeTerminal: id = try await server.till(in: "SH01").id.text
        case .issueToken: body = #"{"role":"cashier","name":"Li","stores":["SH01"]}"#
        case .revokeToken: id = try await server.token(.auditor).id.text
        case .liftLockout:
            let order = LockoutOrder(
                id: LockoutID(unchecked: name), subject: LockoutSubject(.terminal, name),
                store: Credentials.shop, at: TestServer.noon)
            id = try await server.store.lockOut(order).id.text
        case .showEvent, .replayEvent:
            id = try await server.event().text
            body = route == .replayEvent ? "{}" : ""
        case .addMember, .showMember, .readConsents, .readMemberCoupons, .readMemberEntries, .leaveMember,
            .eraseMember,
            .pairMember, .unpairMember, .mergeMember, .unmergeMember, .saveSegment, .showSegment,
            .removeSegment, .previewSegment, .listMembers, .listSegments, .listQuestions, .answerQuestion:
            (id, body) = try await Self.membership(route, name.replacing("-", with: ""), on: server)
        case .readBalances, .readStatement, .earnPoints, .spendPoints, .adjustPoints, .addStamps,
            .topUpValue, .spendValue, .reverseUnits, .refundUnits, .showTier, .setTier, .listReferrals,
            .addReferral:
            (id, body) = try await Self.program(route, name, on: server)
            key = route.rawValue.hasPrefix("POST") && route != .addReferral ? name : nil
        case .readLedger, .listCampaigns, .listStores, .listPlacements, .listBatches, .listStatusLists,
            .readTerms, .listTerminals, .listLeases, .showTill,
            .listTokens, .readAudit, .listLockouts, .listEvents:
            break
        case .readPicture: picture = SymbolPhoto.png
        }
        let query = route == .listReferrals ? "?member=" + id : ""
        path = parts[1].replacing(#/\{.*\}/#, with: id) + query
        status = Self.status(of: route)
    }

    /// What it answers to whoever may.
    private static func status(of route: GuardedRoute) -> Int {
        switch route {
        case .redeem, .reverse, .reserve, .settle, .enrolTerminal, .issueToken, .addMember, .pairMember,
            .mergeMember, .earnPoints, .spendPoints, .adjustPoints, .addStamps, .topUpValue, .spendValue,
            .reverseUnits, .refundUnits, .addReferral, .lease:
            201
        case .revokeTerminal, .revokeToken, .liftLockout, .removeSegment: 204
        case .replayEvent: 202
        default: 200
        }
    }

    /// What a request about members or segments names, and what it says.
    private static func membership(
        _ route: GuardedRoute, _ name: String, on server: TestServer
    ) async throws -> (id: String, body: String) {
        switch route {
        case .addMember: return ("", #"{"home_store":"SH01"}"#)
        case .showMember, .readConsents, .readMemberCoupons, .readMemberEntries, .leaveMember, .eraseMember:
            return (try await server.member().text, "")
        case .pairMember:
            return (try await server.member().text, #"{"card_number":"\#(name)","proof":"seen"}"#)
        case .unpairMember:
            return (try await server.member { $0.cardNumber = name }.text + "/pairings/card_number", "")
        case .mergeMember:
            return (try await server.member().text, #"{"member":"\#(try await server.member())"}"#)
        case .unmergeMember:
            let (winner, loser) = (try await server.member(), try await server.member())
            _ = try await MemberMergeService(server.context).merge(loser, into: winner, actor: "test")
            return ("\(winner)/merges/\(loser)", "")
        case .saveSegment: return ("s" + name, #"{"expression":"tier = vip"}"#)
        case .showSegment, .removeSegment:
            _ = try await SegmentService(server.context).save(
                SegmentID(unchecked: "s" + name), title: nil, expression: "tier = vip", actor: "test")
            return ("s" + name, "")
        case .answerQuestion:
            return (try await server.question(about: name).description, #"{"answer":"leave"}"#)
        case .previewSegment: return ("", #"{"expression":"tier = vip"}"#)
        default: return ("", "")
        }
    }

    /// What a request about points, stamps, stored value, tiers or referrals names, and what it says.
    private static func program(
        _ route: GuardedRoute, _ name: String, on server: TestServer
    ) async throws -> (id: String, body: String) {
        let member = try await server.member().text
        let money = #"{"amount":{"amount":"20.00","currency":"CNY"}}"#
        func written(_ part: String, _ body: String) async throws -> String {
            let answer = try await server.post(
                "/v1/members/\(member)/\(part)", body, token: server.owner, key: name + part)
            return try #require(answer["entry"])
        }
        switch route {
        case .earnPoints, .adjustPoints: return (member, #"{"points":5,"note":"a test"}"#)
        case .spendPoints:
            _ = try await written("points/earnings", #"{"points":5}"#)
            return (member, #"{"points":5}"#)
        case .addStamps: return (member, #"{"card":"tea-ten"}"#)
        case .topUpValue: return (member, money)
        case .spendValue:
            _ = try await written("value/top-ups", money)
            return (member, money)
        case .reverseUnits: return (try await written("points/earnings", #"{"points":5}"#), "{}")
        case .refundUnits: return (try await written("value/top-ups", money), "{}")
        case .setTier: return (member, #"{"tier":"vip","until":"2027-12-31"}"#)
        case .addReferral: return ("", #"{"friend":"\#(member)","referrer":"\#(try await server.member())"}"#)
        default: return (member, "")
        }
    }

    /// Any 32 bytes are read as a key.
    private static let journalKey = String(repeating: "11", count: 32)

    /// Gives every terminal a journal.
    private static func keepJournalKeys(_ server: TestServer) async throws {
        for terminal in try await server.store.terminals() {
            _ = try await server.store.keep(
                journalKey: Hex.decode(journalKey), of: terminal.id, at: TestServer.noon)
        }
    }

    func send(to server: TestServer, token: String?) async throws -> Answer {
        var headers = body.isEmpty && type == "application/json" ? [:] : ["Content-Type": type]
        if !picture.isEmpty { headers["Content-Type"] = "image/png" }
        headers["Idempotency-Key"] = key
        return try await server.send(
            method, path, body: Array(body.utf8) + picture, headers: headers, token: token)
    }
}
