import Foundation
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

/// Segments over HTTP.
@Suite struct SegmentRouteTests {
    @Test("A segment is saved, changed, shown, listed and forgotten")
    func saved() async throws {
        try await TestServer.run { server in
            let path = "/v1/segments/women"
            let manager = try await server.token(.manager)
            func put(_ body: String) async throws -> Answer {
                try await server.send(
                    "PUT", path, body: Array(body.utf8), headers: ["Content-Type": "application/json"],
                    token: manager.text)
            }
            let saved = try await put(#"{"expression":"gender = female","title":"Women"}"#)
            #expect(saved.status == 200 && saved.json["revision"] as? Int == 1)
            let changed = try await put(#"{"expression":"gender = female and consent(marketing)"}"#)
            #expect(changed.json["revision"] as? Int == 2 && changed["title"] == "Women")
            let wrong = try await put(#"{"expression":"gender = femal"}"#)
            #expect(wrong.status == 400 && wrong.text.contains("female"))
            let circle = try await put(#"{"expression":"segment(women)"}"#)
            #expect(circle.status == 400)
            let shown = try await server.send("GET", path, token: manager.text)
            #expect(shown.json["revision"] as? Int == 2)
            let list = try await server.send("GET", "/v1/segments", token: manager.text)
            #expect((list.json["segments"] as? [Any])?.count == 1)
            let entry = try #require(try await server.store.audit(limit: 1).first)
            #expect(entry.action == "segment_save" && entry.actor == manager.id.text)
            let removed = try await server.send("DELETE", path, token: manager.text)
            let again = try await server.send("DELETE", path, token: manager.text)
            #expect(removed.status == 204 && again.status == 404)
            #expect(try await server.send("GET", path, token: manager.text).status == 404)
        }
    }

    @Test("A preview counts members, names examples by id, and shows where an expression is wrong")
    func preview() async throws {
        try await TestServer.run { server in
            for number in 1...7 {
                try await server.member { draft in
                    (draft.id, draft.name) = ("m-\(number)", "Zhang Wei")
                    draft.gender = number < 4 ? "female" : nil
                    draft.marketingConsent = number < 3 ? "yes" : nil
                    draft.phone = "1380013800\(number)"
                }
            }
            func preview(_ body: String) async throws -> Answer {
                try await server.post("/v1/segments/preview", body, token: server.owner)
            }
            let get = try await server.send("GET", "/v1/segments/preview", token: server.owner)
            #expect(get.status == 405 && get.headers["allow"] == "POST")
            let found = try await preview(#"{"expression":"gender = female","sample":2}"#)
            #expect(found.status == 200 && found.json["members"] as? Int == 3, "\(found.text)")
            #expect((found.json["reach"] as? [String: Int])?["phone"] == 2)
            #expect((found.json["sample"] as? [Any])?.count == 2 && !found.text.contains("Zhang"))
            let wrong = try await preview(#"{"expression":"gender = female and teir = gold"}"#)
            #expect(wrong.status == 400 && wrong.text.contains("Character 21") && wrong.text.contains("tier"))
            for body in [#"{"expression":"tier = vip","sample":101}"#, "{}", #"{"expression":7}"#] {
                #expect(try await preview(body).status == 400, "\(body)")
            }
        }
    }
}
