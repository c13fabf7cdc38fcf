package import Promotion
package import Store
package import Vocabulary

/// What tills without a network gave twice or otherwise in vain, by campaign, and each case.
package struct OfflineReport: Sendable, Hashable {
    /// One campaign's.
    package struct Line: Sendable, Hashable {
        package let campaign: CampaignID
        package var uses = 0
        /// What they took off, in minor units, by currency.
        package var lost: [Currency: Int64] = [:]
        package var terminals: Set<TerminalID> = []
        /// How far the campaign lets each till err until it has synchronised, as it is declared now.
        package var allowance: OfflineAllowance?
    }

    package let span: Range<Instant>
    /// By campaign.
    package let lines: [Line]
    /// By time.
    package let losses: [OfflineLoss]
    /// Whether there are more than are shown.
    package let isCut: Bool

    /// 10,000 cases: more than anybody reads, and enough to see that something is badly wrong.
    package static let maximumCount = 10_000

    /// Counts what was lost in a span of time, by when the uses were given; what was voided in the end was not.
    ///
    /// - Parameters:
    ///   - span: From the first instant to before the last.
    ///   - context: Where.
    ///   - scope: Uses in other stores are left out.
    /// - Returns: The report.
    /// - Throws: `ServiceError.storage`.
    package static func make(
        in span: Range<Instant>, context: ServiceContext, scope: StoreScope = .every
    ) async throws(ServiceError) -> OfflineReport {
        let found = try await stored(
            await context.store.losses(in: span, limit: maximumCount + 1, home: context.home()))
        let campaigns = try await stored(await context.store.campaigns()).map(\.campaign)
        return OfflineReport(
            span: span, losses: found.prefix(maximumCount).filter { scope.includes($0.store) },
            isCut: found.count > maximumCount,
            allowances: Dictionary(campaigns.map { ($0.id, $0.allowance) }) { first, _ in first })
    }

    init(
        span: Range<Instant>, losses: [OfflineLoss], isCut: Bool,
        allowances: [CampaignID: OfflineAllowance?]
    ) {
        self.span = span
        self.losses = losses
        self.isCut = isCut
        var lines: [CampaignID: Line] = [:]
        for loss in losses {
            var line =
                lines[loss.campaign]
                ?? Line(
                    campaign: loss.campaign, allowance: allowances[loss.campaign].flatMap(\.self))
            line.uses += 1
            line.lost[loss.amount.currency, default: 0] += loss.amount.minorUnits
            line.terminals.insert(loss.terminal)
            lines[loss.campaign] = line
        }
        self.lines = lines.values.sorted { $0.campaign < $1.campaign }
    }
}

extension OfflineReport.Line {
    /// What was lost, by currency.
    package var amounts: [Money] {
        lost.map { Money(minorUnits: $0.value, currency: $0.key) }.sorted {
            $0.currency.code < $1.currency.code
        }
    }
}
