package import Artwork
import QRSymbol

/// Says in one sentence what a drawing module found wrong with an order.
extension InputFault {
    package static func style(_ error: StyleError) -> InputFault {
        switch error {
        case .inverted(let dark, let light):
            InputFault(
                pointer: "/dark",
                detail: "\(dark) is not darker than \(light); most scanners read dark on light only")
        case .tooLittleContrast(let dark, let light, let ratio, let minimum):
            InputFault(
                pointer: "/dark",
                detail:
                    "\(dark) on \(light) has a contrast of \(ratio.rounded(to: 1)); at least \(minimum) is needed"
            )
        case .tooLittleReflectance(let dark, let light, let difference, let minimum):
            InputFault(
                pointer: "/dark",
                detail: "\(dark) and \(light) differ by \(difference.rounded(to: 2)) in reflectance; "
                    + "at least \(minimum) is needed")
        case .quietZone(let modules, let allowed):
            InputFault(
                pointer: "/quiet_zone",
                detail: "\(modules) modules; \(allowed.lowerBound) to \(allowed.upperBound) are possible")
        case .darkSurroundings(let modules, let minimum):
            InputFault(
                pointer: "/quiet_zone",
                detail: "\(modules) modules; a symbol on something dark needs "
                    + "at least \(minimum) of light around it")
        case .vanishesInPrint(let ink, let color, let difference, let minimum):
            InputFault(
                pointer: "/dark",
                detail: "\(color) is printed as \(ink), which differs from the printed ground by "
                    + "\(difference.rounded(to: 2)) in reflectance; at least \(minimum) is needed")
        case .logo(let reason, let version, let level):
            InputFault(pointer: "/logo", detail: logo(reason, version: version, level: level))
        }
    }

    /// Says why a file is no logo.
    package static func logo(_ error: Logo.LogoError, file: String) -> InputFault {
        let detail =
            switch error {
            case .tooManyBytes(let count):
                "is no logo: \(count) bytes; at most \(Logo.maximumByteCount) are taken"
            case .tooManyPixels(let width, let height):
                "is no logo: \(width) × \(height) pixels; at most \(Logo.maximumSide) a side are taken"
            case .unknownFormat: "is no logo: it must be an SVG, PNG or JPEG file"
            case .picture(let error): "is no logo: \(error.sentence)"
            case .document(let fault): "is no logo: \(fault.sentence)"
            case .invisible: "is no logo: nothing of it can be seen"
            case .ring(let modules):
                "has a ring of \(modules) modules; \(KnockOut.rings.sentence) are possible"
            }
        return InputFault(file: file, pointer: "", detail: detail)
    }

    /// Says why a file is no profile of a press.
    package static func profile(_ error: OutputIntent.IntentError, file: String) -> InputFault {
        let detail =
            switch error {
            case .tooManyBytes(let count):
                "is no profile: \(count) bytes; at most \(OutputIntent.maximumProfileByteCount) are taken"
            case .noProfile: "is no ICC profile"
            case .noPress(let kind): "is a profile of class '\(kind)'; a press's is 'prtr'"
            case .colours(let colours): "is a profile of \(colours); CMYK and GRAY are possible"
            case .condition(let condition):
                "'\(condition)' is no name of a printing condition; 1 to "
                    + "\(OutputIntent.maximumConditionByteCount) bytes are possible"
            }
        return InputFault(file: file, pointer: "", detail: detail)
    }

    static func size(_ error: PrintSize.SizeError) -> InputFault {
        switch error {
        case .dotsPerModule(let dots, let allowed):
            InputFault(
                pointer: "/size",
                detail: "\(dots) dots a module; \(allowed.lowerBound) to \(allowed.upperBound) are possible")
        case .dotsPerInch(let dots, let allowed):
            InputFault(
                pointer: "/dpi",
                detail: "\(dots) dpi; \(allowed.lowerBound) to \(allowed.upperBound) are possible")
        case .tooSmall(let millimetres, let smallest):
            InputFault(
                pointer: "/size",
                detail:
                    "\(millimetres) mm is less than one dot a module; the least is \(smallest.rounded(to: 2)) mm"
            )
        }
    }

