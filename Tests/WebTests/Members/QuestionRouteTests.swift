import Foundation
import Service
import Store
import Testing
import Vocabulary

/// Identities that several members are said to have, over HTTP and in the console.
@Suite struct QuestionRouteTests {
    /// `m-1` has a phone that somebody tries to pair with `m-2`.
    private func dispute(_ server: TestServer) async throws {
        _ = try await server.member { ($0.id, $0.phone) = ("m-1", "13800138000") }
        _ = try await server.member { $0.id = "m-2" }
        let taken = try await server.post(
            "/v1/members/m-2/pairings", #"{"phone":"13800138000","proof":"seen"}"#, token: server.owner)
        #expect(taken.status == 409)
    }

    private func questions(_ server: TestServer, _ query: String = "") async throws -> [[String: Any]] {
        let answer = try await server.send("GET", "/v1/questions" + query, token: server.owner)
        #expect(answer.status == 200, "\(answer.text)")
        return answer.json["questions"] as? [[String: Any]] ?? []
    }

    @Test("A question is listed without the number, and answered once")
    func answer() async throws {
        try await TestServer.run { server in
            try await dispute(server)
            let question = try #require(try await questions(server).first)
            let id = try #require(question["question"] as? String)
            #expect(
                question["masked"] as? String == "+86*******8000" && question["kind"] as? String == "phone")
            let parties = question["parties"] as? [[String: Any]] ?? []
            #expect(parties.compactMap { $0["member"] as? String } == ["m-1", "m-2"])
            let path = "/v1/questions/\(id)/answers"
            for wrong in [
                "{", "{}", #"{"answer":"give"}"#, #"{"answer":"keep"}"#, #"{"answer":"leave","x":1}"#,
            ] {
                #expect(try await server.post(path, wrong, token: server.owner).status == 400, "\(wrong)")
            }
            let stranger = try await server.post(
                path, #"{"answer":"give","member":"m-9"}"#, token: server.owner)
            #expect(stranger.status == 422 && stranger["reason"] == "not_concerned")
            let given = try await server.post(path, #"{"answer":"give","member":"m-2"}"#, token: server.owner)
            #expect(given.status == 200 && given["holder"] == "m-2", "\(given.text)")
            let again = try await server.post(path, #"{"answer":"leave"}"#, token: server.owner)
            #expect(again.status == 404)
            #expect(try await questions(server).isEmpty)
            let former = try await server.send("GET", "/v1/members/m-1", token: server.owner)
            #expect(!former.text.contains("8000"))
        }
    }

    @Test("Pages begin after a question, and what is no question is none")
    func pages() async throws {
        try await TestServer.run { server in
            try await dispute(server)
            let id = try #require(try await questions(server, "?limit=1").first?["question"] as? String)
            #expect(try await questions(server, "?after=\(id)").isEmpty)
            #expect(try await questions(server, "?after=0000000000000000").count == 1)
            for wrong in ["?after=x", "?after=00", "?limit=0", "?limit=101"] {
                let answer = try await server.send("GET", "/v1/questions" + wrong, token: server.owner)
                #expect(answer.status == 400, "\(wrong)")
            }
            let none = try await server.post(
                "/v1/questions/nothing/answers", #"{"answer":"leave"}"#, token: server.owner)
            #expect(none.status == 404)
        }
    }

    @Test("In the console a question is decided by a form; who only checks sees it without")
    func console() async throws {
        try await TestServer.run { server in
            try await dispute(server)
            let checker = ConsoleBrowser(server)
            _ = try await checker.follow(try await checker.signIn(try await server.token(.auditor).text))
            let looked = try await checker.get("/console/questions")
            #expect(looked.text.contains("+86*******8000") && !looked.text.contains("value=\"give\""))
            let browser = ConsoleBrowser(server)
            _ = try await browser.follow(try await browser.signIn(server.owner))
            let page = try await browser.get("/console/questions")
            let match = try #require(
                page.text.firstMatch(of: #/\/console\/questions\/([0-9a-f]{16})\/answers/#))
            let path = String(match.output.0)
            #expect(try await checker.post(path, ["answer": "leave"]).status == 403)
            #expect(try await browser.post(path, ["answer": "give"]).status == 400)
            let stranger = try await browser.post(path, ["answer": "give", "member": "m-9"])
            #expect(stranger.status == 422 && stranger.text.contains("not about this member"))
            let done = try await browser.follow(
                try await browser.post(path, ["answer": "same_person", "member": "m-1"]))
            #expect(done.text.contains("Decided") && done.text.contains("nothing to decide"))
            #expect(try await browser.get("/console/members/m-2").text.contains("part of"))
            #expect(try await browser.post(path, ["answer": "leave"]).status == 404)
        }
    }
}
