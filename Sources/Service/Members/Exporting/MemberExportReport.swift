import Membership
import Store
package import Vocabulary

/// What an export wrote, as its audit entry tells it too.
package struct MemberExportReport: Sendable, Hashable, Encodable {
    /// The heading of the column that bears the id in each row.
    package static let watermarkHeading = "export_id"

    /// Random; in the audit log, in a workbook's properties and in each row that is watermarked, so that a list that
    /// turns up somewhere names its export.
    package let id: String
    package let purpose: String
    /// Which members, as it was asked; missing for all.
    package let segment: String?
    /// The home stores that it was narrowed to; missing where it was not.
    package let stores: [StoreID]?
    package let format: String
    /// As they were asked for, without headings of their own: those may say anything.
    package let columns: [String]
    package let language: String?
    package let timeZone: String
    package let watermarked: Bool
    /// How many members are in the list.
    package internal(set) var written = 0
    /// How many are not, because they did not agree to such a purpose.
    package internal(set) var leftOut = 0
    /// How many sheets a workbook has: one holds 1,048,575 members.
    package internal(set) var sheets: Int?

    init(id: String, order: MemberExportOrder) {
        self.id = id
        purpose = order.purpose.text
        segment = order.segment
        stores = order.scope.stores
        format = order.format.name
        columns = order.chosenColumns.map(\.name)
        language = order.language?.rawValue
        timeZone = order.chosenZone.name
        watermarked = order.isWatermarked
    }
}
