import Measurement
import Promotion
import Store
package import Vocabulary

/// What was redeemed and taken back, by campaign, offer, store and day.
package struct RedemptionsReport: Sendable, Hashable {
    /// The time that it is about.
    package let span: Range<Instant>
    /// By campaign, offer, store and day.
    package let lines: [Line]
    package let total: Sums

    /// What happened to one offer in one store on one day of its calendar.
    package struct Line: Sendable, Hashable {
        package let place: Place
        package let sums: Sums
    }

    /// What the lines are told apart by.
    package struct Place: Sendable, Hashable, Comparable {
        package let campaign: CampaignID
        package let offer: OfferID
        package let store: StoreID
        package let day: CalendarDate

        package static func < (left: Place, right: Place) -> Bool {
            (left.campaign, left.offer, left.store, left.day)
                < (right.campaign, right.offer, right.store, right.day)
        }
    }

    /// Counts and money; a reversal counts on its own day.
    package struct Sums: Sendable, Hashable {
        package fileprivate(set) var redemptions = 0
        package fileprivate(set) var reversals = 0
        /// Purchases before the discount, less what came back.
        var spend = MoneyTally()
        /// What was taken off, less what was taken back.
        var discount = MoneyTally()

        mutating func add(_ draft: LedgerDraft) {
            let isRedemption = draft.kind == .redemption
            redemptions += isRedemption ? 1 : 0
            reversals += isRedemption ? 0 : 1
            // Coupons that were redeemed together share one purchase, which counts once.
            if let amount = draft.amount, draft.stack == nil || draft.stack == draft.redemption {
                spend.add(isRedemption ? amount : amount.negated)
            }
            discount.add(isRedemption ? draft.discount : draft.discount.negated)
        }
    }

    /// Makes the report by reading the ledger from its beginning, a page at a time.
    ///
    /// - Parameters:
    ///   - span: What is counted: from its first instant to before its last.
    ///   - context: The workspace and its store.
    /// - Returns: The report.
    /// - Throws: `ServiceError.storage`, or `.interrupted` if the task was cancelled.
    /// - Complexity: O(n) in the ledger's entries; memory for one page and the lines.
    package static func make(
        in span: Range<Instant>, context: ServiceContext
    ) async throws(ServiceError) -> RedemptionsReport {
        var sums: [Place: Sums] = [:]
        var total = Sums()
        var position = LedgerPosition.start
        var count = 0
        while true {
            guard !Task.isCancelled else {
                throw .interrupted(done: count, of: count, resume: "report")
            }
            let page = try await stored(
                await context.store.ledger(after: position, limit: LedgerPage.maximumCount))
            guard !page.isEmpty else { break }
            for draft in page.map(\.draft) where span.contains(draft.moment.instant) {
                sums[Place(draft), default: Sums()].add(draft)
                total.add(draft)
            }
            for entry in page { position.advance(to: entry) }
            count += page.count
        }
        let lines = sums.map { Line(place: $0.key, sums: $0.value) }.sorted { $0.place < $1.place }
        return RedemptionsReport(span: span, lines: lines, total: total)
    }
}

extension RedemptionsReport.Place {
    fileprivate init(_ draft: LedgerDraft) {
        self.init(campaign: draft.campaign, offer: draft.offer, store: draft.store, day: draft.moment.date)
    }
}

extension Money {
    fileprivate var negated: Money { Money(minorUnits: -minorUnits, currency: currency) }
}
