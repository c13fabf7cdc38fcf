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
        let settled = try settled(order)
        var order = order
        order.style = settled.style
        return try draw(settled.symbol, order, title: title)
    }

    /// Makes the symbol of an order, and settles where its logo goes: what all files of one order share.
    ///
    /// - Throws: As `draw(_:title:)`.
    package static func settled(_ order: SymbolOrder) throws(ServiceError) -> SymbolStyle.Planned {
        if let symbol = try order.plannedForPicture() {
            return SymbolStyle.Planned(symbol: symbol, style: order.style)
        }
        if let planned = try planned(order) { return planned }
        let symbol = try symbol(
            text: order.text, level: order.level, style: order.style, encoding: order.encoding)
        return SymbolStyle.Planned(symbol: symbol, style: try readable(order.style, in: symbol))
    }

    /// Makes a symbol for a logo whose share was asked for; `nil` where none was, or the text needs an encoder that
    /// knows nothing of free codewords.
    private static func planned(_ order: SymbolOrder) throws(ServiceError) -> SymbolStyle.Planned? {
        guard case .percent(let percent) = order.style.logo?.size, order.encoding == SymbolEncoding() else {
            return nil
        }
        return try planning(percent) {
            try order.style.planned(
                for: Array(order.text.utf8), percent: percent, level: order.level ?? .low)
        }
    }

    /// Plans the symbols of a batch whose logo hides a share.
    ///
    /// - Throws: `ServiceError.invalidInput`, with the largest share that is possible.
    static func batchPlan(
        for text: [UInt8], percent: Double, level: CorrectionLevel, style: SymbolStyle
    ) throws(ServiceError) -> LogoPlan {
        try planning(percent) { try style.batchPlan(for: text, percent: percent, level: level) }
    }

    /// Plans for a logo's share, and says why it cannot be.
    private static func planning<Plan>(
        _ percent: Double, _ plan: () throws -> Plan
    ) throws(ServiceError) -> Plan {
        guard LogoWish.percents.contains(percent) else { throw .invalidInput([.logoShare(percent)]) }
        do {
            return try plan()
        } catch let error as EncodingError {
            throw .invalidInput([.encoding(error)])
        } catch let error as LogoArea.PlanningError {
            throw .invalidInput([.logo(error)])
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }

    /// Asks a reader whether a logo misleads it.
    ///
    /// - Throws: `ServiceError.invalidInput` if it does.
    static func checkReading(of symbol: Symbol, style: SymbolStyle) throws(ServiceError) {
        do {
            guard try style.reads(symbol) else {
                throw DrawingError.unreadableLogo(version: symbol.version, level: symbol.level)
            }
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }

    /// Draws a symbol that is made already, in a style that was settled for it or its batch.
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
        let (drawing, bytes, isReadBack) = try file(symbol, order, title: title)
        let size = drawing.size
        let area = try? order.style.logoArea(for: symbol)
        return DrawnSymbol(
            bytes: bytes,
            report: SymbolReport(
                version: symbol.version, level: symbol.level.rawValue, modules: symbol.size,
                quietZone: order.style.quietZone, moduleMillimetres: size.moduleMillimetres,
                sideMillimetres: size.moduleMillimetres * Double(side), dotsPerModule: size.dotsPerModule,
                dotsPerInch: size.dotsPerInch, damageLeft: area?.damageLeft,
                logo: area.map(SymbolReport.LogoReport.init),
                picture: drawing.picture.map(SymbolReport.PictureReport.init),
                isReadBack: isReadBack,
                warnings: symbol.readerWarnings.map(\.sentence) + order.style.warnings))
    }

    /// Draws a symbol that is made already, for those who do not ask for its numbers: a batch's are all alike.
    ///
    /// - Throws: As `draw(_:title:)`.
    static func bytes(_ symbol: Symbol, _ order: SymbolOrder, title: String) throws(ServiceError) -> [UInt8] {
        try file(symbol, order, title: title).bytes
    }

    private static func file(
        _ symbol: Symbol, _ order: SymbolOrder, title: String
    ) throws(ServiceError) -> (drawing: SymbolFileDrawing, bytes: [UInt8], isReadBack: Bool) {
        try checkPreset(order, symbol)
        let size = try printSize(order, modules: symbol.size)
        let drawing = SymbolFileDrawing(
            symbol: symbol, order: order, size: size, title: title, picture: try order.pictureCode(symbol))
        let bytes = try drawing.bytes()
        return (drawing, bytes, order.check == .readBack ? try drawing.readBack(bytes) : false)
    }

    /// Encodes a text at the level asked for, or at the least that carries the style's logo.
    ///
    /// - Throws: `ServiceError.invalidInput` if the text is too long or no level carries the logo.
    package static func symbol(
        text: String, level: CorrectionLevel?, style: SymbolStyle,
        encoding: SymbolEncoding = SymbolEncoding()
    ) throws(ServiceError) -> Symbol {
        let levels: [CorrectionLevel] =
            level.map { [$0] } ?? (style.logo == nil ? [.medium] : [.quartile, .high])
        var fault = InputFault(pointer: "/logo", detail: "no logo fits")
        var maker = SymbolMaker()
        for level in levels {
            do {
                let symbol = try maker.make(encoding.order(text, level: level))
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

    /// Divides a text over several symbols, which readers join again.
    ///
    /// - Parameters:
    ///   - text: More than one symbol of the version holds.
    ///   - version: The largest to use.
    ///   - level: `nil` takes M.
    ///   - encoding: Of features only Kanji mode.
    /// - Returns: The symbols in the text's order.
    /// - Throws: `ServiceError.invalidInput` if the text fits one symbol, or not sixteen.
    package static func series(
        text: String, version: Int, level: CorrectionLevel?, encoding: SymbolEncoding
    ) throws(ServiceError) -> [Symbol] {
        do {
            let order = encoding.order(text, level: level ?? .medium)
            return try SymbolSeries(order, maximumVersion: version).symbols
        } catch {
            throw .invalidInput([.encoding(error)])
        }
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

    private static func checkPreset(_ order: SymbolOrder, _ symbol: Symbol) throws(ServiceError) {
        guard let preset = order.preset else { return }
        do { try preset.check(quietZone: order.style.quietZone, level: symbol.level) } catch {
            throw .invalidInput([InputFault(pointer: "/preset", detail: "\(error)")])
        }
        // Tills have scanners with red light, too.
        let weak = order.style.weakContrasts.first { $0.viewer == .redScanner }
        if preset == .retailPOS, order.ink == nil, let weak {
            throw .invalidInput([InputFault(pointer: "/dark", detail: weak.sentence)])
        }
    }

    private static func printSize(_ order: SymbolOrder, modules: Int) throws(ServiceError) -> PrintSize {
        if let preset = order.preset {
            do {
                return try preset.resolve(
                    modules: modules, dotsPerInch: order.dotsPerInch, asked: order.wish)
            } catch {
                throw .invalidInput([InputFault(pointer: "/preset", detail: "\(error)")])
            }
        }
        let side = modules + 2 * order.style.quietZone
        do {
            switch order.size {
            case .moduleMillimetres(let millimetres):
                try checkModule(millimetres)
                return try PrintSize(moduleMillimetres: millimetres, dotsPerInch: order.dotsPerInch)
            case .sideMillimetres(let millimetres):
                try checkModule(millimetres / Double(side))
                return try PrintSize(fitting: millimetres, modules: side, dotsPerInch: order.dotsPerInch)
            case .dotsPerModule(let dots):
                return try PrintSize(dotsPerModule: dots, dotsPerInch: order.dotsPerInch)
            case .readingDistanceMillimetres, .preset:
                preconditionFailure("such a size comes with a preset")
            }
        } catch let error as PrintSize.SizeError {
            throw .invalidInput([.size(error)])
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }

    /// A size in millimetres is for paper, where modules must not be too small for printers and telephones.
    private static func checkModule(_ millimetres: Double) throws {
        let lowest = PrintOptions.lowestModuleMillimetres
        guard millimetres >= lowest else {
            throw PrintError.modulesTooSmall(label: 1, millimetres: millimetres, lowest: lowest)
        }
    }
}

extension SymbolOrder {
    /// The size as a preset takes it.
    fileprivate var wish: PrintPreset.Wish {
        switch size {
        case .moduleMillimetres(let millimetres): .moduleMillimetres(millimetres)
        case .sideMillimetres(let millimetres): .sideMillimetres(millimetres, quietZone: style.quietZone)
        case .dotsPerModule(let dots): .dotsPerModule(dots)
        case .readingDistanceMillimetres(let millimetres): .readingDistanceMillimetres(millimetres)
        case .preset: .standard
        }
    }
}
