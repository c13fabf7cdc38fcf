package import Payload
package import Vocabulary

/// A batch's status list that the issuer signed, as the judge asks it.
package struct VerifiedStatusList: StatusSource, Hashable {
    package let list: StatusList
    package let issuedAt: Instant
    package let expiresAt: Instant

    /// Checks a token, the signature first.
    ///
    /// One that is past its end is taken, since the judge looks at that with every scan and tells the cashier; a
    /// coupon that was revoked in it stays revoked. A till keeps the bytes of the last whole list, and of the last
    /// changes against it, and checks them again when it starts.
    ///
    /// - Parameters:
    ///   - token: What came, or lay on the disk.
    ///   - uri: The list that is wanted.
    ///   - held: The list that the till has, for a token with changes.
    ///   - keyring: The issuer's keys.
    ///   - now: The believed time.
    /// - Throws: Why it is not gone by; `StatusKnowledge.init(_:)` says what that is worth.
    package init(
        _ token: StatusListToken, of uri: String, replacing held: StatusList? = nil,
        by keyring: IssuerKeyring,
        at now: Instant
    ) throws(StatusListToken.Refusal) {
        let claims = token.unverifiedClaims
        let seconds = min(now.millisecondsSince1970 / 1_000, claims.expiresAt - 1)
        list = try token.list(of: uri, replacing: held, by: keyring, at: seconds)
        issuedAt = Instant(millisecondsSince1970: claims.issuedAt * 1_000)
        expiresAt = Instant(millisecondsSince1970: claims.expiresAt * 1_000)
    }

    package func status(of serial: UInt32) -> CouponStatus? {
        list[Int(serial)].map(CouponStatus.init)
    }
}

extension CouponStatus {
    /// What the list's own word means to a till; the numbers of the two have nothing to do with each other.
    ///
    /// A suspended coupon may become valid again, of which only the server knows.
    package init(_ status: StatusList.Status) {
        self =
            switch status {
            case .valid: .open
            case .invalid: .revoked
            case .suspended: .held
            case .usedUp: .used
            }
    }
}

extension StatusKnowledge {
    /// What a till has if a token was refused: another's list is tampering, one of another time is none.
    package init(_ refusal: StatusListToken.Refusal) {
        self =
            switch refusal {
            case .malformed, .unknownKey, .badSignature, .otherList: .tampered
            case .notYetValid, .expired, .otherBase: .missing
            }
    }
}
