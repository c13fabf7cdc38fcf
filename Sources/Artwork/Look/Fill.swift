/// What a part of a symbol is painted with.
public enum Fill: Sendable, Hashable {
    /// One colour.
    case solid(Paint)
    /// Colours along a line through the middle of the symbol.
    case linear(Linear)
    /// Colours in rings around the middle of the symbol.
    case radial(stops: [Stop])

    /// A gradient along a line; its ends are where the symbol's corners are.
    public struct Linear: Sendable, Hashable {
        /// Where the line points, in degrees: 0 to the right, 90 down.
        public let degrees: Double
        /// At least two, in order.
        public let stops: [Stop]

        /// Takes the direction and at least two stops in order.
        public init(degrees: Double, stops: [Stop]) {
            self.degrees = degrees
            self.stops = stops
        }
    }

    /// A colour at a place of a gradient.
    public struct Stop: Sendable, Hashable {
        /// From 0, where the gradient begins, to 1.
        public let offset: Double
        /// The colour there.
        public let paint: Paint

        /// Takes a place from 0 to 1 and its colour.
        public init(offset: Double, paint: Paint) {
            self.offset = offset
            self.paint = paint
        }
    }

    /// The most colours of a gradient: more are a picture, and every press file repeats them.
    public static let stopCounts = 2...8

    /// One colour of a screen.
    public static func color(_ color: Color) -> Fill { .solid(Paint(color)) }

    /// The colours in order; one for a solid fill.
    public var stops: [Stop] {
        switch self {
        case .solid(let paint): [Stop(offset: 0, paint: paint)]
        case .linear(let linear): linear.stops
        case .radial(let stops): stops
        }
    }

    /// The only colour; `nil` for a gradient.
    public var solidPaint: Paint? {
        if case .solid(let paint) = self { paint } else { nil }
    }

    /// The colours that an eye or a reader may meet: of a gradient the stops and a fine series between them.
    ///
    /// Between two stops every channel goes its own way, so that luminance may dip below both ends.
    var sampledColors: [Color] {
        let stops = stops
        let between = zip(stops, stops.dropFirst()).flatMap { first, second in
            (1..<Self.samplesBetweenStops).map { step in
                first.paint.color.mixed(
                    with: second.paint.color, share: Double(step) / Double(Self.samplesBetweenStops))
            }
        }
        return stops.map(\.paint.color) + between
    }

    /// Steps of four values of a channel at most.
    private static let samplesBetweenStops = 64
}

extension Color {
    /// The colour between this one and another, channel by channel, as SVG and PDF reckon gradients.
    func mixed(with other: Color, share: Double) -> Color {
        func mix(_ first: UInt8, _ second: UInt8) -> UInt8 {
            UInt8((Double(first) + (Double(second) - Double(first)) * share).rounded())
        }
        return Color(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }
}
