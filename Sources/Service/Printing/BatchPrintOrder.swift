package import Archive
package import Artwork
package import Foundation
package import QRSymbol

/// How somebody wants a batch printed.
package struct BatchPrintOrder: Sendable {
    /// As what.
    package enum Form: Sendable {
        /// Label sheets in a PDF.
        case sheets(name: String, PrintOptions)
        /// A folder of pictures; text and style of the order are not read.
        case folder(SymbolOrder)
        /// The same pictures in one file.
        case archive(ArchiveFormat, SymbolOrder)
        /// A label after the other in one file for a printer.
        case stream(SymbolOrder)

        var auditKey: String {
            switch self {
            case .sheets: "sheet"
            case .folder, .archive, .stream: "format"
            }
        }

        var auditValue: String {
            switch self {
            case .sheets(let name, _): name
            case .folder(let order), .archive(_, let order), .stream(let order): order.format.rawValue
            }
        }
    }

    package var form: Form
    /// The file, or the folder.
    package var url: URL
    /// What to do about a print that is there already.
    package var existing: OutputFile.Existing
    package var check: BatchCheck
    /// `nil` takes M, or with a logo the first of Q and H that carries one.
    package var level: CorrectionLevel?
    package var logo: BrandStyle.LogoUse
    /// The certificate that is wanted besides.
    package var certificate: BatchCertificateOrder?

    package init(
        _ form: Form, to url: URL, existing: OutputFile.Existing = .keep, check: BatchCheck = .all,
        level: CorrectionLevel? = nil, logo: BrandStyle.LogoUse = .brand
    ) {
        self.form = form
        self.url = url
        self.existing = existing
        self.check = check
        self.level = level
        self.logo = logo
    }

    /// The list of what stands where: in a folder, or beside a file under its name.
    package var manifest: URL {
        if case .folder = form { return url.appending(path: "manifest.csv") }
        return url.deletingLastPathComponent().appending(path: "\(url.lastPathComponent).manifest.csv")
    }

    var sheetName: String? {
        if case .sheets(let name, _) = form { return name }
        return nil
    }

    /// Refuses before anything is drawn to write over what is there.
    func refuseExisting() throws(ServiceError) {
        guard existing == .keep else { return }
        if case .folder = form { return }
        for file in [url, manifest] where FileManager.default.fileExists(atPath: file.plainPath) {
            throw .exists(kind: "file", name: file.plainPath)
        }
    }
}
