import OfflineTill
import Vocabulary

/// What a till asks of its server; tests bring their own.
protocol TillServer: Sendable {
    /// Sends a request once.
    ///
    /// - Parameters:
    ///   - request: With its key.
    ///   - timeoutMilliseconds: How long to wait; `nil` as long as a till waits at all.
    /// - Returns: What the server decided.
    /// - Throws: `TillFailure` if there is no answer to show.
    func send(_ request: TillRequest, timeoutMilliseconds: Double?) async throws(TillFailure) -> TillAnswer

    /// Whether it is there and takes work.
    func isThere() async -> Bool

    /// Tells it the public key of this till's journal, in hexadecimal digits.
    func register(_ publicKey: String) async throws(ServerRefusal)

    /// Fetches what is needed to judge without it, and its time.
    func terms() async throws(ServerRefusal) -> FetchedTerms

    /// Fetches a status list, or what changed since the list of that digest.
    func statusList(_ batch: String, since digest: String?) async throws(ServerRefusal) -> [UInt8]

    /// Leases coupons.
    ///
    /// - Parameters:
    ///   - wish: Which.
    ///   - key: The idempotency key.
    /// - Returns: The lease, and what is not in it.
    /// - Throws: `ServerRefusal`.
    func lease(_ wish: LeaseWish, key: String) async throws(ServerRefusal) -> FetchedLease

    /// Uploads lines of the journal.
    func upload(_ lines: [UInt8]) async throws(ServerRefusal) -> UploadReceipt
}

/// Terms as they came, which `HeldTerms` reads.
struct FetchedTerms: Sendable, Hashable {
    var bytes: [UInt8]
    /// The server's time when it sent them.
    var time: Instant?
}

/// A lease as it came.
struct FetchedLease: Sendable, Hashable {
    /// The line of a `SignedLease`.
    var line: [UInt8]
    /// Coupons of which it has nothing.
    var leftOut: [LeftOut] = []

    struct LeftOut: Sendable, Hashable, Decodable {
        /// The coupon, if the till had named it.
        var code: String?
        /// The stable word.
        var reason: String
    }
}

/// Why the server did not do what the till needs beside redemptions.
enum ServerRefusal: Error, Sendable, Hashable {
    /// Nothing came back.
    case lost(String)
    /// It said no; `nextEntry` goes with `journal_gap`.
    case refused(status: Int, reason: String, detail: String, nextEntry: Int64?)
}

/// What a server says to uploaded lines.
struct UploadReceipt: Sendable, Hashable {
    /// The last entry that it has without a gap.
    var through: Int64
    var answers: [Answer]

    struct Answer: Sendable, Hashable {
        var key: String
        var answer: ServerAnswer
    }
}

/// Which coupons a till leases.
struct LeaseWish: Sendable, Hashable {
    enum Choice: Sendable, Hashable {
        /// Coupons of members whose home store is the till's.
        case store
        case segment(String)
        case codes([String])
    }

    var choice: Choice
    /// How long it may use them.
    var hours: Int

    /// 1 to 72 hours, which the server takes: over a long weekend without a network.
    static let hoursRange = 1...72
    /// 12 hours: a day at the counter.
    static let defaultHours = 12
    /// 3,600.
    static let secondsPerHour: Int64 = 3_600
}
