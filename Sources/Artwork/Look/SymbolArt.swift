internal import QRSymbol

/// A symbol as painted paths, one unit to a module, from the upper left corner of its quiet zone.
///
/// Every form that knows paths draws these layers in order and the logo above them, so all show the same.
struct SymbolArt: Sendable {
    /// A path and what fills it, by the even-odd rule; parts of a path do not overlap but for holes.
    struct Layer: Sendable, Hashable {
        var path: VectorPath
        var fill: Fill
        /// Whether it is dark: printed in the ink that is asked for.
        var isDark: Bool
    }

    /// Modules a side, quiet zones included.
    let side: Int
    /// The square of the symbol itself, over which gradients go.
    let symbol: Range<Int>
    /// From below to above.
    private(set) var layers: [Layer] = []

    /// Lays a symbol out in a style.
    ///
    /// - Parameters:
    ///   - bits: The modules, those under a logo light.
    ///   - hidden: What the logo hides, if there is one, without quiet zone.
    ///   - style: Look and quiet zone.
    ///   - inset: How far every dark edge is moved inwards, in modules, less than half of one.
    /// - Complexity: O(side²) in modules
    init(_ bits: ModuleBits, hidden: LogoArea?, style: SymbolStyle, inset: Double = 0) {
        side = bits.size + 2 * style.quietZone
        symbol = style.quietZone..<style.quietZone + bits.size
        let look = style.look
        let fills = style.fills
        let finders = FinderCorners(bits)
        let dark = Self.darkLayers(bits, finders, look: look, fills: fills, inset: inset)
        var ground = VectorPath()
        ground.addRectangle(x: 0, y: 0, width: Double(side), height: Double(side))
        let offset = VectorTransform(x: Double(style.quietZone), y: Double(style.quietZone))
        func placed(_ layer: Layer) -> Layer {
            Layer(path: layer.path.transformed(offset), fill: layer.fill, isDark: layer.isDark)
        }
        switch look.ground {
        case .knockedOut:
            for layer in dark { ground.append(placed(layer).path) }
            layers = [Layer(path: ground, fill: .color(style.light), isDark: false)]
        case .filled, .transparent:
            if look.ground == .filled {
                layers.append(Layer(path: ground, fill: .color(style.light), isDark: false))
            }
            if let light = Self.lightLayer(bits, finders, hidden: hidden, look: look, fill: fills.light) {
                layers.append(placed(light))
            }
            layers += dark.map(placed)
        }
    }

    /// The dark parts; neighbours in order with one fill are one layer.
    private static func darkLayers(
        _ bits: ModuleBits, _ finders: FinderCorners, look: SymbolLook, fills: SymbolLook.Fills,
        inset: Double
    ) -> [Layer] {
        let modules = ModulePath(look.modules, size: bits.size, inset: inset) {
            bits.isDark(row: $0, column: $1) && !finders.contain(row: $0, column: $1)
        }
        var (frames, pupils) = (VectorPath(), VectorPath())
        for corner in finders.corners {
            let finder = FinderPath(corner, size: bits.size, inset: inset)
            frames.append(finder.frame(look.frames))
            pupils.append(finder.pupil(look.pupils))
        }
        let parts = [(modules.path, fills.modules), (frames, fills.frames), (pupils, fills.pupils)]
        return parts.reduce(into: []) { layers, part in
            if let last = layers.last, last.fill == part.1 {
                layers[layers.count - 1].path.append(part.0)
            } else {
                layers.append(Layer(path: part.0, fill: part.1, isDark: true))
            }
        }
    }

    private static func lightLayer(
        _ bits: ModuleBits, _ finders: FinderCorners, hidden: LogoArea?, look: SymbolLook, fill: Fill
    ) -> Layer? {
        guard let shape = look.lightModules else { return nil }
        let light = ModulePath(shape, size: bits.size) { row, column in
            !bits.isDark(row: row, column: column) && !finders.contain(row: row, column: column)
                && hidden?.hides(row: row, column: column) != true
        }
        return Layer(path: light.path, fill: fill, isDark: false)
    }
}
