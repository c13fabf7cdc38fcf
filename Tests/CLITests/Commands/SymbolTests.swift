import Foundation
import Testing

@Suite struct SymbolTests {
    @Test("A symbol in each format is read back as its text", arguments: ["png", "svg", "pdf"])
    func roundTrip(_ format: String) async throws {
        try await Scratch.with { folder in
            let file = folder.appending(path: "a.\(format)").path()
            let text = "https://example.org/?q=清泉"
            let drawn = try await Command("qr", text, "-o", file, "--json").run().json()
            let files = try #require(drawn["files"] as? [[String: Any]])
            #expect(files.first?["format"] as? String == format)
            let read = try await Command("qr", "check", file, "--expect", text, "--json").run()
            #expect(read.status == 0)
            let symbols = try #require(try read.json()["symbols"] as? [[String: Any]])
            #expect(symbols.map { $0["text"] as? String } == [text])
        }
    }

    @Test("Several files come from one command, wherever the text stands") func severalFiles() async throws {
        try await Scratch.with { folder in
            let (png, svg) = (folder.appending(path: "a.png").path(), folder.appending(path: "a.svg").path())
            let first = try await Command("qr", "one", "-o", png, svg).run()
            #expect(first.status == 0)
            let last = try await Command("qr", "-o", png, "two", "--force").run()
            #expect(last.status == 0)
            let ending1 = try await Command("qr", "check", png).run()
            #expect(ending1.output.hasPrefix("two\n"))
            let ending2 = try await Command("qr", "check", svg).run()
            #expect(ending2.output.hasPrefix("one\n"))
        }
    }

    @Test("A symbol that is not what was expected is a negative finding") func unexpected() async throws {
        try await Scratch.with { folder in
            let file = folder.appending(path: "a.png").path()
            let ending3 = try await Command("qr", "one", "-o", file).run()
            #expect(ending3.status == 0)
            let ending4 = try await Command("qr", "check", file, "--expect", "two").run()
            #expect(ending4.status == 1)
        }
    }
}
