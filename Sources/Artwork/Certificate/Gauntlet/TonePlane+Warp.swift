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
    ///   - width: In pixels.
    ///   - height: In pixels.
    ///   - ground: What shows where this picture has nothing; `nil` repeats its edge.
    ///   - place: From a new pixel's centre to the place in this picture.
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

/// A plane before a camera at 1.8 times its width, turned about a line through its middle.
struct TiltedPlane {
    private static let distanceWidths = 1.8

    private let width: Double
    private let height: Double
    private let focal: Double
    /// The turned plane's two axes: how far each goes across, down and away.
    private let across: (x: Double, y: Double, z: Double)
    private let down: (x: Double, y: Double, z: Double)

    init(width: Double, height: Double, radians: Double, azimuth: Double) {
        (self.width, self.height) = (width, height)
        focal = Self.distanceWidths * width
        // Rodrigues' formula about an axis that lies in the plane.
        let (x, y) = (cos(azimuth), sin(azimuth))
        let (turn, rest) = (sin(radians), 1 - cos(radians))
        across = (1 - rest * y * y, rest * x * y, -turn * y)
        down = (rest * x * y, 1 - rest * x * x, turn * x)
    }

    /// Returns where a place of the plane is seen, from the middle of the view.
    func seen(x: Double, y: Double) -> Spot {
        let (right, below) = (x - width / 2, y - height / 2)
        let depth = across.z * right + down.z * below + focal
        return Spot(
            x: (across.x * right + down.x * below) * focal / depth,
            y: (across.y * right + down.y * below) * focal / depth)
    }

    /// Returns the place of the plane that is seen somewhere.
    func place(x: Double, y: Double) -> (x: Double, y: Double) {
        // seen · depth = focal · position is linear in the place on the plane.
        let (a, b) = (focal * across.x - x * across.z, focal * down.x - x * down.z)
        let (c, d) = (focal * across.y - y * across.z, focal * down.y - y * down.z)
        let determinant = a * d - b * c
        return (
            (x * focal * d - b * y * focal) / determinant + width / 2,
            (a * y * focal - x * focal * c) / determinant + height / 2
        )
    }

    /// The rectangle that the plane's corners are seen in.
    var frame: PageRectangle {
        let corners = [(0, 0), (width, 0), (width, height), (0, height)].map { seen(x: $0.0, y: $0.1) }
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
        return PageRectangle(x: left, y: top, width: (xs.max() ?? 0) - left, height: (ys.max() ?? 0) - top)
    }
}
