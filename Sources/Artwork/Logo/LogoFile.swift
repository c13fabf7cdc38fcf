/// Looks at a file that is to be a logo.
enum LogoFile {
    /// Checks a file, and takes out of it what must not be passed on.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: What it is, and what is kept of it.
    /// - Throws: ``Logo/LogoError``.
    static func checked(_ bytes: [UInt8]) throws(Logo.LogoError) -> (Logo.Format, [UInt8]) {
        switch try format(of: bytes) {
        case .png: (.png, try png(bytes))
        case .jpeg: try jpeg(bytes)
        case nil: (.svg, try svg(bytes))
        }
    }

    private static func format(of bytes: [UInt8]) throws(Logo.LogoError) -> PictureFile.Format? {
        do { return try PictureFile.format(of: bytes) } catch {
            guard error == .unknownFormat else { throw .picture(error) }
            return nil
        }
    }

    private static func png(_ bytes: [UInt8]) throws(Logo.LogoError) -> [UInt8] {
        // Whether it can be drawn is found when it is drawn.
        let picture = try picture(bytes)
        let isVisible = try? picture.isVisible()
        guard isVisible ?? true else { throw .invisible }
        return bytes
    }

    private static func jpeg(_ bytes: [UInt8]) throws(Logo.LogoError) -> (Logo.Format, [UInt8]) {
        let picture = try picture(bytes)
        guard picture.orientation != .upright else { return (.jpeg, picture.bare) }
        // Programs disagree about Exif, so the pixels are turned.
        let raster: Raster
        do { raster = try picture.raster() } catch { throw .picture(error) }
        do { return (.png, try raster.png()) } catch { throw .picture(.png(error)) }
    }

    private static func picture(_ bytes: [UInt8]) throws(Logo.LogoError) -> PictureFile {
        if let header = PNGHeader(bytes), max(header.width, header.height) > Logo.maximumSide {
            throw .tooManyPixels(width: header.width, height: header.height)
        }
        do {
            return try PictureFile(bytes, maximumSide: Logo.maximumSide)
        } catch .tooManyPixels(let width, let height, _, _) {
            throw .tooManyPixels(width: width, height: height)
        } catch {
            throw .picture(error)
        }
    }

    /// The side at which it is drawn to see whether anything can be seen.
    private static let glanceSide = 64

    private static func svg(_ bytes: [UInt8]) throws(Logo.LogoError) -> [UInt8] {
        // An XML declaration, comments and a document type may come first, but not much of them.
        guard bytes.prefix(4_096).contains(sequence: Array("<svg".utf8)) else { throw .unknownFormat }
        do { try SVGScreening.check(bytes) } catch { throw .document(error) }
        let grounds: [Color] = [.white, .black]
        let drawn = grounds.compactMap { ground in
            try? SVGRasterizer.render(bytes, width: glanceSide, height: glanceSide, on: ground)
        }
        // What does not change anything on either ground cannot be seen.
        let isInvisible = zip(drawn, [UInt8(255), 0]).allSatisfy { raster, value in
            raster.pixels.allSatisfy { $0 == value }
        }
        guard drawn.count < grounds.count || !isInvisible else { throw .invisible }
        return bytes
    }
}
