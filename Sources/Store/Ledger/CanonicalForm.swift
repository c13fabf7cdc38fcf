import Promotion
import Vocabulary

/// Fields one after the other, each with its length in front; absent ones are told from empty ones.
///
/// No two different values share a form, so that a digest or a signature over it speaks of one of them only.
struct CanonicalForm {
    private(set) var bytes: [UInt8] = []

    /// Begins with what is described, and the version of the form.
    init(_ label: String) {
        // An entry's form has some 500 bytes.
        bytes.reserveCapacity(640)
        append(text: label)
    }

    mutating func append(bytes field: [UInt8]) {
        append(integer: Int64(field.count))
        bytes += field
    }

    mutating func append(text: String) {
        let utf8 = text.utf8
        append(integer: Int64(utf8.count))
        bytes += utf8
    }

    mutating func append(integer: Int64) {
        withUnsafeBytes(of: integer.bigEndian) { bytes += $0 }
    }

    mutating func append(optional text: String?) {
        append(integer: text == nil ? 0 : 1)
        if let text { append(text: text) }
    }

    private mutating func append(_ money: Money?) {
        append(optional: money.map(\.description))
    }

    mutating func append(_ draft: LedgerDraft, _ form: LedgerForm) {
        append(text: draft.kind.rawValue)
        append(integer: draft.home.rawValue)
        append(text: draft.redemption.text)
        append(optional: draft.reversal?.text)
        append(integer: Int64(bitPattern: draft.coupon.key.rawValue))
        append(text: draft.coupon.batch.text)
        append(integer: Int64(draft.coupon.serial))
        append(text: draft.campaign.text)
        append(text: draft.offer.text)
        append(text: draft.combination.rawValue)
        append(optional: draft.placement?.text)
        append(text: draft.store.text)
        append(text: draft.terminal.text)
        append(optional: draft.cashier)
        append(optional: draft.member?.text)
        append(text: draft.key)
        append(integer: Int64(draft.use))
        append(optional: draft.purchase)
        append(draft.amount)
        append(draft.discount)
        append(integer: draft.moment.instant.millisecondsSince1970)
        append(integer: Int64(draft.moment.date.daysSince1970))
        append(integer: Int64(draft.moment.secondOfDay))
        append(optional: draft.reason)
        append(integer: draft.restoresUse ? 1 : 0)
        guard form != .first else { return }
        append(optional: draft.stack?.text)
        append(optional: draft.reservation?.text)
    }
}
