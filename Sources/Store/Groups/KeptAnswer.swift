package import Promotion
package import Vocabulary

/// What is kept under a key: as little as gives the answer again, byte for byte, with the ledger beside it.
package struct KeptAnswer: Sendable, Hashable {
    package let requestDigest: [UInt8]
    package let content: Content
    package let at: Instant

    package init(requestDigest: [UInt8], content: Content, at: Instant) {
        self.requestDigest = requestDigest
        self.content = content
        self.at = at
    }

    /// The answer's kind with what the ledger does not hold; its JSON is stored, so cases and labels stay as they are.
    package enum Content: Sendable, Hashable, Codable {
        case redeemed([KeptRedemption])
        case refused([Refusal?])
        case reversed(KeptReversal)
        case reversalRefused(Reversal.Refusal)
        case reserved(ReservationRecord)
        case released(ReservationRecord)
        case reservationRefused(ReservationRefusal)
        case hold([Refusal?])
        case leased(LeaseGrant)
        case leaseReturned(LeaseID, uses: Int)
        case leaseUnknown
        /// A use that was given offline and does not stand.
        case lost(OfflineLoss)
        /// A request that the till refused offline, and that must not be carried out if it comes late.
        case withdrawn
    }

    /// The first redemption that an accepted answer speaks of; `nil` for all others.
    package var acceptedRedemption: RedemptionID? {
        switch content {
        case .redeemed(let parts): parts.first?.redemption
        case .reversed(let kept): kept.redemption
        case .refused, .reversalRefused, .reserved, .released, .reservationRefused, .hold, .leased,
            .leaseReturned, .leaseUnknown, .lost, .withdrawn:
            nil
        }
    }
}

/// One redemption of an accepted answer.
package struct KeptRedemption: Sendable, Hashable, Codable {
    package let redemption: RedemptionID
    package let usesLeft: UInt32
    /// The campaign's revision, which gives the offer as it was.
    package let revision: Int64
    package let byLine: [Int64]

    package init(redemption: RedemptionID, usesLeft: UInt32, revision: Int64, byLine: [Int64]) {
        self.redemption = redemption
        self.usesLeft = usesLeft
        self.revision = revision
        self.byLine = byLine
    }
}

/// A reversal by the names of its ledger entry.
package struct KeptReversal: Sendable, Hashable, Codable {
    package let redemption: RedemptionID
    package let reversal: ReversalID

    package init(redemption: RedemptionID, reversal: ReversalID) {
        self.redemption = redemption
        self.reversal = reversal
    }
}
