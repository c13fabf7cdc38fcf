import Measurement
import Store
package import Vocabulary

/// What each printed code brought in: how many opened it, joined and redeemed, with what each rate is a part of.
package struct FunnelReport: Sendable, Hashable {
    /// The time in which it was counted.
    package let span: Range<Instant>
    /// By id.
    package let placements: [Line]
    /// The placements of one campaign, fixture and creative taken together.
    package let creatives: [Line]
    /// Every two creatives of one campaign and fixture.
    package let comparisons: [CreativeComparison]
    /// All placements; a visitor of two counts twice.
    package let total: Line

    /// The counts of a placement or of several.
    package struct Line: Sendable, Hashable {
        /// `nil` for several.
        package let placement: PlacementID?
        package let title: String
        package let store: StoreID?
        package let campaign: CampaignID?
        package let fixture: String
        package let creative: String
        let counts: FunnelCounts

        /// The rates of what is counted; claims are not yet.
        var rates: [FunnelRate] {
            FunnelRate.all(of: counts).filter { $0.numerator != .claims && $0.denominator != .claims }
        }

        func rate(_ name: FunnelRate.Name) -> FunnelRate { FunnelRate(name, of: counts) }
    }

    /// Makes the report.
    ///
    /// - Parameters:
    ///   - span: What is counted: from its first instant to before its last.
    ///   - context: The workspace and its store.
    /// - Returns: The report, with a line for every placement.
    /// - Throws: `ServiceError.storage`.
    package static func make(
        in span: Range<Instant>, context: ServiceContext
    ) async throws(ServiceError) -> FunnelReport {
        let netClasses = Set(ScanClass.allCases.filter(\.isNet).map(\.rawValue))
        let records = try await stored(await context.store.placements())
        let counts = try await stored(await context.store.counts(in: span, netClasses: netClasses))
        let known = Dictionary(records.map { ($0.id, $0) }) { first, _ in first }
        return FunnelReport(span: span, lines: counts.map { Line($0, of: known[$0.placement]) })
    }

    init(span: Range<Instant>, lines: [Line]) {
        self.span = span
        placements = lines
        creatives = Self.grouped(lines)
        comparisons = CreativeComparison.all(among: creatives)
        total = Line(sumOf: lines, as: nil)
    }

    private static func grouped(_ lines: [Line]) -> [Line] {
        Dictionary(grouping: lines, by: Line.Group.init).sorted { $0.key < $1.key }
            .map { Line(sumOf: $0.value, as: $0.key) }
    }
}

extension FunnelReport.Line {
    /// What placements have in common that show the same design on the same fixture.
    fileprivate struct Group: Hashable, Comparable {
        let campaign: CampaignID?
        let fixture: String
        let creative: String

        init(_ line: FunnelReport.Line) {
            (campaign, fixture, creative) = (line.campaign, line.fixture, line.creative)
        }

        static func < (left: Group, right: Group) -> Bool {
            (left.campaign?.text ?? "", left.fixture, left.creative)
                < (right.campaign?.text ?? "", right.fixture, right.creative)
        }
    }

    fileprivate init(_ counts: PlacementCounts, of record: PlacementRecord?) {
        self.init(
            placement: counts.placement, title: record?.title ?? "", store: record?.store,
            campaign: record?.campaign, fixture: record?.fixture ?? "", creative: record?.creative ?? "",
            counts: FunnelCounts(counts))
    }

    fileprivate init(sumOf lines: [FunnelReport.Line], as group: Group?) {
        let counts = lines.reduce(into: FunnelCounts()) { $0.add($1.counts) }
        self.init(
            placement: nil, title: "", store: nil, campaign: group?.campaign, fixture: group?.fixture ?? "",
            creative: group?.creative ?? "", counts: counts)
    }
}

extension FunnelCounts {
    fileprivate init(_ counts: PlacementCounts) {
        self.init()
        scansGross = counts.scansGross
        scansNet = counts.scansNet
        scansUnique = counts.scansUnique
        landings = counts.landings
        joins = counts.joins
        redemptions = counts.redemptions
        reversals = counts.reversals
        spend = MoneyTally(counts.spend)
        discount = MoneyTally(counts.discount)
    }
}
