import Membership
package import Vocabulary

/// Writes the conditions of a selection, and gathers their parameters in the order of the text.
struct SelectionBuilder {
    typealias Value = SelectionSQL.Value

    let selection: MemberSelection
    /// Lists of ranges of cells, each a common table expression `area0(lo, hi)`.
    private(set) var areas: [String] = []
    private(set) var areaValues: [Value] = []
    private(set) var values: [Value] = []

    init(selection: MemberSelection) {
        self.selection = selection
    }

    /// What is read and which rows are wanted.
    ///
    /// A place on the first level leads: its cells are looked up in the index one by one, with the tier and gender that are
    /// wanted there; of more than `listedCells`, the few ranges that they make.
    mutating func parts() -> (source: String, conditions: String) {
        var rules = selection.rule.conjuncts
        var source = "member AS m"
        var conditions = ["m.home = \(parameter(home))", Self.standing(selection.states)]
        let place = rules.firstIndex { if case .test(.place) = $0 { true } else { false } }
        if let place, case .test(.place(let cells)) = rules.remove(at: place) {
            guard !cells.ranges.isEmpty else {
                return (source, "FALSE AND " + conditions.joined(separator: " AND "))
            }
            if let few = cells.cells(atMost: Self.listedCells) {
                conditions.append("m.cell IN (\(parameters(few.map(\.geohash))))")
            } else {
                source = "\(list(cells)) AS a CROSS JOIN member AS m"
                conditions.append("m.cell BETWEEN a.lo AND a.hi")
            }
        }
        conditions += rules.map { condition(ofConjunct: $0) }
        return (source, conditions.joined(separator: " AND "))
    }

    /// 256 cells, of a circle of some forty kilometres: with two tiers and a gender as many seeks as are still nothing beside
    /// reading all members of the place.
    private static let listedCells = 256

    /// A condition that nothing negates: there NULL is as good as false, and a test for it would only keep an index from
    /// being used.
    private mutating func condition(ofConjunct rule: SegmentRule) -> String {
        guard case .test(.attribute(let attribute, .oneOf(let values))) = rule, !values.isEmpty,
            Self.emptyValue(of: attribute).map({ !values.contains($0) }) ?? true
        else { return condition(of: rule) }
        return "\(Self.column(attribute)) IN (\(parameters(values.sorted())))"
    }

    private mutating func condition(of rule: SegmentRule) -> String {
        switch rule {
        case .all(let rules):
            rules.isEmpty ? "TRUE" : "(" + rules.map { condition(of: $0) }.joined(separator: " AND ") + ")"
        case .any(let rules):
            rules.isEmpty ? "FALSE" : "(" + rules.map { condition(of: $0) }.joined(separator: " OR ") + ")"
        case .not(let rule): "NOT \(condition(of: rule))"
        case .test(let test): "(" + condition(of: test) + ")"
        }
    }

    private mutating func condition(of test: MemberTest) -> String {
        switch test {
        case .attribute(let attribute, let choice): condition(on: attribute, choice)
        case .known(let attribute): Self.known(attribute)
        case .language(let ranges): condition(onLanguage: ranges.sorted())
        case .joined(let span): condition(onJoining: span)
        case .place(let cells): condition(onPlace: cells)
        case .consent(let purpose): condition(onConsent: purpose)
        case .identity(let kind): "m.identity_kinds & \(parameter(.integer(kind.bit))) <> 0"
        case .uses(let offers, let span, let minimum): condition(onUses: offers, span, minimum: minimum)
        case .snapshot(let id):
            """
            EXISTS (SELECT 1 FROM snapshot_member AS s WHERE s.home = \(parameter(home)) \
            AND s.snapshot = \(parameter(.text(id.text))) AND s.member = m.id)
            """
        }
    }

    private var home: Value { .integer(selection.home.rawValue) }

    private mutating func parameter(_ value: Value) -> String {
        values.append(value)
        return "?"
    }

    private mutating func parameters(_ texts: [String]) -> String {
        texts.map { parameter(.text($0)) }.joined(separator: ", ")
    }
}

extension SelectionBuilder {
    private static func standing(_ states: [MemberState]) -> String {
        let words = states.map { "'\($0.rawValue)'" }
        return words.count == 1 ? "m.state = \(words[0])" : "m.state IN (\(words.joined(separator: ", ")))"
    }

    private static func column(_ attribute: MemberAttribute) -> String {
        switch attribute {
        case .member: "m.id"
        case .tier: "m.tier"
        case .gender: "m.gender"
        case .source: "m.source"
        case .placement: "m.placement"
        case .language: "m.language"
        case .homeStore: "m.home_store"
        case .cell: "m.cell"
        case .state: "m.state"
        }
    }

    /// The value that stands for one that is not known, of columns that are never NULL.
    private static func emptyValue(of attribute: MemberAttribute) -> String? {
        switch attribute {
        case .source: ""
        case .language: MemberRecord.undeterminedLanguage
        case .member, .tier, .gender, .placement, .homeStore, .cell, .state: nil
        }
    }

    private static func known(_ attribute: MemberAttribute) -> String {
        switch attribute {
        case .member, .tier, .state: "TRUE"
        case .source, .language: "\(column(attribute)) <> '\(emptyValue(of: attribute) ?? "")'"
        case .gender, .placement, .homeStore, .cell: "\(column(attribute)) IS NOT NULL"
        }
    }

