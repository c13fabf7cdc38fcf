internal import QRSymbol

extension Logo {
    /// How a picture with a transparent ground is knocked out of the symbol.
    public enum Shape: String, Sendable, Hashable, CaseIterable {
        /// The rectangle around it, with the ring.
        case rectangle
        /// The modules that its opaque parts touch, with the ring around them.
        case outline
    }

    /// The longer side at which opaque parts are looked for, in pixels: with forty modules on it, a module has a dozen.
    static let outlinePixels = 480
    /// The least opacity that counts, of 255: below a sixteenth nothing is seen, and edges are softened by as much.
    static let leastOpacity = 16

    /// The picture where nothing lies below it, as two pictures on the extremes of what could.
    struct Overlay: Sendable {
        let onWhite: Raster
        let onBlack: Raster

        /// How opaque each pixel is, 0 to 255, row after row.
        var opacities: [Int] {
            zip(onWhite.luminance, onBlack.luminance).map { white, black in
                min(max(255 - Int(white) + Int(black), 0), 255)
            }
        }
    }

    /// Draws the logo into a rectangle, centred and in its own proportions, on nothing.
    ///
    /// - Throws: As ``raster(width:height:on:)``.
    func overlay(width: Int, height: Int) throws(DrawingError) -> Overlay {
        Overlay(
            onWhite: try raster(width: width, height: height, on: .white),
            onBlack: try raster(width: width, height: height, on: .black))
    }

    /// Finds where the picture is opaque.
    ///
    /// - Returns: `nil` where that is everywhere or nowhere, or where the picture cannot be drawn, which drawing it says.
    static func outline(of logo: Logo) -> LogoOutline? {
        guard logo.format != .jpeg, let aspect = try? logo.aspect() else { return nil }
        let (width, height) = pixels(aspect: aspect, longestSide: outlinePixels)
        guard let opacities = try? logo.overlay(width: width, height: height).opacities else { return nil }
        let outline = LogoOutline(width: width, height: height) { row, column in
            opacities[row * width + column] >= leastOpacity
        }
        return (1..<width * height).contains(outline.pixelCount) ? outline : nil
    }

    /// Width and height of a picture in pixels, at least 1 each.
    static func pixels(aspect: Double, longestSide: Int) -> (width: Int, height: Int) {
        let side = Double(longestSide)
        return aspect >= 1
            ? (longestSide, max(1, Int(side / aspect))) : (max(1, Int(side * aspect)), longestSide)
    }
}

extension Raster {
    /// Lays a picture over this one, which shows where the picture is transparent.
    ///
    /// - Parameters:
    ///   - overlay: Must lie wholly within.
    ///   - row: The row of its first row here.
    ///   - column: The column of its first column here.
    mutating func lay(_ overlay: Logo.Overlay, row: Int, column: Int) {
        let (white, black) = (overlay.onWhite, overlay.onBlack)
        precondition(row >= 0 && row + white.height <= height, "laid outside the picture")
        precondition(column >= 0 && column + white.width <= width, "laid outside the picture")
        for line in 0..<white.height {
            let to = ((row + line) * width + column) * 3
            let from = line * white.width * 3
            for part in 0..<white.width * 3 {
                let own = Int(black.pixels[from + part])
                // The share of what lies below that is seen.
                let seen = max(0, Int(white.pixels[from + part]) - own)
                pixels[to + part] = UInt8(min(255, own + (Int(pixels[to + part]) * seen + 127) / 255))
            }
        }
    }
}
