import Foundation
import Service
import Testing
import Vocabulary

@Suite struct CampaignFaultTests {
    private static let good = """
        id: spring
        title: {en: Spring, zh-Hans: 春}
        valid:
          from: 2027-03-01
          until: 2027-05-31
        offers:
          - id: ten
            title: Ten off
            benefit:
              amount: "10.00"
            conditions:
              minimum_spend: "50.00"
              weekdays: [mon, tue]
              stores: [SH01, BJ01]
              holder: member
              days_from_joining: 30
            limits:
              uses_per_coupon: 1
              uses_per_member: 2
            with_other_offers: no
          - id: percent
            title: Some off
            benefit:
              percent: 15
              at_most: "50.00"
        placements:
          - id: shelf
            title: Shelf
            fixture: shelf
            stores: [SH01]
            creatives: [a, b]
            target: https://example.com/spring
        """

    @Test("The campaign that the others are made from is good")
    func isGood() throws {
        #expect(try campaignFaults(Self.good) == [])
    }

    @Test(
        "A wrong campaign names line, field, limit and what was given",
        arguments: [
            (
                "percent: 15", "percent: 140",
                """
                24 offers[1].benefit.percent: It must be a percentage from 0.01 to 100 with at most two \
                decimal digits, not "140".
                """
            ),
            (
                "percent: 15", "percent: 0",
                """
                24 offers[1].benefit.percent: It must be a percentage from 0.01 to 100 with at most two \
                decimal digits, not "0".
                """
            ),
            (
                "percent: 15", "percent: 0.001",
                """
                24 offers[1].benefit.percent: It must be a percentage from 0.01 to 100 with at most two \
                decimal digits, not "0.001".
                """
            ),
            (
                "percent: 15", "percent: 15%",
                """
                24 offers[1].benefit.percent: It must be a percentage from 0.01 to 100 with at most two \
                decimal digits, not "15%".
                """
            ),
            (
                "percent: 15", "percent: -5",
                """
                24 offers[1].benefit.percent: It must be a percentage from 0.01 to 100 with at most two \
                decimal digits, not "-5".
                """
            ),
            (
                "percent: 15", "percent: 99999999999999999999",
                """
                24 offers[1].benefit.percent: It must be a percentage from 0.01 to 100 with at most two \
                decimal digits, not "99999999999999999999".
                """
            ),
            (
                "at_most: \"50.00\"", "at_most: 0",
                """
                25 offers[1].benefit.at_most: It must be an amount from 0.01 to 100000000000.00 CNY, not \
                "0".
                """
            ),
            (
                "amount: \"10.00\"", "amount: 10.005",
                "10 offers[0].benefit.amount: CNY has 2 decimal digits; \"10.005\" has 3."
            ),
            (
                "amount: \"10.00\"", "amount: -10",
                """
                10 offers[0].benefit.amount: It must be an amount from 0.01 to 100000000000.00 CNY, not \
                "-10".
                """
            ),
            (
                "amount: \"10.00\"", "amount: \"10.00\"\n      percent: 5",
                """
                9 offers[0].benefit: A benefit is either an amount or a percent, with at_most only beside \
                percent.
                """
            ),
            (
                "amount: \"10.00\"", "at_most: \"10.00\"",
                """
                9 offers[0].benefit: A benefit must have an amount, such as "10.00", or a percent, such as \
                15.
                """
            ),
            (
                "until: 2027-05-31", "until: 2027-02-28",
                "5 valid.until: It ends on 2027-02-28, before it starts on 2027-03-01."
            ),
            (
                "until: 2027-05-31", "until: 2027-02-29",
                "5 valid.until: It must be a date such as 2027-12-31, not \"2027-02-29\"."
            ),
            ("  until: 2027-05-31\n", "", "3 valid.until: This is missing and must be given."),
            ("from: 2027-03-01", "from:", "4 valid.from: It is empty; it must be a date such as 2027-12-31."),
            (
                "stores: [SH01, BJ01]", "stores: [SH01, BJ91]",
                "14 offers[0].conditions.stores[1]: There is no store BJ91; did you mean BJ01?"
            ),
            (
                "stores: [SH01, BJ01]", "stores: [SH01, SH01]",
                "14 offers[0].conditions.stores[1]: The store SH01 is listed twice."
            ),
            (
                "stores: [SH01, BJ01]", "stores: []",
                "14 offers[0].conditions.stores: It must have 1 to 5000 stores, not 0."
            ),
            (
                "stores: [SH01, BJ01]", "stores: every",
                """
                14 offers[0].conditions.stores: It must be all, a list of stores, {except: [a list]} or \
                {region: [a list]}.
                """
            ),
            (
                "stores: [SH01, BJ01]", "stores: {region: [北京]}",
                "14 offers[0].conditions.stores.region[0]: No store is in the region 北京; did you mean 北京市?"
            ),
            (
                "stores: [SH01, BJ01]", "stores: {expect: [SH01]}",
                "14 offers[0].conditions.stores.expect: This key is not known; did you mean except?"
            ),
            (
                "weekdays: [mon, tue]", "weekdays: [mon, tuesday]",
                """
                13 offers[0].conditions.weekdays[1]: It must be one of mon, tue, wed, thu, fri, sat, sun, \
                not "tuesday".
                """
            ),
            (
                "weekdays: [mon, tue]", "weekdays: [mon, teu]",
                """
                13 offers[0].conditions.weekdays[1]: It must be one of mon, tue, wed, thu, fri, sat, sun, \
                not "teu". Did you mean tue?
                """
            ),
            (
                "weekdays: [mon, tue]", "weekdays: [mon, mon]",
                "13 offers[0].conditions.weekdays[1]: The day mon is listed twice."
            ),
            (
                "weekdays: [mon, tue]", "weekdays: mon",
                "13 offers[0].conditions.weekdays: It must be a list of weekdays, not \"mon\"."
            ),
            (
                "uses_per_coupon: 1", "uses_per_coupon: 0",
                "18 offers[0].limits.uses_per_coupon: It must be a whole number from 1 to 1000000, not \"0\"."
            ),
            (
                "uses_per_coupon: 1", "uses_per_coupon: 1000001",
                """
                18 offers[0].limits.uses_per_coupon: It must be a whole number from 1 to 1000000, not \
                "1000001".
                """
            ),
            (
                "uses_per_coupon: 1", "uses_per_coupon: 1.5",
                "18 offers[0].limits.uses_per_coupon: It must be a whole number from 1 to 1000000, not \"1.5\"."
            ),
            (
                "with_other_offers: no", "with_other_offers: maybe",
                "20 offers[0].with_other_offers: It must be one of yes, no, true, false, not \"maybe\"."
            ),
            ("- id: percent", "- id: ten", "21 offers[1]: The offer ten is listed twice."),
            (
                "- id: percent", "- id: ten percent",
                """
                21 offers[1].id: It must be a name of 1 to 64 of the characters A-Z a-z 0-9 . _ - \
                beginning with a letter or digit, not "ten percent".
                """
            ),
            ("title: Ten off", "titel: Ten off", "7 offers[0].title: This is missing and must be given."),
            (
                "title: Ten off", "title: \"Ten\\noff\"",
                "8 offers[0].title: It must be a text of 1 to 200 characters on one line, not \"Ten\noff\"."
            ),
            (
                "title: Ten off", "title: !secret Ten off",
                """
                8 offers[0].title: Tags (!secret) are not taken; it must be a text of 1 to \
                200 characters on one line.
                """
            ),
            (
                "creatives: [a, b]", "creatives: [a, a]",
                "31 placements[0].creatives[1]: The creative a is listed twice."
            ),
            (
                "- id: shelf", "- id: \(String(repeating: "x", count: 60))",
                "27 placements[0]: \"\(String(repeating: "x", count: 60))-SH01-a\" is longer than 64 characters."
            ),
            (
                "https://example.com/spring", "javascript:alert(1)",
                """
                32 placements[0].target: It must be an address of at most 2000 characters that begins with \
                https:// or http://, not "javascript:alert(1)".
                """
            ),
            (
                "id: spring", "colour: green\nid: spring",
                "1 colour: This key is not known; known here: id, title, valid, budget, offline, offers, placements."
            ),
        ])
    func faultsAreNamed(old: String, new: String, expected: String) throws {
        let found = try campaignFaults(try replacing(old, with: new, in: Self.good))
        #expect(found.first == "spring.yaml:" + expected)
    }

