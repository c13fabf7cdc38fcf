import Foundation
import Testing

/// Campaigns with every limit, from a file to what is shown.
@Suite struct CampaignTests {
    private static let yaml = """
        id: spring
        title: Spring
        valid: {from: 2027-03-01, until: 2027-05-31}
        budget: 5000.00 CNY
        offline: {uses_per_terminal: 20, amount: 200.00, status_age: 24h}
        offers:
          - id: spring-ten
            title: Ten off
            benefit: {amount: 10.00}
            conditions: {holder: member, items: [TEA-*, CUP-01]}
            limits:
              uses_per_coupon: 2
              uses_per_member: 4
              uses_per_member_and_day: 2
              uses_per_store_and_day: 50
              uses_in_campaign: 2000
              stock: {SH02: 50, SH01: 100}
        """

    @Test("Applying a file again changes nothing, and a limit that changed is a new revision")
    func appliesTwice() async throws {
        try await Brand.with { brand in
            let file = brand.path("spring.yaml")
            try Data(Self.yaml.utf8).write(to: URL(filePath: file))
            #expect(try await changes(applying: file, in: brand) == ["created"])
            #expect(try await changes(applying: file, in: brand) == ["unchanged"])
            for (old, new) in [
                ("5000.00", "6000.00"), ("SH01: 100", "SH01: 101"), ("TEA-*", "TEA-1*"), ("24h", "25h"),
            ] {
                let text = try String(contentsOfFile: file, encoding: .utf8)
                try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: file))
                #expect(try await changes(applying: file, in: brand) == ["updated"])
                #expect(try await changes(applying: file, in: brand) == ["unchanged"])
            }
        }
    }

    @Test("A campaign is shown with its budget, items and limits, to people and to scripts")
    func shows() async throws {
        try await Brand.with { brand in
            let file = brand.path("spring.yaml")
            try Data(Self.yaml.utf8).write(to: URL(filePath: file))
            try await brand.succeed("campaign", "apply", file)
            let text = try await brand.succeed("campaign", "show", "spring").output
            let expected = """
                spring: Spring
                active, 2027-03-01 to 2027-05-31, budget 5000.00 CNY, revision 1
                offline, each till: 20 uses, 1 a coupon, 200.00 CNY, status list at most 1d old
                  spring-ten: Ten off
                    10.00 CNY off, on CUP-01 TEA-*, every store, members, 2 a coupon, 4 a member, \
                2 a member and day, 50 a store and day, 2000 in all, stock SH01 100 SH02 50

                """
            #expect(text == expected)
            let document = try await brand.succeed("campaign", "show", "spring", "--json").json()
            #expect((document["budget"] as? [String: String])?["amount"] == "5000.00")
            let offline = try #require(document["offline"] as? [String: Any])
            #expect(offline["uses_per_terminal"] as? Int == 20 && offline["uses_per_coupon"] as? Int == 1)
            #expect(offline["maximum_status_age_seconds"] as? Int == 86_400)
            let offer = try #require((document["offers"] as? [[String: Any]])?.first)
            #expect(offer["items"] as? [String] == ["CUP-01", "TEA-*"])
            #expect(offer["uses_per_member_and_day"] as? Int == 2)
            #expect(offer["uses_per_store_and_day"] as? Int == 50)
            let stock = try #require(offer["stock"] as? [[String: Any]])
            #expect(stock.compactMap { $0["store"] as? String } == ["SH01", "SH02"])
            #expect(stock.compactMap { $0["count"] as? Int } == [100, 50])
        }
    }

    @Test("Whoever allows what no till can give offline is warned: members' offers and short codes")
    func warns() async throws {
        try await Brand.with { brand in
            let file = brand.path("spring.yaml")
            let bearers = Self.yaml.replacing("holder: member, ", with: "")
                .replacing(#/ +uses_per_member.*\n/#, with: "")
            try Data(bearers.utf8).write(to: URL(filePath: file))
            #expect(try await warnings(applying: file, in: brand) == [])
            try await brand.succeed("batch", "issue", "--offer", "spring-ten", "--count", "1")
            try await brand.succeed(
                "batch", "issue", "--offer", "spring-ten", "--count", "1", "--profile", "signed")
            #expect(
                try await warnings(applying: file, in: brand) == [
                    """
                    spring-ten has short codes (spring-ten-1), which only the server can check: the allowance is \
                    for signed codes.
                    """
                ])
            try Data(Self.yaml.utf8).write(to: URL(filePath: file))
            #expect(
                try await warnings(applying: file, in: brand) == [
                    """
                    spring-ten is for members, whom only the server knows: no till gives it by the allowance.
                    """
                ])
            let noAllowance = Self.yaml.replacing(#/offline:.*\n/#, with: "")
            try Data(noAllowance.utf8).write(to: URL(filePath: file))
            #expect(try await warnings(applying: file, in: brand) == [])
        }
    }

    /// What applying a file warns of, in the document and on stderr.
    private func warnings(applying file: String, in brand: Brand) async throws -> [String] {
        let run = try await brand.succeed("campaign", "apply", file, "--json")
        let applied = try #require(try run.json()["campaigns"] as? [[String: Any]])
        let warnings = applied.flatMap { $0["warnings"] as? [String] ?? ["none are listed"] }
        let plain = try await brand.succeed("campaign", "apply", file)
        #expect(plain.errors.split(separator: "\n").map(String.init) == warnings.map { "warning: \($0)" })
        return warnings
    }

    /// The words for what applying a file changed.
    private func changes(applying file: String, in brand: Brand) async throws -> [String] {
        let document = try await brand.succeed("campaign", "apply", file, "--json").json()
        let applied = try #require(document["campaigns"] as? [[String: Any]])
        return applied.compactMap { $0["change"] as? String }
    }
}
