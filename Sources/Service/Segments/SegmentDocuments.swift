package import Store
package import Vocabulary

/// A saved segment as answers show it.
package struct SegmentDocument: Sendable, Hashable, Encodable {
    package let id: SegmentID
    package let title: String
    package let expression: String
    package let revision: Int64
    /// RFC 3339, UTC.
    package let createdAt: String
    package let updatedAt: String

    package init(_ record: SegmentRecord) {
        (id, title, expression, revision) = (record.id, record.title, record.expression, record.revision)
        (createdAt, updatedAt) = (record.createdAt.rfc3339, record.updatedAt.rfc3339)
    }
}

/// A list of members as answers show it.
package struct SnapshotDocument: Sendable, Hashable, Encodable {
    package let id: SnapshotID
    package let expression: String
    package let day: CalendarDate
    package let members: Int
    /// RFC 3339, UTC.
    package let takenAt: String

    package init(_ record: SnapshotRecord) {
        (id, expression) = (record.id, record.expression)
        (day, members, takenAt) = (record.day, record.members, record.takenAt.rfc3339)
    }
}
