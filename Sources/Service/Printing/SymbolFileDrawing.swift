import Artwork
import QRSymbol

/// One symbol in the form of its file, and the reading of that file.
struct SymbolFileDrawing {
    let symbol: Symbol
    let order: SymbolOrder
    let size: PrintSize
    let title: String
    /// The symbol with a picture as its ground, if one was asked for.
    let picture: PictureCode?

    /// Draws the file.
    ///
    /// - Throws: `ServiceError.invalidInput` with what does not fit the form.
    func bytes() throws(ServiceError) -> [UInt8] {
        if let picture { return try bytes(of: picture) }
        guard order.barWidthReduction == 0 || order.format == .pdf else {
            throw .invalidInput([
                InputFault(
                    pointer: "/bar_width_reduction",
                    detail: "\(order.format.rawValue) is not drawn narrower; pdf is")
            ])
        }
        guard order.ink == nil || order.format == .pdf || order.format == .eps else {
            throw .invalidInput([
                InputFault(
                    pointer: "/ink", detail: "\(order.format.rawValue) has no plates; pdf and eps have")
            ])
        }
        guard order.outputIntent == nil || order.format == .pdf else {
            throw .invalidInput([
                InputFault(
                    pointer: "/output_profile", detail: "\(order.format.rawValue) holds no profile; pdf does")
            ])
        }
        guard order.trim == TrimOptions() || order.format == .pdf else {
            throw .invalidInput([
                InputFault(
                    pointer: "/bleed", detail: "\(order.format.rawValue) has no page to cut out; pdf has one")
            ])
        }
        guard order.frame == nil || order.format.hasPaths else {
            throw .invalidInput([
                InputFault(
                    pointer: "/frame",
                    detail: "\(order.format.rawValue) has no frames; png, svg, pdf and eps have")
            ])
        }
        do {
            switch order.format {
            case .png:
                return try SymbolPNG.encode(symbol, style: order.style, frame: order.frame, size: size)
            case .svg:
                let text = try SymbolSVG.encode(
                    symbol, style: order.style, frame: order.frame, moduleMillimetres: size.moduleMillimetres,
                    title: title)
                return Array(text.utf8)
            case .pdf: return try pdf()
            case .eps:
                return try SymbolEPS.encode(
                    symbol, style: order.style, frame: order.frame, moduleMillimetres: size.moduleMillimetres,
                    ink: order.ink, title: eps(title))
            case .zpl: return try zpl()
            case .escpos: return try escpos()
            case .txt:
                return Array(
                    SymbolText.encode(symbol, on: .dark, quietZone: order.style.quietZone).utf8)
            }
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }

    /// Reads the finished file with a reader that is not ours.
    ///
    /// What no reader opens is read as a picture of the same modules, so that a style that misleads readers is refused.
    ///
    /// - Returns: Whether the file itself was read.
    /// - Throws: `ServiceError.unreadablePicture`.
    func readBack(_ bytes: [UInt8]) throws(ServiceError) -> Bool {
        // Neither reader knows Micro QR, and text blocks have no reader at all.
        guard symbol.family == .qr, order.format != .txt, !symbol.features.contains(.structuredAppend) else {
            return false
        }
        do {
            if order.style.look.ground == .knockedOut { return try readBackOnDark(bytes) }
            switch order.format {
            case .png: try verify { try ReadBack.verify(png: bytes, expecting: $0) }
            case .svg:
                let modules = symbol.size + 2 * order.style.quietZone
                try verify { try ReadBack.verify(svg: bytes, expecting: $0, width: modules * 8) }
            case .pdf: try verify(pdf: bytes)
            case .eps, .zpl, .escpos:
                let picture = try SymbolPNG.encode(
                    symbol, style: order.style, size: PrintSize(dotsPerModule: Self.readingScale))
                try verify { try ReadBack.verify(png: picture, expecting: $0) }
                return false
            case .txt: return false
            }
            return true
        } catch {
            throw .unreadablePicture("the \(order.format.rawValue) does not read back: \(error)")
        }
    }

    /// Reads a file that leaves dark modules bare, laid on something dark; pages are always laid on white.
    ///
    /// - Returns: Whether the file itself was read.
    private func readBackOnDark(_ bytes: [UInt8]) throws -> Bool {
        let picture: Raster
        switch order.format {
        case .png: picture = try Raster(png: bytes, on: order.style.dark)
        case .svg:
            let modules = symbol.size + 2 * order.style.quietZone
            picture = try SVGRasterizer.render(
                bytes, width: modules * Self.readingScale, on: order.style.dark)
        case .pdf, .eps, .zpl, .escpos, .txt:
            guard try order.style.reads(symbol) else {
                throw ReadBack.ReadBackError.different(read: [], expected: symbol.transmitted)
            }
            return false
        }
        let found = try SymbolReader.read(
            luminance: picture.luminance, width: picture.width, height: picture.height)
        try verify(found)
        return true
    }

    /// Pixels of a module in the picture that stands for a file that no reader opens.
    private static let readingScale = 6

    /// Pixels of a module at which a page is read at most.
    private static let readingPixels = 8.0

    private func pdf() throws(PrintError) -> [UInt8] {
        let side = Double(symbol.size + 2 * order.style.quietZone) * size.moduleMillimetres
        return try SymbolPDF.bytes(
            symbol, style: order.style, frame: order.frame, sideMillimetres: side,
            options: PrintOptions(
                ink: order.ink, dotsPerInch: size.dotsPerInch, barWidthReduction: order.barWidthReduction,
                outputIntent: order.outputIntent),
            trim: order.trim, info: DocumentInfo(title: title, createdAt: order.createdAt))
    }

    /// A comment line holds no long title, and a title is not worth refusing a file for.
    private func eps(_ title: String) -> String {
        title.utf8.count <= Self.epsTitleByteCount ? title : "QR code"
    }

    /// Of any bytes, each may be written as four.
    private static let epsTitleByteCount = FormLimits.epsTextByteCount / 4

    private func zpl() throws(FormError) -> [UInt8] {
        let label = ZPLLabel(lines: order.device.lines)
        guard order.device.isNative else {
            return try SymbolZPL.encode(symbol, style: order.style, size: size, label: label)
        }
        return try SymbolZPL.encodeNative(
            symbol, magnification: size.dotsPerModule, quietZone: order.style.quietZone, label: label)
    }

    private func escpos() throws(FormError) -> [UInt8] {
        let receipt = ESCPOSReceipt(headDots: order.device.headDots, lines: order.device.lines)
        guard order.device.isNative else {
            return try SymbolESCPOS.encode(
                symbol, style: order.style, moduleDots: size.dotsPerModule, receipt: receipt)
        }
        return try SymbolESCPOS.encodeNative(
            symbol, moduleDots: size.dotsPerModule, quietZone: order.style.quietZone, receipt: receipt)
    }

    /// Takes what the symbol holds, or the same text as UTF-8: the reader converts what an ECI header names.
    private func verify(_ read: ([UInt8]) throws -> Void) throws {
        do { try read(symbol.transmitted) } catch ReadBack.ReadBackError.different(let found, _)
            where symbol.channel != nil && found == [Array(order.text.utf8)]
        {}
    }

    private func verify(_ found: [SymbolReader.ReadSymbol]) throws {
        try verify { expected in
            guard found.map(\.text) == [expected] else {
                throw ReadBack.ReadBackError.different(read: found.map(\.text), expected: expected)
            }
        }
    }

    private func verify(pdf bytes: [UInt8]) throws {
        // A poster's module is many dots, and more than a few teach a reader nothing.
        let needed = Self.readingPixels * 25.4 / size.moduleMillimetres
        let picture = try PDFReader(bytes).render(
            page: 1, dotsPerInch: min(PDFReadBack.usualDotsPerInch, needed))
        let found = try SymbolReader.read(
            luminance: picture.luminance, width: picture.width, height: picture.height)
        try verify(found)
    }
}
