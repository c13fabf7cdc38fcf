import Artwork
import Foundation
import Membership
import Payload
import QRSymbol
import Vocabulary

/// One picture for each code, all of a style: how it is drawn, and what it is called.
struct PictureDrawing: Sendable {
    let batch: BatchID
    var order: SymbolOrder
    let symbols: BatchSymbols
    let check: BatchCheck

    /// A batch's serials have ten digits at most; seven sort the batches that people make.
    private static let serialDigits = 7

    func name(of coupon: IssuedCoupon) -> String {
        let digits = String(coupon.serial)
        let zeros = String(repeating: "0", count: max(0, Self.serialDigits - digits.count))
        return "\(batch)-\(zeros)\(digits).\(order.format.rawValue)"
    }

    /// Draws pictures one after the other, by the quickest means that draw these.
    struct Hand: ~Copyable {
        private var maker: BatchSymbols.Maker
        private var png: BulkPNGEncoder?
        private let drawing: PictureDrawing

        init(_ drawing: PictureDrawing) {
            self.drawing = drawing
            maker = BatchSymbols.Maker(drawing.symbols)
            png = drawing.bulkPNG
        }

        mutating func draw(_ coupon: IssuedCoupon, isRead: Bool) throws(ServiceError) -> [UInt8] {
            let text = Array(coupon.url.utf8)
            let matrix = try maker.matrix(text)
            guard let bytes = png?.encode(matrix) else {
                return try drawing.single(coupon, Symbol(matrix, payload: text), isRead: isRead)
            }
            guard isRead else { return bytes }
            do { try ReadBack.verify(png: bytes, expecting: text) } catch {
                throw .unreadablePicture(
                    "the picture of coupon \(coupon.serial) does not read back: \(error)")
            }
            return bytes
        }
    }

    /// Draws with everything that a style can have.
    func single(
        _ coupon: IssuedCoupon, _ symbol: Symbol, isRead: Bool
    ) throws(ServiceError) -> [UInt8] {
        var order = order
        order.text = coupon.url
        order.check = isRead ? .readBack : .skip
        return try SymbolPrinting.bytes(symbol, order, title: coupon.code.grouped)
    }

    /// The quick means for black on white of whole pixels.
    private var bulkPNG: BulkPNGEncoder? {
        guard order.format == .png, order.style == .blackOnWhite,
            case .dotsPerModule(let pixels) = order.size,
            let size = try? PrintSize(dotsPerModule: pixels, dotsPerInch: order.dotsPerInch)
        else { return nil }
        return BulkPNGEncoder(
            pixelsPerModule: pixels, quietZone: order.style.quietZone, pixelsPerMetre: size.pixelsPerMetre)
    }
}

/// A folder of pictures.
///
/// Pictures that are there already are kept, so that an interrupted folder goes on; its manifest comes last.
struct FolderForm: PrintForm {
    let drawing: PictureDrawing
    let folder: URL
    /// The order that the folder is marked with while it is printed.
    let identity: String
    /// Whether pictures that are there are of this order, and kept.
    let goesOn: Bool

    /// Prepares a folder; pictures that another order left there are drawn anew.
    init(drawing: PictureDrawing, folder: URL, identity: String, existing: OutputFile.Existing) {
        self.drawing = drawing
        self.folder = folder
        self.identity = identity
        let mark = try? Data(contentsOf: folder.appending(path: Self.markName))
        goesOn = existing == .keep && mark.map(Array.init) == PieceFolder.digest(of: identity)
    }

    fileprivate static let markName = ".order"

    let manifestColumns = ["serial", "code", "url", "file"]
    var codesPerPiece: Int { min(drawing.check.codesPerPiece, Self.highestPieceCount) }
    /// Each picture is synced to disk: pieces of some hundred keep the progress moving.
    private static let highestPieceCount = 200

    func draw(_ coupons: [IssuedCoupon], from first: Int) throws(ServiceError) -> PrintedPiece {
        try drawing.piece(coupons) { name in
            goesOn
                && FileManager.default.fileExists(atPath: folder.appending(path: name).plainPath)
        }
    }

    func open(existing: OutputFile.Existing) throws(ServiceError) -> any PieceSink {
        OutputFile.removeAbandoned(in: folder)
        try OutputFile.write(
            PieceFolder.digest(of: identity), to: folder.appending(path: Self.markName), existing: .replace,
            audience: .owner)
        return FolderSink(folder: folder)
    }
}

extension PictureDrawing {
    /// Draws the pictures of a piece, but for those that are there.
    func piece(
        _ coupons: [IssuedCoupon], except isThere: (String) -> Bool = { _ in false }
    ) throws(ServiceError) -> PrintedPiece {
        var piece = PrintedPiece()
        var hand = Hand(self)
        for coupon in coupons {
            let name = name(of: coupon)
            if !isThere(name) {
                let isRead = check == .all || (check == .sample && piece.items.isEmpty)
                piece.items.append(.init(name: name, bytes: try hand.draw(coupon, isRead: isRead)))
            }
            piece.manifest += CSVWriter().row([String(coupon.serial), coupon.text, coupon.url, name])
        }
        return piece
    }
}

private struct FolderSink: PieceSink {
    let folder: URL

    func take(_ piece: PrintedPiece) throws(ServiceError) {
        for item in piece.items {
            try OutputFile.write(
                item.bytes, to: folder.appending(path: item.name), existing: .replace, audience: .owner)
        }
    }

    func finish() {
        try? FileManager.default.removeItem(at: folder.appending(path: FolderForm.markName))
    }
}
