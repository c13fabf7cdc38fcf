internal import QRSymbol

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A picture of a page or a part of it, with its place on paper.
struct CheckedPicture {
    let grey: GreyPicture
    /// The same in colour; `nil` where it would take too much memory.
    let colours: Raster?
    /// The size of a pixel, across and down; `nil` when the file states none.
    let millimetresPerPixel: Spot?
    /// The picture's upper left corner on the page, in millimetres.
    var origin = Spot(x: 0, y: 0)

    /// Returns a place in millimetres on the page, in pixels when the size is not known.
    func onPage(_ spot: Spot) -> Spot {
        guard let scale = millimetresPerPixel else { return spot }
        return Spot(x: origin.x + spot.x * scale.x, y: origin.y + spot.y * scale.y)
    }

    /// The size of the picture in millimetres.
    var size: Sheet.Size? {
        millimetresPerPixel.map {
            Sheet.Size(
                widthMillimetres: Double(grey.width) * $0.x, heightMillimetres: Double(grey.height) * $0.y)
        }
    }

    /// Measures a symbol that the readers found in this picture.
    ///
    /// - Parameters:
    ///   - found: What they have read, and where.
    ///   - dotsPerInch: The printer's resolution, if it is known.
    /// - Returns: The symbol, measured as far as it could be.
    func checked(_ found: TwoReaders.Found, dotsPerInch: Double?) -> CheckedSymbol {
        let read = ReadModules(
            ModuleSampling.measure(grey, corners: found.corners, isInverted: found.isInverted))
        var texts = found.texts
        texts[.tessera] = read.inspection?.text
        let bytes = texts[.zxing] ?? texts[.zbar] ?? texts[.tessera] ?? []
        let across = read.sampling?.frame.across ?? found.corners[1] - found.corners[0]
        return CheckedSymbol(
            text: String(validating: bytes, as: UTF8.self), bytes: bytes,
            readings: CheckReader.allCases.map {
                .init(reader: $0, isRead: texts[$0] != nil, agrees: texts[$0] == bytes)
            },
            corners: (read.sampling?.frame.corners ?? found.corners).map(onPage).map {
                .init(x: $0.x, y: $0.y)
            },
            rotationDegrees: atan2(across.y, across.x) * 180 / .pi,
            isInverted: found.isInverted, isMirrored: read.isMirrored,
            measurement: read.sampling.map { measurement($0, dotsPerInch: dotsPerInch) },
            damage: read.inspection.map(SymbolDamage.init),
            plates: read.sampling.flatMap(plates))
    }

    private func measurement(_ sampling: ModuleSampling, dotsPerInch: Double?) -> SymbolMeasurement {
        let (across, down) = (sampling.frame.across, sampling.frame.down)
        let wide = millimetresPerPixel.map { Spot(x: across.x * $0.x, y: across.y * $0.y).length }
        let high = millimetresPerPixel.map { Spot(x: down.x * $0.x, y: down.y * $0.y).length }
        let side = wide.flatMap { wide in high.map { (wide + $0) / 2 } }
        return SymbolMeasurement(
            size: sampling.size, modulePixelWidth: across.length, modulePixelHeight: down.length,
            moduleMillimetreWidth: wide, moduleMillimetreHeight: high,
            edgeGainModules: sampling.edgeGain,
            edgeGainMicrometres: sampling.edgeGain.flatMap { gain in side.map { gain * $0 * 1_000 } },
            dotFit: dotsPerInch.flatMap { dots in
                side.map { .init(moduleMillimetres: $0, dotsPerInch: dots) }
            },
            quietZone: sampling.quietZone, contrast: sampling.contrast)
    }

    /// The plates of the two colours that the upper left finder shows most.
    private func plates(_ sampling: ModuleSampling) -> PlateEstimate? {
        guard let colours else { return nil }
        var (dark, light): ([Color], [Color]) = ([], [])
        for row in 0..<7 {
            for column in 0..<7 {
                let color = colours.color(at: sampling.frame.centre(row: row, column: column))
                if max(abs(row - 3), abs(column - 3)) == 2 { light.append(color) } else { dark.append(color) }
            }
        }
        return PlateEstimate(dark: Color(medianOf: dark), light: Color(medianOf: light))
    }
}

/// What our own reading makes of measured modules, turned over if that is what makes sense.
struct ReadModules {
    let sampling: ModuleSampling?
    let inspection: SymbolInspection?
    let isMirrored: Bool

    init(_ sampling: ModuleSampling?) {
        let upright = sampling.flatMap(Self.inspect)
        guard upright?.damageLeft == nil, let turned = sampling?.mirrored,
            let inspection = Self.inspect(turned), inspection.damageLeft != nil
        else {
            (self.sampling, self.inspection, isMirrored) = (sampling, upright, false)
            return
        }
        (self.sampling, self.inspection, isMirrored) = (turned, inspection, true)
    }

    private static func inspect(_ sampling: ModuleSampling) -> SymbolInspection? {
        try? SymbolInspection(modules: sampling.modules, size: sampling.size)
    }
}

extension Raster {
    /// The colour of the pixel that holds a place; outside the picture that of its edge.
    fileprivate func color(at spot: Spot) -> Color {
        let column = min(max(Int(spot.x), 0), width - 1)
        let row = min(max(Int(spot.y), 0), height - 1)
        let start = (row * width + column) * 3
        return Color(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
    }
}

extension Color {
    /// The median of each part.
    fileprivate init(medianOf colors: [Color]) {
        func median(_ parts: [UInt8]) -> UInt8 { parts.sorted()[parts.count / 2] }
        self.init(
            red: median(colors.map(\.red)), green: median(colors.map(\.green)),
            blue: median(colors.map(\.blue)))
    }
}
