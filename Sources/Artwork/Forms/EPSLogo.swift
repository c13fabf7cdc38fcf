/// A logo as a picture of four inks within an EPS file.
struct EPSLogo {
    /// What draws it, for a drawing whose unit is the module.
    let lines: [String]

    /// Draws the logo of a style; `nil` without one.
    ///
    /// - Complexity: O(pixels), at most ``FormLimits/epsLogoSidePixels`` squared.
    init?(style: SymbolStyle, grid: ModuleGrid, moduleMillimetres: Double) throws(FormError) {
        guard let logo = style.logo, let square = grid.logoPicture else { return nil }
        let inches = Double(square.count) * moduleMillimetres / 25.4
        let pixels = Int((inches * FormLimits.epsLogoDotsPerInch).rounded(.up))
        // Not coarser than the modules around it, however small the drawing is.
        let side = min(max(pixels, square.count), FormLimits.epsLogoSidePixels)
        let raster: Raster
        do { raster = try logo.raster(side: side, on: style.light) } catch { throw .drawing(error) }
        let data = PostScriptText.base85(Self.inks(of: raster))
        let image = [
            "<< /ImageType 1 /Width \(side) /Height \(side) /BitsPerComponent 8 /Decode [0 1 0 1 0 1 0 1]",
            "/ImageMatrix [\(side) 0 0 -\(side) 0 \(side)]",
            "/DataSource currentfile /ASCII85Decode filter >> image",
        ]
        // The row that is lowest on paper has the largest number in the grid.
        let bottom = grid.side - square.upperBound
        lines =
            [
                "gsave", "\(square.lowerBound) \(bottom) translate \(square.count) \(square.count) scale",
                "/DeviceCMYK setcolorspace", "%%BeginData: \(image.count + data.count) ASCII Lines",
            ] + image + data + ["%%EndData", "grestore"]
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
