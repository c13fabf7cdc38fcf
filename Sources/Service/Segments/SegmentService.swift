import Membership
import Promotion
package import Store
import Vocabulary

/// Reads expressions with the names of this issuer, and says whom they select.
package struct SegmentService: Sendable {
    let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Returns whom an expression selects today, by the calendar of the first store.
    ///
    /// - Parameters:
    ///   - expression: In the language of segments.
    ///   - pointer: What to call it where it is wrong.
    /// - Returns: What the store can be asked.
    /// - Throws: `ServiceError.invalidInput` with the place that is wrong, or what storage reports.
    package func selection(
        of expression: String, pointer: String = "expression"
    ) async throws(ServiceError) -> MemberSelection {
        let vocabulary = try await vocabulary(for: expression)
        do throws(SegmentFault) {
            let rule = try SegmentRule(parsing: expression, in: vocabulary)
            return MemberSelection(rule, today: today, home: context.home())
        } catch {
            throw .invalidInput([InputFault(error, in: expression, pointer: pointer)])
        }
    }

    /// Says how many members an expression selects, who for example, and how many of them a message may reach.
    ///
    /// - Parameters:
    ///   - expression: In the language of segments.
    ///   - sampleCount: How many examples, by id.
    ///   - scope: Members of other stores are not counted.
    /// - Returns: The preview.
    /// - Throws: As `selection`.
    package func preview(
        _ expression: String, sampleCount: Int = SegmentPreview.usualSampleCount, scope: StoreScope = .every
    ) async throws(ServiceError) -> SegmentPreview {
        let selection = try await selection(of: expression).narrowed(to: scope)
        let tally = try await stored(await context.store.tally(of: selection))
        let sample = try await stored(
            await context.store.members(of: selection, after: nil, limit: sampleCount))
        return SegmentPreview(expression, selection: selection, tally: tally, sample: sample)
    }

    /// The day from which `30 days ago` counts.
    var today: CalendarDate {
        HomeCalendar(context).date(at: context.surroundings.now(), in: nil)
    }

    /// What the names in an expression mean now; only what it asks for is looked up.
    ///
    /// - Parameter expression: The expression; `nil` looks everything up.
    /// - Returns: The names.
    /// - Throws: `ServiceError`, also for a faulty file of areas.
    func vocabulary(for expression: String?) async throws(ServiceError) -> SegmentVocabulary {
        var vocabulary = SegmentVocabulary(tiers: context.configuration.program.tiers)
        for store in context.configuration.stores {
            vocabulary.stores[store.id] = SegmentVocabulary.Shop(
                region: store.region, district: store.district,
                place: Coordinate(latitude: store.latitude, longitude: store.longitude))
        }
        let needs = expression.map(SegmentNeeds.init(of:)) ?? .everything
        if needs.contains(.offers) {
            for record in try await stored(await context.store.campaigns()) {
                for offer in record.campaign.offers { vocabulary.offers[offer.id] = record.campaign.id }
            }
        }
        if needs.contains(.segments) {
            for record in try await stored(await context.store.segments()) {
                vocabulary.segments[record.id] = record.expression
            }
        }
        if needs.contains(.snapshots) {
            vocabulary.snapshots = Set(try await stored(await context.store.snapshots()).map(\.id))
        }
        if needs.contains(.areas) {
            for area in try AreaLibrary(context.workspace).all() {
                vocabulary.areas[area.id.text] = area.area
            }
        }
        return vocabulary
    }
}

extension InputFault {
    /// Says what is wrong with an expression, with the place marked under it.
    init(_ fault: SegmentFault, in expression: String, pointer: String) {
        let place = expression.isEmpty ? "" : "\n" + fault.marked(in: expression)
        self.init(
            pointer: pointer,
            detail: "Character \(fault.range.lowerBound + 1): \(fault.sentence)\(place)")
    }
}
