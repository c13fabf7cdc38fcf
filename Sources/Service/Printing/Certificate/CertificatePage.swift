import Artwork
import Templates

/// A certificate of one symbol or a batch put into a template: a page to be printed, or a document for a browser.
struct CertificatePage {
    /// A4, upright.
    static let pageMillimetres = 210.0

    /// What a PDF reader calls it.
    let title: String
    /// The symbol that it shows.
    let symbol: CertifiedSymbol
    /// The template's values besides those that every certificate's symbol has.
    let values: [String: String]

    /// Fills a document for a browser.
    ///
    /// - Throws: `ServiceError.unreadablePicture` if it cannot be drawn.
    func html(_ template: String, rates: String) throws(ServiceError) -> [UInt8] {
        Array(try filled(template, rates: rates).svg.utf8)
    }

    /// Fills a page and draws it.
    ///
    /// - Throws: As `html(_:rates:)`.
    func pdf(_ template: String, rates: String) throws(ServiceError) -> [UInt8] {
        let page = try filled(template, rates: rates)
        do {
            return try page.pdf(
                widthMillimetres: Self.pageMillimetres, info: DocumentInfo(title: title))
        } catch {
            throw .unreadablePicture("the certificate cannot be drawn: \(error)")
        }
    }

    private func filled(_ name: String, rates: String) throws(ServiceError) -> Picture {
        do {
            let template = try PictureTemplate(parsing: TemplateLibrary().text(name))
            let heat = symbol.certificate.heat?.svg ?? Self.noHeat
            return try template.fill(
                values.merging(measures) { given, _ in given },
                parts: [.picture: try symbol.picture.svg(), .heat: heat, .rates: rates])
        } catch {
            throw .unreadablePicture("the certificate cannot be drawn: \(error)")
        }
    }

    /// What stands where the codewords are not known.
    private static let noHeat =
        #"<svg width="1" height="1" viewBox="0 0 100 100"><text x="50" y="50" font-size="7""#
        + #" text-anchor="middle">no symbol by our own reading</text></svg>"#

    /// What was found at the symbol.
    private var measures: [String: String] {
        let words = CertificateWords(symbol.certificate)
        var values = [
            "version": words.version, "modules": words.modules, "mask": words.mask, "left": words.damageLeft,
            "logo": words.logo, "contrast": words.contrast, "distance": words.distance,
            "distance_basis": words.distanceBasis, "smallest": words.smallestPrint,
            "print_basis": words.printBasis,
        ]
        for state in CodewordHeat.State.allCases where state != .fixed {
            values["count_\(state.rawValue)"] = "–"
        }
        for count in symbol.certificate.heat?.counts ?? [] {
            values["count_\(count.state.rawValue)"] = "\(count.codewords)"
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
