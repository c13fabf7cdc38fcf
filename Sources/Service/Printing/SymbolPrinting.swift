package import Artwork
package import QRSymbol

/// Draws single symbols and reads them back before anybody keeps them.
package enum SymbolPrinting {
    /// Draws a symbol and, unless told otherwise, reads the drawing back with an independent reader.
    ///
    /// - Parameters:
    ///   - order: What to draw.
    ///   - title: What a screen reader or a PDF reader calls it.
    /// - Returns: The file and its numbers.
    /// - Throws: `ServiceError.invalidInput` with what does not fit, or `.unreadablePicture`.
    package static func draw(_ order: SymbolOrder, title: String) throws(ServiceError) -> DrawnSymbol {
        let symbol = try symbol(text: order.text, level: order.level, style: order.style)
        var order = order
        order.style = try readable(order.style, in: symbol)
        return try draw(symbol, order, title: title)
    }

    /// Draws a symbol in a style that `readable` has returned for its batch.
    ///
    /// - Parameters:
    ///   - symbol: The symbol of the order's text.
    ///   - order: How to draw it.
    ///   - title: As for `draw(_:title:)`.
    /// - Returns: The file and its numbers.
    /// - Throws: As `draw(_:title:)`.
    package static func draw(
        _ symbol: Symbol, _ order: SymbolOrder, title: String
    ) throws(ServiceError) -> DrawnSymbol {
        let side = symbol.size + 2 * order.style.quietZone
        let size = try printSize(order, modules: side)
        let bytes = try bytes(order, symbol, size, title: title)
        let isReadBack = order.check == .readBack && order.format != .txt
        if isReadBack { try readBack(bytes, of: order, modules: side) }
        let area = try? order.style.logoArea(for: symbol)
        return DrawnSymbol(
            bytes: bytes,
            report: SymbolReport(
                version: symbol.version, level: symbol.level.rawValue, modules: symbol.size,
                quietZone: order.style.quietZone, moduleMillimetres: size.moduleMillimetres,
                sideMillimetres: size.moduleMillimetres * Double(side), dotsPerModule: size.dotsPerModule,
                dotsPerInch: size.dotsPerInch, damageLeft: area?.damageLeft,
                isReadBack: isReadBack))
    }

    /// Encodes a text at the level asked for, or at the least that carries the style's logo.
    ///
    /// - Throws: `ServiceError.invalidInput` if the text is too long or no level carries the logo.
    package static func symbol(
        text: String, level: CorrectionLevel?, style: SymbolStyle
    ) throws(ServiceError) -> Symbol {
        let levels: [CorrectionLevel] =
            level.map { [$0] } ?? (style.logo == nil ? [.medium] : [.quartile, .high])
        var fault = InputFault(pointer: "/logo", detail: "no logo fits")
        for level in levels {
            do {
                let symbol = try Symbol(encoding: text, level: level)
                _ = try style.logoArea(for: symbol)
                return symbol
            } catch let error as StyleError {
                fault = .style(error)
            } catch {
                throw .invalidInput([.encoding(error)])
            }
        }
        throw .invalidInput([fault])
    }

    /// Returns the style with a logo that an independent reader is not misled by; smaller, if need be.
    ///
    /// One symbol of a batch answers for all, which share version, level and style.
    ///
    /// - Throws: `ServiceError.invalidInput` if no size of the logo reads.
    package static func readable(_ style: SymbolStyle, in symbol: Symbol) throws(ServiceError) -> SymbolStyle
    {
        do {
            return try style.readable(in: symbol)
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }

    private static func printSize(_ order: SymbolOrder, modules: Int) throws(ServiceError) -> PrintSize {
        do {
            switch order.size {
            case .moduleMillimetres(let millimetres):
                return try PrintSize(moduleMillimetres: millimetres, dotsPerInch: order.dotsPerInch)
            case .sideMillimetres(let millimetres):
                return try PrintSize(fitting: millimetres, modules: modules, dotsPerInch: order.dotsPerInch)
            case .dotsPerModule(let dots):
                return try PrintSize(dotsPerModule: dots, dotsPerInch: order.dotsPerInch)
            }
        } catch {
            throw .invalidInput([.size(error)])
        }
    }

    private static func bytes(
        _ order: SymbolOrder, _ symbol: Symbol, _ size: PrintSize, title: String
    ) throws(ServiceError) -> [UInt8] {
        let side = Double(symbol.size + 2 * order.style.quietZone) * size.moduleMillimetres
        do {
            switch order.format {
            case .png: return try SymbolPNG.encode(symbol, style: order.style, size: size)
            case .svg:
                let text = try SymbolSVG.encode(
                    symbol, style: order.style, moduleMillimetres: size.moduleMillimetres, title: title)
                return Array(text.utf8)
            case .pdf:
                return try SymbolPDF.bytes(
                    symbol, style: order.style, sideMillimetres: side, info: DocumentInfo(title: title))
            case .txt:
                let text = SymbolText.encode(symbol, on: .dark, quietZone: order.style.quietZone)
                return Array(text.utf8)
            }
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }

    /// Reads the finished file with a reader that is not ours; text blocks have none.
    private static func readBack(
        _ bytes: [UInt8], of order: SymbolOrder, modules: Int
    ) throws(ServiceError) {
        let text = Array(order.text.utf8)
        do {
            switch order.format {
            case .png: try ReadBack.verify(png: bytes, expecting: text)
            case .svg: try ReadBack.verify(svg: bytes, expecting: text, width: modules * 8)
            case .pdf: try verify(pdf: bytes, expecting: text)
            case .txt: break
            }
        } catch {
            throw .unreadablePicture("the \(order.format.rawValue) does not read back: \(error)")
        }
    }

    private static func verify(pdf bytes: [UInt8], expecting text: [UInt8]) throws {
        let picture = try PDFReader(bytes).render(page: 1, dotsPerInch: PDFReadBack.usualDotsPerInch)
        let found = try SymbolReader.read(
            luminance: picture.luminance, width: picture.width, height: picture.height)
        guard found.map(\.text) == [text] else {
            throw ServiceError.unreadablePicture("\(found.count) symbols were read")
        }
    }
}
