import Foundation
import Logging
import Payload
import Service
import Store
import Testing
import Vocabulary
import Web

/// Points that come with redemptions while a server runs.
@Suite struct PointsDeliveryTests {
    private func points(_ member: MemberID, _ server: TestServer) async throws -> Int {
        let answer = try await server.send("GET", "/v1/members/\(member)/balances", token: server.till)
        let balances = answer.json["balances"] as? [[String: Any]] ?? []
        return balances.first { $0["unit"] as? String == "points" }?["available"] as? Int ?? 0
    }

    /// Looks again until the points are there; the tests' own limit ends what never comes.
    private func wait(for count: Int, _ member: MemberID, _ server: TestServer) async throws {
        while try await points(member, server) != count { try await Task.sleep(for: .milliseconds(20)) }
    }

    @Test(
        "What a till redeems and returns shows in the points, and a restart gives nothing twice",
        .timeLimit(.minutes(5)))
    func follows() async throws {
        try await TestServer.run { server in
            let file = server.context.workspace.folder.appending(path: "program.yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
            let member = try await server.member()
            let code = try await server.issue(2).map(\.code.text)
            let more = #","member":"\#(member)""#
            let early = try await server.redeem(code[0], key: "a", more: more)
            #expect(early.status == 201)
            let following = PointsFollowing(server.context, logger: Logger(label: "test"))
            let task = Task { await following.run() }
            try Data(
                text.replacing("\npoints:\n", with: "\npoints:\n  at_redemption: {from: 2027-01-01}\n").utf8
            ).write(to: file)
            try await wait(for: 7, member, server)
            let late = try await server.redeem(code[1], key: "b", more: more)
            try await wait(for: 14, member, server)
            let id = try #require(late["redemption"])
            let body = #"{"kind":"return","amount":{"amount":"40.00","currency":"CNY"},"reason":"one back"}"#
            let back = try await server.post("/v1/redemptions/\(id)/reversals", body, key: "c")
            #expect(back.status == 201, "\(back.text)")
            try await wait(for: 11, member, server)
            following.stop()
            await task.value
            let report = try await PointsFollowService(server.context).catchUp()
            #expect(report.read == 0)
            #expect(try await points(member, server) == 11)
            let faults = try await server.context.store.findFaults()
            #expect(faults.isEmpty)
        }
    }
}
