extension Logo {
    /// Draws the picture once, small, to know that it can be drawn where it is only embedded.
    ///
    /// - Throws: ``DrawingError/logoDocument(_:)``, ``DrawingError/logoFile(_:)``, ``DrawingError/logoPicture(_:)``.
    func prove() throws(DrawingError) {
        _ = try raster(width: Self.provingSide, height: Self.provingSide, on: .white)
    }

    private static let provingSide = 16

    /// The width of the picture divided by its height; 1 for a drawing that fills whatever room it has.
    ///
    /// - Throws: ``DrawingError/logoDocument(_:)``, ``DrawingError/logoFile(_:)``, ``DrawingError/logoPicture(_:)``.
    func aspect() throws(DrawingError) -> Double {
        switch format {
        case .svg:
            do { return try SVGRasterizer.aspect(of: bytes) ?? 1 } catch { throw .logoDocument(error) }
        case .png:
            guard let header = PNGHeader(bytes), header.width > 0, header.height > 0 else { return 1 }
            return Double(header.width) / Double(header.height)
        case .jpeg:
            guard let picture = try? PictureFile(bytes) else { return 1 }
            return Double(picture.width) / Double(picture.height)
        }
    }

    /// Draws the logo into a rectangle, centred and in its own proportions.
    ///
    /// - Parameters:
    ///   - width: In pixels.
    ///   - height: In pixels.
    ///   - background: What shows around it and through it.
    /// - Returns: The rectangle.
    /// - Throws: ``DrawingError/logoDocument(_:)``, ``DrawingError/logoFile(_:)``, ``DrawingError/logoPicture(_:)``.
    func raster(width: Int, height: Int, on background: Color) throws(DrawingError) -> Raster {
        switch format {
        case .svg:
            do {
                return try SVGRasterizer.render(bytes, width: width, height: height, on: background)
            } catch {
                throw .logoDocument(error)
            }
        case .png:
            let picture: Raster
            do { picture = try Raster(png: bytes, on: background) } catch { throw .logoFile(error) }
            return picture.fitted(width: width, height: height, on: background)
        case .jpeg:
            let picture: Raster
            do { picture = try PictureFile(bytes).raster(on: background) } catch { throw .logoPicture(error) }
            return picture.fitted(width: width, height: height, on: background)
        }
    }
}

extension Raster {
    /// Returns the picture scaled into the middle of a rectangle.
    fileprivate func fitted(width outerWidth: Int, height outerHeight: Int, on background: Color) -> Raster {
        // The side that is longer for its room decides.
        let isWide = width * outerHeight > height * outerWidth
        let scaled = resized(
            width: isWide ? outerWidth : max(1, width * outerHeight / height),
            height: isWide ? max(1, height * outerWidth / width) : outerHeight)
        var rectangle = Raster(width: outerWidth, height: outerHeight, filledWith: background)
        rectangle.paste(
            scaled, row: (outerHeight - scaled.height) / 2, column: (outerWidth - scaled.width) / 2)
        return rectangle
    }
}
