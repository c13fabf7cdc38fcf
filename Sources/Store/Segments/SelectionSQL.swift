import Membership
package import Vocabulary

/// A selection of members as SQL, the same text for both engines but for how parameters are written.
///
/// Names and values of an expression are parameters, never text. No condition is ever NULL, since `not` of NULL would
/// be neither true nor false: columns that may be empty are tested for it first.
package struct SelectionSQL: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        case text(String)
        case integer(Int64)
    }

    /// How a parameter is written.
    package enum Dialect: Sendable, Hashable {
        case questionMarks
        case dollarNumbers
    }

    private let dialect: Dialect
    private let selection: MemberSelection

    package init(_ selection: MemberSelection, dialect: Dialect) {
        self.selection = selection
        self.dialect = dialect
    }

    /// Returns a statement over the selected members, who are `m` in it.
    ///
    /// - Parameters:
    ///   - head: What comes before `FROM`, without parameters.
    ///   - headValues: The parameters of `head`.
    ///   - tail: More conditions and the order, its parameters written `?`.
    ///   - tailValues: The parameters of `tail`.
    /// - Returns: The text and its parameters.
    package func statement(
        _ head: String, _ headValues: [Value] = [], tail: String = "", _ tailValues: [Value] = []
    ) -> (sql: String, values: [Value]) {
        var builder = SelectionBuilder(selection: selection)
        let (source, conditions) = builder.parts()
        let with = builder.areas.isEmpty ? "" : "WITH \(builder.areas.joined(separator: ", ")) "
        let text = "\(with)\(head) FROM \(source) WHERE \(conditions)\(tail)"
        let values = builder.areaValues + headValues + builder.values + tailValues
        return (numbered(text), values)
    }

    /// Question marks are written by us alone; values are parameters.
    private func numbered(_ text: String) -> String {
        guard dialect == .dollarNumbers else { return text }
        var number = 0
        var numbered = ""
        for character in text {
            guard character == "?" else {
                numbered.append(character)
                continue
            }
            number += 1
            numbered += "$\(number)"
        }
        return numbered
    }
}

extension SelectionSQL {
    /// Counts members, those who agreed to marketing, and of those the ones with each kind of identity.
    package static let tallyHead: String = {
        let agreed = "m.marketing_consent = 'granted'"
        let kinds = Identity.Kind.allCases.map { kind in
            "count(*) FILTER (WHERE \(agreed) AND m.identity_kinds & \(kind.bit) <> 0)"
        }
        return (["SELECT count(*)", "count(*) FILTER (WHERE \(agreed))"] + kinds).joined(separator: ", ")
    }()

    /// Reads the columns of `tallyHead`.
    ///
    /// - Parameter column: Returns a column by its place.
    /// - Returns: The counts.
    /// - Throws: What `column` throws.
    package static func tally<Failure: Error>(
        _ column: (Int) throws(Failure) -> Int
    ) throws(Failure) -> MemberTally {
        var tally = MemberTally()
        tally.members = try column(0)
        tally.agreed = try column(1)
        for (place, kind) in Identity.Kind.allCases.enumerated() {
            let count = try column(2 + place)
            if count > 0 { tally.reachable[kind] = count }
        }
        return tally
    }

    /// Returns the statement for a page of members by id; every identifier is greater than the empty text.
    ///
    /// - Parameters:
    ///   - columns: What to select; names of `member` alone.
    ///   - id: The member before the page.
    ///   - limit: How many at most.
    /// - Returns: The text and its parameters.
    package func page(
        _ columns: String, after id: MemberID?, limit: Int
    ) -> (sql: String, values: [Value]) {
        let bounds: [Value] = [.text(id?.text ?? ""), .integer(Int64(max(limit, 0)))]
        let page = " AND m.id > ? ORDER BY m.id LIMIT ?"
        guard selection.access != .scan else { return statement("SELECT \(columns)", tail: page, bounds) }
        // The ids first, from the index alone: only whom the page holds is looked up.
        return statement(
            "SELECT \(columns) FROM member AS m WHERE m.home = ? AND m.id IN (SELECT m.id",
            [.integer(selection.home.rawValue)], tail: page + ") ORDER BY m.id", bounds)
    }
}
