import Foundation
import Payload
import Service
import Store
import StoreSQLite
import Synchronization
import Testing
import Vocabulary

@Suite struct TokenTests {
    @Test("An owner issues a token, which is shown once and works until it is revoked")
    func issues() async throws {
        try await TestServer.run { server in
            let issued = try await server.post(
                "/v1/tokens", #"{"role":"manager","name":"Li Wei","stores":["SH02","SH01"]}"#,
                token: server.owner)
            #expect(issued.status == 201 && issued["role"] == "manager")
            #expect(issued.json["stores"] as? [String] == ["SH01", "SH02"])
            let (id, token) = (try #require(issued["id"]), try #require(issued["token"]))
            #expect(issued.headers["location"] == "/v1/tokens/\(id)" && token.hasPrefix("tsp_"))
            let before = try await server.send("GET", "/v1/terminals", token: token)
            #expect(before.status == 200)
            let list = try await server.send("GET", "/v1/tokens", token: server.owner)
            let row = (list.json["tokens"] as? [[String: Any]])?.first { $0["id"] as? String == id }
            #expect(row?["name"] as? String == "Li Wei" && row?["revoked_at"] == nil)
            #expect(!list.text.contains(token))
            let revoked = try await server.send("DELETE", "/v1/tokens/\(id)", token: server.owner)
            #expect(revoked.status == 204)
            let after = try await server.send("GET", "/v1/terminals", token: token)
            #expect(after.status == 401)
            let unknown = try await server.send("DELETE", "/v1/tokens/p-none", token: server.owner)
            #expect(unknown.status == 404)
        }
    }

    @Test(
        "A wrong order for a token is 400 with the place, and an unknown store is 404",
        arguments: [
            (#"{"role":"boss","name":"Li"}"#, 400, ["/role"]),
            (#"{"role":"terminal","name":"Li"}"#, 400, ["/role"]),
            (#"{"role":"manager"}"#, 400, ["/name"]),
            (#"{"role":"manager","name":""}"#, 400, ["/name"]),
            (#"{"role":"cashier","name":"Li"}"#, 400, ["/stores"]),
            (#"{"role":"owner","name":"Li","stores":["SH01"]}"#, 400, ["/stores"]),
            (#"{"role":"manager","name":"Li","stores":"SH01"}"#, 400, ["/stores"]),
            (#"{"role":"manager","name":"Li","stores":["SH01","-"]}"#, 400, ["/stores/1"]),
            (#"{"role":"manager","name":"Li","shops":[]}"#, 400, ["/shops"]),
            (#"{"role":"manager","name":"Li","stores":["XX"]}"#, 404, []),
        ] as [(String, Int, [String])])
    func refuses(body: String, status: Int, pointers: [String]) async throws {
        try await TestServer.run { server in
            let answer = try await server.post("/v1/tokens", body, token: server.owner)
            #expect(answer.status == status && answer.pointers == pointers, "\(answer.text)")
        }
    }

    @Test("A token that is revoked while requests run opens nothing from that moment on")
    func revokedUnderLoad() async throws {
        try await TestServer.run { server in
            let person = try await server.token(.auditor)
            let flag = Flag()
            let answers = try await withThrowingTaskGroup(of: [Observed].self) { group in
                for _ in 1...4 { group.addTask { try await requests(server, person.text, until: flag) } }
                _ = try await server.send("GET", "/v1/stores", token: person.text)
                let gone = try await server.send("DELETE", "/v1/tokens/\(person.id)", token: server.owner)
                #expect(gone.status == 204)
                flag.raise()
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(answers.allSatisfy { $0.status == 401 || ($0.status == 200 && !$0.isLater) })
            #expect(answers.count { $0.isLater } == 12)
        }
    }

    /// What was answered, and whether the request was sent after the revocation was answered.
    private struct Observed: Sendable {
        let status: Int
        let isLater: Bool
    }

    private final class Flag: Sendable {
        private let state = Atomic(false)
        var isRaised: Bool { state.load(ordering: .sequentiallyConsistent) }
        func raise() { state.store(true, ordering: .sequentiallyConsistent) }
    }

    /// Asks again and again, and three times more after the flag was raised.
    private func requests(
        _ server: TestServer, _ token: String, until flag: Flag
    ) async throws -> [Observed] {
        var answers: [Observed] = []
        while answers.count(where: \.isLater) < 3 {
            let isLater = flag.isRaised
            let answer = try await server.send("GET", "/v1/stores", token: token)
            answers.append(Observed(status: answer.status, isLater: isLater))
        }
        return answers
    }

    @Test("A revocation by another process counts at once")
    func revokedElsewhere() async throws {
        try await TestServer.run { server in
            let person = try await server.token(.auditor)
            let path = server.context.workspace.file("data/tessera.db").path()
            let other = try SQLiteStore(path: path)
            let elsewhere = ServiceContext(workspace: server.context.workspace, store: other)
            #expect(try await server.send("GET", "/v1/stores", token: person.text).status == 200)
            try await TokenService(elsewhere).revoke(person.id)
            #expect(try await server.send("GET", "/v1/stores", token: person.text).status == 401)
            try other.close()
        }
    }

    @Test("Wrong tokens of every form cost the same statements, and the right one no more")
    func equalWork() async throws {
        let statements = Statements()
        try await TestServer.run(.init(onStatement: { statements.note($0) })) { server in
            let revoked = try await server.token(.owner)
            try await TokenService(server.context).revoke(revoked.id)
            // One token in sixteen ends in A by itself.
            let misspelt = server.till.dropLast() + (server.till.hasSuffix("A") ? "E" : "A")
            let wrong = [
                "x", "tst_", "tst_" + String(repeating: "A", count: 43), String(misspelt),
                String(repeating: "A", count: 4_000),
            ]
            let people = ["tsp_", "tsp_" + String(repeating: "A", count: 43), revoked.text]
            var counts: Set<Int> = []
            for group in [wrong, people] {
                var answers: Set<String> = []
                var work: Set<[String]> = []
                for token in group {
                    statements.clear()
                    let answer = try await server.send("GET", "/v1/stores", token: token)
                    #expect(answer.status == 401)
                    answers.insert(answer.outsideView)
                    work.insert(statements.all)
                }
                #expect(answers.count == 1 && work.count == 1, "\(work)")
                counts.formUnion(work.map(\.count))
            }
            #expect(counts.count == 1, "one look-up, in whichever table")
        }
    }
}
