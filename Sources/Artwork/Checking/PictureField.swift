/// A place in a picture in pixels; the pixel in the corner covers 0 to 1, its centre lies at 0.5.
struct Spot: Sendable, Hashable {
    var x: Double
    var y: Double

    static func + (one: Spot, other: Spot) -> Spot { Spot(x: one.x + other.x, y: one.y + other.y) }
    static func - (one: Spot, other: Spot) -> Spot { Spot(x: one.x - other.x, y: one.y - other.y) }
    static func * (spot: Spot, factor: Double) -> Spot { Spot(x: spot.x * factor, y: spot.y * factor) }

    /// The distance from the origin, in pixels.
    var length: Double { (x * x + y * y).squareRoot() }

    /// Positive when `other` lies clockwise of this direction, as seen with y downwards.
    func turn(to other: Spot) -> Double { x * other.y - y * other.x }

    static func centre(of spots: [Spot]) -> Spot {
        spots.reduce(Spot(x: 0, y: 0), +) * (1 / Double(max(spots.count, 1)))
    }
}

/// A grey picture that can be asked between its pixels, with the two levels that mean dark and light.
struct PictureField {
    let picture: GreyPicture
    /// The grey of full dark, 0 to 255.
    var dark: Double
    /// The grey of full light, 0 to 255; more than `dark`.
    var light: Double

    func contains(_ spot: Spot) -> Bool {
        spot.x >= 0 && spot.y >= 0 && spot.x < Double(picture.width) && spot.y < Double(picture.height)
    }

    /// The grey between the four nearest pixel centres; outside the picture as on its edge.
    func grey(_ spot: Spot) -> Double {
        let x = min(max(spot.x - 0.5, 0), Double(picture.width - 1))
        let y = min(max(spot.y - 0.5, 0), Double(picture.height - 1))
        let (left, top) = (Int(x), Int(y))
        let (right, bottom) = (min(left + 1, picture.width - 1), min(top + 1, picture.height - 1))
        let (across, down) = (x - Double(left), y - Double(top))
        let (upper, lower) = (top * picture.width, bottom * picture.width)
        let above =
            Double(picture.pixels[upper + left]) * (1 - across) + Double(picture.pixels[upper + right])
            * across
        let below =
            Double(picture.pixels[lower + left]) * (1 - across) + Double(picture.pixels[lower + right])
            * across
        return above * (1 - down) + below * down
    }

    /// How dark a place is, 0 for full light to 1 for full dark.
    func cover(_ spot: Spot) -> Double {
        min(max((light - grey(spot)) / (light - dark), 0), 1)
    }

    /// Finds the edge that lies within half a module of where it is expected, on a straight line.
    ///
    /// What is dark on the line is added up: where it ends does not depend on how soft the edge is, so that the grey
    /// of anti-aliasing and blur tells the place to a small part of a pixel.
    ///
    /// - Parameters:
    ///   - expected: The expected place.
    ///   - step: From one module to the next along the line, in pixels.
    ///   - darkFirst: Whether it is dark before the edge.
    /// - Returns: The place of the edge from `expected`, in modules; -0.5 to 0.5.
    func edge(near expected: Spot, along step: Spot, darkFirst: Bool) -> Double {
        let count = max(8, Int((step.length * Self.samplesPerPixel).rounded(.up)))
        let sum = (0..<count).reduce(0.0) { sum, index in
            sum + cover(expected + step * ((Double(index) + 0.5) / Double(count) - 0.5))
        }
        let share = sum / Double(count)
        return darkFirst ? share - 0.5 : 0.5 - share
    }

    /// Four samples a pixel follow the straight line between two pixel centres closely.
    private static let samplesPerPixel = 4.0
}
