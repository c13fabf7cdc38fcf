import Artwork
import QRSymbol

/// Says in one sentence why a text makes no symbol, or a symbol no file for a printer.
extension InputFault {
    package static func encoding(_ error: any Error) -> InputFault {
        guard let error = error as? EncodingError else {
            return InputFault(pointer: "/text", detail: "\(error)")
        }
        return InputFault(pointer: pointer(error), detail: detail(error))
    }

    private static func pointer(_ error: EncodingError) -> String {
        switch error {
        case .missingFeature: "/encoder"
        case .channel, .unwritable: "/eci"
        case .applicationIndicator: "/fnc1"
        case .noMicroLevel: "/level"
        case .fitsOneSymbol, .tooLongForSeries: "/split"
        default: "/text"
        }
    }

    private static func detail(_ error: EncodingError) -> String {
        switch error {
        case .empty: "is empty; a symbol holds one character or more"
        case .tooLong(let byteCount, let bitCount, let maximum):
            "\(byteCount) bytes need \(bitCount) bits; this level holds \(maximum) at most"
        case .unknownVersion(let version): "there is no version \(version)"
        case .tooLongForMicro(let byteCount, .some(let bitCount), let maximum):
            "\(byteCount) bytes need \(bitCount) bits; Micro QR holds \(maximum) at most at this level"
        case .tooLongForMicro(let byteCount, nil, _):
            "no Micro QR of this level has a mode for these \(byteCount) bytes"
        case .noMicroLevel(let level, _): "Micro QR has no level \(level.rawValue); L, M and Q are possible"
        case .missingFeature(let feature, let encoder):
            "\(encoder.rawValue) does not write \(words(feature)); leave the choice to tessera"
        case .conflict(let one, let other):
            "\(words(one)) and \(words(other)) exclude each other in one symbol"
        case .channel(let designator, let allowed):
            "\(designator); \(allowed.lowerBound) to \(allowed.upperBound) are possible"
        case .unwritable(_, let designator): "the text cannot be written in the character set \(designator)"
        case .applicationIndicator(let text): "'\(text)' is neither gs1, two digits nor one letter"
        case .fitsOneSymbol(let version): "one symbol of version \(version) holds the text: nothing to split"
        case .tooLongForSeries(let byteCount, let count, let version):
            "\(byteCount) bytes do not fit \(count) symbols of version \(version)"
        case .encoder(let code): "the encoder failed with error \(code)"
        }
    }

    private static func words(_ feature: SymbolFeature) -> String {
        switch feature {
        case .kanji: "Kanji mode"
        case .channel: "an ECI header"
        case .gs1: "GS1's FNC1"
        case .industry: "an industry's FNC1"
        case .structuredAppend: "structured append"
        case .micro: "Micro QR"
        }
    }

    static func form(_ error: FormError) -> InputFault {
        switch error {
        case .drawing(let error): drawing(error)
        case .moduleMillimetres(let millimetres, let allowed):
            InputFault(
                pointer: "/size",
                detail: "a module of \(millimetres.rounded(to: 3)) mm; \(allowed.lowerBound) to "
                    + "\(allowed.upperBound) mm are possible")
        case .moduleDots(let dots, let allowed):
            InputFault(
                pointer: "/size",
                detail: "\(dots) dots a module; \(allowed.lowerBound) to \(allowed.upperBound) are possible")
        case .dotsPerInch(let dots, let allowed):
            InputFault(
                pointer: "/dpi",
                detail: "\(dots) dpi; label printers have \(allowed.map(String.init).joined(separator: ", "))"
            )
        case .headDots(let dots, let allowed):
            InputFault(
                pointer: "/head_dots",
                detail: "\(dots) dots; \(allowed.lowerBound) to \(allowed.upperBound) are possible")
        case .tooWide(let dots, let maximum):
            InputFault(pointer: "/size", detail: "\(dots) dots wide; the printer has \(maximum)")
        case .tooLong(let dots, let maximum):
            InputFault(pointer: "/size", detail: "\(dots) dots long; the label has \(maximum)")
        case .payloadByte(let byte, let index):
            InputFault(
                pointer: "/text",
                detail: "a printer's own symbol cannot hold byte \(byte) at \(index); print it as graphics")
        case .payloadTooLong(let byteCount, let maximum):
            InputFault(pointer: "/text", detail: "\(byteCount) bytes; the printer takes \(maximum)")
        case .lineCount(let count, let maximum):
            InputFault(pointer: "/line", detail: "\(count) lines; at most \(maximum) are printed")
        case .lineTooLong(let line, let byteCount, let maximum):
            InputFault(pointer: "/line", detail: "line \(line) has \(byteCount) bytes of \(maximum)")
        case .lineCharacter(let line, let scalar):
            InputFault(
                pointer: "/line",
                detail: "line \(line) has U+\(String(scalar.value, radix: 16, uppercase: true)), which the "
                    + "printer does not print")
        default: InputFault(pointer: "", detail: "cannot be written: \(error)")
        }
    }
}
