import Store
package import Vocabulary

/// What the server says to a part of a terminal's journal.
package struct UploadDocument: Sendable, Hashable, Encodable {
    package let terminal: TerminalID
    /// The last entry that the server has without a gap.
    package let through: Int64
    /// One for each entry of the upload that asks for one, in their order.
    package let answers: [Answer]

    /// What became of one entry.
    package struct Answer: Sendable, Hashable, Encodable {
        package let entry: Int64
        package let key: String
        package let answer: Word
        package let redemption: RedemptionID?
        /// The terminal that had given the use, or holds it.
        package let other: TerminalID?
        /// When it did, RFC 3339 in UTC.
        package let usedAt: String?
        /// The stable word.
        package let reason: String?

        init(entry: Int64, key: String, _ record: OfflineRecord) {
            self.entry = entry
            self.key = key
            switch record {
            case .redeemed(let redemption):
                (answer, self.redemption, other, usedAt, reason) = (.redeemed, redemption, nil, nil, nil)
            case .reversed(let redemption):
                (answer, self.redemption, other, usedAt, reason) = (.reversed, redemption, nil, nil, nil)
            case .lost(let loss):
                redemption = nil
                reason = loss.reason
                other = loss.other?.terminal
                usedAt = loss.other?.moment.instant.rfc3339
                answer = loss.other == nil ? .refused : .conflict
            case .refused(let word):
                (answer, redemption, other, usedAt, reason) = (.refused, nil, nil, nil, word)
            case .neverSeen: (answer, redemption, other, usedAt, reason) = (.neverSeen, nil, nil, nil, nil)
            }
        }
    }

    /// Raw values are wire format, the same as in the journal.
    package enum Word: String, Sendable, Hashable, Encodable {
        case redeemed, reversed, conflict, refused
        case neverSeen = "never_seen"
    }
}

/// What an upload came to.
package enum UploadReply: Sendable, Hashable {
    case taken(UploadDocument)
    case refused(Problem)
}
