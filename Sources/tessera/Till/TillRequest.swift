/// One wish of a cashier; sent again under the same key until it is answered.
struct TillRequest: Sendable, Hashable {
    /// The idempotency key: a repeat is the same request.
    let key: String
    let wish: Wish

    enum Wish: Sendable, Hashable {
        /// The code as scanned, the purchase as typed, and the member whose card was shown.
        case redeem(code: String, amount: String?, member: String?)
        /// Undoes a redemption of today.
        case void(redemption: String)
    }
}

/// What the verifier said.
enum TillAnswer: Sendable, Hashable {
    case redeemed(Redeemed)
    case reversed(redemption: String)
    /// The stable word, and a sentence for the cashier.
    case refused(reason: String, detail: String)

    /// A committed redemption as a cashier needs it.
    struct Redeemed: Sendable, Hashable {
        var redemption: String
        var coupon: String
        var offer: String
        /// What comes off, such as `10.00 CNY`.
        var discount: String
        var usesLeft: Int
        /// Whether it is an earlier answer again.
        var isReplayed: Bool
        /// Whether the till gave it by its own journal, and the server hears of it later.
        var isOwn = false
        /// How old the status list was by which the till gave it.
        var statusAgeSeconds: Int64?
    }
}

/// Why there is no answer.
enum TillFailure: Error, Sendable, Hashable {
    /// Nothing came back: it may have been carried out.
    case lost(String)
    /// No connection was made: it was not carried out.
    case unconnected(String)
    /// The verifier asked to come again, perhaps in so many seconds.
    case busy(retryAfter: Int?)
    /// The verifier does not take the request at all, such as with a wrong token.
    case rejected(status: Int, detail: String)
}
