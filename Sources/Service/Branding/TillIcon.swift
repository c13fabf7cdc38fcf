import Artwork

/// The icon of the cashier's page on a phone's home screen, in the brand's colour: a tessera with a tick.
package enum TillIcon {
    /// Returns a PNG file.
    ///
    /// The ground goes to the edges, and what is drawn stays within the middle four fifths, so that a phone may cut any
    /// shape out of it (W3C, Web Application Manifest, "Icon masks and safe zone").
    ///
    /// - Parameters:
    ///   - ground: The colour of the ground, `#rrggbb`.
    ///   - side: In pixels.
    /// - Returns: The file.
    /// - Throws: `ServiceError.file` if it cannot be drawn.
    package static func png(ground: String, side: Int) throws(ServiceError) -> [UInt8] {
        do {
            return try Picture(svg: svg(ground: ground)).png(widthPixels: side)
        } catch {
            throw .file(path: "the till's icon", reason: "it cannot be drawn: \(error)")
        }
    }

    private static func svg(ground: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">\
        <path fill="\(ground)" d="M0 0H100V100H0Z"/>\
        <path fill="none" stroke="#fff" stroke-width="6" stroke-linejoin="round" d="M26 26H74V74H26Z"/>\
        <path fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" stroke-linejoin="round" \
        d="M38 51L47 60L63 41"/></svg>
        """
    }
}
