import Artwork
import Foundation
import Membership
import Payload
import QRSymbol

/// Label sheets in a PDF.
struct SheetForm: PrintForm {
    let plan: LabelSheetPlan
    let style: SymbolStyle
    let symbols: BatchSymbols
    let note: String
    let info: DocumentInfo
    let check: BatchCheck
    let url: URL

    let manifestColumns = ["code", "page", "x", "y", "size"]

    /// Whole pages.
    var codesPerPiece: Int {
        let pageSize = plan.sheet.labelsPerPage
        return (check.codesPerPiece + pageSize - 1) / pageSize * pageSize
    }

    func draw(_ coupons: [IssuedCoupon], from first: Int) throws(ServiceError) -> PrintedPiece {
        var piece = PrintedPiece()
        var maker = BatchSymbols.Maker(symbols)
        var pages: [SheetPage] = []
        for start in stride(from: 0, to: coupons.count, by: plan.sheet.labelsPerPage) {
            let onPage = coupons[start..<min(start + plan.sheet.labelsPerPage, coupons.count)]
            var labels: [Label] = []
            labels.reserveCapacity(onPage.count)
            for (offset, coupon) in onPage.enumerated() {
                let label = try label(coupon, &maker)
                piece.manifest += try manifestRow(coupon, label, index: first + start + offset)
                labels.append(label)
            }
            do { pages.append(try plan.page(labels, from: first + start)) } catch {
                throw .invalidInput([.drawing(error)])
            }
        }
        try readBack(pages, coupons)
        piece.items = pages.map { PrintedPiece.Item(name: "", bytes: $0.encoded) }
        return piece
    }

    func open(existing: OutputFile.Existing) throws(ServiceError) -> any PieceSink {
        do {
            return SheetSink(
                pdf: try LabelSheetPDF(plan: plan, info: info),
                file: try OutputFile(url, existing: existing, audience: .owner))
        } catch let error as PrintError {
            throw .invalidInput([.drawing(error)])
        } catch let error as ServiceError {
            throw error
        } catch {
            preconditionFailure("opening throws no other error: \(error)")
        }
    }

    private func label(
        _ coupon: IssuedCoupon, _ maker: inout BatchSymbols.Maker
    ) throws(ServiceError) -> Label {
        Label(
            modules: try maker.matrix(Array(coupon.url.utf8)), level: symbols.level, title: info.title,
            code: coupon.code.grouped, note: note)
    }

    private func manifestRow(
        _ coupon: IssuedCoupon, _ label: Label, index: Int
    ) throws(ServiceError) -> [UInt8] {
        let square: PageRectangle
        do { square = try plan.symbolRectangle(ofLabel: index, symbolSize: label.modules.size) } catch {
            throw .invalidInput([.drawing(error)])
        }
        let page = index / plan.sheet.labelsPerPage + 1
        return CSVWriter().row([
            coupon.text, String(page), square.x.millimetreText, square.y.millimetreText,
            square.width.millimetreText,
        ])
    }

    /// Draws a page with one label, in the first one's place.
    func alone(_ coupon: IssuedCoupon) throws(ServiceError) -> [UInt8] {
        var maker = BatchSymbols.Maker(symbols)
        let label = try label(coupon, &maker)
        do {
            var pdf = try LabelSheetPDF(plan: plan, info: info)
            pdf.add(try plan.page([label], from: 0))
            return pdf.finish()
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }

    /// Reads pages as a file of their own: what is on paper there is what will be in the whole.
    private func readBack(_ pages: [SheetPage], _ coupons: [IssuedCoupon]) throws(ServiceError) {
        let pages = check == .all ? pages[...] : check == .sample ? pages.prefix(1) : []
        guard !pages.isEmpty else { return }
        do {
            var pdf = try LabelSheetPDF(plan: plan, info: info)
            for page in pages { pdf.add(page) }
            let count = pages.reduce(0) { $0 + $1.labelCount }
            let texts = coupons.prefix(count).map(\.url)
            try PDFReadBack(sheet: plan.sheet).verify(pdf.finish(), expecting: texts)
        } catch {
            throw .unreadablePicture("the sheet does not read back: \(error)")
        }
    }
}

/// The PDF that pages go into.
private struct SheetSink: PieceSink {
    var pdf: LabelSheetPDF?
    let file: OutputFile

    mutating func take(_ piece: PrintedPiece) throws(ServiceError) {
        for item in piece.items {
            guard let page = SheetPage(encoded: item.bytes) else {
                preconditionFailure("a piece holds pages, and its digest was right")
            }
            pdf?.add(page)
            guard let bytes = pdf?.drain() else { continue }
            try file.write(bytes)
        }
    }

    mutating func finish() throws(ServiceError) {
        guard let rest = pdf.take()?.finish() else { return }
        try file.write(rest)
        try file.finish()
    }
}

extension Double {
    /// A length to a micrometre, with a point whatever the machine's language.
    var millimetreText: String {
        let micrometres = Int((self * 1_000).rounded())
        let fraction = String(micrometres.magnitude % 1_000)
        return (micrometres < 0 ? "-" : "") + String(micrometres.magnitude / 1_000) + "."
            + String(repeating: "0", count: 3 - fraction.count) + fraction
    }
}
