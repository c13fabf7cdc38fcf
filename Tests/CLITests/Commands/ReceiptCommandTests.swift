import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite struct ReceiptCommandTests {
    /// Redeems a coupon, and returns the redemption's id with its receipt.
    private func redeem(_ brand: Brand) async throws -> (id: String, receipt: String) {
        let code = try #require(try await brand.codes(1).first?.first)
        let document = try await brand.succeed(
            "redeem", code, "--store", "SH01", "--amount", "80.00", "--json"
        ).json()
        return (
            try #require(document["redemption"] as? String), try #require(document["receipt"] as? String)
        )
    }

    /// Keeps what `GET /v1/keys` answers in a file, as somebody who checks receipts does.
    private func keys(of brand: Brand) async throws -> String {
        let server = try await RunningServer(brand)
        defer { _ = server.end() }
        let url = try #require(URL(string: server.url + "/v1/keys"))
        let (data, _) = try await URLSession.shared.data(from: url)
        let file = brand.path("keys.json")
        try data.write(to: URL(filePath: file))
        return file
    }

    @Test("Receipts are shown, of the redemption and of what reversed it") func shows() async throws {
        try await Brand.with { brand in
            let (id, receipt) = try await redeem(brand)
            let first = try await brand.succeed("receipt", "show", id)
            #expect(first.output == receipt + "\n")
            try await brand.succeed("reverse", id, "--amount", "40.00", "--reason", "a leaking tin")
            let both = try await brand.succeed("receipt", "show", id, "--json").json()
            let receipts = try #require(both["receipts"] as? [String])
            #expect(receipts.count == 2 && receipts[0] == receipt)
            let missing = try await brand.run("receipt", "show", "r0")
            #expect(missing.status == 66 && missing.errors.contains("no redemption r0"))
        }
    }

    @Test("Whoever has the public keys checks a receipt, without a workspace and without a network")
    func offline() async throws {
        try await Brand.with { brand in
            let (id, receipt) = try await redeem(brand)
            let file = try await keys(of: brand)
            // Nothing of the workspace is left to ask.
            try FileManager.default.removeItem(atPath: brand.workspace)
            let ending = try await Command("receipt", "verify", receipt, "--keys", file).run()
            #expect(ending.status == 0, "\(ending.errors)")
            #expect(
                ending.output.hasPrefix("genuine: redemption \(id) of qingquan: 10.00 CNY off on 80.00 CNY"))
            let json = try await Command("receipt", "verify", receipt, "--keys", file, "--json").run().json()
            #expect(json["outcome"] as? String == "genuine")
            #expect((json["receipt"] as? [String: Any])?["redemption"] as? String == id)
            for input in [receipt + "\n", "  " + receipt.prefix(70) + "\n" + receipt.dropFirst(70)] {
                var piped = Command("receipt", "verify", "-", "--keys", file)
                piped.input = String(input)
                let ending = try await piped.run()
                #expect(ending.status == 0 && ending.output.hasPrefix("genuine: "))
            }
            let address = "https://qr.qingquan.cn/r/" + receipt
            let scanned = try await Command("receipt", "verify", address, "--keys", file).run()
            #expect(scanned.status == 0)
        }
    }

    @Test("A changed receipt, another brand's keys, and nonsense end with 1") func forged() async throws {
        try await Brand.with { brand in
            let (_, receipt) = try await redeem(brand)
            let middle = receipt.index(receipt.startIndex, offsetBy: 100)
            let changed =
                receipt.prefix(upTo: middle) + (receipt[middle] == "A" ? "B" : "A")
                + receipt.suffix(from: receipt.index(after: middle))
            for text in [String(changed), String(receipt.dropLast(4)), "HELLO"] {
                let ending = try await brand.run("receipt", "verify", text)
                #expect(ending.status == 1 && ending.output.hasPrefix("not genuine: "), "\(text.prefix(20))")
            }
            try await Brand.with { stranger in
                let file = try await keys(of: stranger)
                let ending = try await Command("receipt", "verify", receipt, "--keys", file, "--json").run()
                #expect(try ending.status == 1 && ending.json()["outcome"] as? String == "not_genuine")
                let here = try await stranger.run("receipt", "verify", receipt)
                #expect(here.status == 1)
            }
            let own = try await brand.succeed("receipt", "verify", receipt)
            #expect(own.output.hasPrefix("genuine: "))
        }
    }

    @Test("A file that holds no keys is said, and is no finding about the receipt") func keysFile()
        async throws
    {
        try await Scratch.with { folder in
            let file = folder.appending(path: "keys.json")
            for (text, says) in [
                ("{}", "no list of public keys"), (#"{"keys":[]}"#, "no list of public keys"),
            ] {
                try Data(text.utf8).write(to: file)
                let ending = try await Command("receipt", "verify", "R2.A.A", "--keys", file.path()).run()
                #expect(ending.status == 65 && ending.errors.contains(says), "\(ending.errors)")
            }
            let missing = try await Command("receipt", "verify", "R2.A.A", "--keys", "missing.json").run()
            #expect(missing.status == 66 && missing.errors.contains("no file missing.json"))
        }
    }
}
