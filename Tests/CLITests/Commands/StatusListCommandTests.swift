import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite struct StatusListCommandTests {
    /// Issues signed coupons, and returns their tokens.
    private func issue(_ count: Int, _ brand: Brand) async throws -> [String] {
        try await brand.succeed(
            "batch", "issue", "--offer", "thank-you", "--count", String(count), "--id", "signed",
            "--profile", "signed")
        let file = brand.path("signed.csv")
        try await brand.succeed("batch", "export", "signed", "-o", file)
        return try brand.rows(of: file).map { $0[0] }
    }

    private func keys(of brand: Brand) async throws -> String {
        let server = try await RunningServer(brand)
        defer { _ = server.end() }
        let url = try #require(URL(string: server.url + "/v1/keys"))
        let (data, _) = try await URLSession.shared.data(from: url)
        let file = brand.path("keys.json")
        try data.write(to: URL(filePath: file))
        return file
    }

    @Test("A list is written for everybody to read, and checked without a workspace and without a network")
    func offline() async throws {
        try await Brand.with { brand in
            let tokens = try await issue(20, brand)
            try await brand.succeed("redeem", tokens[6], "--store", "SH01", "--amount", "80.00")
            let file = brand.path("list.cwt")
            let written = try await brand.succeed("status-list", "signed", "-o", file, "--json").json()
            #expect(written["entries"] as? Int == 20 && written["set"] as? Int == 1)
            let size = try Data(contentsOf: URL(filePath: file)).count
            #expect(written["bytes"] as? Int == size && written["expires_at"] is String)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
            #expect(mode as? Int == 0o644)
            let again = try await brand.run("status-list", "signed", "-o", file)
            #expect(again.status == 73)
            let keys = try await keys(of: brand)
            try FileManager.default.removeItem(atPath: brand.workspace)
            for (serial, status, ends) in [("7", "used_up", 1), ("8", "valid", 0), ("99", "unknown", 1)] {
                let ending = try await Command(
                    "status-list", "verify", file, "--keys", keys, "--serial", serial, "--json"
                ).run()
                #expect(ending.status == Int32(ends), "\(ending.errors)")
                let found = try ending.json()
                #expect(found["outcome"] as? String == "genuine" && found["status"] as? String == status)
            }
            let text = try await Command("status-list", "verify", file, "--keys", keys).run()
            #expect(text.output.contains("23 valid, 1 used up"), "\(text.output)")
        }
    }

    @Test("A changed list, another's keys, another address and nonsense end with 1 and the reason")
    func refused() async throws {
        try await Brand.with { brand in
            _ = try await issue(20, brand)
            let file = brand.path("list.cwt")
            try await brand.succeed("status-list", "signed", "-o", file)
            var bytes = Array(try Data(contentsOf: URL(filePath: file)))
            bytes[bytes.count - 1] ^= 1
            let changed = brand.path("changed.cwt")
            try Data(bytes).write(to: URL(filePath: changed))
            let nonsense = brand.path("nonsense.cwt")
            try Data("HELLO".utf8).write(to: URL(filePath: nonsense))
            for (arguments, reason) in [
                ([changed], "bad_signature"), ([nonsense], "malformed"),
                ([file, "--uri", "https://elsewhere.example/1"], "other_list"),
            ] {
                let ending = try await Command(
                    ["status-list", "verify"] + arguments + ["--json", "--workspace", brand.workspace]
                ).run()
                #expect(try ending.status == 1 && ending.json()["outcome"] as? String == reason)
            }
            try await Brand.with { stranger in
                let ending = try await stranger.run("status-list", "verify", file, "--json")
                #expect(try ending.status == 1 && ending.json()["outcome"] as? String == "bad_signature")
            }
        }
    }

    @Test("Missing files, batches and lists of short codes are said")
    func missing() async throws {
        try await Brand.with { brand in
            _ = try await brand.codes(1)
            for (name, says) in [("checked", "no status list checked"), ("nobody", "no batch nobody")] {
                let ending = try await brand.run("status-list", name, "-o", brand.path("list.cwt"))
                #expect(ending.status == 66 && ending.errors.contains(says), "\(ending.errors)")
            }
            let ending = try await brand.run("status-list", "verify", "missing.cwt")
            #expect(ending.status == 66 && ending.errors.contains("no file missing.cwt"))
        }
    }
}
