package import Artwork
import Templates

/// A certificate that can be written in each of its forms.
package struct CertificateReport: Sendable, Hashable {
    /// A4, upright.
    static let pageMillimetres = 210.0
    /// The page and the HTML document, which have places for the same values.
    private static let page = "certificates/certificate.svg"
    private static let document = "certificates/certificate.html"

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
        case .html:
            try Array(filled(Self.document, rates: CertificateRows(certified.certificate).html).svg.utf8)
        case .pdf: try pdf()
        }
    }

    private func pdf() throws(ServiceError) -> [UInt8] {
        let page = try filled(Self.page, rates: RateBars(certified.certificate).svg)
        do {
            return try page.pdf(
                widthMillimetres: Self.pageMillimetres,
                info: DocumentInfo(title: "Scan certificate of \(document.name)"))
        } catch {
            throw .unreadablePicture("the certificate cannot be drawn: \(error)")
        }
    }

    private func filled(_ name: String, rates: String) throws(ServiceError) -> Picture {
        do {
            let template = try PictureTemplate(parsing: TemplateLibrary().text(name))
            let heat = certified.certificate.heat?.svg ?? Self.noHeat
            return try template.fill(
                values, parts: [.picture: try certified.picture.svg(), .heat: heat, .rates: rates])
        } catch {
            throw .unreadablePicture("the certificate cannot be drawn: \(error)")
        }
    }

    /// What stands where the codewords are not known.
    private static let noHeat =
        #"<svg width="1" height="1" viewBox="0 0 100 100"><text x="50" y="50" font-size="7""#
        + #" text-anchor="middle">no symbol by our own reading</text></svg>"#

    private var values: [String: String] {
        let words = CertificateWords(certified.certificate)
        var values = [
            "name": document.name, "verdict": words.verdict, "grade": certified.certificate.grade.rawValue,
            "colour": certified.certificate.grade.colour, "text": words.text, "version": words.version,
            "modules": words.modules, "mask": words.mask, "left": words.damageLeft, "blocks": words.blocks,
            "logo": words.logo, "contrast": words.contrast, "distance": words.distance,
            "distance_basis": words.distanceBasis, "smallest": words.smallestPrint,
            "print_basis": words.printBasis, "overall": words.overall, "basis": words.basis,
            "remarks": words.remarks.joined(separator: "; "),
        ]
        for count in certified.certificate.heat?.counts ?? [] {
            values["count_\(count.state.rawValue)"] = "\(count.codewords)"
        }
        for state in CodewordHeat.State.allCases where state != .fixed {
            values["count_\(state.rawValue)", default: "–"] += ""
        }
        return values
    }
}

extension CertificateGrade {
    /// The colour of a grade, dark enough for white words.
    var colour: String {
        switch self {
        case .strong: "#00694d"
        case .sound: "#0b5c8f"
        case .weak: "#8f5a00"
        case .fails: "#a5330a"
        }
    }
}
