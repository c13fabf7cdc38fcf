public import QRSymbol

/// One symbol as a PDF whose page is the symbol with its quiet zone, to be placed in a designer's layout.
public enum SymbolPDF {
    /// A symbol for a phone held close, up to one for the side of a house.
    public static let sideMillimetres: ClosedRange<Double> = 7...5_000

    /// Draws the file.
    ///
    /// - Parameters:
    ///   - symbol: The modules.
    ///   - style: Colours, quiet zone and logo.
    ///   - side: The side of the page in millimetres, quiet zone included.
    ///   - info: Title and date; without a date the same symbol gives the same bytes.
    /// - Returns: The bytes of the file.
    /// - Throws: `PrintError`, for a side out of range, modules too small, or a logo that does not fit.
    public static func bytes(
        _ symbol: Symbol, style: SymbolStyle, sideMillimetres side: Double, info: DocumentInfo
    ) throws(PrintError) -> [UInt8] {
        guard sideMillimetres.contains(side) else { throw .sizeOutOfRange(millimetres: side) }
        let canvas = try PDFCanvas(page: .init(widthMillimetres: side, heightMillimetres: side), info: info)
        let square = PageRectangle(x: 0, y: 0, width: side, height: side)
        try SymbolDrawing(style: style).draw(symbol, in: square, label: 1, on: canvas)
        canvas.endPage()
        return try canvas.finish()
    }
}
