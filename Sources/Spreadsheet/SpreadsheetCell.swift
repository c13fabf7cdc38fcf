/// What a cell holds, with its type: a telephone number is a text, and a date is one.
package enum SpreadsheetCell: Sendable, Hashable {
    /// Nothing at all.
    case empty
    /// Shown as it is, whatever it looks like: never a formula, a number or a link. At most
    /// `SpreadsheetLimits.cellLength` UTF-16 units.
    case text(String)
    /// A day of the calendar, one of `SpreadsheetLimits.days`.
    case date(daysSince1970: Int)
    /// A day and a time of day by a clock on a wall; a sheet knows no time zone. Milliseconds are 0 to 86,399,999.
    case moment(daysSince1970: Int, millisecondOfDay: Int)
    /// A finite number, of which Excel keeps 15 digits.
    case number(Double)
    case boolean(Bool)
}

/// A column of a sheet.
package struct SpreadsheetColumn: Sendable, Hashable {
    /// What its first row says.
    package var heading: String
    /// In characters of the usual font, one of `SpreadsheetLimits.widths`.
    package var width: Double

    package init(heading: String, width: Double) {
        self.heading = heading
        self.width = width
    }
}

/// What a workbook says of itself, under "Properties".
package struct SpreadsheetProperties: Sendable, Hashable {
    package var title: String
    /// When it was made, in seconds since 1970; a parameter, so that the same content is the same bytes.
    package var createdSecondsSince1970: Int64
    /// More, by name and in this order; a text has at most `SpreadsheetLimits.propertyLength` characters.
    package var custom: [(name: String, text: String)]

    package init(title: String, createdSecondsSince1970: Int64, custom: [(name: String, text: String)] = []) {
        self.title = title
        self.createdSecondsSince1970 = createdSecondsSince1970
        self.custom = custom
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.title == right.title && left.createdSecondsSince1970 == right.createdSecondsSince1970
            && left.custom.elementsEqual(right.custom, by: ==)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(title)
        hasher.combine(createdSecondsSince1970)
        for (name, text) in custom {
            hasher.combine(name)
            hasher.combine(text)
        }
    }
}
