package import Artwork
package import Foundation

/// The look of the brand's symbols, from its settings.
package struct BrandStyle: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Whether the brand's logo is in the middle.
    package enum LogoUse: Sendable, Hashable {
        case brand, none
    }

    /// Returns the style in the brand's colours.
    ///
    /// - Parameters:
    ///   - logo: Whether with its logo.
    ///   - quietZone: In modules.
    /// - Returns: A style that scanners can read.
    /// - Throws: `ServiceError.invalidInput` if the colours are too close, `.file` if the logo cannot be read.
    package func style(
        logo: LogoUse, quietZone: Int = SymbolStyle.standardQuietZone
    ) throws(ServiceError) -> SymbolStyle {
        let brand = context.configuration.brand
        let picture = logo == .brand ? try self.logo() : nil
        if let kit = try kit() { return try kit.look.style(quietZone: quietZone, logo: picture) }
        do {
            return try SymbolStyle(
                dark: Color(parsing: brand.dark), light: Color(parsing: brand.light), quietZone: quietZone,
                logo: picture)
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }

    /// Returns the brand's kit, or `nil` if it is drawn by two colours.
    private func kit() throws(ServiceError) -> BrandKit? {
        guard let name = context.configuration.brand.kit else { return nil }
        return try BrandKitLibrary(context.templates).kit(name)
    }

    /// Returns the brand's logo, its kit's before its settings', or `nil` if it has none.
    ///
    /// - Throws: `ServiceError.file` if it cannot be read, `.invalidInput` if it is no logo.
    package func logo() throws(ServiceError) -> Logo? {
        if let kit = try kit(), let logo = try BrandKitLibrary(context.templates).logo(of: kit) {
            return logo
        }
        guard let file = context.workspace.logoFile else { return nil }
        return try Self.logo(at: file)
    }

    /// Returns the brand's logo as a browser takes it, or `nil` if the brand has none.
    ///
    /// - Throws: As `logo()`.
    package func icon() throws(ServiceError) -> (bytes: [UInt8], mediaType: String)? {
        guard let logo = try logo() else { return nil }
        return (logo.bytes, logo.format.mediaType)
    }

    /// Reads a logo from a file.
    ///
    /// - Throws: `ServiceError.file` if it cannot be read, `.invalidInput` if it is no logo.
    package static func logo(at url: URL, size: Logo.Size = .largest) throws(ServiceError) -> Logo {
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw .file(path: url.plainPath, reason: "cannot be read")
        }
        do {
            return try Logo(Array(data), size: size)
        } catch {
            throw .invalidInput([.logo(error, file: url.plainPath)])
        }
    }
}