    private mutating func condition(
        on attribute: MemberAttribute, _ choice: MemberTest.Choice
    ) -> String {
        let known = Self.known(attribute)
        return switch choice {
        case .oneOf(let values) where values.isEmpty: "FALSE"
        case .oneOf(let values):
            "\(known) AND \(Self.column(attribute)) IN (\(parameters(values.sorted())))"
        case .noneOf(let values) where values.isEmpty: known
        case .noneOf(let values):
            "\(known) AND \(Self.column(attribute)) NOT IN (\(parameters(values.sorted())))"
        }
    }

    private mutating func condition(onLanguage ranges: [String]) -> String {
        var alternatives: [String] = []
        for range in ranges {
            alternatives.append("m.language = \(parameter(.text(range)))")
            alternatives.append(
                "substr(m.language, 1, \(range.count + 1)) = \(parameter(.text(range + "-")))")
        }
        guard !alternatives.isEmpty else { return "FALSE" }
        return "\(Self.known(.language)) AND (\(alternatives.joined(separator: " OR ")))"
    }

    private mutating func condition(onJoining span: DaySpan) -> String {
        let days = span.days(today: selection.today)
        // The sign keeps an index from being used, as `MemberSelection.access` says.
        let column = selection.isRecent(span) ? "m.joined_on" : "+m.joined_on"
        let first = parameter(.integer(Int64(days.lowerBound.daysSince1970)))
        return "\(column) BETWEEN \(first) AND \(parameter(.integer(Int64(days.upperBound.daysSince1970))))"
    }

    private mutating func condition(onConsent purpose: ConsentPurpose) -> String {
        guard purpose != .marketing else { return "m.marketing_consent = 'granted'" }
        return """
            coalesce((SELECT c.state FROM consent AS c WHERE c.home = \(parameter(home)) AND c.member = m.id \
            AND c.purpose = \(parameter(.text(purpose.rawValue))) ORDER BY c.number DESC LIMIT 1) = 'granted', FALSE)
            """
    }

    /// From the counters of a member's days, which a redemption and its reversal keep in their own transaction.
    private mutating func condition(
        onUses offers: Set<OfferID>, _ span: DaySpan, minimum: Int
    ) -> String {
        guard !offers.isEmpty, let days = Counter.comparableDays(span.days(today: selection.today)) else {
            return "FALSE"
        }
        // The member's own, and those of whoever became part of them.
        let counters = """
            FROM (SELECT m.id AS id UNION ALL SELECT x.id FROM member AS x WHERE x.home = \(parameter(home)) \
            AND x.merged_into = m.id) AS f JOIN counter AS c ON c.home = \(parameter(home)) \
            AND c.owner IN (\(parameters(offers.map(\.text).sorted()))) \
            AND c.scope = '\(Counter.Scope.memberDay.rawValue)' \
            AND c.subject BETWEEN f.id || \(parameter(.text(" \(days.lowerBound.daysSince1970)"))) \
            AND f.id || \(parameter(.text(" \(days.upperBound.daysSince1970)")))
            """
        guard minimum > 1 else { return "EXISTS (SELECT 1 \(counters) WHERE c.taken > 0)" }
        return "coalesce((SELECT sum(c.taken) \(counters)), 0) >= \(parameter(.integer(Int64(minimum))))"
    }

    // MARK: - Places

    /// Up to 16 ranges are compared one by one; more are looked up once for all members.
    private static let comparedRanges = 16

    private mutating func condition(onPlace cells: CellRanges) -> String {
        guard !cells.ranges.isEmpty else { return "FALSE" }
        guard cells.ranges.count > Self.comparedRanges else {
            let ranges = cells.ranges.map { range in
                "m.cell BETWEEN \(parameter(.text(range.lowerBound))) AND \(parameter(.text(range.upperBound)))"
            }
            return "m.cell IS NOT NULL AND (\(ranges.joined(separator: " OR ")))"
        }
        return """
            m.cell IS NOT NULL AND m.cell IN (SELECT x.cell FROM \(list(cells)) AS a CROSS JOIN member AS x \
            WHERE x.home = \(parameter(home)) AND x.cell BETWEEN a.lo AND a.hi)
            """
    }

    /// Adds a list of ranges, and returns its name.
    private mutating func list(_ cells: CellRanges) -> String {
        let name = "area\(areas.count)"
        let rows = cells.ranges.map { range in
            areaValues += [.text(range.lowerBound), .text(range.upperBound)]
            return "(?, ?)"
        }
        areas.append("\(name)(lo, hi) AS (VALUES \(rows.joined(separator: ", ")))")
        return name
    }
}

extension Counter {
    /// The days whose numbers have five digits, 1997 to 2243: as texts they are in the order of the calendar.
    ///
    /// - Parameter days: Any days.
    /// - Returns: Those of them, or `nil` if there are none; a redemption has no others.
    package static func comparableDays(
        _ days: ClosedRange<CalendarDate>
    ) -> ClosedRange<CalendarDate>? {
        let all = CalendarDate(daysSince1970: 10_000)...CalendarDate(daysSince1970: 99_999)
        return days.overlaps(all) ? days.clamped(to: all) : nil
    }
}