    @Test("Rules for members are refused on an offer for bearers, where nobody would be counted")
    func memberRules() throws {
        let text = try replacing("holder: member", with: "holder: bearer", in: Self.good)
        #expect(
            try campaignFaults(text) == [
                """
                spring.yaml:16 offers[0].conditions.days_from_joining: Only members join: this needs \
                holder: member.
                """,
                """
                spring.yaml:19 offers[0].limits.uses_per_member: A bearer is not counted as a member: this \
                needs holder: member.
                """,
            ])
    }

    @Test("A campaign without offers needs placements, and an empty list of offers is a fault")
    func emptyCampaigns() throws {
        let bare = "id: spring\ntitle: Spring\nvalid: {from: 2027-03-01, until: 2027-05-31}\n"
        #expect(
            try campaignFaults(bare) == ["spring.yaml:1 A campaign needs at least one offer or placement."])
        #expect(
            try campaignFaults(bare + "offers: []\n") == [
                "spring.yaml:4 offers: It must have 1 to 100 offers, not 0."
            ])
    }

    @Test("The faults of all files come together, and ids that clash between files are found")
    func severalFiles() throws {
        try withTemporaryFolder { folder in
            let settings = try Sample.configuration()
            let files = try ["a", "b", "c"].map { name in
                let id = name == "c" ? "other" : "spring"
                let text = try replacing("id: spring", with: "id: \(id)", in: Self.good)
                let file = URL(filePath: "\(name).yaml", relativeTo: folder)
                try Data(text.utf8).write(to: file)
                return file
            }
            let found = try faults { () throws(ServiceError) in
                _ = try CampaignService.read(files, configuration: settings)
            }
            #expect(
                found == [
                    "b.yaml:1 id: The campaign spring is also in a.yaml.",
                    "b.yaml:7 offers[0].id: The offer ten is also in a.yaml.",
                    "b.yaml:21 offers[1].id: The offer percent is also in a.yaml.",
                    "c.yaml:7 offers[0].id: The offer ten is also in b.yaml.",
                    "c.yaml:21 offers[1].id: The offer percent is also in b.yaml.",
                ])
            let missing = folder.appending(path: "none.yaml")
            let path = missing.path(percentEncoded: false)
            #expect(throws: ServiceError.notFound(kind: "file", name: path)) {
                _ = try CampaignService.read([missing], configuration: settings)
            }
        }
    }

    private func campaignFaults(_ text: String) throws -> [String] {
        let stores = try Sample.configuration().stores
        return try faults { () throws(ServiceError) in
            _ = try CampaignDocument(
                parsing: Data(text.utf8), file: "spring.yaml", stores: stores, currency: .yuan)
        }
    }
}
