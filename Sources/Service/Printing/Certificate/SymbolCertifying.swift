package import Artwork
package import Foundation

/// Certifies the symbol of a file: how much it bears before it is no longer read.
package enum SymbolCertifying {
    /// Told how many pictures are read, of how many.
    package typealias Progress = @Sendable (_ done: Int, _ count: Int) -> Void

    /// Certifies the symbol of a file.
    ///
    /// - Parameters:
    ///   - url: A PNG, SVG or PDF file; its first bytes tell its kind.
    ///   - order: What the certificate is to say.
    ///   - progress: Told after every picture.
    /// - Returns: The certificate; `nil` when no reader finds a symbol.
    /// - Throws: `ServiceError.file`, `.invalidInput`, or `CancellationError` once the task is cancelled.
    package static func certify(
        _ url: URL, _ order: CertificateOrder, progress: @escaping Progress
    ) throws -> CertificateReport? {
        try certify(PictureCheck.bytes(of: url), name: url.lastPathComponent, order, progress: progress)
    }

    /// Certifies the symbol of a file that is in memory.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - name: What the certificate calls it.
    ///   - order: What the certificate is to say.
    ///   - progress: Told after every picture.
    /// - Returns: As `certify(_:_:progress:)`.
    /// - Throws: As `certify(_:_:progress:)`.
    package static func certify(
        _ bytes: [UInt8], name: String, _ order: CertificateOrder, progress: @escaping Progress
    ) throws -> CertificateReport? {
        try symbol(bytes, name: name, order, progress: progress).map { CertificateReport(name: name, $0) }
    }

    /// Certifies the symbol of a file, for a report on several.
    static func symbol(
        _ bytes: [UInt8], name: String, _ order: CertificateOrder, progress: @escaping Progress
    ) throws -> CertifiedSymbol? {
        do {
            return try SymbolCertificate.make(of: bytes, order) { done, count throws(CertificateError) in
                if Task.isCancelled { throw .stopped }
                progress(done, count)
            }
        } catch {
            switch error {
            case .noSymbol: return nil
            case .stopped: throw CancellationError()
            default: throw ServiceError.invalidInput([.certificate(error, file: name)])
            }
        }
    }
}
