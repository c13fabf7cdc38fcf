import Artwork

/// A batch's certificate that can be written in each of its forms.
///
/// Page and document show the worst code's picture, which any telephone reads: they are for those who may have
/// the print.
package struct BatchCertificateReport: Sendable, Hashable {
    private static let page = "certificates/batch.svg"
    private static let html = "certificates/batch.html"

    /// What scripts read.
    package let document: BatchCertificateDocument
    private let findings: BatchFindings

    init(_ findings: BatchFindings) {
        self.findings = findings
        document = BatchCertificateDocument(findings)
    }

    /// Writes the certificate.
    ///
    /// - Parameter form: One page, a document for a browser, or JSON.
    /// - Returns: The file, the same for the same certificate.
    /// - Throws: `ServiceError.unreadablePicture` if it cannot be drawn.
    package func bytes(as form: CertificateForm) throws(ServiceError) -> [UInt8] {
        switch form {
        case .json: try JSONText.line(document)
        case .html: try certificatePage.html(Self.html, rates: rows)
        case .pdf: try certificatePage.pdf(Self.page, rates: bars)
        }
    }

    private var certificatePage: CertificatePage {
        let (words, worst) = (BatchCertificateWords(findings), findings.worstMember)
        return CertificatePage(
            title: "Scan certificate of batch \(findings.batch)", symbol: worst.symbol,
            values: [
                "name": "Batch \(findings.batch), \(findings.codeCount) codes", "verdict": words.verdict,
                "grade": findings.grade.rawValue, "colour": findings.grade.colour,
                "remarks": words.remarks.joined(separator: "; "), "selection": words.selection,
                "worst": words.worst, "serial": String(worst.serial), "blocks": words.leftPerBlock,
                "overall": words.range, "rate_basis": words.rateBasis, "basis": words.basis,
            ])
    }

    private var bars: String {
        MemberBars(
            findings.members.map { member in
                MemberBars.Line(
                    name: "No. \(member.serial)" + (member.isWorst ? ", worst" : ""), note: member.place,
                    state: state(member), summary: member.certificate.summary)
            }
        ).svg
    }

    private var rows: String {
        findings.members.map { member in
            "<tr><th scope=\"row\">No. \(member.serial)<small>\(escaped(member.place)), \(member.role)</small></th>"
                + "<td>\(state(member))</td>"
                + CertificateRows.cells(member.certificate.summary) + "</tr>"
        }.joined(separator: "\n")
    }

    /// The grade, and what is left.
    private func state(_ member: CertifiedMember) -> String {
        "\(member.certificate.grade.rawValue), \(CertificateWords(member.certificate).shortDamageLeft) left"
    }
}
