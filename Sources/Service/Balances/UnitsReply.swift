package import Promotion
package import Vocabulary

/// The answer to a request to the unit ledger, for people and machines.
package enum UnitsReply: Sendable, Hashable {
    case done(UnitsDocument)
    case refused(UnitsRefusalDocument)

    /// Whether it is the answer that the key got before.
    package var isReplayed: Bool {
        switch self {
        case .done(let document): document.replayed == true
        case .refused(let document): document.isReplayed
        }
    }
}

/// What was written.
package struct UnitsDocument: Sendable, Hashable, Encodable {
    package let outcome = "done"
    /// The entry that was asked for.
    package let entry: UnitEntryID
    package let member: MemberID
    package let amount: UnitAmount
    /// The money of a refund, less what is kept for a bonus that was spent.
    package let refunded: UnitAmount?
    /// The offer that is owed for a full stamp card.
    package let reward: OfferID?
    /// One a full card, if it was more than one.
    package let rewards: [OfferID]?
    /// The coupons of full stamp cards.
    package let coupons: [RewardDocument]?
    /// Coupons of full stamp cards that are not given now, and why.
    package let withheld: [WithheldReward]?
    package let entries: [UnitEntryDocument]
    package let balances: [BalanceDocument]
    /// Whether it is the answer that the key got before; `nil` in a document that does not say.
    package private(set) var replayed: Bool?

    private enum CodingKeys: String, CodingKey {
        case outcome, entry, member, amount, refunded, reward, rewards, coupons, withheld, entries, balances,
            replayed
    }

    init(_ answer: UnitAnswer, main: UnitEntry, isReplay: Bool, rewards cards: CardRewards) {
        entry = main.id
        member = main.member
        amount = UnitAmount(main.amount, of: main.units.first)
        let given = answer.entries.compactMap(\.reward)
        reward = given.first
        rewards = given.count > 1 ? given : nil
        coupons = cards.coupons.isEmpty ? nil : cards.coupons
        withheld = cards.withheld.isEmpty ? nil : cards.withheld
        refunded = main.kind == .refund ? main.moneyBack : nil
        entries = answer.entries.map(UnitEntryDocument.init)
        balances = answer.balances.map(BalanceDocument.init)
        replayed = isReplay
    }

    /// The document as the key got it first, byte for byte: a header says whether it is given again.
    package var first: UnitsDocument {
        var document = self
        document.replayed = nil
        return document
    }

    /// What people read.
    package var lines: String {
        var lines = entries.map { entry in
            let gains = entry.gains.map { "\($0.amount.count > 0 ? "+" : "")\($0.amount) \($0.unit)" }
            let reward = entry.reward.map { ", reward: \($0)" } ?? ""
            return "\(entry.kind.rawValue) \(entry.entry): "
                + (gains.isEmpty ? "nothing" : gains.joined(separator: ", ")) + reward
        }
        lines += (coupons ?? []).map(\.text)
        lines += (withheld ?? []).map { "no coupon of \($0.offer): \($0.detail)" }
        if let refunded { lines.append("pay back: \(refunded)") }
        lines += balances.map(\.text)
        if replayed == true { lines.append("(the earlier answer again)") }
        return lines.joined(separator: "\n")
    }
}

extension UnitEntry {
    /// What a refund gives back in money.
    fileprivate var moneyBack: UnitAmount? {
        guard let paid = units.last else { return nil }
        let back = postings.filter { $0.account == .issuer(.refunded) }.reduce(0) { $0 + $1.amount }
        return UnitAmount(back, of: paid)
    }
}
