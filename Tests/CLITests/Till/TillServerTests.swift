import Foundation
import Testing

/// The till over a pipe, against the real server.
@Suite struct TillServerTests {
    @Test("The till redeems once, asks for amounts, undoes, and speaks Chinese") func till() async throws {
        try await Brand.with { brand in
            let codes = try await brand.codes(2).map { $0[0] }
            let server = try await RunningServer(brand)
            let lines = [
                "\(codes[0]) 80.00", "\(codes[0]) 80.00", codes[1], "60", "/void", "HELLO", "/quit", codes[0],
            ]
            let ending = try await till(server.url, brand, lines)
            #expect(ending.status == 0, "\(ending.errors)")
            let said = ending.output.split(separator: "\n").map { String($0.prefix(2)) }
            #expect(said == ["OK", "NO", "? ", "OK", "OK", "NO"])
            let chinese = try await till(server.url, brand, ["HELLO"], "--language", "zh-Hans")
            #expect(chinese.output.hasPrefix("失败 不是本品牌的券码"))
            #expect(server.end() == 0)
            try await brand.succeed("doctor")
        }
    }

    @Test("A wrong token is said, not retried") func wrongToken() async throws {
        try await Brand.with { brand in
            let server = try await RunningServer(brand)
            var till = Command("terminal", "--server", server.url, "--token", "wrong")
            till.input = "HELLO\n"
            let ending = try await till.run()
            #expect(ending.output.contains("(401)"))
            #expect(server.end() == 0)
        }
    }

    @Test("After the server was killed, the same key gets the same answer") func killed() async throws {
        try await Brand.with { brand in
            let code = try #require(try await brand.codes(1).first?.first)
            let server = try await RunningServer(brand)
            let arguments = ["redeem", code, "--store", "SH01", "--amount", "80.00", "--key", "k1", "--json"]
            let first = try await Command(arguments + ["--workspace", brand.workspace]).run()
            let sold = try await till(server.url, brand, ["\(code) 80.00"])
            #expect(sold.output.hasPrefix("NO"))
            #expect(server.end(SIGKILL) == SIGKILL)
            let next = try await RunningServer(brand)
            let again = try await Command(arguments + ["--workspace", brand.workspace]).run()
            #expect(again.output == first.output)
            #expect(next.end() == 0)
            try await brand.succeed("doctor")
        }
    }

    /// Enrols a terminal and types lines into its till.
    private func till(_ url: String, _ brand: Brand, _ lines: [String], _ more: String...) async throws
        -> Command.Ending
    {
        let enrolled = try await brand.succeed(
            "terminal", "enrol", "--store", "SH01", "--name", "till", "--json")
        let token = try #require(try enrolled.json()["token"] as? String)
        var command = Command(["terminal", "--server", url] + more)
        command.environment = ["TESSERA_TERMINAL_TOKEN": token]
        command.input = lines.map { $0 + "\n" }.joined()
        return try await command.run()
    }
}
