import Foundation
import Service
import Store
import Testing
import Vocabulary

@testable import tessera

/// Tokens, the audit log and lock-outs from outside.
@Suite struct AccessTests {
    @Test("A token is issued, listed and revoked, and is shown once") func tokens() async throws {
        try await Brand.with { brand in
            let issued = try await brand.succeed(
                "token", "issue", "--role", "manager", "--name", "Li Wei", "--store", "SH02", "--store",
                "SH01",
                "--json"
            ).json()
            let token = try #require(issued["token"] as? String)
            let id = try #require(issued["id"] as? String)
            #expect(token.hasPrefix("tsp_") && issued["stores"] as? [String] == ["SH01", "SH02"])
            let shown = try await brand.succeed("token", "issue", "--role", "auditor", "--name", "Wu")
            #expect(shown.output.contains("auditor, Wu, every store") && shown.output.contains("tsp_"))
            let list = try await brand.succeed("token", "list")
            #expect(list.output.contains("manager  SH01,SH02  issued") && !list.output.contains(token))
            try await brand.succeed("token", "revoke", id)
            let after = try await brand.succeed("token", "list", "--json").json()
            let rows = try #require(after["tokens"] as? [[String: Any]])
            #expect(rows.count == 2 && rows.first { $0["id"] as? String == id }?["revoked_at"] != nil)
        }
    }

    @Test(
        "A wrong order for a token ends with its number",
        arguments: [
            (["--role", "boss", "--name", "Li"], 64), (["--role", "cashier", "--name", "Li"], 65),
            (["--role", "manager", "--name", ""], 65),
            (["--role", "manager", "--name", "Li", "--store", "XX"], 66),
        ] as [([String], Int32)])
    func wrongTokens(arguments: [String], status: Int32) async throws {
        try await Brand.with { brand in
            let ending = try await Command(
                ["token", "issue"] + arguments + ["--workspace", brand.workspace]
            ).run()
            #expect(ending.status == status, "\(ending.errors)")
            let none = try await brand.run("token", "revoke", "p-none")
            #expect(none.status == 66)
            // Whoever pastes the token itself must not find it in a log afterwards.
            for name in [
                "tsp_\(String(repeating: "A", count: 43))", "tst_\(String(repeating: "A", count: 42))",
            ] {
                let secret = try await brand.run("token", "revoke", name)
                #expect(
                    secret.status == 66 && !secret.errors.contains("AAAA") && !secret.output.contains("AAAA"))
            }
        }
    }

    @Test("The audit log says which account did what, page by page") func audit() async throws {
        try await Brand.with { brand in
            try await brand.succeed("terminal", "enrol", "--store", "SH01", "--name", "till 1")
            try await brand.succeed("campaign", "pause", "packaging")
            _ = try await brand.codes(2)
            let members = brand.path("members.csv")
            try await brand.succeed("member", "export", "-o", members)
            let log = try await brand.succeed("audit", "list", "--after", "0", "--limit", "1000", "--json")
                .json()
            let entries = try #require(log["entries"] as? [[String: Any]])
            #expect(
                entries.compactMap { $0["action"] as? String } == [
                    "campaign_apply", "terminal_enrol", "campaign_pause", "batch_issue", "batch_export",
                    "member_export",
                ])
            let account = ["role": "account", "id": NSUserName()]
            #expect(entries.allSatisfy { $0["actor"] as? [String: String] == account })
            let page = try await brand.succeed("audit", "list", "--after", "1", "--limit", "2", "--json")
                .json()
            #expect((page["entries"] as? [Any])?.count == 2 && page["next"] as? Int == 3)
            let newest = try await brand.succeed("audit", "list", "--limit", "1")
            #expect(newest.output.contains("member_export") && !newest.output.contains("batch_export"))
            let wrong = try await brand.run("audit", "list", "--limit", "0")
            #expect(wrong.status == 64)
        }
    }

    @Test(
        "A running server obeys a lock-out of the store, and its lifting by a command",
        .timeLimit(.minutes(2)))
    func lockouts() async throws {
        try await Brand.with { brand in
            let enrolled = try await brand.succeed(
                "terminal", "enrol", "--store", "SH01", "--name", "1", "--json"
            ).json()
            let (terminal, token) = (
                enrolled["terminal"] as? String ?? "", enrolled["token"] as? String ?? ""
            )
            let server = try await RunningServer(brand)
            let caller = URLSessionCaller(try URLSessionCaller.address(server.url))
            let order = HTTPCall(
                method: .post, path: "/v1/validations",
                headers: ["Authorization": "Bearer \(token)", "Content-Type": "application/json"],
                body: Array(#"{"code":"HELLO"}"#.utf8))
            #expect(try await caller.call(order).status == 404)
            let id = try await lockOut(terminal, in: brand)
            var reply = try await caller.call(order)
            while reply.status == 404 { reply = try await caller.call(order) }
            #expect(reply.status == 429 && (1...60).contains(reply.retryAfter ?? 0))
            let list = try await brand.succeed("lockout", "list", "--json").json()
            let row = try #require((list["lockouts"] as? [[String: Any]])?.first)
            #expect(row["id"] as? String == id && row["subject"] as? String == terminal)
            try await brand.succeed("lockout", "lift", id)
            while reply.status == 429 { reply = try await caller.call(order) }
            #expect(reply.status == 404)
            let empty = try await brand.succeed("lockout", "list")
            #expect(!empty.output.contains(terminal))
            let twice = try await brand.run("lockout", "lift", id)
            #expect(twice.status == 66)
            #expect(server.end() == 0)
        }
    }

    /// Locks a terminal out as another verifier would.
    private func lockOut(_ terminal: String, in brand: Brand) async throws -> String {
        let session = try Session(
            Workspace.open(at: URL(filePath: brand.workspace), environment: [:]))
        let order = LockoutOrder(
            id: LockoutID(unchecked: "l-test"), subject: LockoutSubject(.terminal, terminal),
            store: StoreID(unchecked: "SH01"), at: session.context.surroundings.now())
        let lockout = try await session.context.store.lockOut(order)
        try session.close()
        return lockout.id.text
    }
}
