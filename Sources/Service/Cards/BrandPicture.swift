import Artwork
import QRSymbol
import Templates
import Vocabulary

/// A drawing in the brand's colours with one symbol, read back before anybody gets it.
struct BrandPicture {
    /// A template's path, such as `cards/member.svg`.
    let template: String
    /// What the drawing may show; a template need not have a place for all of it.
    let values: [String: String]
    /// Exactly what the symbol holds.
    let symbolText: String
    let widthMillimetres: Double
    let title: String

    /// 508 dpi: a module of a card's symbol is some twelve pixels, and a card still opens on every phone.
    private static let pixelsPerMillimetre = 20.0

    /// Draws the picture and reads it back.
    ///
    /// - Parameters:
    ///   - format: How it is drawn.
    ///   - context: The brand's look and the templates.
    /// - Returns: The bytes of the file.
    /// - Throws: `ServiceError.unreadablePicture` if it does not read back, `.invalidInput` for a template that
    ///   cannot be filled, `.notFound` and `.file` for a logo or a template that is not there.
    func draw(as format: PictureFormat, in context: ServiceContext) throws(ServiceError) -> [UInt8] {
        let picture = try filled(in: context)
        let bytes = try bytes(of: picture, as: format)
        try readBack(bytes, as: format)
        return bytes
    }

    private func filled(in context: ServiceContext) throws(ServiceError) -> Picture {
        let text = try templateText(context)
        let settings = context.configuration.brand
        let look = ["dark": settings.dark, "light": settings.light].merging(values) { _, value in value }
        let style = try BrandStyle(context).style(logo: .none)
        let ownLogo = try ownLogo(of: context.workspace)
        do {
            let template = try PictureTemplate(parsing: text)
            let symbol = try Symbol(encoding: symbolText)
            let logo = try ownLogo ?? initial(of: context.configuration)
            return try template.fill(
                look.filter { template.placeholders.contains($0.key) }, symbol: (symbol, style),
                logo: template.drawings.contains(.logo) ? logo : nil)
        } catch {
            let detail = "The picture cannot be made of this template: \(error)"
            throw .invalidInput([InputFault(file: "templates/\(template)", pointer: "", detail: detail)])
        }
    }

    private func ownLogo(of workspace: Workspace) throws(ServiceError) -> Logo? {
        guard let file = workspace.logoFile else { return nil }
        return try BrandStyle.logo(at: file)
    }

    /// The first letter of the brand's name, for a brand without a logo; a dot for a name without letters.
    private func initial(of settings: Configuration) throws -> Logo {
        let letter = settings.issuer.name.fallback.first { $0.isLetter }.map(String.init) ?? "•"
        let svg = #"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text x="50" y="78" font-size="80" \#
            font-family="'Noto Sans CJK SC', 'DejaVu Sans', sans-serif" text-anchor="middle" \#
            fill="\#(settings.brand.dark)">\#(letter)</text></svg>
            """#
        return try Logo(Array(svg.utf8))
    }

    private func templateText(_ context: ServiceContext) throws(ServiceError) -> String {
        do {
            return try context.templates.text(template)
        } catch {
            if case .missing(let name, _) = error { throw .notFound(kind: "template", name: name) }
            throw .file(path: "templates/\(template)", reason: "\(error)")
        }
    }

    private func bytes(of picture: Picture, as format: PictureFormat) throws(ServiceError) -> [UInt8] {
        do {
            switch format {
            case .svg: return Array(picture.svg.utf8)
            case .png: return try picture.png(widthPixels: Int(widthMillimetres * Self.pixelsPerMillimetre))
            case .pdf:
                return try picture.pdf(widthMillimetres: widthMillimetres, info: DocumentInfo(title: title))
            }
        } catch {
            throw .unreadablePicture("\(title) cannot be drawn: \(error)")
        }
    }

    private func readBack(_ bytes: [UInt8], as format: PictureFormat) throws(ServiceError) {
        let expected = Array(symbolText.utf8)
        do {
            switch format {
            case .svg: try ReadBack.verify(svg: bytes, expecting: expected)
            case .png: try ReadBack.verify(png: bytes, expecting: expected)
            case .pdf:
                let page = try PDFReader(bytes).render(page: 1, dotsPerInch: PDFReadBack.usualDotsPerInch)
                let found = try SymbolReader.read(
                    luminance: page.luminance, width: page.width, height: page.height)
                guard found.map(\.text) == [expected] else {
                    throw ReadBack.ReadBackError.different(read: found.map(\.text), expected: expected)
                }
            }
        } catch {
            throw .unreadablePicture("\(title) does not read back: \(error)")
        }
    }
}
