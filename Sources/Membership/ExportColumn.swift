/// A column of an exported list: what it shows, how much of it, and under which heading.
package struct ExportColumn: Sendable, Hashable {
    /// Letters of a heading that people choose: a hundred fit a cell and a screen.
    package static let maximumHeadingLength = 100
    /// Every column with every treatment, and more.
    package static let mostInAList = 100

    package let source: MemberColumn
    /// What is done to the value; `nil` shows it as it is.
    package let treatment: ColumnTreatment?
    /// The heading that was asked for; `nil` for the usual one.
    package let ownHeading: String?

    /// Makes a column, whose treatment must make sense for it.
    package init(_ source: MemberColumn, _ treatment: ColumnTreatment? = nil, heading: String? = nil) {
        precondition(treatment.map { $0.sources.contains(source) } ?? true, "a treatment of another column")
        self.source = source
        self.treatment = treatment
        ownHeading = heading
    }

    /// The column as it is asked for, without its own heading: `phone:last4`.
    package var name: String {
        [source.rawValue, treatment?.rawValue].compactMap(\.self).joined(separator: ":")
    }

    /// The heading that programs read: `phone`, `phone_last4`.
    ///
    /// What was treated never stands under the name of the whole, so that no import takes four digits for a number.
    package var machineHeading: String {
        [source.rawValue, treatment?.rawValue].compactMap(\.self).joined(separator: "_")
    }
}

/// What is done to a value before it is in a list; raw values are what people type, so never rename one.
package enum ColumnTreatment: String, Sendable, Hashable, CaseIterable {
    /// The last four characters, by which a person at the till is recognised.
    case last4
    /// The middle hidden: of a name all but its first letter.
    case masked
    /// A pseudonym: the same in every list of a workspace, different in every other, and undone by nobody without its
    /// keys.
    case hash
    /// The day, month or year of a point in time; of a birthday the day without its year, the month, or the year alone.
    case day, month, year
    /// The name of a store.
    case name

    /// The columns for which it makes sense.
    package var sources: [MemberColumn] {
        switch self {
        // An OpenID's last letters are on no card.
        case .last4: [.phone, .cardNumber]
        case .masked: [.name, .phone, .wechatOpenID, .cardNumber, .wechatUnionID, .email]
        case .hash: [.memberID, .phone, .wechatOpenID, .cardNumber, .wechatUnionID, .email]
        case .day, .month, .year: [.joinedAt, .birthday]
        case .name: [.homeStore]
        }
    }
}

extension MemberColumn {
    /// The kind of identity that it shows, if it shows one.
    package var identityKind: Identity.Kind? {
        switch self {
        case .phone: .phone
        case .wechatOpenID: .wechatOpenID
        case .cardNumber: .cardNumber
        case .wechatUnionID: .wechatUnionID
        case .email: .email
        default: nil
        }
    }

    /// What may be done to its values, in the order of `ColumnTreatment`.
    package var treatments: [ColumnTreatment] {
        ColumnTreatment.allCases.filter { $0.sources.contains(self) }
    }
}
