import Promotion
import Store
import Vocabulary

/// Shorthands for leases and for what tills tell of their journals.
extension Fixture {
    /// A till's wish for uses, usable for an hour and held for two.
    static func lease(
        _ coupons: [(batch: String, serial: UInt32)], key: String, till: String = "till", uses: UInt32 = 1,
        holder: String? = nil, maximum: Int = 100, secondsLater: Int64 = 0
    ) -> LeaseAttempt {
        let moment = moment(secondsLater)
        return LeaseAttempt(
            head: head(key, till, "lease \(coupons) \(uses) \(maximum)"),
            lease: LeaseID(unchecked: "l-\(till)-\(key)"), store: store, moment: moment,
            span: LeaseSpan(
                usableUntil: moment.instant.advanced(bySeconds: 3_600), lastDay: moment.date,
                heldUntil: moment.instant.advanced(bySeconds: 7_200)),
            wishes: coupons.map {
                LeaseWish(
                    coupon: Self.key($0.batch, $0.serial), holder: holder.map(MemberID.init(unchecked:)),
                    uses: uses)
            }, maximumUses: maximum)
    }

    static func giveBack(_ lease: String, till: String = "till", secondsLater: Int64 = 60)
        -> LeaseReturnAttempt
    {
        LeaseReturnAttempt(
            head: head("return \(lease)", till, "return"), lease: LeaseID(unchecked: "l-\(till)-\(lease)"),
            moment: moment(secondsLater))
    }

    /// A use that a till gave offline, with the digest of `attempt` under the same key.
    static func offlineUse(
        _ batch: String, _ serial: UInt32 = 1, key: String, till: String = "till", lease: String? = nil,
        given: Int64 = 1_000, amount: Int64? = 5_000, member: String? = nil, secondsLater: Int64 = 30,
        arrivesAfter: Int64 = 600
    ) -> OfflineUseAttempt {
        let online = attempt(
            batch, serial, key: key, till: till, amount: amount, member: member, secondsLater: secondsLater)
        let known = allOffers.first { $0.offer.id.text == batch }
        return OfflineUseAttempt(
            head: online.head, coupon: online.coupons[0], redemption: online.redemption,
            request: online.request, cashier: "Li",
            claim: OfflineUseAttempt.Claim(
                campaign: CampaignID(unchecked: known?.campaign ?? "autumn"),
                offer: OfferID(unchecked: batch),
                lease: lease.map { LeaseID(unchecked: "l-\(till)-\($0)") }),
            given: money(given), arrivedAt: now.advanced(bySeconds: secondsLater + arrivesAfter))
    }

    static func offlineVoid(of use: String, key: String, till: String = "till") -> OfflineVoidAttempt {
        OfflineVoidAttempt(
            head: head(key, till, "void \(use)"), key: use,
            reversal: ReversalID(unchecked: "v-\(till)-\(key)"), store: store, moment: moment(90),
            cashier: nil)
    }

    static let wholeTime = Instant(millisecondsSince1970: 0)..<now.advanced(bySeconds: 1_000_000)
}

extension RedemptionStore {
    /// Gives a lease by the real rules.
    func lease(_ attempt: LeaseAttempt) async throws(StoreError) -> LeaseGrant? {
        switch try await carryOut(.lease(attempt)) {
        case .decided(.lease(.granted(let grant))), .replayed(.lease(.granted(let grant))): grant
        default: nil
        }
    }

    /// Takes an entry of a journal by the real rules.
    func tell(_ attempt: OfflineAttempt) async throws(StoreError) -> OfflineRecord? {
        switch try await carryOut(.offline(attempt)) {
        case .decided(.offline(let record)), .replayed(.offline(let record)): record
        default: nil
        }
    }
}

extension OfflineRecord {
    var redemption: RedemptionID? { if case .redeemed(let id) = self { id } else { nil } }
    var loss: OfflineLoss? { if case .lost(let loss) = self { loss } else { nil } }
}
