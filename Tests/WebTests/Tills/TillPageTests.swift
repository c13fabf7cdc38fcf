import Foundation
import Promotion
import Service
import Templates
import Testing

/// The shell of the cashier's page.
@Suite struct TillPageTests {
    @Test("The page may use the camera and be installed, and brings nothing from elsewhere")
    func headers() async throws {
        try await TestServer.run { server in
            let page = try await server.send("GET", "/till", headers: ["Accept-Language": "en"])
            #expect(
                page.status == 200 && page.headers["permissions-policy"]?.contains("camera=(self)") == true)
            let policy = try #require(page.headers["content-security-policy"])
            #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"))
            #expect(policy.contains("manifest-src 'self'") && !policy.contains("unsafe"))
            #expect(!page.text.contains("http://") && !page.text.contains("https://"))
            #expect(!page.text.contains("<style") && !page.text.contains(" style="))
            let tag = try #require(page.headers["etag"])
            let kept = try await server.send(
                "GET", "/till", headers: ["Accept-Language": "en", "If-None-Match": tag])
            #expect(kept.status == 304 && kept.body.isEmpty)
            let chinese = try await server.send("GET", "/till?lang=zh-Hans")
            #expect(chinese.text.contains("lang=\"zh-Hans\"") && chinese.text.contains("核销"))
        }
    }

    @Test("Every word that the page and its scripts ask for is there, in both languages")
    func words() async throws {
        let page = try #require(TemplateLibrary.embedded("pages/till.mustache"))
        let names = Set(page.matches(of: #/words\.(till_\w+)/#).map { String($0.output.1) })
        for language in SpokenLanguage.allCases {
            let text = try #require(TemplateLibrary.embedded("pages/words.\(language.rawValue).json"))
            let words = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
            #expect(names.subtracting(words.keys).isEmpty, "\(language)")
            #expect(Set(words.keys.filter { $0.hasPrefix("till_") }).subtracting(names).isEmpty)
        }
        let data = Set(
            page.matches(of: #/data-([a-z-]+)=/#).map { match in
                match.output.1.split(separator: "-").enumerated().map {
                    $0 == 0 ? String($1) : $1.capitalized
                }
                .joined()
            })
        for name in TemplateLibrary.names(under: "pages/till") where name.hasSuffix(".js") {
            let script = try #require(TemplateLibrary.embedded(name))
            for match in script.matches(of: #/\b(?:say|said)\(\s*"(\w+)"/#) {
                #expect(data.contains(String(match.output.1)), "\(name): \(match.output.1)")
            }
        }
    }

    @Test("The worker keeps every file of the shell and knows a new one by its bytes")
    func worker() async throws {
        try await TestServer.run { server in
            let worker = try await server.send("GET", "/till/files/worker.js")
            #expect(worker.status == 200 && worker.headers["service-worker-allowed"] == "/till")
            let line = try #require(worker.text.firstMatch(of: #/const ADDRESSES = (\[.*\]);/#)?.output.1)
            let addresses = try JSONDecoder().decode([String].self, from: Data(line.utf8))
            #expect(addresses.contains("/till?lang=zh-Hans") && addresses.contains("/till/files/main.js"))
            #expect(!addresses.contains { $0.hasPrefix("/v1") || $0.hasSuffix("worker.js") })
            for address in addresses {
                let file = try await server.send("GET", address)
                #expect(file.status == 200 && !file.body.isEmpty, "\(address)")
            }
            #expect(worker.text.contains(#/"tessera-till-" \+ "[0-9a-f]{64}"/#))
            #expect(try await server.send("GET", "/till/files/words.en.json").status == 404)
            #expect(try await server.send("GET", "/till/files/..%2Fpage.css").status == 404)
        }
    }

    @Test("The manifest names the brand, and its icons are pictures of their size")
    func manifest() async throws {
        try await TestServer.run { server in
            let answer = try await server.send("GET", "/till/files/till-en.webmanifest")
            #expect(answer.headers["content-type"] == "application/manifest+json")
            #expect(answer["start_url"] == "/till?lang=en" && answer["display"] == "standalone")
            #expect(answer["theme_color"] == server.context.configuration.brand.dark)
            let icons = try #require(answer.json["icons"] as? [[String: String]])
            #expect(Set(icons.compactMap { $0["purpose"] }) == ["any", "maskable"])
            for icon in icons {
                let file = try await server.send("GET", try #require(icon["src"]))
                let side = file.body[16..<20].reduce(0) { $0 << 8 | Int($1) }
                #expect(file.body.starts(with: [0x89, 0x50]) && icon["sizes"] == "\(side)x\(side)")
            }
        }
    }
}
