package import Artwork

/// A certificate that can be written in each of its forms.
package struct CertificateReport: Sendable, Hashable {
    /// The page and the HTML document, which have places for the same values.
    private static let page = "certificates/certificate.svg"
    private static let html = "certificates/certificate.html"

    /// What scripts read.
    package let document: CertificateDocument
    private let certified: CertifiedSymbol

    package init(name: String, _ certified: CertifiedSymbol) {
        self.certified = certified
        document = CertificateDocument(name: name, certificate: certified.certificate)
    }

    /// Writes the certificate.
    ///
    /// - Parameter form: One page, a document for a browser, or JSON.
    /// - Returns: The file, the same for the same certificate.
    /// - Throws: `ServiceError.unreadablePicture` if it cannot be drawn.
    package func bytes(as form: CertificateForm) throws(ServiceError) -> [UInt8] {
        switch form {
        case .json: try JSONText.line(document)
        case .html: try certificatePage.html(Self.html, rates: CertificateRows(certified.certificate).html)
        case .pdf: try certificatePage.pdf(Self.page, rates: RateBars(certified.certificate).svg)
        }
    }

    private var certificatePage: CertificatePage {
        let words = CertificateWords(certified.certificate)
        return CertificatePage(
            title: "Scan certificate of \(document.name)", symbol: certified,
            values: [
                "name": document.name, "verdict": words.verdict,
                "grade": certified.certificate.grade.rawValue,
                "colour": certified.certificate.grade.colour, "text": words.text, "blocks": words.blocks,
                "overall": words.overall, "basis": words.basis,
                "remarks": words.remarks.joined(separator: "; "),
            ])
    }
}
