import Artwork
import QRSymbol

extension Sheet {
    /// The sheet of `templates/sheets/a4-4x10.yaml`.
    static let fortyOnA4 = Sheet(
        name: "a4-4x10", paper: Size(widthMillimetres: 210, heightMillimetres: 297),
        margins: Margins(
            leftMillimetres: 8, topMillimetres: 21.5, rightMillimetres: 8, bottomMillimetres: 21.5),
        columns: 4, rows: 10,
        pitch: Pitch(horizontalMillimetres: 48.5, verticalMillimetres: 25.4),
        label: Size(widthMillimetres: 48.5, heightMillimetres: 25.4), symbolMillimetres: 22,
        caption: Caption(place: .beside, lines: [.title, .code, .note], textMillimetres: 2.6),
        cutMarks: .corners)

    /// One symbol of 33 mm, a millimetre a module at version 2, on a small page without words.
    static let oneSquare = Sheet(
        name: "one", paper: Size(widthMillimetres: 60, heightMillimetres: 50),
        margins: Margins(leftMillimetres: 10, topMillimetres: 5, rightMillimetres: 10, bottomMillimetres: 5),
        columns: 1, rows: 1,
        pitch: Pitch(horizontalMillimetres: 40, verticalMillimetres: 40),
        label: Size(widthMillimetres: 40, heightMillimetres: 40), symbolMillimetres: 33,
        caption: Caption(place: .none, lines: [], textMillimetres: 2), cutMarks: .none)
}

extension SymbolStyle {
    /// Leaf green on rice paper, the sample brand's colours.
    static func brand(logo: Logo? = nil) throws -> SymbolStyle {
        try SymbolStyle(dark: Color(parsing: "#0b6e4f"), light: Color(parsing: "#f4f1de"), logo: logo)
    }
}

extension LogoBounds {
    /// The rows of a picture whose ring is whole modules; of a square its columns, too.
    var wholeRows: Range<Int> { Int(y)..<Int(y + height) }
}

extension Logo {
    /// A leaf in a circle, drawn as vectors.
    static func leaf() throws -> Logo {
        try Logo(
            Array(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">\
                <circle cx="60" cy="60" r="58" fill="#0b6e4f"/>\
                <path d="M60 22c22 14 30 34 24 56-22 2-40-8-46-30 8-2 18 0 24 6-4-10-6-20-2-32z" fill="#f4f1de"/>\
                </svg>
                """.utf8))
    }
}

/// Labels as a campaign prints them: a short code each, in an upper-case address.
func labels(_ count: Int, level: CorrectionLevel = .medium) throws -> [Label] {
    try (0..<count).map { index in
        let number = String(1_000 + index)
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/7K4M9TX2RB\(number)", level: level)
        return Label(
            symbol: symbol, title: "满50元减10元 Thank you: 10 CNY off", code: "7K4M-9TX2-RB\(number)",
            note: "有效期至 2027-12-31")
    }
}

/// Labels drawn page by page into a file, as a run does it.
struct PrintedSheets {
    var bytes: [UInt8]
    var pageCount: Int
    var plan: LabelSheetPlan

    init(
        _ labels: [Label], on sheet: Sheet, style: SymbolStyle, options: PrintOptions = PrintOptions(),
        info: DocumentInfo
    ) throws {
        plan = try LabelSheetPlan(sheet: sheet, style: style, sample: labels[0], options: options)
        var pdf = try LabelSheetPDF(plan: plan, info: info)
        for first in stride(from: 0, to: labels.count, by: sheet.labelsPerPage) {
            let page = labels[first..<min(first + sheet.labelsPerPage, labels.count)]
            pdf.add(try plan.page(page, from: first))
        }
        pageCount = pdf.pageCount
        bytes = pdf.finish()
    }
}

extension Label {
    /// What the symbol of a sample label holds.
    var url: String { "HTTPS://QQ.EXAMPLE/C/" + code.filter { $0 != "-" } }
}
