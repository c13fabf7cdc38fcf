/// A certificate with the pictures that a report shows.
public struct CertifiedSymbol: Sendable, Hashable {
    /// The findings.
    public let certificate: SymbolCertificate
    /// The symbol as it was cut out of its file, upright.
    public let picture: Raster
}
