package import Artwork

/// A certificate as scripts read it.
package struct CertificateDocument: Sendable, Hashable, Codable {
    /// What was certified.
    package var name: String
    /// The verdict in a sentence.
    package var verdict: String
    /// What of it a person should know besides.
    package var remarks: [String]
    /// The mean of both readers' shares over all damages, in percent.
    package var ratePercent: Double
    /// The findings.
    package var certificate: SymbolCertificate

    package init(name: String, certificate: SymbolCertificate) {
        self.name = name
        self.certificate = certificate
        let words = CertificateWords(certificate)
        (verdict, remarks) = (words.verdict, words.remarks)
        ratePercent = certificate.summary.percent
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, verdict, remarks, certificate
        case ratePercent = "rate_percent"
    }
}
