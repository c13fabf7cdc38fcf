import OfflineTill
import Payload
import Promotion
package import Vocabulary

/// What is said to the coupons of a lease, for a till that looks it up.
package struct LeaseSheetDocument: Sendable, Hashable, Encodable {
    /// What amounts are typed in; the numbers of tables are in its minor units.
    package let currency: Currency
    package let minorUnitDigits: Int
    /// The issuer's keys, by which signed codes are checked.
    package let keys: [Key]
    package let days: [Day]
    package let cases: [Case]
    package let coupons: [Coupon]

    /// A public key of the issuer.
    package struct Key: Sendable, Hashable, Encodable {
        package let id: UInt8
        /// 64 hexadecimal digits (RFC 8032, section 5.1.5).
        package let publicKey: String
        /// From when on codes that it has signed are believed no more, RFC 3339 in UTC.
        package let endsAt: String?

        init(_ key: TillTerms.Key) {
            id = key.key.keyID
            publicKey = Hex.encode(key.key.rawRepresentation)
            endsAt = key.endsAt?.rfc3339
        }
    }

    /// A day of the store's calendar.
    package struct Day: Sendable, Hashable, Encodable {
        /// RFC 3339, UTC.
        package let from: String
        package let until: String
        /// The store's local time minus UTC as the day begins.
        package let utcOffsetSeconds: Int
    }

    /// Coupons to which the same is said.
    package struct Case: Sendable, Hashable, Encodable {
        package let offer: OfferID
        package let campaign: CampaignID?
        /// In the reader's language.
        package let title: String
        /// One for each day.
        package let decisions: [Decision]
    }

    /// What is said on one day: a refusal, or what comes off.
    package struct Decision: Sendable, Hashable, Encodable {
        package let refusal: Refused?
        /// What comes off whatever is bought.
        package let discount: Money?
        /// What comes off by the purchase.
        package let table: Table?
        /// Why the purchase is asked for, a sentence.
        package let asking: String?
    }

    /// Why there is nothing.
    package struct Refused: Sendable, Hashable, Encodable {
        /// The stable word.
        package let reason: String
        package let detail: String
    }

    /// As `DiscountTable`.
    package struct Table: Sendable, Hashable, Encodable {
        package let from: Int64
        package let discount: Int64
        package let period: Int64
        package let growth: Int64
        package let rises: [Int64]
        package let most: Int64?
    }

    /// One coupon of the lease.
    package struct Coupon: Sendable, Hashable, Encodable {
        /// Its name in the lease, of which nobody learns the code.
        package let coupon: String
        /// The place of its case, 0 for the first.
        package let `case`: Int
        package let uses: UInt32
        /// Uses that were taken before.
        package let taken: UInt32
        /// The member who must be at the till.
        package let holder: MemberID?
    }
}

extension LeaseSheetDocument {
    /// Words a sheet.
    init(
        _ sheet: LeaseSheet, of lease: Lease, by terms: TillTerms, language: SpokenLanguage
    ) {
        currency = terms.currency
        minorUnitDigits = currency.minorUnitDigits
        keys = terms.keys.map(Key.init)
        days = sheet.days.map(Day.init)
        cases = sheet.cases.map { Case($0, language) }
        coupons = zip(lease.coupons, sheet.places).map { coupon, place in
            Coupon(
                coupon: coupon.name.hex, case: place, uses: coupon.uses, taken: coupon.usesTaken,
                holder: coupon.holder?.id)
        }
    }
}

extension LeaseSheetDocument.Day {
    fileprivate init(_ day: LeaseSheet.Day) {
        from = day.from.instant.rfc3339
        until = day.until.rfc3339
        utcOffsetSeconds = day.from.utcOffsetSeconds
    }
}

extension LeaseSheetDocument.Case {
    fileprivate init(_ said: LeaseSheet.Case, _ language: SpokenLanguage) {
        offer = said.offer
        campaign = said.campaign
        title = said.title?.text(in: language.rawValue) ?? said.offer.text
        decisions = said.decisions.map { LeaseSheetDocument.Decision($0, language) }
    }
}

extension LeaseSheetDocument.Decision {
    fileprivate init(_ decision: LeaseSheet.Decision, _ language: SpokenLanguage) {
        switch decision {
        case .refused(let refusal):
            self.refusal = LeaseSheetDocument.Refused(
                reason: refusal.reason, detail: refusal.sentence(in: language))
            (discount, table, asking) = (nil, nil, nil)
        case .fixed(let money): (refusal, discount, table, asking) = (nil, money, nil, nil)
        case .byPurchase(let table, let refusal):
            (self.refusal, discount) = (nil, nil)
            self.table = LeaseSheetDocument.Table(
                from: table.from, discount: table.discount, period: table.period, growth: table.growth,
                rises: table.rises, most: table.most)
            asking = refusal.sentence(in: language)
        }
    }
}
