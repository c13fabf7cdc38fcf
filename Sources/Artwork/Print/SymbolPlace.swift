internal import QRSymbol

/// Where a symbol stands on a page, in points from the lower left corner, and how large its modules are.
struct SymbolPlace: Sendable, Hashable {
    /// Every edge is drawn this share of a dot inside the dark, because programs paint each dot that is touched.
    private static let edgeShare = 0.02

    /// The lower left corner of the panel, quiet zone included.
    let x: Double
    let y: Double
    /// The panel's side.
    let side: Double
    /// A module's side.
    let module: Double
    /// How far every edge of dark is moved inwards.
    let inset: Double

    /// Fits a symbol into a square; with a known printer, in whole dots on its grid.
    ///
    /// - Parameters:
    ///   - modules: On a side, quiet zones included.
    ///   - square: In millimetres from the top left of the trimmed page.
    ///   - boxes: The page.
    ///   - options: Bar width reduction; the resolution is the page's.
    ///   - label: Which label it is, for the error.
    /// - Throws: `PrintError.modulesTooSmall`, `.barWidthReduction`.
    init(
        modules: Int, in square: PageRectangle, of boxes: PDFPageBoxes, options: PrintOptions, label: Int
    ) throws(PrintError) {
        let points = PDFPageBoxes.pointsPerMillimetre
        let (left, bottom) = (boxes.x(square.x), boxes.y(square.maxY))
        let room = square.width * points
        if let dot = boxes.dot {
            // Fifteen millimetres at 254 dpi are 150 dots, not 149.99: allow for the division's rounding.
            module = (room / dot / Double(modules) + 1e-9).rounded(.down) * dot
            side = module * Double(modules)
            x = ((left + (room - side) / 2) / dot).rounded() * dot
            y = ((bottom + (room - side) / 2) / dot).rounded() * dot
        } else {
            module = room / Double(modules)
            side = room
            x = left
            y = bottom
        }
        let lowest = PrintOptions.lowestModuleMillimetres
        guard module / points >= lowest - 1e-9 else {
            throw .modulesTooSmall(label: label, millimetres: module / points, lowest: lowest)
        }
        let reduction = options.barWidthReduction / 1_000 * points
        guard reduction < module / 2 else {
            throw .barWidthReduction(
                micrometres: options.barWidthReduction, allowed: 0...module / points * 500)
        }
        inset = max(reduction / 2, (boxes.dot ?? 0) * Self.edgeShare)
    }

    /// Appends the panel as a rectangle of the path.
    func appendPanel(to text: inout PDFText) {
        text.append(x, y, side, side)
        text.append("re\n")
    }

    /// Appends the modules as an image mask, which cannot be narrower at inner edges.
    func append(mask bits: ModuleBits, quietZone: Int, to text: inout PDFText) {
        let size = Double(bits.size) * module - 2 * inset
        let offset = Double(quietZone) * module + inset
        text.append("q ")
        text.append(size, 0, 0, size, x + offset, y + offset)
        text.append("cm\n")
        text.append(mask: bits)
        text.append("Q\n")
    }

    /// Appends the modules as one path of outlines.
    func append(outlines bits: ModuleBits, quietZone: Int, to text: inout PDFText) {
        let offset = Double(quietZone) * module
        text.append("q ")
        text.append(module, 0, 0, -module, x + offset, y + side - offset)
        text.append("cm\n")
        let inset = inset / module
        let contour = ModuleContour(size: bits.size) { bits.isDark(row: $0, column: $1) }
        for outline in contour.outlines {
            var isFirst = true
            for corner in outline {
                text.append(
                    Double(corner.column) + inset * Double(corner.columnStep),
                    Double(corner.row) + inset * Double(corner.rowStep))
                text.append(isFirst ? "m\n" : "l\n")
                isFirst = false
            }
            text.append("h\n")
        }
        text.append("f\nQ\n")
    }

    /// Appends the picture of a logo, which is named in the resources, over a rectangle of modules.
    func append(logo name: StaticString, over picture: LogoBounds, to text: inout PDFText) {
        text.append("q ")
        text.append(
            picture.width * module, 0, 0, picture.height * module, x + picture.x * module,
            y + side - (picture.y + picture.height) * module)
        text.append("cm ")
        text.append(name)
        text.append(" Do Q\n")
    }
}
