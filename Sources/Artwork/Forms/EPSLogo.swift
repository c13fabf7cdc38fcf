internal import QRSymbol

/// A logo within an EPS file: in four inks, or in tones of the one ink that all else is printed with.
///
/// Paths stay paths; what they cannot show becomes a picture.
struct EPSLogo {
    /// The process inks that it needs.
    let process: Ink.Process?
    /// What draws it, for a drawing whose unit is the module.
    let lines: [String]

    /// Draws the logo of a style; `nil` without one.
    ///
    /// - Complexity: O(pixels), at most ``FormLimits/epsLogoSidePixels`` squared.
    init?(
        style: SymbolStyle, grid: ModuleGrid, moduleMillimetres: Double, ink: Ink
    ) throws(FormError) {
        guard let logo = style.logo, let picture = grid.logoPicture else { return nil }
        // The row that is lowest on paper has the largest number in the grid.
        let move = [
            decimalText(picture.x) + " " + decimalText(Double(grid.side) - picture.y - picture.height)
                + " translate"
        ]
        if let drawing = logo.vectors(over: picture) {
            var paths = EPSPaths(PressPalette(style, ink: ink), space: try EPSInk(ink).space)
            paths.append(drawing, hasGround: logo.knockOut.outline == nil)
            process = paths.process
            lines = ["gsave"] + move + paths.lines + ["grestore"]
            return
        }
        let inches = picture.longestSide * moduleMillimetres / 25.4
        let pixels = Int((inches * FormLimits.epsLogoDotsPerInch).rounded(.up))
        // Not coarser than the modules around it, however small the drawing is.
        let side = min(max(pixels, Int(picture.longestSide)), FormLimits.epsLogoSidePixels)
        let (width, height) = picture.pixels(longestSide: side)
        let raster: Raster
        do { raster = try logo.raster(width: width, height: height, on: style.light) } catch {
            throw .drawing(error)
        }
        let samples: [UInt8]
        let space: String
        switch ink {
        case .black:
            (samples, space, process) = (raster.tones(on: style.light), "/DeviceGray setcolorspace", .key)
        case .spot:
            samples = raster.tones(on: style.light).map { 255 - $0 }
            space = try EPSInk(ink).space ?? ""
            process = nil
        case .process: (samples, space, process) = (Self.inks(of: raster), "/DeviceCMYK setcolorspace", .all)
        }
        let decode = Array(repeating: "0 1", count: samples.count / (width * height)).joined(separator: " ")
        let data = PostScriptText.base85(samples)
        let image = [
            "<< /ImageType 1 /Width \(width) /Height \(height) /BitsPerComponent 8 /Decode [\(decode)]",
            "/ImageMatrix [\(width) 0 0 -\(height) 0 \(height)]",
            "/DataSource currentfile /ASCII85Decode filter >> image",
        ]
        lines =
            ["gsave"] + Self.cut(grid, logo) + move + [
                "\(decimalText(picture.width)) \(decimalText(picture.height)) scale",
                space, "%%BeginData: \(image.count + data.count) ASCII Lines",
            ] + image + data + ["%%EndData", "grestore"]
    }

    /// Restricts a picture of pixels to the modules that it hides, where others are seen through it: level 2 knows no
    /// picture with holes.
    private static func cut(_ grid: ModuleGrid, _ logo: Logo) -> [String] {
        guard logo.knockOut.outline != nil else { return [] }
        let numbers = grid.hiddenRuns.flatMap { run in
            [run.columns.lowerBound, grid.side - run.row - 1, run.columns.count, 1].map { "\($0)" }
        }
        return ["["] + PostScriptText.lines(of: numbers) + ["] rectclip"]
    }

    private static func inks(of raster: Raster) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raster.pixels.count / 3 * 4)
        for start in stride(from: 0, to: raster.pixels.count, by: 3) {
            bytes += ProcessConversion.bytes(
                red: raster.pixels[start], green: raster.pixels[start + 1], blue: raster.pixels[start + 2])
        }
        return bytes
    }
}

extension Ink.Process {
    /// All four, as a picture may need them.
    fileprivate static let all = Ink.Process(cyan: 1, magenta: 1, yellow: 1, black: 1)
}
