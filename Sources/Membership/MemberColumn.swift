/// A column of a membership list; raw values are the headings, in import and export alike, so never rename one.
package enum MemberColumn: String, Sendable, Hashable, CaseIterable {
    case memberID = "member_id"
    case name
    case phone
    case wechatOpenID = "wechat_openid"
    case cardNumber = "card_number"
    case gender
    case homeStore = "home_store"
    case tier
    case latitude
    case longitude
    case datum
    case cell
    case joinedAt = "joined_at"
    case source
    case marketingConsent = "marketing_consent"
    case language
    case note
}

/// Which field of a row is which, from the list's first row.
package struct MemberLayout: Sendable, Hashable {
    /// Why a first row is no heading.
    package enum LayoutError: Error, Sendable, Hashable {
        /// The list is empty, or its first row could not be read.
        case noHeading
        /// Without it no row says whom it is about.
        case missingColumn(MemberColumn)
        case repeatedColumn(MemberColumn)
    }

    private let positions: [MemberColumn: Int]
    /// Headings that mean nothing to us, as written; their fields are left out.
    package let unknownHeadings: [String]

    /// Reads the headings; spaces around them and capitals do not count.
    ///
    /// - Parameter heading: The first row.
    /// - Throws: `LayoutError`.
    package init(heading: CSVRow?) throws(LayoutError) {
        guard case .record(let record) = heading else { throw .noHeading }
        var positions: [MemberColumn: Int] = [:]
        var unknownHeadings: [String] = []
        for (position, field) in record.fields.enumerated() {
            guard let column = MemberColumn(rawValue: FieldText.trimmed(field).lowercased()) else {
                unknownHeadings.append(field)
                continue
            }
            guard positions.updateValue(position, forKey: column) == nil else {
                throw .repeatedColumn(column)
            }
        }
        guard positions[.memberID] != nil else { throw .missingColumn(.memberID) }
        self.positions = positions
        self.unknownHeadings = unknownHeadings
    }

    /// Returns the field as it was before it was made safe for a spreadsheet, or an empty text without such a column.
    package func field(_ column: MemberColumn, of record: CSVRecord) -> String {
        guard let position = positions[column], position < record.fields.count else { return "" }
        return SpreadsheetText.restored(record.fields[position])
    }
}
