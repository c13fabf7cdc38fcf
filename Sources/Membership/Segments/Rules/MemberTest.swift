package import Vocabulary

/// One test of a member; false wherever what it asks for is not known.
package enum MemberTest: Sendable, Hashable {
    case attribute(MemberAttribute, Choice)
    /// The attribute has a value.
    case known(MemberAttribute)
    /// The member reads one of these languages, or a narrower form: `zh` takes in `zh-Hans` (RFC 4647, section 3.3.1).
    case language(Set<String>)
    case joined(DaySpan)
    /// The middle of the member's cell is in an area, which these cells are.
    case place(CellRanges)
    /// The member agreed to a purpose and has not withdrawn it.
    case consent(ConsentPurpose)
    case identity(Identity.Kind)
    /// At least `minimum` uses, 1 or more, of the offers within the days of their stores; what was reversed does not count.
    case uses(offers: Set<OfferID>, DaySpan, minimum: Int)
    /// The member is on a list that was written down.
    case snapshot(SnapshotID)

    /// Which values an attribute may have.
    package enum Choice: Sendable, Hashable {
        case oneOf(Set<String>)
        /// Known, and none of these.
        case noneOf(Set<String>)

        func holds(for value: String?) -> Bool {
            guard let value else { return false }
            return switch self {
            case .oneOf(let values): values.contains(value)
            case .noneOf(let values): !values.contains(value)
            }
        }
    }
}

/// What a segment can ask of a member in a word.
package enum MemberAttribute: String, Sendable, Hashable, CaseIterable {
    case member, tier, gender, source, placement, language
    case homeStore = "home_store"
    case cell, state
}

extension MemberTest {
    var valueCount: Int {
        switch self {
        case .attribute(_, .oneOf(let values)), .attribute(_, .noneOf(let values)): values.count
        case .language(let ranges): 2 * ranges.count
        case .place(let cells): 2 * cells.ranges.count + 1
        case .uses(let offers, _, _): offers.count + 5
        case .known: 0
        case .joined, .consent, .identity, .snapshot: 2
        }
    }

    /// Says whether the test holds.
    func holds(for facts: MemberFacts, today: CalendarDate) -> Bool {
        switch self {
        case .attribute(let attribute, let choice): choice.holds(for: facts[attribute])
        case .known(let attribute): facts[attribute] != nil
        case .language(let ranges):
            facts.language.map { tag in
                ranges.contains { tag == $0 || tag.hasPrefix($0 + "-") }
            } ?? false
        case .joined(let span): span.days(today: today).contains(facts.joinedOn)
        case .place(let cells): facts.cell.map(cells.contains) ?? false
        case .consent(let purpose): facts.consents[purpose] == .granted
        case .identity(let kind): facts.identityKinds.contains(kind)
        case .uses(let offers, let span, let minimum):
            facts.useCount(of: offers, on: span.days(today: today)) >= minimum
        case .snapshot(let id): facts.snapshots.contains(id)
        }
    }
}
