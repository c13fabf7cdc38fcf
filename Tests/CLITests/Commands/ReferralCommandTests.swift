import Foundation
import Testing

@Suite struct ReferralCommandTests {
    @Test("A reward falls due after the friend redeemed, and whoever refers themselves ends with 1")
    func referrals() async throws {
        try await Brand.with { brand in
            let rules = "referral:\n  reward_offer: thank-you\n  cap_per_member: 5\n  window_days: 30\n"
            try Data(rules.utf8).write(to: URL(filePath: brand.workspace).appending(path: "program.yaml"))
            for id in ["A1", "B2"] {
                try await brand.succeed("member", "add", "--id", id, "--home-store", "SH01")
            }
            let own = try await brand.run("referral", "add", "--friend", "A1", "--by", "A1", "--json")
            #expect(own.status == 1)
            #expect(try own.json()["reason"] as? String == "self_referral")
            try await brand.succeed("referral", "add", "--friend", "A1", "--by", "B2")
            let early = try await brand.succeed("referral", "review", "--json").json()
            #expect(early["waiting"] as? Int == 1 && early["due"] as? Int == 0)
            let code = try await brand.codes(1)[0][0]
            try await brand.succeed("redeem", code, "--store", "SH01", "--amount", "80", "--member", "A1")
            let dry = try await brand.succeed("referral", "review", "--dry-run", "--json").json()
            #expect(dry["due"] as? Int == 1)
            #expect(try await brand.succeed("referral", "review").output.contains("due 1,"))
            let list = try await brand.succeed("referral", "show", "--member", "B2", "--json").json()
            let referrals = try #require(list["referrals"] as? [[String: Any]])
            #expect(referrals.map { $0["state"] as? String } == ["rewarded"])
            let coupon = try #require(referrals.first?["coupon"] as? [String: Any])
            #expect(coupon["reason"] as? String == "referral:A1")
            let given = try #require(coupon["code"] as? String)
            try await brand.succeed("redeem", given, "--store", "SH01", "--amount", "80", "--member", "B2")
            #expect(try await brand.succeed("referral", "review", "--json").json()["reviewed"] as? Int == 0)
        }
    }
}