    static func drawing(_ error: any Error) -> InputFault {
        switch error {
        case let error as StyleError: style(error)
        case let error as FormError: form(error)
        case DrawingError.style(let error): style(error)
        case PrintError.style(let error, _): style(error)
        case PrintError.sizeOutOfRange(let millimetres):
            InputFault(
                pointer: "/size",
                detail: "\(millimetres.rounded(to: 2)) mm; \(SymbolPDF.sideMillimetres.lowerBound) to "
                    + "\(SymbolPDF.sideMillimetres.upperBound) mm are possible")
        case PrintError.modulesTooSmall(let label, let millimetres, let lowest):
            InputFault(
                pointer: "/size",
                detail: (label == 1 ? "modules would be" : "label \(label) would have modules of")
                    + " \(millimetres.rounded(to: 3)) mm; the least is \(lowest) mm")
        case PrintError.barWidthReduction(let micrometres, let allowed):
            InputFault(
                pointer: "/bar_width_reduction",
                detail: "\(micrometres.rounded(to: 1)) µm; \(allowed.lowerBound.rounded(to: 0)) to "
                    + "\(allowed.upperBound.rounded(to: 1)) µm are possible")
        case PrintError.undated:
            InputFault(pointer: "/output_profile", detail: "a file for a stated press needs a date")
        case PrintError.bleed(let millimetres, let allowed):
            InputFault(
                pointer: "/bleed",
                detail: "\(millimetres.rounded(to: 2)) mm; \(allowed.lowerBound) to \(allowed.upperBound) mm "
                    + "are possible")
        case PrintError.dotsPerInch(let dots, let allowed): size(.dotsPerInch(dots, allowed: allowed))
        case DrawingError.logoDocument(let error):
            InputFault(pointer: "/logo", detail: "cannot be drawn: \(error)")
        case DrawingError.logoFile(let error):
            InputFault(pointer: "/logo", detail: "cannot be read: \(error)")
        case DrawingError.logoPicture(let error):
            InputFault(pointer: "/logo", detail: "cannot be read: \(error.sentence)")
        case PrintError.unreadableDrawing(let words):
            InputFault(pointer: "/logo", detail: "cannot be drawn: \(words)")
        default: InputFault(pointer: "", detail: "cannot be drawn: \(error)")
        }
    }

    /// Says how large a share of a symbol a logo may hide.
    static func logoShare(_ percent: Double) -> InputFault {
        let allowed = LogoWish.percents
        return InputFault(
            pointer: "/logo_area",
            detail: "\(percent.rounded(to: 2)) %; \(allowed.lowerBound.rounded(to: 0)) to "
                + "\(allowed.upperBound.rounded(to: 0)) % are possible")
    }

    /// Says why a symbol could not be made for a logo, and what would help.
    static func logo(_ error: LogoArea.PlanningError) -> InputFault {
        guard case .tooMuch(let percent, let largest, let remedies) = error else {
            return InputFault(pointer: "/logo", detail: "does not fit: \(error)")
        }
        var detail =
            "a logo of \(percent.rounded(to: 1)) % does not fit or costs more than error correction carries; "
        detail += largest.map { "the largest is \($0.rounded(to: 1)) %" } ?? "no logo fits"
        let help = remedies.map(\.sentence)
        if !help.isEmpty { detail += "; it would fit with \(help.joined(separator: ", or with "))" }
        return InputFault(pointer: "/logo_area", detail: detail)
    }

    private static func logo(
        _ reason: LogoArea.PlanningError, version: Int, level: CorrectionLevel
    ) -> String {
        switch reason {
        case .tooLarge(let side, .some(let largest)):
            "a logo of \(side) modules costs more than version \(version)-\(level.rawValue) corrects; "
                + "the largest is \(largest) modules"
        case .tooLarge:
            "version \(version)-\(level.rawValue) carries no logo; a longer text or a higher level does"
        case .noRoom:
            "version \(version)-\(level.rawValue) has no room for a logo; a longer text makes a larger symbol"
        case .microSymbol: "Micro QR has no correction to spare for a logo"
        default: "does not fit version \(version)-\(level.rawValue): \(reason)"
        }
    }
}

extension ClosedRange<Double> {
    /// Both ends, as short as they can be said.
    package var sentence: String { "\(lowerBound.sentence) to \(upperBound.sentence)" }
}

extension LogoRemedy {
    /// What would help, behind "with".
    fileprivate var sentence: String {
        switch self {
        case .shorterText(let count): "a text of at most \(count) bytes"
        case .largerVersion(let version): "version \(version)"
        case .otherPlace: "another place than the middle"
        }
    }
}

extension Double {
    /// A whole number without its zero.
    var sentence: String { Int(exactly: self).map(String.init) ?? "\(self)" }

    /// A number short enough for a sentence.
    func rounded(to digits: Int) -> Double {
        var factor = 1.0
        for _ in 0..<digits { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}
