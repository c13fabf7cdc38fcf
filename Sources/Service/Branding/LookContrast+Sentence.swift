import Artwork

extension SymbolStyle {
    /// What some readers or eyes may not take, in sentences.
    var warnings: [String] {
        var finders: [String] = []
        if !look.frames.hasCorners {
            finders.append(
                "readers built on OpenCV or quirc seldom find \(look.frames.rawValue) finder frames; phones do"
            )
        }
        if look.frames.hasCorners, look.pupils == .circle {
            finders.append(
                "zxing-cpp 1 misses upright symbols with circle pupils in frames that have corners")
        }
        return finders + weakContrasts.map(\.sentence)
    }
}

extension LookContrast {
    /// What the viewer may not tell apart, for people who choose colours.
    var sentence: String {
        let what = "\(dark) on \(light)"
        switch viewer {
        case .normal, .protanopia, .deuteranopia, .tritanopia:
            return "\(what) has a contrast of \(ratio.rounded(to: 1)) to \(viewer.eye); at least "
                + "\(Self.minimumRatioForEyes) is needed"
        case .redScanner:
            return
                "\(what) differs by \(difference.rounded(to: 2)) in red light, which scanners with a laser see; "
                + "at least \(Legibility.minimumSymbolContrast) is needed"
        }
    }
}

extension Viewer {
    /// Whose eye it is.
    fileprivate var eye: String {
        switch self {
        case .normal, .redScanner: "most eyes"
        case .protanopia: "eyes that are blind to red (protanopia)"
        case .deuteranopia: "eyes that are blind to green (deuteranopia)"
        case .tritanopia: "eyes that are blind to blue (tritanopia)"
        }
    }
}
