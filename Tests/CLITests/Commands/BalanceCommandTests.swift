import Foundation
import Testing

/// Points, stamps and stored value at the command line.
@Suite struct BalanceCommandTests {
    @Test("Points are earned, spent, taken back and shown; too few end with 1")
    func points() async throws {
        try await Brand.with { brand in
            try await brand.succeed("member", "add", "--id", "m1", "--name", "A")
            let earned = try await brand.succeed(
                "points", "earn", "m1", "--purchase", "128.00", "--key", "k", "--json"
            ).json()
            #expect(earned["amount"] as? Int == 12 && earned["replayed"] as? Bool == false)
            let again = try await brand.succeed(
                "points", "earn", "m1", "--purchase", "128.00", "--key", "k", "--json"
            ).json()
            #expect(again["entry"] as? String == earned["entry"] as? String)
            #expect(again["replayed"] as? Bool == true)
            let few = try await brand.run("points", "spend", "m1", "13", "--json")
            #expect(few.status == 1)
            #expect(try few.json()["reason"] as? String == "insufficient_balance")
            #expect(try few.json()["available"] as? Int == 12)
            let spent = try await brand.succeed("points", "spend", "m1", "10", "--json").json()
            let entry = try #require(spent["entry"] as? String)
            try await brand.succeed("points", "reverse", entry, "--amount", "4")
            try await brand.succeed("points", "adjust", "m1", "--by=-1", "--note", "miscounted")
            let shown = try await brand.succeed("points", "show", "m1").output
            #expect(shown.hasPrefix("points: 5, 5 until ") && shown.contains("worth 0.05 CNY"))
            let statement = try await brand.succeed("points", "statement", "m1").output
            #expect(statement.contains("miscounted") && statement.contains("of \(entry)"))
            try await brand.succeed("points", "expire", "--json")
            try await brand.succeed("doctor")
        }
    }

    @Test("A full card is a coupon at once, the same one for the same key, and the till takes it")
    func fullCard() async throws {
        try await Brand.with { brand in
            let rules = """
                stamp_cards:
                  - {id: tea, title: {en: Tea}, goal: 3, reward: thank-you}
                """
            try Data(rules.utf8).write(to: URL(filePath: brand.workspace).appending(path: "program.yaml"))
            try await brand.succeed("member", "add", "--id", "m1", "--name", "A")
            let add = {
                try await brand.succeed(
                    "stamps", "add", "m1", "--card", "tea", "--count", "4", "--key", "k", "--json"
                ).json()
            }
            let full = try await add()
            let coupon = try #require((full["coupons"] as? [[String: Any]])?.first)
            let again = try await add()
            #expect(again["replayed"] as? Bool == true)
            #expect(
                (again["coupons"] as? [[String: Any]])?.first?["url"] as? String == coupon["url"] as? String)
            let code = try #require(coupon["code"] as? String)
            #expect(try await brand.succeed("reward", "list", "--member", "m1").output.contains(code))
            try await brand.succeed("redeem", code, "--store", "SH01", "--amount", "80", "--member", "m1")
            let review = try await brand.succeed("reward", "review", "--json").json()
            #expect((review["stamps"] as? [String: Any])?["reviewed"] as? Int == 0)
            let text = try await brand.succeed("stamps", "add", "m1", "--card", "tea", "--count", "2").output
            #expect(text.contains("coupon ") && text.lowercased().contains("/c/"))
            try await brand.succeed("doctor")
        }
    }

    @Test("Redemptions earn by themselves where the program says so, and doctor knows how far that is")
    func follow() async throws {
        try await Brand.with { brand in
            let without = try await brand.run("points", "follow")
            #expect(without.status == 66 && without.errors.contains("points.at_redemption"))
            let file = URL(filePath: brand.workspace).appending(path: "program.yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
            let rules = text.replacing(
                "\npoints:\n", with: "\npoints:\n  at_redemption: {from: 2020-01-01}\n")
            try Data(rules.utf8).write(to: file)
            try await brand.succeed("member", "add", "--id", "m1", "--name", "A")
            let code = try await brand.codes(1)[0][0]
            let redeemed = try await brand.succeed(
                "redeem", code, "--store", "SH01", "--amount", "80.00", "--member", "m1", "--json"
            ).json()
            #expect(try await brand.succeed("doctor").output.contains("1 entries of the register behind"))
            let first = try await brand.succeed("points", "follow", "--json").json()
            #expect(first["read"] as? Int == 1 && first["earned"] as? Int == 7)
            let again = try await brand.succeed("points", "follow", "--json").json()
            #expect(again["read"] as? Int == 0 && again["earned"] as? Int == 0)
            let id = try #require(redeemed["redemption"] as? String)
            try await brand.succeed("reverse", id, "--amount", "40.00", "--reason", "one tin back")
            let back = try await brand.succeed("points", "follow").output
            #expect(back.contains("3 points taken back by 1 reversals"), "\(back)")
            #expect(try await brand.succeed("points", "show", "m1").output.hasPrefix("points: 4"))
            #expect(try await brand.succeed("doctor").output.contains("up to date with the register"))
        }
    }

    @Test("Stamps and stored value are kept, and money is shown as money")
    func stampsAndValue() async throws {
        try await Brand.with { brand in
            try await brand.succeed("member", "add", "--id", "m1", "--name", "A")
            let stamps = try await brand.succeed(
                "stamps", "add", "m1", "--card", "tea-ten", "--count", "3"
            ).output
            #expect(stamps.contains("+3 stamps.tea-ten"))
            #expect(try await brand.succeed("stamps", "show", "m1").output.contains("3"))
            let topUp = try await brand.succeed("value", "topup", "m1", "100.00", "--json").json()
            #expect((topUp["amount"] as? [String: String])?["amount"] == "100.00")
            try await brand.succeed("value", "spend", "m1", "55.00")
            let entry = try #require(topUp["entry"] as? String)
            let refund = try await brand.succeed("value", "refund", entry).output
            #expect(refund.contains("pay back: 50.00 CNY"))
            let shown = try await brand.succeed("value", "show", "m1", "--json").json()
            #expect((shown["total"] as? [String: String])?["amount"] == "0.00")
            let twice = try await brand.run("points", "earn", "m1")
            #expect(twice.status == 64)
            let unknown = try await brand.run("value", "spend", "nobody", "1.00")
            #expect(unknown.status == 66)
        }
    }
}
