/// A certificate with the pictures that a report shows.
public struct CertifiedSymbol: Sendable, Hashable {
    /// The findings.
    public let certificate: SymbolCertificate
    /// The symbol as it was cut out of its file; one that lies on its side for its logo lies so here.
    public let picture: Raster
}
