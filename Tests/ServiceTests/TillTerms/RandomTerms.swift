import OfflineTill
import Payload
import Promotion
import Service
import Support
import Testing
import Vocabulary

/// Terms of every kind, and coupons for them, from a seed.
struct RandomTerms {
    var random: SplitMix64

    static let noon = ServiceFixture.noon
    static let serials: ClosedRange<UInt32> = 1...20

    static func key(_ id: UInt8) throws -> IssuerSigningKey {
        try IssuerSigningKey(keyID: id, seed: [UInt8](repeating: id, count: 32))
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
    mutating func chance(_ one: Int) -> Bool { number(1...one) == 1 }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...values.count - 1)] }
    mutating func some<Value>(_ value: (inout RandomTerms) throws -> Value) rethrows -> Value? {
        chance(2) ? nil : try value(&self)
    }

    mutating func money(_ range: ClosedRange<Int> = 1...5_000) -> Money {
        Money(minorUnits: Int64(number(range)), currency: .yuan)
    }

    /// Mostly within a few hours, else within five days.
    mutating func time() -> Instant {
        let most = chance(4) ? 400_000_000 : 20_000_000
        return Instant(millisecondsSince1970: Self.noon.millisecondsSince1970 + Int64(number(0...most)))
    }

    /// Around noon, so that some days are before and some after it.
    mutating func day() -> CalendarDate {
        LocalMoment(instant: Self.noon, utcOffsetSeconds: 0).date.advanced(
            byDays: chance(4) ? number(-9...9) : -1)
    }

    mutating func title() -> LocalizedText {
        pick([
            LocalizedText("Ten off"),
            LocalizedText("茶\"杯\\/", translations: ["zh-Hans": "减十元", "en": "a_b"]),
        ])
    }

    mutating func store() -> StoreID { StoreID(unchecked: pick(["SH01", "SH02", "BJ01"])) }

    mutating func stores() -> Conditions.StoreScope {
        !chance(4) ? .every : .only([StoreID(unchecked: "BJ01")] + (chance(3) ? [] : [store()]))
    }

    mutating func benefit() -> Benefit {
        chance(2)
            ? .amountOff(money()) : .percentOff(basisPoints: number(1...10_000), cap: some { $0.money() })
    }

    mutating func conditions() -> Conditions {
        let stores = stores()
        return Conditions(
            weekdays: chance(4) ? [.monday, .tuesday] : Weekday.allCases, minimumSpend: some { $0.money() },
            stores: stores, holder: chance(5) ? .member : .bearer,
            daysFromJoining: some { $0.number(1...3_650) },
            items: chance(4) ? ItemScope(articles: ["TEA-*", "CUP-01"]) : nil,
            areas: some {
                AreaScope(
                    areas: [AreaID(unchecked: "ring")], among: $0.stores(),
                    outside: [StoreID(unchecked: "SH01")])
            })
    }

    mutating func limits() -> Limits {
        Limits(
            usesPerCoupon: UInt32(number(1...255)), usesPerMember: some { UInt32($0.number(1...9)) },
            usesPerMemberAndDay: some { UInt32($0.number(1...9)) },
            usesPerStoreAndDay: some { UInt32($0.number(1...50)) },
            usesInCampaign: some { UInt32($0.number(1...50)) },
            stock: chance(6) ? [StoreStock(store: store(), count: UInt32(number(0...9)))] : nil)
    }

    mutating func allowance() -> OfflineAllowance {
        OfflineAllowance(
            usesPerTerminal: UInt32(number(1...20)), usesPerCoupon: UInt32(number(1...3)),
            amount: money(1...20_000), maximumStatusAgeSeconds: Int64(number(300...259_200)))
    }
}

extension RandomTerms {
    mutating func campaign(_ index: Int) throws -> TillTerms.CampaignItem {
        let first = day()
        let validity = try #require(
            Validity(firstDay: first, lastDay: first.advanced(byDays: number(0...9))))
        return TillTerms.CampaignItem(
            id: CampaignID(unchecked: "c\(index)"), title: title(), state: chance(5) ? .paused : .active,
            validity: validity,
            budget: some {
                TillTerms.BudgetItem(limit: $0.money(1...9_000), given: $0.money(0...4_000))
            },
            allowance: chance(4) ? nil : allowance())
    }

    mutating func offer(_ index: Int, _ campaign: CampaignID) -> TillTerms.OfferItem {
        TillTerms.OfferItem(
            campaign: campaign,
            offer: Offer(
                id: OfferID(unchecked: "o\(index)"), title: title(), benefit: benefit(),
                conditions: conditions(), limits: limits(), combination: chance(4) ? .alone : .withOthers),
            usesInCampaign: Int64(number(0...9)), stockGiven: Int64(number(0...9)),
            usesInStore: Int64(number(0...9)), countedOn: day())
    }

    mutating func terms() throws -> TillTerms {
        let campaigns = try (0..<number(1...3)).map { try campaign($0) }
        let offers = (0..<number(1...4)).map { offer($0, pick(campaigns).id) }
        let batches = (0..<number(3...5)).map { index in
            TillTerms.BatchItem(
                number: UInt32(index) + 1, id: BatchID(unchecked: "b\(index)"), offer: pick(offers).offer.id,
                state: chance(6) ? .revoked : .issued, statusList: "https://qr.example.com/v1/status-lists/b")
        }
        return TillTerms(
            terminal: TerminalID(unchecked: "t1"), store: store(), standing: chance(20) ? .revoked : .trusted,
            timeZone: pick(["Asia/Shanghai", "Europe/Berlin", "Nowhere/Land"]),
            utcOffsetSeconds: pick([28_800, -12_600, 50_400]), currency: .yuan, issuedAt: Self.noon,
            usableUntil: time(),
            keys: try [
                TillTerms.Key(Self.key(1).publicKey),
                TillTerms.Key(Self.key(2).publicKey, endsAt: some { $0.time() }),
            ],
            campaigns: campaigns, offers: offers, batches: batches)
    }

    /// A signed code of one of the batches, or of a batch that is not among them.
    mutating func code() throws -> String {
        let key = try Self.key(UInt8(number(1...2)))
        let serial = UInt32.random(in: Self.serials, using: &random)
        let (batch, uses) = (UInt32(number(1...6)), UInt8(number(1...3)))
        let claims = try SignedClaims(
            keyID: key.keyID, coupon: CouponCode(number: UInt64(batch) * 100 + UInt64(serial)),
            batchNumber: batch, serial: serial, lastValidDay: nil, usesAllowed: uses)
        return try SignedToken(signing: claims, with: key).text
    }

    mutating func wish(_ index: Int) throws -> OfflineWish {
        let amount = chance(4) ? nil : money(1...20_000)
        let line = Basket.Line(article: "TEA-1", quantity: 1, unitPrice: money())
        return try OfflineWish(
            key: "k\(index)", code: try code(), amount: amount,
            basket: chance(3) ? Basket(lines: [line]) : nil, member: chance(6) ? "M1" : nil)
    }
}

/// A status list of each kind of word.
struct FixedStatusList: StatusSource {
    let issuedAt = RandomTerms.noon
    let expiresAt = RandomTerms.noon.advanced(bySeconds: 259_200)

    func status(of serial: UInt32) -> CouponStatus? {
        switch serial {
        case 1: .used
        case 2: .revoked
        case 3: .held
        case 4...19: .open
        default: nil
        }
    }
}
