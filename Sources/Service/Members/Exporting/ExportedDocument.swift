import Membership
import Store
import Vocabulary

/// Writes a member as a JSON object: what is known under the columns' headings; what is not is left out.
struct ExportedDocument: Sendable {
    /// What a field shows.
    private enum Source: Sendable {
        case column(Int)
        /// The day of joining by the store's calendar, beside the time.
        case joinedOn
        /// What brought the member, beside the source.
        case placement
        case watermark(String)
    }

    /// In the order of their names, as in every JSON document of ours.
    private let fields: [(name: String, source: Source)]

    init(_ exported: ExportFields, watermark: String?) {
        let headings = exported.headings
        var fields = headings.enumerated().map { (name: $1, source: Source.column($0)) }
        let plain = exported.columns.filter { $0.treatment == nil }.map(\.source)
        let extra: [(name: String, source: Source)] = [
            plain.contains(.joinedAt) ? ("joined_on", .joinedOn) : nil,
            plain.contains(.source) ? ("placement", .placement) : nil,
            watermark.map { (MemberExportReport.watermarkHeading, .watermark($0)) },
        ].compactMap(\.self)
        // A heading of the person's own comes before a field that nobody asked for.
        fields += extra.filter { !headings.contains($0.name) }
        self.fields = fields.sorted { $0.name < $1.name }
    }

    /// Writes a line.
    ///
    /// - Parameters:
    ///   - values: One for each column.
    ///   - sealed: The member as stored.
    ///   - writer: Where to.
    func write(_ values: [ExportValue], of sealed: SealedMember, to writer: inout JSONWriter) {
        writer.object { writer in
            for (name, source) in fields {
                let text =
                    switch source {
                    case .column(let place): values[place].text
                    case .joinedOn: sealed.joinedOn.description
                    case .placement: sealed.placement?.text ?? ""
                    case .watermark(let id): id
                    }
                if !text.isEmpty { writer.field(named: name, text) }
            }
        }
        writer.endLine()
    }
}
