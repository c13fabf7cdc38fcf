/// Why no certificate was made; what is wrong with a symbol that was measured is in the certificate.
public enum CertificateError: Error, Sendable, Hashable {
    /// The file could not be read or searched.
    case file(CheckError)
    /// No reader finds a symbol in the file.
    case noSymbol
    /// The file has several symbols, and a certificate is of one; carries how many match what is expected.
    case severalSymbols(Int)
    /// A symbol was read, but its modules could not be measured: finders are missing, or there is no contrast.
    case unmeasurable
    /// The number of trials is out of range.
    case trials(Int, allowed: ClosedRange<Int>)
    /// The printer's resolution is out of range.
    case dotsPerInch(Int, allowed: ClosedRange<Int>)
    /// A reader did not come to an end too often.
    case readersHang(CheckReader, count: Int, seconds: Int)
    /// Whoever asked wants no more of it.
    case stopped
}
