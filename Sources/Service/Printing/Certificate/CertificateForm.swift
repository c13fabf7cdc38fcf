/// What a certificate is written as; raw values are file extensions.
package enum CertificateForm: String, Sendable, Hashable, CaseIterable {
    case pdf, html, json
}
