import Payload
package import Promotion
package import Vocabulary

/// How redemptions on a purchase earn points, and what becomes of those when goods come back.
///
/// Pure: it turns entries of the register into requests to the unit ledger. Each has a key that follows from the entry, so
/// that an entry which is read twice, or by two, gives points once.
package struct PointsAtRedemption: Sendable, Hashable {
    package let earn: EarnRule
    package let lifetime: UnitLifetime
    /// The first day, by the calendar of the store, on which redemptions earn.
    package let from: CalendarDate

    package init(earn: EarnRule, lifetime: UnitLifetime, from: CalendarDate) {
        self.earn = earn
        self.lifetime = lifetime
        self.from = from
    }

    /// What begins a key of ours.
    ///
    /// No caller's key has this sign, since those are ASCII: nobody can take ours beforehand.
    private static let keySign = "\u{A7}"
    /// What begins the name of an entry that follows from the register.
    private static let entryPrefix = "u-"
}

extension PointsAtRedemption {
    /// Whether a redemption is the one whose purchase and returns count: of coupons redeemed together the first.
    private func carriesPurchase(_ draft: LedgerDraft) -> Bool {
        draft.kind == .redemption && draft.member != nil && (draft.amount?.minorUnits ?? 0) > 0
            && (draft.stack == nil || draft.stack == draft.redemption)
    }

    /// Whether a redemption may earn; its discounts have not been looked at.
    package func mayEarn(_ draft: LedgerDraft) -> Bool {
        carriesPurchase(draft) && draft.moment.date >= from && draft.amount?.currency == earn.per.currency
    }

    /// Whether the redemptions on a receipt leave its purchase to one of them: the first, and after that was undone as a
    /// whole the next one that is made.
    ///
    /// - Parameters:
    ///   - draft: The redemption, which may earn.
    ///   - others: The other redemptions on its receipt, with what is known of each.
    /// - Returns: `false` if the purchase was another one's when it was made, or has earned.
    package func leavesPurchase(to draft: LedgerDraft, _ others: [OtherRedemption]) -> Bool {
        let able = others.filter { mayEarn($0.draft) }
        let instant = draft.moment.instant
        // Of two tills at once, in chains that are read in any order, the one that was booked has it.
        guard !able.contains(where: { $0.hasEarned && !$0.isReversed(by: instant) }) else { return false }
        let earlier = able.filter { $0.precedes(draft) }.sorted { $0.precedes($1.draft) }
        var holder: OtherRedemption?
        for other in earlier where holder?.isReversed(by: other.draft.moment.instant) ?? true {
            holder = other
        }
        return holder?.isReversed(by: instant) ?? true
    }

    /// A redemption on the same receipt.
    package struct OtherRedemption: Sendable, Hashable {
        package let draft: LedgerDraft
        /// When it was reversed as a whole, if it was.
        package let reversedAt: Instant?
        package let hasEarned: Bool

        package init(draft: LedgerDraft, reversedAt: Instant?, hasEarned: Bool) {
            self.draft = draft
            self.reversedAt = reversedAt
            self.hasEarned = hasEarned
        }

        fileprivate func isReversed(by instant: Instant) -> Bool { reversedAt.map { $0 <= instant } ?? false }

        /// Two of one moment are in the order of their names, whoever reads them.
        fileprivate func precedes(_ other: LedgerDraft) -> Bool {
            (draft.moment.instant, draft.redemption) < (other.moment.instant, other.redemption)
        }
    }

    /// Asks for the points of a redemption's purchase, after what came off it.
    ///
    /// - Parameters:
    ///   - draft: A redemption that may earn.
    ///   - discounts: What came off, of every coupon that was redeemed with it.
    ///   - now: When it is booked.
    /// - Returns: The request, or `nil` if nothing was left to pay.
    package func earning(
        _ draft: LedgerDraft, after discounts: [Money], at now: Instant
    ) -> UnitRequest? {
        guard mayEarn(draft), let member = draft.member, let amount = draft.amount else { return nil }
        let off = discounts.filter { $0.currency == amount.currency }.reduce(0) { $0 + $1.minorUnits }
        let paid = Money(minorUnits: amount.minorUnits - off, currency: amount.currency)
        guard paid.minorUnits > 0 else { return nil }
        return request(
            .earnFor(paid, earn, lifetime), named: Self.entry(of: draft), for: member, by: draft,
            note: draft.redemption.text, key: Self.keySign + "redemption " + draft.redemption.text, at: now)
    }

    /// Asks for the points of what came back.
    ///
    /// - Parameters:
    ///   - reversal: The reversal that was read.
    ///   - redemption: What it undoes.
    ///   - all: All reversals of that so far, this one too.
    ///   - member: Who earned.
    ///   - now: When it is booked.
    /// - Returns: The request, or `nil` for a redemption that does not carry its purchase.
    package func returning(
        _ reversal: LedgerDraft, of redemption: LedgerDraft, all: [LedgerDraft], member: MemberID,
        at now: Instant
    ) -> UnitRequest? {
        guard carriesPurchase(redemption), let id = reversal.reversal else { return nil }
        return request(
            .takeBack(Self.entry(of: redemption), Self.portion(redemption, all)),
            named: UnitEntryID(unchecked: Self.entryPrefix + id.text), for: member, by: reversal,
            note: id.text, key: Self.keySign + "reversal " + id.text, at: now)
    }

    /// What came back of a purchase so far.
    private static func portion(_ redemption: LedgerDraft, _ reversals: [LedgerDraft]) -> UnitPortion {
        guard let amount = redemption.amount, !reversals.contains(where: \.restoresUse) else { return .all }
        let back = reversals.compactMap(\.amount).filter { $0.currency == amount.currency }
        return UnitPortion(back.reduce(0) { $0 + $1.minorUnits }, of: amount.minorUnits)
    }

    /// The name of the entry that a redemption earns.
    package static func entry(of redemption: LedgerDraft) -> UnitEntryID {
        UnitEntryID(unchecked: entryPrefix + redemption.redemption.text)
    }

    private func request(
        _ action: UnitOrder.Action, named id: UnitEntryID, for member: MemberID, by draft: LedgerDraft,
        note: String, key: String, at now: Instant
    ) -> UnitRequest {
        let order = UnitOrder(
            id: id, at: now, day: draft.moment.date, actor: draft.terminal.text, note: note, action: action)
        // The key alone: what it earns by today's rules is no other request.
        return UnitRequest(
            member: member, order: order, key: key, digest: Digest256(hashing: Array(key.utf8)).bytes)
    }
}
