import Foundation
import Promotion
import Service
import Testing
import Vocabulary

/// The allowance of a campaign for tills without a network, in its file.
@Suite struct CampaignOfflineTests {
    private static let good = """
        id: spring
        title: Spring
        valid: {from: 2027-03-01, until: 2027-05-31}
        budget: 5000.00 CNY
        offline:
          uses_per_terminal: 20
          uses_per_coupon: 2
          amount: 200.00 CNY
          status_age: 24h
        offers:
          - id: ten
            title: Ten off
            benefit: {amount: 10.00 CNY}
        """

    private func document(_ text: String) throws(ServiceError) -> CampaignDocument {
        let stores: [StoreSettings]
        do { stores = try Sample.configuration().stores } catch { throw .keys("no sample: \(error)") }
        return try CampaignDocument(
            parsing: Data(text.utf8), file: "spring.yaml", stores: stores, currency: .yuan)
    }

    @Test("It is read, with one use of a coupon where nothing else is written, and is none by default")
    func reads() throws {
        let allowance = try #require(try document(Self.good).campaign.allowance)
        let amount = Money(minorUnits: 20_000, currency: .yuan)
        #expect(
            allowance
                == OfflineAllowance(
                    usesPerTerminal: 20, usesPerCoupon: 2, amount: amount, maximumStatusAgeSeconds: 86_400))
        let shorter = try replacing("  uses_per_coupon: 2\n", with: "", in: Self.good)
        #expect(try document(shorter).campaign.allowance?.usesPerCoupon == 1)
        let start = try #require(Self.good.range(of: "offline:"))
        let end = try #require(Self.good.range(of: "offers:"))
        let none = Self.good.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
        #expect(try document(none).campaign.allowance == nil)
    }

    @Test(
        "The age of the list is written in minutes, hours or days",
        arguments: [
            ("5m", Int64(300), "5m"), ("90m", 5_400, "90m"), ("1h", 3_600, "1h"), ("24h", 86_400, "1d"),
            ("72h", 259_200, "3d"), ("3d", 259_200, "3d"), ("0005m", 300, "5m"),
        ])
    func ages(text: String, seconds: Int64, written: String) throws {
        let campaign = try document(try replacing("24h", with: text, in: Self.good)).campaign
        #expect(campaign.allowance?.maximumStatusAgeSeconds == seconds)
        #expect(StatusAge.text(seconds: seconds) == written)
    }

    private static let expectedAge = """
        9 offline.status_age: It must be a whole number of minutes, hours or days from 5m to 3d, such as 30m or 24h
        """

    @Test(
        "What is wrong names line, field, limit and what was given",
        arguments: [
            ("24h", "4m", expectedAge + ", not \"4m\"."), ("24h", "73h", expectedAge + ", not \"73h\"."),
            ("24h", "24", expectedAge + ", not \"24\"."), ("24h", "-5m", expectedAge + ", not \"-5m\"."),
            ("24h", "1.5h", expectedAge + ", not \"1.5h\"."),
            ("24h", "99999999999999999999m", expectedAge + ", not \"99999999999999999999m\"."),
            (
                "uses_per_terminal: 20", "uses_per_terminal: 0",
                "6 offline.uses_per_terminal: It must be a whole number from 1 to 10000, not \"0\"."
            ),
            (
                "uses_per_terminal: 20", "uses_per_terminal: 10001",
                "6 offline.uses_per_terminal: It must be a whole number from 1 to 10000, not \"10001\"."
            ),
            (
                "uses_per_coupon: 2", "uses_per_coupon: 256",
                "7 offline.uses_per_coupon: It must be a whole number from 1 to 255, not \"256\"."
            ),
            (
                "uses_per_coupon: 2", "uses_per_coupon: 21",
                "7 offline.uses_per_coupon: It cannot be more than uses_per_terminal, 20, and is 21."
            ),
            (
                "amount: 200.00", "amount: 0",
                "8 offline.amount: It must be an amount from 0.01 to 100000000000.00 CNY, not \"0\"."
            ),
            (
                "amount: 200.00 CNY", "amount: 200.00 EUR",
                "8 offline.amount: Amounts are in CNY, the issuer's currency, not in EUR."
            ),
            (
                "amount: 200.00", "amount: 5000.01",
                "8 offline.amount: It cannot be more than the campaign's budget, 5000.00 CNY, and is 5000.01 CNY."
            ),
            (
                "  amount: 200.00 CNY\n", "",
                "5 offline.amount: This is missing and must be given."
            ),
            (
                "status_age: 24h", "status_ages: 24h",
                "9 offline.status_ages: This key is not known; did you mean status_age?"
            ),
        ])
    func faultsAreNamed(old: String, new: String, expected: String) throws {
        let text = try replacing(old, with: new, in: Self.good)
        let found = try faults { () throws(ServiceError) in _ = try document(text) }
        #expect(found.contains("spring.yaml:" + expected), "\(found)")
    }

    @Test("An allowance without offers is a fault") func withoutOffers() throws {
        let text = """
            id: spring
            title: Spring
            valid: {from: 2027-03-01, until: 2027-05-31}
            offline: {uses_per_terminal: 20, amount: 200.00, status_age: 24h}
            placements: [{id: a, title: A, fixture: a}]
            """
        let found = try faults { () throws(ServiceError) in _ = try document(text) }
        #expect(
            found == ["spring.yaml:4 offline: An allowance is for what offers take off, and there are none."])
    }
}
