import Promotion
package import Vocabulary

/// One request of one terminal, by the key that makes a retry the same request.
///
/// Keys belong to their terminal: two tills that both count 1, 2, 3 never see each other's answers.
package struct IdempotencyKey: Sendable, Hashable, Codable {
    package let terminal: TerminalID
    /// 1 to 128 characters, as the terminal chose it.
    package let key: String

    package init(terminal: TerminalID, key: String) {
        self.terminal = terminal
        self.key = key
    }

    /// 128 characters: room for two UUIDs and a prefix, and small enough for an index.
    package static let maximumLength = 128
}

/// Who asks, under which key: what all attempts have in common.
package struct AttemptHead: Sendable, Hashable {
    package let home: Home
    package let idempotency: IdempotencyKey
    /// SHA-256 of the request, 32 bytes: a key with another digest is a key reused.
    package let requestDigest: [UInt8]
    /// The version of everybody's access by which the sender was let in from memory; `nil` if they were looked up for
    /// this very request.
    package var accessVersion: Int64?

    package init(
        home: Home, idempotency: IdempotencyKey, requestDigest: [UInt8], accessVersion: Int64? = nil
    ) {
        self.home = home
        self.idempotency = idempotency
        self.requestDigest = requestDigest
        self.accessVersion = accessVersion
    }
}

/// What a terminal wants; a group carries out several in their order.
package enum Attempt: Sendable, Hashable {
    case redeem(RedemptionAttempt)
    case reverse(ReversalAttempt)
    case reserve(ReservationAttempt)
    case settle(SettlementAttempt)
    case release(ReleaseAttempt)
    case lease(LeaseAttempt)
    case returnLease(LeaseReturnAttempt)
    case offline(OfflineAttempt)

    package var head: AttemptHead {
        switch self {
        case .redeem(let attempt): attempt.head
        case .reverse(let attempt): attempt.head
        case .reserve(let attempt): attempt.wish.head
        case .settle(let attempt): attempt.head
        case .release(let attempt): attempt.head
        case .lease(let attempt): attempt.head
        case .returnLease(let attempt): attempt.head
        case .offline(let attempt): attempt.head
        }
    }

    /// When the request arrived; of a journal's entry, when it was written.
    package var moment: LocalMoment {
        switch self {
        case .redeem(let attempt): attempt.request.moment
        case .reverse(let attempt): attempt.request.moment
        case .reserve(let attempt): attempt.wish.request.moment
        case .settle(let attempt): attempt.request.moment
        case .release(let attempt): attempt.moment
        case .lease(let attempt): attempt.moment
        case .returnLease(let attempt): attempt.moment
        case .offline(let attempt): attempt.moment
        }
    }
}

/// What the store answers to an attempt once it is on disk.
package enum Answered<Record: Sendable & Hashable>: Sendable, Hashable {
    case decided(Record)
    /// The key was seen before with the same request: the same answer.
    case replayed(Record)
    /// The key was seen before with another request; nothing was done.
    case keyReused
    /// Somebody's access changed since the sender was let in from memory; nothing was done. Look them up and try again.
    case accessChanged

    /// The same answer of a narrower kind; an answer of another kind means that the key was another request's.
    package func narrowed<Part>(_ part: (Record) -> Part?) -> Answered<Part> {
        switch self {
        case .decided(let record): part(record).map(Answered<Part>.decided) ?? .keyReused
        case .replayed(let record): part(record).map(Answered<Part>.replayed) ?? .keyReused
        case .keyReused: .keyReused
        case .accessChanged: .accessChanged
        }
    }
}

/// What an attempt came to.
package enum GroupRecord: Sendable, Hashable {
    case redemption(RedemptionRecord)
    case reversal(ReversalRecord)
    case reservation(ReservationOutcome)
    case lease(LeaseOutcome)
    case offline(OfflineRecord)
}

package typealias GroupAnswer = Answered<GroupRecord>
package typealias RedemptionAnswer = Answered<RedemptionRecord>
package typealias ReversalAnswer = Answered<ReversalRecord>
package typealias ReservationAnswer = Answered<ReservationOutcome>
