/// What a check of a file has measured and found.
public struct CheckReport: Sendable, Hashable, Codable {
    /// The kinds of file that are checked.
    public enum FileKind: String, Sendable, Hashable, Codable, CaseIterable {
        case png, svg, pdf
    }

    /// One page, or the whole of a picture.
    public struct Page: Sendable, Hashable, Codable {
        /// From 1.
        public let number: Int
        /// The printed size; `nil` when the file does not state one.
        public let size: Sheet.Size?
        /// A PDF's crop box in millimetres from the file's own origin at the lower left; `nil` for other kinds.
        public let cropBox: PageRectangle?
        /// A PDF's other boxes in the same lengths; `nil` for those it does not state.
        public let boxes: PageBoxes?
        /// What a PDF's page prints with: process inks, spot inks by their names, and `RGB` for a screen's colours.
        ///
        /// Which inks those become is the printer's to choose. `nil` for other kinds, and if the content cannot be read.
        public let inks: [String]?
        /// The symbols, in reading order by their middles.
        public let symbols: [CheckedSymbol]

        enum CodingKeys: String, CodingKey, CaseIterable {
            case number, size
            case cropBox = "crop_box"
            case boxes, inks, symbols
        }
    }

    /// What a printer's programs go by, ISO 32000-1, 14.11.2.
    public struct PageBoxes: Sendable, Hashable, Codable {
        /// The sheet.
        public let media: PageRectangle?
        /// The finished page.
        public let trim: PageRectangle?
        /// What is printed beyond it.
        public let bleed: PageRectangle?
    }

    /// What the file is.
    public let kind: FileKind
    /// The number of pages in the file, of which all or one are in ``pages``.
    public let pageCount: Int
    /// The pages that were checked.
    public let pages: [Page]
    /// What was found against the limits, failures and remarks, page by page.
    public let findings: [CheckFinding]

    /// Whether nothing fails.
    public var passes: Bool { findings.allSatisfy { !$0.isFailure } }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case kind
        case pageCount = "page_count"
        case passes, pages, findings
    }

    init(kind: FileKind, pageCount: Int, pages: [Page], limits: CheckLimits) {
        self.kind = kind
        self.pageCount = pageCount
        self.pages = pages
        findings = pages.flatMap { CheckVerdict(limits: limits).findings(for: $0) }
    }

    /// Reads a report back; the verdict follows from the findings.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        kind = try values.decode(FileKind.self, forKey: .kind)
        pageCount = try values.decode(Int.self, forKey: .pageCount)
        pages = try values.decode([Page].self, forKey: .pages)
        findings = try values.decode([CheckFinding].self, forKey: .findings)
    }

    /// Writes the report with its verdict.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kind, forKey: .kind)
        try values.encode(pageCount, forKey: .pageCount)
        try values.encode(passes, forKey: .passes)
        try values.encode(pages, forKey: .pages)
        try values.encode(findings, forKey: .findings)
    }
}
