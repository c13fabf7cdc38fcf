import Foundation
import Testing

/// The main job from outside, with the shapes that scripts read.
@Suite struct JourneyTests {
    @Test("A coupon is issued, redeemed once, reversed, and everything is sound afterwards")
    func redeemOnce() async throws {
        try await Brand.with { brand in
            let code = try #require(try await brand.codes(3).first?.first)
            let sale = ["redeem", code, "--store", "SH01", "--amount", "80.00", "--json"]
            let dryRun = try await Command(sale + ["--dry-run", "--workspace", brand.workspace]).run()
            #expect(try dryRun.json()["outcome"] as? String == "redeemable")
            let first = try await Command(sale + ["--key", "k1", "--workspace", brand.workspace]).run()
            #expect(first.status == 0)
            let redemption = try #require(try first.json()["redemption"] as? String)
            let repeated = try await Command(sale + ["--key", "k1", "--workspace", brand.workspace]).run()
            #expect(repeated.output == first.output)
            let second = try await Command(sale + ["--workspace", brand.workspace]).run()
            #expect(second.status == 1)
            #expect(try second.json()["reason"] as? String == "already_redeemed")
            let reversed = try await brand.succeed(
                "reverse", redemption, "--reason", "wrong coupon", "--json")
            #expect(try reversed.json()["use_restored"] as? Bool == true)
            let again = try await Command(sale + ["--workspace", brand.workspace]).run()
            #expect(again.status == 0)
            let doctor = try await brand.succeed("doctor", "--json")
            #expect(try doctor.json()["is_sound"] as? Bool == true)
        }
    }

    @Test("An unknown code is refused with 1, and the answer is on stdout") func unknownCode() async throws {
        try await Brand.with { brand in
            let ending = try await brand.run("redeem", "HELLO", "--store", "SH01", "--amount", "80.00")
            #expect(ending.status == 1)
            #expect(ending.output.hasPrefix("refused: unknown_code:"))
            #expect(ending.errors.isEmpty)
        }
    }

    @Test("The exported list has the promised columns, and the url is the symbol's text") func columns()
        async throws
    {
        try await Brand.with { brand in
            let rows = try await brand.codes(2)
            let text = try String(contentsOfFile: brand.path("checked.csv"), encoding: .utf8)
            #expect(text.hasPrefix("code,url,serial,batch,offer,valid_until"))
            #expect(rows.map { $0[2] } == ["1", "2"])
            #expect(rows.allSatisfy { $0[1].hasSuffix($0[0]) && $0[3] == "checked" && $0[4] == "thank-you" })
        }
    }

    @Test("Documents have the fields that scripts read") func shapes() async throws {
        try await Brand.with { brand in
            let campaigns = try await brand.succeed("campaign", "list", "--json").json()
            let campaign = try #require((campaigns["campaigns"] as? [[String: Any]])?.first)
            #expect(campaign["id"] as? String == "packaging")
            #expect(campaign["state"] as? String == "active")
            let offers = try #require(campaign["offers"] as? [[String: Any]])
            #expect(offers.first?["id"] as? String == "thank-you")
            #expect(offers.first?["title"] is String)
            let terminal = try await brand.succeed(
                "terminal", "enrol", "--store", "SH01", "--name", "1", "--json"
            ).json()
            #expect(Set(terminal.keys).isSuperset(of: ["terminal", "store", "token"]))
            let list = brand.workspace + "/data/members.csv"
            let imported = try await brand.run("member", "import", list, "--json")
            let report = try imported.json()
            #expect(imported.status == 1)
            let numbers = ["rows", "added", "updated", "unchanged", "refused", "questions"]
            #expect(numbers.allSatisfy { report[$0] is Int })
            let finding = try #require((report["findings"] as? [[String: Any]])?.first)
            #expect(Set(finding.keys).isSuperset(of: ["line", "field", "reason"]))
        }
    }

    @Test("A paused campaign's coupons are refused until it is resumed") func paused() async throws {
        try await Brand.with { brand in
            let code = try #require(try await brand.codes(1).first?.first)
            try await brand.succeed("campaign", "pause", "packaging")
            let refused = try await brand.run(
                "redeem", code, "--store", "SH01", "--amount", "80.00", "--json")
            #expect(try refused.json()["reason"] as? String == "campaign_paused")
            try await brand.succeed("campaign", "resume", "packaging")
            try await brand.succeed("redeem", code, "--store", "SH01", "--amount", "80.00")
        }
    }

    @Test("A revoked batch is worthless") func revoked() async throws {
        try await Brand.with { brand in
            let code = try #require(try await brand.codes(1).first?.first)
            try await brand.succeed("batch", "revoke", "checked")
            let refused = try await brand.run(
                "redeem", code, "--store", "SH01", "--amount", "80.00", "--json")
            #expect(try refused.json()["reason"] as? String == "revoked")
        }
    }
}
