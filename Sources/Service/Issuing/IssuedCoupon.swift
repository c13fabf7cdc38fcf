package import Payload
package import Store
import Vocabulary

/// One coupon of a batch as it is printed and exported.
package struct IssuedCoupon: Sendable, Hashable {
    /// 1 for the first of its batch.
    package let serial: UInt32
    /// What a person types.
    package let code: CouponCode
    /// The short code or the signed token, as in the exported list.
    package let text: String
    /// Exactly what the symbol holds.
    package let url: String
}

/// Makes the coupons of a batch again, from its secret and their serials; any part of it, in any order.
package struct CouponMaker: Sendable {
    private let batch: BatchRecord
    private let sequence: CodeSequence
    private let signing: IssuerSigningKey
    private let host: PublicHost

    /// Prepares a batch.
    ///
    /// - Throws: `ServiceError.keys` if the batch's secret does not open.
    package init(batch: BatchRecord, context: ServiceContext) throws(ServiceError) {
        self.batch = batch
        sequence = try BatchSecrets(vault: context.keys.vault).sequence(of: batch)
        signing = context.keys.signing
        host = context.configuration.server.publicHost
    }

    /// Returns the short code of a serial; every coupon has one, a signed one too.
    package func code(serial: UInt32) -> CouponCode {
        sequence.code(serial: UInt64(serial))
    }

    /// Returns a coupon with the text of its symbol.
    ///
    /// - Throws: `ServiceError.keys` if the claims cannot be signed.
    package func coupon(serial: UInt32) throws(ServiceError) -> IssuedCoupon {
        let code = code(serial: serial)
        switch batch.profile {
        case .short:
            return IssuedCoupon(serial: serial, code: code, text: code.text, url: host.couponURL(code))
        case .signed:
            let token = try token(code, serial: serial)
            return IssuedCoupon(serial: serial, code: code, text: token.text, url: host.tokenURL(token))
        }
    }

    private func token(_ code: CouponCode, serial: UInt32) throws(ServiceError) -> SignedToken {
        do {
            return try SignedToken(signing: claims(code, serial: serial), with: signing)
        } catch {
            throw .keys("coupon \(serial) of batch \(batch.id) cannot be signed: \(error)")
        }
    }

    private func claims(_ code: CouponCode, serial: UInt32) throws -> SignedClaims {
        try SignedClaims(
            keyID: signing.keyID, coupon: code, batchNumber: batch.number, serial: serial,
            lastValidDay: batch.lastDay.flatMap { day in
                UInt16(exactly: Int(day.daysSince1970) - SignedClaims.dayZeroSince1970)
            }, usesAllowed: UInt8(clamping: batch.usesPerCoupon))
    }
}
