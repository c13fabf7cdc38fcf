import Payload
import Promotion
import Store
import Vocabulary

/// Turns what a scanner or a person handed over into a coupon to look up.
struct CodeReader: Sendable {
    private let keyring: IssuerKeyring
    private let keyEnds: [UInt8: Instant]
    private let keys: CouponKeys
    private let lookup: Secret32

    init(_ keys: WorkspaceKeys) {
        keyring = keys.keyring
        keyEnds = keys.keyEnds
        self.keys = CouponKeys(lookup: keys.couponLookup)
        lookup = keys.couponLookup
    }

    /// What is looked up.
    struct Reading: Sendable, Hashable {
        /// `nil` where the text is no code of ours; the look-up then finds nothing.
        let code: CouponCode?
        let key: CouponKey
        let bucket: UInt16
        /// From when on the key that signed the code is believed no more; a short code is not signed.
        let keyEnd: Instant?

        /// Whether the code is one that the issuer no longer stands by.
        func hasEnded(at now: Instant) -> Bool { keyEnd.map { now >= $0 } ?? false }
    }

    /// Reads a text.
    ///
    /// A mistyped or forged text gets a key too, so that it costs the same look-up as a code that nobody issued.
    /// The chance that this key is a coupon's is that of a guessed code, one in 2⁶⁴ for each coupon.
    func read(_ text: String) -> Reading {
        guard let (code, keyEnd) = code(text) else {
            let decoy = KeyedDigest(of: Array("no code".utf8) + text.utf8, key: lookup)
            return Reading(code: nil, key: CouponKey(rawValue: decoy.truncated), bucket: 0, keyEnd: nil)
        }
        return Reading(code: code, key: keys.key(of: code), bucket: code.bucket, keyEnd: keyEnd)
    }

    /// The coupon's code, also of a signed token, if its signature is ours: only then its key is spoken of.
    private func code(_ text: String) -> (code: CouponCode, keyEnd: Instant?)? {
        switch try? PresentedCode(parsing: text) {
        case nil: nil
        case .short(let code): (code, nil)
        case .signed(let token):
            (try? token.verified(by: keyring)).map { ($0.coupon, keyEnds[$0.keyID]) }
        }
    }
}

extension StoreClock {
    /// What stands against codes by themselves at a moment in a store, one place a code; empty if nothing does.
    func objections(to readings: [CodeReader.Reading], in store: StoreID, at now: Instant) -> [Refusal?] {
        guard readings.contains(where: { $0.hasEnded(at: now) }) else { return [] }
        return readings.map { objection(to: $0, in: store, at: now) }
    }

    /// What stands against a code by itself at a moment in a store.
    func objection(to reading: CodeReader.Reading, in store: StoreID, at now: Instant) -> Refusal? {
        guard reading.hasEnded(at: now), let end = reading.keyEnd else { return nil }
        let since = moment(in: store, at: end) ?? LocalMoment(instant: end, utcOffsetSeconds: 0)
        return .keyExpired(since: since)
    }
}
