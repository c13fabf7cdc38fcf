import OfflineTill
import Payload
import Testing
import Vocabulary

/// The issuer's side of a test: what it signs.
enum Issuer {
    static func key(_ id: UInt8 = 1, seed: UInt8 = 11) throws -> IssuerSigningKey {
        try IssuerSigningKey(keyID: id, seed: Sample.seed(seed))
    }

    static func keyring() throws -> IssuerKeyring {
        try IssuerKeyring([key().publicKey, key(2, seed: 12).publicKey])
    }

    static let batch: UInt32 = 7

    /// A signed code of the coupon with this number and serial.
    static func code(
        _ number: UInt64 = 1, serial: UInt32? = nil, uses: UInt8 = 1, lastDay: CalendarDate? = nil,
        batch: UInt32 = batch, key: IssuerSigningKey? = nil
    ) throws -> String {
        let signing = try key ?? self.key()
        let claims = try SignedClaims(
            keyID: signing.keyID, coupon: CouponCode(number: number), batchNumber: batch,
            serial: serial ?? UInt32(number),
            lastValidDay: lastDay.map { UInt16(Int($0.daysSince1970) - SignedClaims.dayZeroSince1970) },
            usesAllowed: uses)
        return try SignedToken(signing: claims, with: signing).text
    }

    /// A lease of these coupons, by number and uses.
    static func lease(
        _ id: String = "L1", _ coupons: [(number: UInt64, uses: UInt32)] = [(1, 1)],
        terminal: TerminalID = Sample.terminal, hours: Int64 = 12, budget: Money? = nil,
        holder: LeasedHolder? = nil, lastDay: CalendarDate? = nil, key: IssuerSigningKey? = nil
    ) throws -> SignedLease {
        let id = LeaseID(unchecked: id)
        let lease = Lease(
            id: id, terminal: terminal, issuedAt: Sample.noon,
            usableUntil: Sample.noon.advanced(bySeconds: hours * 3_600),
            coupons: coupons.map { number, uses in
                LeasedCoupon(
                    name: LeasedCouponName(of: CouponCode(number: number), in: id), offer: Sample.offer,
                    uses: uses, lastDay: lastDay, holder: holder, budget: budget)
            })
        return try #require(SignedLease(signing: lease, with: try key ?? self.key()))
    }
}
