public import QRSymbol

/// Why a symbol would not scan where a preset says that it is scanned; each case has the number and its limit.
public enum PresetError: Error, Sendable, Hashable {
    /// No symbol has so many modules on a side.
    case modules(Int, allowed: ClosedRange<Int>)
    /// The resolution is outside `PrintSize.resolutionRange`.
    case resolution(Int, allowed: ClosedRange<Int>)
    /// At this resolution no whole number of dots is a module that scans, or is drawn.
    case noWholeDots(PrintPreset, dotsPerInch: Int)
    /// The module is too small or too large.
    case module(PrintPreset, millimetres: Double, allowed: ClosedRange<Double>)
    /// The dots of a module are too few or too many at this resolution.
    case dots(PrintPreset, Int, dotsPerInch: Int, allowed: ClosedRange<Int>)
    /// The symbol with its quiet zone, `squares` modules, needs a longer side.
    case side(PrintPreset, millimetres: Double, needed: Double, squares: Int, dotsPerInch: Int)
    /// The reading distance is outside ``PrintPreset/readingDistanceMillimetres``.
    case distance(millimetres: Double, allowed: ClosedRange<Double>)
    /// The largest module of the preset is read from less far away.
    case tooFar(PrintPreset, millimetres: Double, farthest: Double, modules: Int)
    /// The light frame is too narrow, or too wide to be drawn, in modules.
    case quietZone(PrintPreset, Int, allowed: ClosedRange<Int>)
    /// The error correction is too weak.
    case level(PrintPreset, CorrectionLevel, least: CorrectionLevel)
}

extension PresetError: CustomStringConvertible {
    /// What would not scan and what would, as a sentence.
    public var description: String {
        switch self {
        case .modules(let modules, let allowed):
            "A symbol has \(allowed.lowerBound) to \(allowed.upperBound) modules on a side, not \(modules)."
        case .resolution(let resolution, let allowed):
            "A resolution of \(resolution) dpi is not possible; "
                + "\(allowed.lowerBound) to \(allowed.upperBound) dpi are."
        case .noWholeDots(let preset, let resolution):
            "At \(resolution) dpi no module of \(PrintSize.dotRange.lowerBound) to "
                + "\(PrintSize.dotRange.upperBound) dots is of a size for \(preset.rawValue)\(preset.limits)."
        case .module(let preset, let millimetres, let allowed):
            "A module of \(millimetres.inSentence) mm would not scan as \(preset.rawValue): "
                + "\(allowed.lowerBound.inSentence) to \(allowed.upperBound.inSentence) mm do."
        case .dots(let preset, let dots, let resolution, let allowed):
            "A module of \(dots) dots at \(resolution) dpi is not possible for \(preset.rawValue): "
                + "\(allowed.lowerBound) to \(allowed.upperBound) dots are\(preset.limits)."
        case .side(let preset, let millimetres, let needed, let squares, let resolution):
            "A side of \(millimetres.inSentence) mm is too short for \(preset.rawValue): \(squares) modules, "
                + "quiet zone included, need \(needed.inSentence) mm at \(resolution) dpi."
        case .distance, .tooFar: distanceSentence
        case .quietZone(let preset, let modules, let allowed):
            "A quiet zone of \(modules) modules is not possible for \(preset.rawValue): "
                + "\(allowed.lowerBound) to \(allowed.upperBound) are."
        case .level(let preset, let level, let least):
            "Error correction \(level.rawValue) is too weak for \(preset.rawValue): "
                + "at least \(least.rawValue) is needed."
        }
    }

    private var distanceSentence: String {
        switch self {
        case .distance(let millimetres, let allowed):
            "A reading distance of \(millimetres.inSentence) mm is not possible; "
                + "\(allowed.lowerBound.inSentence) to \(allowed.upperBound.inSentence) mm are."
        case .tooFar(let preset, let millimetres, let farthest, let modules):
            "A reading distance of \(millimetres.inSentence) mm is too far for \(preset.rawValue): \(modules) modules "
                + "at this resolution are read from \(farthest.inSentence) mm at most."
        default: ""
        }
    }
}

extension PrintPreset {
    /// The limits behind a number of dots, in brackets; nothing where there are none in millimetres.
    fileprivate var limits: String {
        moduleMillimetres.map { " (\($0.lowerBound.inSentence) to \($0.upperBound.inSentence) mm)" } ?? ""
    }
}
