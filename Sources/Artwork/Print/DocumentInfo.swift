/// What a PDF says about itself.
public struct DocumentInfo: Sendable, Hashable {
    /// Shown in the title bar of a reader.
    public var title: String
    /// When it was made, ISO 8601 in UTC to the second (`2026-05-01T10:00:00Z`); nil leaves the date out.
    ///
    /// A parameter, so that the same labels always give the same bytes.
    public var createdAt: String?

    public init(title: String, createdAt: String? = nil) {
        self.title = title
        self.createdAt = createdAt
    }

    /// The date with its offset in numbers, which `PDFSink` relies on.
    var offsetDate: String? {
        createdAt.map { $0.hasSuffix("Z") ? $0.dropLast() + "+00:00" : $0 }
    }
}
