import Foundation
import OfflineTill
import Payload
import Promotion
import Service
import Support
import Testing
import Vocabulary

/// What a till fetches, as the server writes it and the till reads it.
@Suite struct TillTermsTests {
    private func verdicts(
        _ terms: TillTerms, _ wishes: [(wish: OfflineWish, at: Instant)]
    ) throws -> [OfflineVerdict] {
        let lists = Dictionary(
            uniqueKeysWithValues: terms.batches.map {
                ($0.number, $0.number == 5 ? StatusKnowledge.missing : .list(FixedStatusList()))
            })
        let facts = OfflineFacts(
            terms: try terms.offlineTerms(statusLists: lists), leases: LeaseBook(terminal: terms.terminal),
            uses: OfflineUses(store: terms.store))
        return wishes.map { wish, instant in
            let offset = terms.utcOffsetSeconds(at: instant)
            return OfflineJudge.judge(
                wish, facts, at: OfflineMoment(.believed(instant), utcOffsetSeconds: offset))
        }
    }

    @Test("Whatever terms say is read as it was written, and judges alike") func roundTrip() throws {
        var source = RandomTerms(random: .forTests())
        let seed = source.random.seed
        var (accepted, reasons): (Int, Set<String>) = (0, [])
        for _ in 0..<300 {
            let terms = try source.terms()
            let bytes = try terms.encoded()
            let read = try TillTerms(parsing: bytes)
            #expect(read == terms, "seed \(seed)")
            #expect(try read.encoded() == bytes, "seed \(seed)")
            let wishes = try (0..<8).map { (wish: try source.wish($0), at: source.time()) }
            let here = try verdicts(terms, wishes)
            #expect(try verdicts(read, wishes) == here, "seed \(seed)")
            for verdict in here {
                switch verdict {
                case .accepted: accepted += 1
                case .refused(let refusal): reasons.insert(refusal.reason)
                case .repeated, .repeatedRefusal: break
                }
            }
        }
        // The judge was asked in earnest: most of what it can say was said.
        #expect(accepted > 20, "seed \(seed)")
        #expect(reasons.count >= 14, "\(reasons.sorted()), seed \(seed)")
    }

