package import Artwork
import QRSymbol

/// Says in one sentence why a file is no picture, or a picture no ground for a symbol.
extension InputFault {
    /// Says why a file is no picture.
    package static func picture(_ error: PictureFileError, file: String) -> InputFault {
        InputFault(file: file, pointer: "", detail: "is no picture: \(error.sentence)")
    }

    static func picture(_ error: PictureCodeError) -> InputFault {
        switch error {
        case .encoding(let error): encoding(error)
        case .strength(let percent, let allowed):
            InputFault(
                pointer: "/picture_strength",
                detail: "\(percent.rounded(to: 2)) %; \(allowed.lowerBound.rounded(to: 0)) to "
                    + "\(allowed.upperBound.rounded(to: 0)) % are possible")
        case .quietZone(let modules, let allowed): style(.quietZone(modules: modules, allowed: allowed))
        case .versionSteps(let steps, let allowed):
            InputFault(
                pointer: "/picture",
                detail: "\(steps) versions more; \(allowed.lowerBound) to \(allowed.upperBound) are possible")
        case .microSymbol:
            InputFault(pointer: "/picture", detail: "Micro QR has too few codewords for a picture")
        case .pixelsPerModule(let pixels, let allowed):
            InputFault(
                pointer: "/size",
                detail: "\(pixels) pixels a module; a picture needs \(allowed.lowerBound) to "
                    + "\(allowed.upperBound)")
        case .tooLarge(let pixels, let maximum):
            InputFault(pointer: "/size", detail: "\(pixels) pixels a side; at most \(maximum) are drawn")
        case .unreadable(let version, let level):
            InputFault(
                pointer: "/picture",
                detail: "no symbol of version \(version)-\(level.rawValue) reads under this picture; "
                    + "more strength would help")
        case .png(let error): InputFault(pointer: "/picture", detail: "cannot be drawn: \(error)")
        }
    }

    /// Says what of an order does not go with a picture.
    static func notWithPicture(_ pointer: String, _ what: String) -> InputFault {
        InputFault(pointer: pointer, detail: "\(what) does not go with a picture as the ground")
    }
}

extension PictureFileError {
    /// What is wrong, behind "is no picture" or "is no logo".
    var sentence: String {
        switch self {
        case .tooManyBytes(let count, let maximum): "\(count) bytes; at most \(maximum) are taken"
        case .unknownFormat: "it must be a PNG or JPEG file"
        case .gif: "it is a GIF; save it as PNG"
        case .webP: "it is a WebP; save it as PNG or JPEG"
        case .animatedPNG(let count): "it moves, with \(count) pictures; save one of them as PNG"
        case .truncated: "it ends before its picture does; copy it again"
        case .noPixels(let width, let height): "\(width) × \(height) pixels"
        case .tooManyPixels(let width, let height, let side, let count):
            "\(width) × \(height) pixels; at most \(side) a side and \(count) in all are taken"
        case .colourComponents(4): "it is a JPEG in a press's four colours (CMYK); save it in RGB"
        case .colourComponents(let count): "it is a JPEG of \(count) colours; 1 and 3 are possible"
        case .unusualJPEG(let marker, let bits):
            "it is a rare kind of JPEG (frame \(String(marker, radix: 16, uppercase: true)), \(bits) bits); "
                + "save it as baseline or progressive"
        case .tooManyScans(let count, let maximum):
            "it is a JPEG of \(count) scans; at most \(maximum) are taken"
        case .invisible: "all of it is transparent"
        case .png(let error): "it cannot be read: \(error)"
        case .drawing(let error): "it cannot be drawn: \(error)"
        }
    }
}

extension SVGFault {
    /// What was found, behind "is no logo".
    var sentence: String {
        switch self {
        case .script(let what): "it has a script: \(what)"
        case .externalReference(let address):
            "it refers to something outside itself: \(address); embed pictures and turn text into paths"
        case .declaration(let what):
            "it declares entities of its own or uses some: \(what); save it as plain SVG"
        case .encoding(let name): "it is written in \(name); save it as UTF-8"
        case .malformed(let byte): "it is no well-formed XML at byte \(byte)"
        case .tooDeep(let maximum): "more than \(maximum) elements are inside each other"
        case .tooManyElements(let maximum):
            "more than \(maximum) elements would be drawn, those counted that are used again, dashes as one each "
                + "and letters as fifty"
        case .recursion(let name): "the element '\(name)' is drawn inside itself"
        case .number(let name, let value, let maximum):
            "\(name) is \(value.sentence); at most \(maximum.sentence) is drawn"
        }
    }
}
