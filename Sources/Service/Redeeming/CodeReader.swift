import Payload
import Store
import Vocabulary

/// Turns what a scanner or a person handed over into a coupon to look up.
struct CodeReader: Sendable {
    private let keyring: IssuerKeyring
    private let keys: CouponKeys
    private let lookup: Secret32

    init(_ keys: WorkspaceKeys) {
        keyring = keys.keyring
        self.keys = CouponKeys(lookup: keys.couponLookup)
        lookup = keys.couponLookup
    }

    /// What is looked up.
    struct Reading: Sendable, Hashable {
        /// `nil` where the text is no code of ours; the look-up then finds nothing.
        let code: CouponCode?
        let key: CouponKey
        let bucket: UInt16
    }

    /// Reads a text.
    ///
    /// A mistyped or forged text gets a key too, so that it costs the same look-up as a code that nobody issued.
    /// The chance that this key is a coupon's is that of a guessed code, one in 2⁶⁴ for each coupon.
    func read(_ text: String) -> Reading {
        guard let code = code(text) else {
            let decoy = KeyedDigest(of: Array("no code".utf8) + text.utf8, key: lookup)
            return Reading(code: nil, key: CouponKey(rawValue: decoy.truncated), bucket: 0)
        }
        return Reading(code: code, key: keys.key(of: code), bucket: code.bucket)
    }

    /// The coupon's code, also of a signed token, if its signature is ours.
    private func code(_ text: String) -> CouponCode? {
        switch try? PresentedCode(parsing: text) {
        case nil: nil
        case .short(let code): code
        case .signed(let token): try? token.verified(by: keyring).coupon
        }
    }
}