    @Test("Every value of the terms reaches the judge") func judged() throws {
        var source = RandomTerms(random: .forTests())
        let terms = try source.terms()
        let judged = try terms.offlineTerms()
        #expect(judged.terminal == terms.terminal && judged.store == terms.store)
        #expect(judged.usableUntil == terms.usableUntil)
        #expect(judged.keyring.keys == terms.keys.map(\.key))
        for key in terms.keys { #expect(judged.keyEnds[key.key.keyID] == key.endsAt) }
        for item in terms.campaigns {
            let campaign = try #require(judged.campaigns[item.id])
            #expect(campaign.state == item.state && campaign.validity == item.validity)
            #expect(campaign.allowance == item.allowance)
            #expect(campaign.budget?.limit == item.budget?.limit)
            #expect(campaign.budget?.given == item.budget?.given.minorUnits)
        }
        for item in terms.offers {
            let offer = try #require(judged.offers[item.offer.id])
            #expect(offer.offer == item.offer && offer.campaign == item.campaign)
            #expect(offer.usesInCampaign == item.usesInCampaign && offer.stockGiven == item.stockGiven)
            #expect(offer.usesInStore == item.usesInStore && offer.countedOn == item.countedOn)
        }
        #expect(judged.batches.count == terms.batches.count)
    }

    @Test("The store's zone is asked at the moment of the scan, and where it is unknown the offset stands in")
    func zones() throws {
        var source = RandomTerms(random: .forTests())
        var terms = try source.terms()
        terms.timeZone = "Europe/Berlin"
        let march = try #require(Instant(rfc3339: "2027-03-28T00:59:59Z"))
        #expect(terms.utcOffsetSeconds(at: march) == 3_600)
        #expect(terms.utcOffsetSeconds(at: march.advanced(bySeconds: 1)) == 7_200)
        terms.timeZone = "Nowhere/Land"
        #expect(terms.utcOffsetSeconds(at: march) == terms.utcOffsetSeconds)
    }

    private static let good = """
        {"version":1,"terminal":"t1","store":"SH01","standing":"trusted","time_zone":"Asia/Shanghai",\
        "utc_offset_seconds":28800,"currency":"CNY","issued_at":"2027-03-01T04:00:00.000Z",\
        "usable_until":"2027-03-04T04:00:00.000Z","keys":[{"id":1,"public_key":"\(hexKey)"}],\
        "campaigns":[{"id":"spring","title":{"fallback":"Spring","translations":{}},"state":"active",\
        "validity":{"first_day":"2027-01-01","last_day":"2027-12-31"},\
        "budget":{"limit":{"amount":"9.00","currency":"CNY"},"given":{"amount":"1.00","currency":"CNY"}},\
        "allowance":{"uses_per_terminal":20,"uses_per_coupon":1,"amount":{"amount":"2.00","currency":"CNY"},\
        "maximum_status_age_seconds":86400}}],\
        "offers":[{"campaign":"spring","offer":{"id":"ten","title":{"fallback":"Ten","translations":{}},\
        "benefit":{"amount_off":{"_0":{"amount":"1.00","currency":"CNY"}}},\
        "conditions":{"weekdays":["mon"],"stores":{"every":{}},"holder":"bearer","days_from_joining":9},\
        "limits":{"uses_per_coupon":1},"combination":"with_others"},\
        "uses_in_campaign":1,"stock_given":2,"uses_in_store":3,"counted_on":"2027-03-01"}],\
        "batches":[{"number":7,"id":"ten-1","offer":"ten","state":"issued","status_list":"https://a/b"}]}
        """
    private static let hexKey = String(repeating: "ab", count: 32)

    @Test(
        "What a person may write by hand is read, and what a later server says beside the rules passed over")
    func reads() throws {
        let terms = try TillTerms(parsing: Array(Self.good.utf8))
        #expect(terms.offers.first?.usesInStore == 3)
        #expect(terms.campaigns.first?.allowance?.maximumStatusAgeSeconds == 86_400)
        let later = try replacing(
            #""version":1"#, with: #""version":1,"weather":{"rain":true}"#, in: Self.good)
        #expect(try TillTerms(parsing: Array(later.utf8)) == terms)
        // A field that is null is as good as none.
        let null = try replacing(#""number":7"#, with: #""number":7,"weather":null"#, in: Self.good)
        #expect(try TillTerms(parsing: Array(null.utf8)) == terms)
    }

    @Test(
        "Hostile, damaged and newer terms are refused, with the field and what was given",
        arguments: [
            (#""version":1"#, #""version":2"#, "version: This till reads version 1, not 2: update the till."),
            (#""version":1,"#, "", "version: This is missing and must be given."),
            (#""store":"SH01""#, #""store":"../x""#, "store: no identifier: character(\".\")"),
            (
                #""2027-03-01T04:00:00.000Z""#, #""noon""#,
                "issued_at: It must be a time such as 2026-11-21T09:30:00Z, not \"noon\"."
            ),
            (
                #""usable_until":"2027-03-04"#, #""usable_until":"2027-02-04"#,
                """
                usable_until: It cannot be before issued_at, 2027-03-01T04:00:00.000Z, and is \
                2027-02-04T04:00:00.000Z.
                """
            ),
            (
                "28800", "99999", "utc_offset_seconds: It must be -50400 to 50400, not 99999."
            ),
            (
                hexKey, "abc",
                "keys[0].public_key: It must be a public key of 64 hexadecimal digits, not \"abc\"."
            ),
            (
                #""last_day":"2027-12-31""#, #""last_day":"2026-12-31""#,
                "campaigns[0].validity: It ends on 2026-12-31, before it starts on 2027-01-01."
            ),
            (
                #""given":{"amount":"1.00","currency":"CNY"}"#,
                #""given":{"amount":"1.00","currency":"EUR"}"#,
                """
                campaigns[0].budget: A budget is of one currency and not negative, not 9.00 CNY and 1.00 EUR.
                """
            ),
            (
                #""uses_in_campaign":1"#, #""uses_in_campaign":9223372036854775807"#,
                "offers[0].uses_in_campaign: It must be 0 to 1000000000000, not 9223372036854775807."
            ),
            (
                #""stock_given":2"#, #""stock_given":-1"#,
                "offers[0].stock_given: It must be 0 to 1000000000000, not -1."
            ),
            (
                #""_0":{"amount":"1.00""#, #""_0":{"amount":"-1.00""#,
                "offers[0].offer.benefit: An amount off is more than nothing, not -1.00 CNY."
            ),
            (
                #""days_from_joining":9"#, #""days_from_joining":2147483648"#,
                "offers[0].offer.conditions.days_from_joining: It must be 1 to 3650, not 2147483648."
            ),
            (
                #""campaign":"spring""#, #""campaign":"autumn""#,
                "offers[0].campaign: The campaign autumn is not in the terms."
            ),
            (
                #""offer":"ten""#, #""offer":"eleven""#,
                "batches[0].offer: The offer eleven is not in the terms."
            ),
            (
                #""maximum_status_age_seconds":86400"#, #""maximum_status_age_seconds":999999"#,
                """
                campaigns[0].allowance: A list may be at most 259200 seconds old, and an amount is not negative; \
                here are 999999 seconds and 2.00 CNY.
                """
            ),
            (
                #""holder":"bearer""#, #""holder":"bearer","holiday":"no""#,
                """
                offers[0].offer.conditions.holiday: This till does not know this field, which decides on coupons: \
                update the till.
                """
            ),
            (
                #""batches":[{"#, #""batches":[{"color":"red","#,
                """
                batches[0].color: This till does not know this field, which decides on coupons: update the till.
                """
            ),
        ])
    func refuses(old: String, new: String, expected: String) throws {
        let text = try replacing(old, with: new, in: Self.good)
        let found = try faults { () throws(ServiceError) in _ = try TillTerms(parsing: Array(text.utf8)) }
        #expect(found == [expected])
    }

    @Test(
        "What is twice there is refused: which one holds is anybody's guess",
        arguments: ["keys", "campaigns", "offers", "batches"])
    func twice(list: String) throws {
        var object = try #require(
            try JSONSerialization.jsonObject(with: Data(Self.good.utf8)) as? [String: Any])
        let items = try #require(object[list] as? [Any])
        object[list] = items + items
        let bytes = Array(try JSONSerialization.data(withJSONObject: object))
        let found = try faults { () throws(ServiceError) in _ = try TillTerms(parsing: bytes) }
        #expect(
            found.count == 1 && found[0].hasPrefix("\(list)[1]: ") && found[0].hasSuffix(" is here twice."))
    }

    @Test("Bytes that are no terms are refused, and never a crash") func damaged() throws {
        var random = SplitMix64.forTests()
        let good = Array(Self.good.utf8)
        let tooLong = [UInt8](repeating: UInt8(ascii: " "), count: TillTerms.maximumByteCount + 1)
        for bytes in [[], Array("null".utf8), Array("[]".utf8), Array("{".utf8), tooLong] {
            let found = try faults { () throws(ServiceError) in _ = try TillTerms(parsing: bytes) }
            #expect(found.count == 1)
        }
        let deep = String(repeating: "[", count: 100_000)
        let nested = Self.good.replacing(#""weekdays":["mon"]"#, with: #""weekdays":"# + deep)
        let found = try faults { () throws(ServiceError) in _ = try TillTerms(parsing: Array(nested.utf8)) }
        #expect(found.count == 1)
        for _ in 0..<500 {
            var bytes = good
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                in: 0x20...0x7E, using: &random)
            // Some changes are to names and numbers and as good as before.
            guard let terms = try? TillTerms(parsing: bytes) else { continue }
            _ = try terms.offlineTerms()
        }
    }

    @Test("Whatever number stands in terms, they are refused or judged by, and nothing overflows")
    func hostileNumbers() throws {
        var source = RandomTerms(random: .forTests())
        let numbers = [
            "0", "-1", "2147483648", "4294967295", "4294967296", "1000000000000", "9223372036854775807",
            "-9223372036854775808", "99999999999.99", "1e308",
        ]
        var judged = 0
        for _ in 0..<300 {
            let text = String(decoding: try source.terms().encoded(), as: UTF8.self)
            let places = text.ranges(of: #/[0-9]+(\.[0-9]+)?/#)
            let hostile = text.replacingCharacters(in: source.pick(places), with: source.pick(numbers))
            guard let terms = try? TillTerms(parsing: Array(hostile.utf8)) else { continue }
            let wishes = try (0..<8).map { (wish: try source.wish($0), at: source.time()) }
            judged += try verdicts(terms, wishes).count
        }
        #expect(judged > 0)
    }

    @Test("A twentieth of a large brand's terms has less than a fortieth of what a till reads")
    func large() throws {
        var source = RandomTerms(random: .forTests())
        var terms = try source.terms()
        terms.campaigns = try (0..<5).map { try source.campaign($0) }
        terms.offers = (0..<500).map { source.offer($0, terms.campaigns[$0 / 100].id) }
        terms.batches = (0..<500).map { index in
            TillTerms.BatchItem(
                number: UInt32(index) + 1, id: BatchID(unchecked: "o\(index)-\(index)"),
                offer: OfferID(unchecked: "o\(index)"), state: .issued,
                statusList: "https://qr.qingquan.cn/v1/status-lists/o\(index)-\(index)")
        }
        let bytes = try terms.encoded()
        #expect(bytes.count < TillTerms.maximumByteCount / 40, "\(bytes.count) bytes")
        #expect(try TillTerms(parsing: bytes) == terms)
    }
}
