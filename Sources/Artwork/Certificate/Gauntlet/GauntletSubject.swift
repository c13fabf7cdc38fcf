/// A symbol cut out of its picture and set upright, ready to be damaged.
struct GauntletSubject: Sendable, Hashable {
    /// The resolution it is kept at: twice what most damages need, so that none sees the cut.
    static let pixelsPerModule = 12.0
    /// What is kept around the symbol at most, in modules: what readers may count on.
    static let quietZone = Double(SymbolStyle.standardQuietZone)

    /// The modules of a side, without what is around.
    let size: Int
    /// What is kept around the symbol, in modules: less than ``quietZone`` where the picture has less.
    let surroundings: Double
    /// The brightness.
    let grey: TonePlane
    /// Red, green and blue, for a picture that has colours.
    let colours: [TonePlane]?
    /// The symbol's own dark and light, 0 to 255.
    let (dark, light): (Float, Float)

    /// The modules of a side with what is around.
    var side: Double { Double(size) + 2 * surroundings }

    /// Cuts a symbol out.
    ///
    /// - Parameters:
    ///   - sampling: Where it lies.
    ///   - grey: The picture.
    ///   - raster: The same in colour, if there is one.
    init(_ sampling: ModuleSampling, from grey: GreyPicture, colours raster: Raster?) {
        let cut = SymbolCut(sampling.frame, width: grey.width, height: grey.height)
        size = sampling.size
        surroundings = cut.surroundings
        self.grey = cut.plane { Float(grey.pixels[$0]) }
        if let raster, raster.hasColours {
            let pixels = raster.pixels
            colours = (0..<3).map { part in cut.plane { Float(pixels[$0 * 3 + part]) } }
        } else {
            colours = nil
        }
        (dark, light) = (Float(sampling.levels.dark), Float(sampling.levels.light))
    }

    /// Returns the symbol before a damage, on a ground of another grey.
    ///
    /// - Parameters:
    ///   - pixels: The pixels of a module.
    ///   - tone: The grey around.
    ///   - cast: What coloured light leaves of red, green and blue, 0 to 1 each.
    /// - Returns: The scene.
    func scene(
        pixelsPerModule pixels: Double, tone: Float, cast: (red: Float, green: Float, blue: Float) = (1, 1, 1)
    ) -> GauntletScene {
        let length = max(8, Int((side * pixels).rounded()))
        let margin = Int(Double(length) * GauntletScene.marginShare) + 4
        let plane = brightness(cast).resized(width: length, height: length)
        return GauntletScene(
            plane: plane.framed(margin: margin, tone: tone * Self.luma(of: cast)),
            pixelsPerModule: Double(length) / side,
            origin: Double(margin) + surroundings * Double(length) / side)
    }

    /// The brightness in coloured light, by the weights of ITU-R BT.601.
    private func brightness(_ cast: (red: Float, green: Float, blue: Float)) -> TonePlane {
        guard cast != (1, 1, 1) else { return grey }
        guard let colours else {
            let share = Self.luma(of: cast)
            return grey.mapped { $0 * share }
        }
        let (red, green, blue) = (colours[0].values, colours[1].values, colours[2].values)
        return grey.mapped { x, y, _ in
            let place = y * grey.width + x
            return Self.luma(
                of: (red[place] * cast.red, green[place] * cast.green, blue[place] * cast.blue))
        }
    }

    private static func luma(of colour: (red: Float, green: Float, blue: Float)) -> Float {
        0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue
    }
}

extension ModuleSampling {
    /// The greys of dark and light, 0 to 255, whichever means which.
    fileprivate var levels: (dark: Double, light: Double) {
        let greys = [contrast.darkReflectance, contrast.lightReflectance].map(Color.grey(ofReflectance:))
        return (min(greys[0], greys[1]), max(greys[0], greys[1]))
    }
}

extension Color {
    /// Returns the grey, 0 to 255, of a relative luminance.
    fileprivate static func grey(ofReflectance reflectance: Double) -> Double {
        let greys = (0...255).map { UInt8($0) }
        let index = greys.firstIndex {
            Color(red: $0, green: $0, blue: $0).relativeLuminance >= reflectance
        }
        return Double(index ?? 255)
    }
}

extension Raster {
    /// Whether some pixel is further from grey than rounding and JPEG bring it.
    fileprivate var hasColours: Bool {
        let pixels = pixels.span
        for start in stride(from: 0, to: pixels.count, by: 3) {
            let (red, green, blue) = (Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2]))
            if max(abs(red - green), abs(green - blue)) > 8 { return true }
        }
        return false
    }
}
