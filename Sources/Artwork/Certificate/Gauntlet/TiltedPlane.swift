#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

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
