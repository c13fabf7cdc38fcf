import Promotion
import Store

/// What a redemption came to.
package struct RedemptionReply: Sendable, Hashable {
    package let answer: Answer
    /// Whether the key was seen before, so that this is the first answer again.
    package let isReplayed: Bool

    package enum Answer: Sendable, Hashable {
        case redeemed(RedemptionDocument)
        /// Several coupons together.
        case stacked(StackDocument)
        case refused(Problem)
    }

    static func keyReused(_ language: SpokenLanguage) -> RedemptionReply {
        RedemptionReply(answer: .refused(.keyReused(language: language)), isReplayed: false)
    }
}

/// What a redemption would come to.
package enum ValidationReply: Sendable, Hashable {
    case redeemable(ValidationDocument)
    case stackable(StackValidationDocument)
    case refused(Problem)
}

/// What a reversal came to.
package struct ReversalReply: Sendable, Hashable {
    package let answer: Answer
    /// Whether the key was seen before, so that this is the first answer again.
    package let isReplayed: Bool

    package enum Answer: Sendable, Hashable {
        case reversed(ReversalDocument)
        case refused(Problem)

        init(_ record: ReversalRecord, language: SpokenLanguage) {
            switch record {
            case .refused(let refusal): self = .refused(Problem(refusal, language: language))
            case .reversed(let entry): self = .reversed(ReversalDocument(entry.draft))
            }
        }
    }
}
