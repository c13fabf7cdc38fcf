import Foundation
import Membership
import Payload
import QRSymbol

/// Labels one after the other in one file, as a label printer takes them.
struct StreamForm: PrintForm {
    let drawing: PictureDrawing
    let url: URL

    let manifestColumns = ["serial", "code", "url", "label"]
    var codesPerPiece: Int { drawing.check.codesPerPiece }

    func draw(_ coupons: [IssuedCoupon], from first: Int) throws(ServiceError) -> PrintedPiece {
        var piece = PrintedPiece()
        var maker = BatchSymbols.Maker(drawing.symbols)
        for (offset, coupon) in coupons.enumerated() {
            let isRead = drawing.check == .all || (drawing.check == .sample && offset == 0)
            var labelled = drawing
            // Printers' own fonts have Latin letters only, so no title: it may be Chinese.
            labelled.order.device.lines = [coupon.code.grouped]
            let text = Array(coupon.url.utf8)
            let symbol = Symbol(try maker.matrix(text), payload: text)
            piece.items.append(
                .init(name: "", bytes: try labelled.single(coupon, symbol, isRead: isRead)))
            piece.manifest += CSVWriter().row([
                String(coupon.serial), coupon.text, coupon.url, String(first + offset + 1),
            ])
        }
        return piece
    }

    func open(existing: OutputFile.Existing) throws(ServiceError) -> any PieceSink {
        StreamSink(file: try OutputFile(url, existing: existing, audience: .owner))
    }
}

private struct StreamSink: PieceSink {
    let file: OutputFile

    func take(_ piece: PrintedPiece) throws(ServiceError) {
        for item in piece.items { try file.write(item.bytes) }
    }

    func finish() throws(ServiceError) { try file.finish() }
}
