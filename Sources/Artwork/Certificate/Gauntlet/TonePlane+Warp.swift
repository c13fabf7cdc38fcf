#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension TonePlane {
    /// The grey around a picture that was turned or tilted.
    static let ground: Float = 160

    /// Returns a picture whose pixels are looked up in this one.
    ///
    /// - Parameters:
    ///   - newWidth: In pixels.
    ///   - newHeight: In pixels.
    ///   - ground: What shows where this picture has nothing; `nil` repeats its edge.
    ///   - place: From a new pixel's centre to the place in this picture.
    /// - Returns: The new picture.
    func warped(
        width newWidth: Int, height newHeight: Int, ground: Float?,
        _ place: (Double, Double) -> (x: Double, y: Double)
    ) -> TonePlane {
        var result: [Float] = []
        result.reserveCapacity(newWidth * newHeight)
        for row in 0..<newHeight {
            for column in 0..<newWidth {
                var (x, y) = place(Double(column) + 0.5, Double(row) + 0.5)
                if ground == nil { (x, y) = (min(max(x, 0), Double(width)), min(max(y, 0), Double(height))) }
                result.append(tone(x: x, y: y) ?? ground ?? 0)
            }
        }
        return TonePlane(width: newWidth, height: newHeight, values: result)
    }

    /// Returns the picture turned counterclockwise, on a square ground that holds it in every direction.
    func rotated(degrees: Double) -> TonePlane {
        guard degrees != 0 else { return self }
        let side = Int(Double(width * width + height * height).squareRoot()) + 2
        let (turn, middle) = (degrees * .pi / 180, Double(side) / 2)
        let (cosine, sine) = (cos(turn), sin(turn))
        let (centreX, centreY) = (Double(width) / 2, Double(height) / 2)
        return warped(width: side, height: side, ground: Self.ground) { x, y in
            let (across, down) = (x - middle, y - middle)
            return (centreX + cosine * across - sine * down, centreY + sine * across + cosine * down)
        }
    }

    /// Returns the picture as a pinhole camera sees it when its plane is turned about a line through its middle.
    ///
    /// - Parameters:
    ///   - degrees: 0 for straight on, less than 90.
    ///   - azimuth: The direction of the line, in radians.
    /// - Returns: The picture, of another size.
    func tilted(degrees: Double, azimuth: Double) -> TonePlane {
        guard degrees != 0 else { return self }
        let camera = TiltedPlane(
            width: Double(width), height: Double(height), radians: degrees * .pi / 180, azimuth: azimuth)
        let frame = camera.frame
        let margin = 4.0
        let size = (
            Int((frame.width + 2 * margin).rounded(.up)), Int((frame.height + 2 * margin).rounded(.up))
        )
        return warped(width: size.0, height: size.1, ground: Self.ground) { x, y in
            camera.place(x: x + frame.x - margin, y: y + frame.y - margin)
        }
    }

    /// Returns the picture through a lens that bends straight lines outwards, the size kept.
    ///
    /// - Parameter strength: What the square of the radius adds, 0 for none.
    /// - Returns: The picture.
    func barrelled(_ strength: Double) -> TonePlane {
        guard strength != 0 else { return self }
        let (halfWidth, halfHeight) = (Double(width) / 2, Double(height) / 2)
        return warped(width: width, height: height, ground: nil) { x, y in
            let (across, down) = (x / halfWidth - 1, y / halfHeight - 1)
            let factor = (1 + strength * (across * across + down * down)) / (1 + strength / 2)
            return ((across * factor + 1) * halfWidth, (down * factor + 1) * halfHeight)
        }
    }
}
