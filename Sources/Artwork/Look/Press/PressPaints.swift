/// What a press file paints the parts of one style with.
///
/// One stated ink prints all that is dark. Otherwise a brand that states inks is printed in them, a file for a
/// stated press in converted ones, and everything else in the colours of a screen.
struct PressPaints: Sendable, Hashable {
    /// The ink of all that is dark, if one was asked for.
    let single: Ink?
    /// The ground, or the paper.
    let light: PDFPaint
    /// Spot inks in the order of their plates.
    private(set) var spots: [Spot] = []
    private let isInInks: Bool

    /// An ink of its own.
    struct Spot: Sendable, Hashable {
        var name: String
        var appearance: Ink.Process
    }

    init(style: SymbolStyle, options: PrintOptions) {
        single = options.ink
        isInInks = options.ink != nil || options.outputIntent != nil || style.statesInks
        light =
            switch options.ink ?? (style.statesInks ? .process(style.lightInks) : options.ink(of: style)) {
            case nil: PDFPaint(style.light)
            // One ink has no tint of another: light is the paper, whatever colour that is.
            case .black, .spot: .gray(1)
            case .process: .process(style.lightInks)
            }
        let inks = options.ink.map { [$0] } ?? style.fills.paints.compactMap(\.ink)
        for case .spot(let name, let appearance) in inks where !spots.contains(where: { $0.name == name }) {
            spots.append(Spot(name: name, appearance: appearance))
        }
    }

    /// Returns the paint of a solid fill, or of the first colour of a gradient.
    func paint(of fill: Fill, isDark: Bool) -> PDFPaint {
        let paint = fill.stops[0].paint
        guard isInInks else { return PDFPaint(paint.color) }
        if let single { return isDark ? self.paint(of: single) : light }
        return self.paint(of: paint.pressInk)
    }

    /// The stops of a gradient in one space: process inks or a screen's colours; `nil` where one ink prints all.
    func gradient(of fill: Fill, isDark: Bool) -> Gradient? {
        guard fill.solidPaint == nil, single == nil else { return nil }
        let stops = fill.stops.map { stop in
            Gradient.Stop(
                offset: stop.offset,
                parts: isInInks ? stop.paint.pressInk.appearance.shares : stop.paint.color.shares)
        }
        return Gradient(fill: fill, stops: stops, isInInks: isInInks)
    }

    private func paint(of ink: Ink) -> PDFPaint {
        switch ink {
        case .black: .gray(0)
        case .process(let process): .process(process)
        case .spot(let name, _): .spot(spots.firstIndex { $0.name == name } ?? 0)
        }
    }
}

/// A gradient as press files have it.
struct Gradient: Sendable, Hashable {
    struct Stop: Sendable, Hashable {
        var offset: Double
        /// Red, green and blue, or cyan, magenta, yellow and black, each 0 to 1.
        var parts: [Double]
    }

    /// Which way it goes.
    var fill: Fill
    /// From 0 to 1, each behind the one before.
    private(set) var stops: [Stop]
    var isInInks: Bool

    /// Two places must differ, and the functions of a shading reach from 0 to 1.
    private static let leastStep = 1e-4

    init(fill: Fill, stops given: [Stop], isInInks: Bool) {
        self.fill = fill
        self.isInInks = isInInks
        stops = []
        for stop in given {
            if stops.isEmpty, stop.offset > 0 { stops.append(Stop(offset: 0, parts: stop.parts)) }
            let least = stops.last.map { $0.offset + Self.leastStep } ?? 0
            stops.append(Stop(offset: max(stop.offset, least), parts: stop.parts))
        }
        if let last = stops.last, last.offset < 1 { stops.append(Stop(offset: 1, parts: last.parts)) }
    }
}

extension SymbolStyle {
    /// Whether the brand says what a press prints.
    var statesInks: Bool {
        look.groundInk != nil || fills.paints.contains { $0.ink != nil }
    }

    /// The process inks of the ground.
    var lightInks: Ink.Process { look.groundInk ?? ProcessConversion.inks(of: light) }
}

extension Color {
    /// Red, green and blue, each 0 to 1.
    fileprivate var shares: [Double] { [red, green, blue].map { Double($0) / 255 } }
}
