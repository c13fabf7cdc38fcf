/// Why a printed file was refused; pages, rows and columns are counted from 1 as on paper.
public enum PDFReadBackError: Error, Sendable, Hashable {
    /// The file itself could not be read or drawn.
    case unreadable(PDFReaderError)
    /// The file has more or fewer pages than its labels need.
    case pageCount(found: Int, expected: Int)
    /// The picture of a label could not be searched.
    case refused(
        page: Int, row: Int, column: Int, expected: String, reason: SymbolReader.ReaderError)
    /// Nothing was read at a label, at any resolution tried.
    case unread(page: Int, row: Int, column: Int, expected: String)
    /// Something else was read at a label.
    case different(page: Int, row: Int, column: Int, expected: String, found: [String])
}

/// Reads every symbol of a printed file back, from its drawn pages, before the file is kept.
///
/// Each page is drawn once; each label's own square is handed to the symbol reader, so that forty
/// symbols on a page cannot be mixed up and a missing one is named.
public struct PDFReadBack: Sendable {
    /// The resolution of an office printer.
    public static let usualDotsPerInch = 300.0
    /// A square that was not read is drawn again this much finer, before it counts as unread.
    static let finerFactors = [2.0, 3.0]

    /// Where the labels stand.
    public let sheet: Sheet
    /// The resolution at which pages are drawn first.
    public let dotsPerInch: Double

    public init(sheet: Sheet, dotsPerInch: Double = usualDotsPerInch) {
        self.sheet = sheet
        self.dotsPerInch = dotsPerInch
    }

    /// Checks that each label's symbol holds exactly its text.
    ///
    /// - Parameters:
    ///   - pdf: The whole file.
    ///   - texts: What the symbols hold, in the order in which the labels were added.
    /// - Throws: `PDFReadBackError` for the first label that fails.
    /// - Complexity: O(*n*) in the number of labels; about 10 ms each.
    public func verify(_ pdf: [UInt8], expecting texts: [String]) throws(PDFReadBackError) {
        let reader: PDFReader
        do { reader = try PDFReader(pdf) } catch { throw .unreadable(error) }
        let expectedCount = max(1, (texts.count + sheet.labelsPerPage - 1) / sheet.labelsPerPage)
        guard reader.pageCount == expectedCount else {
            throw .pageCount(found: reader.pageCount, expected: expectedCount)
        }
        for first in stride(from: 0, to: texts.count, by: sheet.labelsPerPage) {
            let indices = first..<min(first + sheet.labelsPerPage, texts.count)
            let places = indices.map(sheet.placement(ofLabel:))
            let pictures = try render(places, by: reader, dotsPerInch: dotsPerInch)
            for (place, picture) in zip(places, pictures) {
                try check(picture, at: place, expected: texts[place.index], reader: reader)
            }
        }
    }

    private func check(
        _ picture: PDFReader.Rendering, at place: LabelPlacement, expected: String, reader: PDFReader
    ) throws(PDFReadBackError) {
        var found = try read(picture, at: place, expected: expected)
        for factor in Self.finerFactors where found.isEmpty {
            let dotsPerInch = min(dotsPerInch * factor, PDFReader.highestDotsPerInch)
            let finer = try render([place], by: reader, dotsPerInch: dotsPerInch)
            found = try read(finer[0], at: place, expected: expected)
        }
        guard !found.isEmpty else {
            throw .unread(page: place.page, row: place.row, column: place.column, expected: expected)
        }
        guard found == [expected] else {
            throw .different(
                page: place.page, row: place.row, column: place.column, expected: expected, found: found)
        }
    }

    private func render(
        _ places: [LabelPlacement], by reader: PDFReader, dotsPerInch: Double
    ) throws(PDFReadBackError) -> [PDFReader.Rendering] {
        do {
            return try reader.render(
                page: places[0].page, parts: places.map(\.symbol), dotsPerInch: dotsPerInch)
        } catch {
            throw .unreadable(error)
        }
    }

    private func read(
        _ picture: PDFReader.Rendering, at place: LabelPlacement, expected: String
    ) throws(PDFReadBackError) -> [String] {
        do {
            let found = try SymbolReader.read(
                luminance: picture.luminance, width: picture.width, height: picture.height)
            return found.map { String(decoding: $0.text, as: UTF8.self) }
        } catch {
            throw .refused(
                page: place.page, row: place.row, column: place.column, expected: expected, reason: error)
        }
    }
}
