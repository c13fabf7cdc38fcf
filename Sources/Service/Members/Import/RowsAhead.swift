import Membership

/// A list that is read on a thread of its own choosing, one piece at a time.
actor ListReading {
    private var reader: MemberListReader

    /// Opens a list; see `MemberListReader`.
    ///
    /// - Throws: `ServiceError`.
    init(_ list: MemberList, form: FoundForm, headings: [ListHeading]) throws(ServiceError) {
        reader = try MemberListReader(list, form: form, headings: headings)
    }

    fileprivate func read() -> Result<[CSVRow]?, ServiceError> {
        Result { () throws(ServiceError) in try reader.next() }
    }
}

/// The rows of a list, of which the next piece is read while the last one is worked on.
struct RowsAhead {
    private let reading: ListReading
    private var coming: Task<Result<[CSVRow]?, ServiceError>, Never>

    /// Begins to read.
    init(_ reading: ListReading) {
        self.reading = reading
        coming = Task { await reading.read() }
    }

    /// Returns the next rows, possibly none, or `nil` at the end of the list.
    ///
    /// - Throws: As `MemberListReader.next`, in its place among the rows.
    mutating func next() async throws(ServiceError) -> [CSVRow]? {
        guard let rows = try await coming.value.get() else { return nil }
        coming = Task { [reading] in await reading.read() }
        return rows
    }
}
