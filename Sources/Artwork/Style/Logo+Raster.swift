extension Logo {
    /// Draws the picture once, small, to know that it can be drawn where it is only embedded.
    ///
    /// - Throws: ``DrawingError/logoDocument(_:)`` or ``DrawingError/logoFile(_:)``.
    func prove() throws(DrawingError) {
        _ = try raster(side: Self.provingSide, on: .white)
    }

    private static let provingSide = 16

    /// Draws the logo into a square, centred and in its own proportions.
    ///
    /// - Parameters:
    ///   - side: In pixels.
    ///   - background: What shows around it and through it.
    /// - Returns: The square.
    /// - Throws: ``DrawingError/logoDocument(_:)`` or ``DrawingError/logoFile(_:)``.
    func raster(side: Int, on background: Color) throws(DrawingError) -> Raster {
        switch format {
        case .svg:
            do {
                return try SVGRasterizer.render(bytes, width: side, height: side, on: background)
            } catch {
                throw .logoDocument(error)
            }
        case .png:
            let picture: Raster
            do { picture = try Raster(png: bytes, on: background) } catch { throw .logoFile(error) }
            return picture.fitted(side: side, on: background)
        }
    }
}

extension Raster {
    /// Returns the picture scaled into the middle of a square.
    fileprivate func fitted(side: Int, on background: Color) -> Raster {
        let longest = max(width, height)
        let scaled = resized(width: max(1, width * side / longest), height: max(1, height * side / longest))
        var square = Raster(width: side, height: side, filledWith: background)
        square.paste(scaled, row: (side - scaled.height) / 2, column: (side - scaled.width) / 2)
        return square
    }
}
