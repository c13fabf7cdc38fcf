import Foundation
import Payload
import Service
import Support
import Testing

/// Pictures that tills send to be read.
@Suite struct ReadingRouteTests {
    private func read(
        _ picture: [UInt8], _ type: String = "image/jpeg", on server: TestServer
    ) async throws -> Answer {
        try await server.send(
            "POST", "/v1/readings", body: picture, headers: ["Content-Type": type], token: server.till)
    }

    @Test("A code in a picture is read, by token and by session")
    func reads() async throws {
        try await TestServer.run { server in
            for (picture, type) in [
                (SymbolPhoto.baseline, "image/jpeg"), (SymbolPhoto.png, "image/png; charset=x"),
            ] {
                let answer = try await read(picture, type, on: server)
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.json["codes"] as? [String] == [SymbolPhoto.text])
                #expect(answer.headers["cache-control"] == "no-store")
            }
            let till = TillBrowser(server)
            try await till.signIn(server.till)
            let refused = try await till.send("POST", "/v1/readings", headers: ["X-Form-Token": "x"])
            #expect(refused.status == 403)
        }
    }

    @Test("What is no picture is refused with the reason, and nothing is logged of it")
    func refuses() async throws {
        let lines = LogLines()
        var options = TestServer.Options()
        options.logger = lines.logger
        try await TestServer.run(options) { server in
            let icon = try TillIcon.png(ground: "#0b6e4f", side: 64)
            #expect(try await read(icon, "image/png", on: server).json["codes"] as? [String] == [])
            for picture in [[], Array("GIF89a".utf8), Array(SymbolPhoto.baseline.prefix(900))] as [[UInt8]] {
                let answer = try await read(picture, on: server)
                #expect(answer.status == 400, "\(answer.text)")
                #expect(answer.text.contains("no picture that can be read"))
            }
            #expect(try await read(SymbolPhoto.png, "image/webp", on: server).status == 415)
            #expect(try await read(SymbolPhoto.png, "application/json", on: server).status == 415)
            let large = SymbolPhoto.baseline + [UInt8](repeating: 0, count: ReadingDesk.maximumByteCount)
            #expect(try await read(large, on: server).status == 413)
            _ = try await read(SymbolPhoto.baseline, on: server)
        }
        for line in lines.all {
            #expect(!"\(line.message) \(line.metadata)".contains(SymbolPhoto.text))
        }
        #expect(!lines.all.isEmpty)
    }

    @Test("A till that sends pictures without end is told to wait, and still redeems")
    func limited() async throws {
        try await TestServer.run { server in
            var statuses: Set<Int> = []
            for _ in 0..<60 {
                let answer = try await server.send(
                    "POST", "/v1/readings", body: [1], headers: ["Content-Type": "image/png"],
                    token: server.till)
                statuses.insert(answer.status)
                guard answer.status == 400 else {
                    #expect(answer.headers["retry-after"] == "1")
                    break
                }
            }
            #expect(statuses == [400, 429])
            let code = try await server.issue(1)[0].code.text
            #expect(try await server.redeem(code, key: "k").status == 201)
        }
    }
}
