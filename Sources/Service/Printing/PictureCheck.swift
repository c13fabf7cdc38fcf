import Artwork
package import Foundation

/// Reads a picture or a PDF as a scanner would and says what it found.
package enum PictureCheck {
    /// 200 MB: a sheet of a hundred thousand labels; a larger file is not ours.
    package static let maximumByteCount = 200_000_000

    /// What a picture holds.
    package struct Report: Sendable, Hashable, Codable {
        package var path: String
        package var kind: String
        package var pages: Int
        package var symbols: [Found]
        /// Whether there is one symbol or more and each holds the expected text; `nil` if none was expected.
        package var isExpected: Bool?
    }

    /// One symbol.
    package struct Found: Sendable, Hashable, Codable {
        /// 1 for the first; always 1 in a picture.
        package var page: Int
        package var text: String
    }

    /// Reads every symbol in a PNG, SVG or PDF file.
    ///
    /// - Parameters:
    ///   - url: The file; its first bytes tell its kind.
    ///   - expected: What each symbol should hold, if that is to be judged.
    /// - Returns: What was found; finding nothing is no error.
    /// - Throws: `ServiceError.file` or `.invalidInput`.
    package static func read(_ url: URL, expecting expected: String?) throws(ServiceError) -> Report {
        let bytes = try bytes(of: url)
        do {
            let (kind, pages, symbols) = try read(bytes)
            return Report(
                path: url.plainPath, kind: kind, pages: pages, symbols: symbols,
                isExpected: expected.map { expected in
                    !symbols.isEmpty && symbols.allSatisfy { $0.text == expected }
                })
        } catch {
            throw .invalidInput([
                InputFault(file: url.plainPath, pointer: "", detail: "cannot be read: \(error)")
            ])
        }
    }

    private static func bytes(of url: URL) throws(ServiceError) -> [UInt8] {
        let size = (try? url.resourceValues(forKeys: [.fileSizeKey]))?.fileSize
        guard let size else { throw .file(path: url.plainPath, reason: "cannot be read") }
        guard size <= maximumByteCount else {
            throw .invalidInput([
                InputFault(
                    file: url.plainPath, pointer: "",
                    detail: "\(size) bytes; at most \(maximumByteCount) are read")
            ])
        }
        guard let data = try? Data(contentsOf: url) else {
            throw .file(path: url.plainPath, reason: "cannot be read")
        }
        return Array(data)
    }

    private static func read(_ bytes: [UInt8]) throws -> (kind: String, pages: Int, symbols: [Found]) {
        if bytes.starts(with: Array("%PDF".utf8)) {
            let reader = try PDFReader(bytes)
            let symbols = try (1...reader.pageCount).flatMap { page in
                let picture = try reader.render(page: page, dotsPerInch: PDFReadBack.usualDotsPerInch)
                return try SymbolReader.read(
                    luminance: picture.luminance, width: picture.width, height: picture.height
                ).map { Found(page: page, text: String(decoding: $0.text, as: UTF8.self)) }
            }
            return ("pdf", reader.pageCount, symbols)
        }
        let isPNG = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
        let found =
            isPNG
            ? try SymbolReader.read(png: bytes) : try SymbolReader.read(svg: bytes, width: svgWidthPixels)
        let symbols = found.map { Found(page: 1, text: String(decoding: $0.text, as: UTF8.self)) }
        return (isPNG ? "png" : "svg", 1, symbols)
    }

    /// 1,600 pixels: eight to a module of the largest symbol.
    private static let svgWidthPixels = 1_600
}
