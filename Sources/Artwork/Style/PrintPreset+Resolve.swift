public import QRSymbol

extension PrintPreset {
    /// Pixels below this make a camera's and a display's grids beat against each other (moiré).
    private static let leastScreenPixels = 3
    private static let millimetresPerInch = 25.4
    /// 15 mm at 254 dpi are 150 dots, not 149.999…: what a product of decimal fractions may miss by.
    private static let tolerance = 1e-9

    /// Returns the whole dots of a module that scan at a resolution; 4 to 7 for retail at 203 dpi.
    ///
    /// - Parameter dotsPerInch: The printer's resolution, one of `PrintSize.resolutionRange`.
    /// - Returns: The range, which is not empty.
    /// - Throws: ``PresetError/resolution(_:allowed:)`` or ``PresetError/noWholeDots(_:dotsPerInch:)``.
    public func dotRange(dotsPerInch: Int) throws(PresetError) -> ClosedRange<Int> {
        guard PrintSize.resolutionRange.contains(dotsPerInch) else {
            throw .resolution(dotsPerInch, allowed: PrintSize.resolutionRange)
        }
        guard let millimetres = moduleMillimetres else {
            return Self.leastScreenPixels...PrintSize.dotRange.upperBound
        }
        let scale = Double(dotsPerInch) / Self.millimetresPerInch
        let least = Int((millimetres.lowerBound * scale - Self.tolerance).rounded(.up))
        let most = Int((millimetres.upperBound * scale + Self.tolerance).rounded(.down))
        let drawn = PrintSize.dotRange
        let (lowest, highest) = (max(least, drawn.lowerBound), min(most, drawn.upperBound))
        guard lowest <= highest else { throw .noWholeDots(self, dotsPerInch: dotsPerInch) }
        return lowest...highest
    }

    /// Picks the whole dots of a module for a wish.
    ///
    /// A module in millimetres is snapped to the nearest dots that scan. A side is filled as far as it goes, a
    /// reading distance is met or passed; both stay within the preset's limits or are refused.
    ///
    /// - Parameters:
    ///   - modules: The symbol's side without quiet zone, one of ``moduleCounts``; `Symbol.size`.
    ///   - dotsPerInch: The printer's resolution; nil for the preset's.
    ///   - asked: How large the symbol should be.
    /// - Returns: The size that prints.
    /// - Throws: ``PresetError``, naming the number and the limit.
    /// - Complexity: O(1)
    public func resolve(
        modules: Int, dotsPerInch: Int? = nil, asked: Wish = .standard
    ) throws(PresetError) -> PrintSize {
        guard Self.moduleCounts.contains(modules) else {
            throw .modules(modules, allowed: Self.moduleCounts)
        }
        let resolution = dotsPerInch ?? self.dotsPerInch
        let allowed = try dotRange(dotsPerInch: resolution)
        let dots = try dots(for: asked, modules: modules, dotsPerInch: resolution, allowed: allowed)
        do {
            return try PrintSize(dotsPerModule: dots, dotsPerInch: resolution)
        } catch {
            throw .dots(self, dots, dotsPerInch: resolution, allowed: allowed)
        }
    }

    /// Checks what does not depend on the printer.
    ///
    /// - Parameters:
    ///   - quietZone: The light frame, in modules.
    ///   - level: The symbol's error correction.
    /// - Throws: ``PresetError/quietZone(_:_:allowed:)`` or ``PresetError/level(_:_:least:)``.
    public func check(quietZone: Int, level: CorrectionLevel) throws(PresetError) {
        _ = try checked(quietZone)
        guard level >= leastLevel else { throw .level(self, level, least: leastLevel) }
    }

    private func dots(
        for wish: Wish, modules: Int, dotsPerInch: Int, allowed: ClosedRange<Int>
    ) throws(PresetError) -> Int {
        let scale = Double(dotsPerInch) / Self.millimetresPerInch
        switch wish {
        case .standard:
            return try dots(for: standardWish, modules: modules, dotsPerInch: dotsPerInch, allowed: allowed)
        case .moduleMillimetres(let millimetres):
            try check(module: millimetres, allowed: allowed, scale: scale)
            let dots = (millimetres * scale).rounded()
            let scanning = dots.clamped(to: allowed)
            // One dot beyond is rounding; more is a module that scans and that no drawing makes.
            guard (dots - Double(scanning)).magnitude <= 1 else {
                throw .dots(self, Int(dots), dotsPerInch: dotsPerInch, allowed: allowed)
            }
            return scanning
        case .sideMillimetres(let side, let quietZone):
            let squares = try modules + 2 * checked(quietZone)
            let dots = side * scale / Double(squares) + Self.tolerance
            // Written so that no number at all is refused too.
            guard dots >= Double(allowed.lowerBound), dots.isFinite else {
                let needed = Double(squares * allowed.lowerBound) / scale
                throw .side(
                    self, millimetres: side, needed: needed, squares: squares, dotsPerInch: dotsPerInch)
            }
            return dots.rounded(.down).clamped(to: allowed)
        case .dotsPerModule(let dots):
            guard allowed.contains(dots) else {
                throw .dots(self, dots, dotsPerInch: dotsPerInch, allowed: allowed)
            }
            return dots
        case .readingDistanceMillimetres(let distance):
            return try dots(atDistance: distance, modules: modules, allowed: allowed, scale: scale)
        }
    }

    private func checked(_ quietZone: Int) throws(PresetError) -> Int {
        let allowed = self.quietZone...SymbolStyle.quietZones.upperBound
        guard allowed.contains(quietZone) else { throw .quietZone(self, quietZone, allowed: allowed) }
        return quietZone
    }

    private func check(module: Double, allowed: ClosedRange<Int>, scale: Double) throws(PresetError) {
        // A display has no limits in millimetres, so its pixels' are used.
        let limits =
            moduleMillimetres ?? Double(allowed.lowerBound) / scale...Double(allowed.upperBound) / scale
        guard limits.contains(module) else { throw .module(self, millimetres: module, allowed: limits) }
    }

    private func dots(
        atDistance distance: Double, modules: Int, allowed: ClosedRange<Int>, scale: Double
    ) throws(PresetError) -> Int {
        guard Self.readingDistanceMillimetres.contains(distance) else {
            throw .distance(millimetres: distance, allowed: Self.readingDistanceMillimetres)
        }
        let dots = distance / Self.distancePerWidth / Double(modules) * scale
        let whole = (dots - Self.tolerance).rounded(.up)
        guard whole <= Double(allowed.upperBound) else {
            let farthest = Double(allowed.upperBound * modules) / scale * Self.distancePerWidth
            throw .tooFar(self, millimetres: distance, farthest: farthest, modules: modules)
        }
        // A symbol that is larger than its distance asks for is read from there all the same.
        return whole.clamped(to: allowed)
    }
}

extension Double {
    /// The whole number nearest to this one within limits.
    fileprivate func clamped(to limits: ClosedRange<Int>) -> Int {
        Int(min(max(self, Double(limits.lowerBound)), Double(limits.upperBound)))
    }
}
