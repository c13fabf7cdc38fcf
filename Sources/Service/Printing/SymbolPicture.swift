package import Artwork
import QRSymbol

/// A photo or an illustration as the ground of a symbol.
package struct SymbolPicture: Sendable, Hashable {
    /// Its middle square is used.
    package var raster: Raster
    /// How far it gives way, in percent, in `PictureCode.Options.strengths`; `nil` for as little as reads.
    package var strength: Double?

    package init(_ raster: Raster, strength: Double? = nil) {
        self.raster = raster
        self.strength = strength
    }
}

extension SymbolOrder {
    /// What a picture code takes of an order; the least level leaves the most to the picture.
    private var pictureOptions: PictureCode.Options? {
        picture.map {
            PictureCode.Options(
                strength: $0.strength, level: level ?? .low, quietZone: style.quietZone)
        }
    }

    /// Makes the symbol for an order's picture; `nil` for an order without.
    ///
    /// - Throws: `ServiceError.invalidInput`.
    func plannedForPicture() throws(ServiceError) -> Symbol? {
        guard let picture, let pictureOptions else { return nil }
        let faults = picturelessFaults
        guard faults.isEmpty else { throw .invalidInput(faults) }
        do {
            return try PictureCode.planned(
                for: Array(text.utf8), picture: picture.raster, options: pictureOptions
            ).symbol
        } catch {
            throw .invalidInput([.picture(error)])
        }
    }

    /// Lays the picture under a symbol that was made for it; `nil` for an order without.
    ///
    /// - Throws: `ServiceError.invalidInput`.
    func pictureCode(_ symbol: Symbol) throws(ServiceError) -> PictureCode? {
        guard let picture, let pictureOptions else { return nil }
        let faults = picturelessFaults
        guard faults.isEmpty else { throw .invalidInput(faults) }
        do {
            return try PictureCode(symbol: symbol, picture: picture.raster, options: pictureOptions)
        } catch {
            throw .invalidInput([.picture(error)])
        }
    }

    /// What does not go with a picture.
    private var picturelessFaults: [InputFault] {
        var faults: [InputFault] = []
        if ![.png, .svg, .pdf].contains(format) {
            faults.append(
                InputFault(
                    pointer: "/picture",
                    detail: "\(format.rawValue) holds no picture as the ground; png, svg and pdf do"))
        }
        if style.logo != nil { faults.append(.notWithPicture("/logo", "a logo")) }
        if style.dark != .black || style.light != .white {
            faults.append(.notWithPicture("/dark", "a colour of modules"))
        }
        if encoding != SymbolEncoding() { faults.append(.notWithPicture("/text", "a special encoding")) }
        if ink != nil { faults.append(.notWithPicture("/ink", "an ink")) }
        if outputIntent != nil { faults.append(.notWithPicture("/output_profile", "a press's profile")) }
        if barWidthReduction != 0 {
            faults.append(.notWithPicture("/bar_width_reduction", "a bar width reduction"))
        }
        return faults
    }
}

extension SymbolFileDrawing {
    /// Draws a picture code in the form of its file.
    ///
    /// - Throws: `ServiceError.invalidInput`.
    func bytes(of code: PictureCode) throws(ServiceError) -> [UInt8] {
        do {
            switch order.format {
            case .png: return try code.png(size: size)
            case .svg:
                return Array(
                    try code.svg(moduleMillimetres: size.moduleMillimetres, title: title).utf8)
            default:
                return try code.pdf(
                    sideMillimetres: Double(code.side) * size.moduleMillimetres,
                    dotsPerInch: size.dotsPerInch, trim: order.trim,
                    info: DocumentInfo(title: title, createdAt: order.createdAt))
            }
        } catch let error as PictureCodeError {
            throw .invalidInput([.picture(error)])
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }
}

extension SymbolReport {
    /// How much of a picture a symbol shows.
    package struct PictureReport: Sendable, Hashable, Codable {
        /// In percent of full white.
        package var strength: Double
        /// The share of modules that are as light or dark as the picture, in percent, weighed by how decided it is.
        package var agreement: Double
        /// The codewords of each block that the picture alone would make wrong.
        package var damagedPerBlock: [Int]

        init(_ code: PictureCode) {
            strength = code.strength
            agreement = (code.agreement * 100).rounded(to: 1)
            damagedPerBlock = code.damagedPerBlock
        }
    }
}
