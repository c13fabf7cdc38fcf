package import Promotion
package import Vocabulary

/// Reads the register and gives points for what it says, a few entries in a transaction.
///
/// Several may work at once: a step counts only if nobody has moved the reader meanwhile, and each request has its key.
/// Redemptions are never waited for: the register has them on disk before they are read here.
package struct PointsFollower: Sendable {
    private let store: any FollowingStore & RedemptionStore & BalanceStore
    private let home: Home

    /// 500 entries are read at once: most have no member and cost nothing more.
    static let pageCount = 500
    /// 32 requests a transaction: some milliseconds for which a redemption may have to wait on an engine with one writer.
    package static let maximumRequestCount = 32

    /// Prepares to follow.
    ///
    /// - Parameters:
    ///   - store: The register and the unit ledger.
    ///   - home: The shard of the members.
    package init(_ store: any FollowingStore & RedemptionStore & BalanceStore, home: Home) {
        self.store = store
        self.home = home
    }

    /// What came of reading on.
    package struct Turn: Sendable, Hashable {
        /// How many entries of the register were read.
        package var readCount = 0
        /// The replies that were not given before.
        package var outcomes: [UnitOutcome] = []
        /// Whether there may be more to read.
        package var hasMore = false

        package init() {}
    }

    /// Reads on from where the reader is, at most one step.
    ///
    /// - Parameters:
    ///   - rules: How redemptions earn.
    ///   - now: When it is booked.
    /// - Returns: What came of it.
    /// - Throws: `StoreError`; what was not done is done by the next turn.
    package func turn(
        by rules: PointsAtRedemption, at now: Instant
    ) async throws(StoreError) -> Turn {
        let start = try await store.position(of: .points)
        let page = try await store.ledger(after: start, limit: Self.pageCount)
        guard !page.isEmpty else { return Turn() }
        var (end, requests, readCount) = (start, [UnitRequest](), 0)
        for entry in page where requests.count < Self.maximumRequestCount {
            let booked = Set(requests.map(\.order.id))
            requests += try await self.requests(for: entry.draft, by: rules, at: now, beside: booked)
            end.advance(to: entry)
            readCount += 1
        }
        let step = FollowStep(reader: .points, start: start, end: end, requests: requests, at: now)
        var turn = Turn()
        turn.hasMore = true
        guard let replies = try await store.follow(step, home: home) else { return turn }
        turn.readCount = readCount
        turn.outcomes = replies.filter { !$0.isReplay }.map(\.outcome)
        turn.hasMore = readCount < page.count || page.count == Self.pageCount
        return turn
    }

    /// What follows from an entry, beside what the same step books already.
    private func requests(
        for draft: LedgerDraft, by rules: PointsAtRedemption, at now: Instant, beside booked: Set<UnitEntryID>
    ) async throws(StoreError) -> [UnitRequest] {
        guard draft.member != nil else { return [] }
        if draft.kind == .redemption {
            return try await earning(draft, by: rules, at: now, beside: booked).map { [$0] } ?? []
        }
        let entries = try await store.entries(of: draft.redemption, home: draft.home).map(\.draft)
        guard let redemption = entries.first else { return [] }
        let known = try await store.unitEntry(PointsAtRedemption.entry(of: redemption), home: home)
        // In the same step, or in another verifier's chain that is read later: the redemption goes first.
        let earning =
            known == nil ? try await earning(redemption, by: rules, at: now, beside: booked) : nil
        guard let member = known?.member ?? earning?.member,
            let back = rules.returning(
                draft, of: redemption, all: Array(entries.dropFirst()), member: member, at: now)
        else { return [] }
        return [earning, back].compactMap(\.self)
    }

    private func earning(
        _ draft: LedgerDraft, by rules: PointsAtRedemption, at now: Instant, beside booked: Set<UnitEntryID>
    ) async throws(StoreError) -> UnitRequest? {
        guard rules.mayEarn(draft) else { return nil }
        let others = try await others(on: draft, beside: booked)
        guard rules.leavesPurchase(to: draft, others) else { return nil }
        var discounts = [draft.discount]
        if let stack = draft.stack {
            for index in 1..<Redemption.maximumCouponCount {
                let other = try await store.entries(of: stack.part(index), home: draft.home).first?.draft
                guard let other else { break }
                discounts.append(other.discount)
            }
        }
        return rules.earning(draft, after: discounts, at: now)
    }

    /// The other redemptions on a redemption's receipt.
    private func others(
        on draft: LedgerDraft, beside booked: Set<UnitEntryID>
    ) async throws(StoreError) -> [PointsAtRedemption.OtherRedemption] {
        guard let receipt = TillReceipt(of: draft) else { return [] }
        var others: [PointsAtRedemption.OtherRedemption] = []
        for entry in try await store.redemptions(on: receipt, home: draft.home)
        where entry.draft.redemption != draft.redemption {
            let other = entry.draft
            let name = PointsAtRedemption.entry(of: other)
            let reversals = try await store.entries(of: other.redemption, home: other.home).dropFirst()
            let isBooked = booked.contains(name)
            let hasEarned = isBooked ? true : try await store.unitEntry(name, home: home) != nil
            others.append(
                PointsAtRedemption.OtherRedemption(
                    draft: other,
                    reversedAt: reversals.first { $0.draft.restoresUse }?.draft.moment.instant,
                    hasEarned: hasEarned))
        }
        return others
    }
}
