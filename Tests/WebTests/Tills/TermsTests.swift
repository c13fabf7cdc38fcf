import Foundation
import OfflineTill
import Payload
import Promotion
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

/// `GET /v1/terms`.
@Suite struct TermsTests {
    @Test("A till fetches its terms, and they say what the description says")
    func fetches() async throws {
        try await TestServer.run { server in
            _ = try await server.issue(3, profile: .signed)
            let answer = try await server.send("GET", "/v1/terms", token: server.till)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.headers["cache-control"] == "private, no-cache")
            let terms = try TillTerms(parsing: answer.body)
            #expect(terms.store.text == "SH01" && terms.issuedAt == server.clock.now)
            #expect(terms.offers.contains { $0.offer.id.text == "thank-you" })
            #expect(terms.batches.count == 1)
            _ = try terms.offlineTerms()
        }
    }

    @Test("Every kind of offer, limit, budget and allowance is as it is described")
    func described() async throws {
        try await TestServer.run { server in
            let offers = try Self.offers()
            let money = try #require(offers.first?.benefit.discount(on: nil))
            let day = try #require(CalendarDate(parsing: "2026-01-01"))
            let validity = try #require(Validity(firstDay: day, lastDay: day.advanced(byDays: 3_650)))
            let campaign = Campaign(
                id: CampaignID(unchecked: "everything"),
                title: LocalizedText("All", translations: ["en": "All"]),
                validity: validity, offers: offers, budget: money,
                allowance: OfflineAllowance(
                    usesPerTerminal: 3, usesPerCoupon: 1, amount: money, maximumStatusAgeSeconds: 3_600))
            _ = try await server.store.apply(campaign, at: server.clock.now)
            let answer = try await server.send("GET", "/v1/terms", token: server.till)
            let terms = try TillTerms(parsing: answer.body)
            #expect(offers.allSatisfy { offer in terms.offers.contains { $0.offer == offer } })
            #expect(terms.campaigns.contains { $0.allowance == campaign.allowance })
        }
    }

    /// Offers that have every field there is.
    private static func offers() throws -> [Offer] {
        let yuan = try #require(Currency(parsing: "CNY"))
        let (ten, store) = (Money(minorUnits: 1_000, currency: yuan), StoreID(unchecked: "SH01"))
        let areas = AreaScope(areas: [AreaID(unchecked: "ring")], among: .every, outside: [store])
        let full = Conditions(
            weekdays: [.monday], minimumSpend: ten, stores: .only([store]), holder: .member,
            daysFromJoining: 30, items: ItemScope(articles: ["TEA-*"]), areas: areas)
        let limits = Limits(
            usesPerCoupon: 2, usesPerMember: 3, usesPerMemberAndDay: 4, usesPerStoreAndDay: 5,
            usesInCampaign: 6, stock: [StoreStock(store: store, count: 7)])
        return [
            Offer(id: OfferID(unchecked: "e1"), title: LocalizedText("Ten"), benefit: .amountOff(ten)),
            Offer(
                id: OfferID(unchecked: "e2"), title: LocalizedText("Part"),
                benefit: .percentOff(basisPoints: 1_500, cap: nil)),
            Offer(
                id: OfferID(unchecked: "e3"), title: LocalizedText("Full"),
                benefit: .percentOff(basisPoints: 1_500, cap: ten), conditions: full, limits: limits,
                combination: .alone),
        ]
    }

    @Test("Within the hour whoever has them is told so; a redemption, and the next hour, are news")
    func notModified() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1, profile: .signed)[0].text
            func ask(_ tag: String) async throws -> Answer {
                try await server.send(
                    "GET", "/v1/terms", headers: ["If-None-Match": tag], token: server.till)
            }
            let first = try await server.send("GET", "/v1/terms", token: server.till)
            let tag = try #require(first.headers["etag"])
            #expect(tag.hasPrefix("W/\""))
            let again = try await ask(tag)
            #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
            #expect(try await ask("\"other\", " + tag.dropFirst(2)).status == 304)
            #expect(try await ask("\"other\"").status == 200)
            _ = try await server.redeem(code, key: "k")
            let changed = try await ask(tag)
            #expect(changed.status == 200 && changed.headers["etag"] != tag)
            let newer = try #require(changed.headers["etag"])
            server.clock.advance(seconds: TillTermsService.renewalSeconds)
            #expect(try await ask(newer).status == 200)
        }
    }

    @Test("A revoked till gets none") func revoked() async throws {
        try await TestServer.run { server in
            let till = try #require(try await server.store.terminals().first { $0.store.text == "SH01" })
            _ = try await server.store.revoke(till.id, at: server.clock.now)
            let answer = try await server.send("GET", "/v1/terms", token: server.till)
            #expect(answer.status == 401)
        }
    }
}
