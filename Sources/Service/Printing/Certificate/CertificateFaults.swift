import Artwork

extension InputFault {
    /// Says why there is no certificate.
    static func certificate(_ error: CertificateError, file: String) -> InputFault {
        switch error {
        case .file(let error): InputFault(file: file, pointer: "", detail: PictureCheck.sentence(error))
        case .noSymbol: InputFault(file: file, pointer: "", detail: "no reader finds a QR code in it")
        case .severalSymbols(let count):
            InputFault(
                file: file, pointer: "",
                detail: "holds \(count) codes; a certificate is of one, which --expect names by its text")
        case .unmeasurable:
            InputFault(
                file: file, pointer: "",
                detail: "its code is read but not measured: three finders and some contrast are needed")
        case .trials(let count, let allowed):
            InputFault(
                pointer: "/trials",
                detail: "\(count) trials; \(allowed.lowerBound) to \(allowed.upperBound) are possible")
        case .dotsPerInch(let dots, let allowed):
            InputFault(
                pointer: "/dpi",
                detail: "\(dots) dpi; \(allowed.lowerBound) to \(allowed.upperBound) are possible")
        case .readersHang(let reader, let count, let seconds):
            InputFault(
                file: file, pointer: "",
                detail: "\(reader.title) did not come to an end within \(seconds) s, \(count) times; "
                    + "no certificate is made")
        case .stopped: InputFault(file: file, pointer: "", detail: "stopped")
        }
    }
}
