package import Artwork
package import Foundation

/// Reads a picture or a PDF as a scanner would, measures it as a press would, and says what it found.
package enum PictureCheck {
    /// 500 MB: a sheet of a million labels; a larger file is not ours.
    package static let maximumByteCount = 500_000_000
    /// Pages of a long PDF that are checked unless all are asked for: a page of labels takes a second.
    package static let sampledPageCount = 10

    /// What a file is held to, and how much of it is looked at.
    package struct Order: Sendable {
        /// What each symbol should hold, if that is to be judged.
        package var expected: String?
        /// What it is printed for.
        package var preset: PrintPreset?
        /// What prints it.
        package var dotsPerInch: Int?
        package var pages = Pages.sample

        package init() {}
    }

    /// Which pages of a PDF are looked at.
    package enum Pages: Sendable, Hashable {
        /// The first, the last, and some between.
        case sample
        case all
        case one(Int)
    }

    /// What a picture holds.
    package struct Report: Sendable, Codable {
        package var path: String
        package var kind: String
        package var pages: Int
        /// How many of the pages were looked at.
        package var checkedPages: Int
        package var symbols: [Found]
        /// Whether there is one symbol or more and each holds the expected text; `nil` if none was expected.
        package var isExpected: Bool?
        /// Whether nothing fails that was checked.
        package var passes: Bool
        /// Every measure and finding.
        package var check: CheckReport
    }

    /// One symbol.
    package struct Found: Sendable, Hashable, Codable {
        /// 1 for the first; always 1 in a picture.
        package var page: Int
        package var text: String
    }

    /// Checks every symbol in a PNG, SVG or PDF file.
    ///
    /// - Parameters:
    ///   - url: The file; its first bytes tell its kind.
    ///   - order: What it is held to.
    /// - Returns: What was found; finding nothing is no error.
    /// - Throws: `ServiceError.file` or `.invalidInput`.
    package static func read(_ url: URL, _ order: Order) throws(ServiceError) -> Report {
        let bytes = try bytes(of: url)
        let report: CheckReport
        do { report = try check(bytes, order) } catch {
            throw .invalidInput([InputFault(file: url.plainPath, pointer: "", detail: sentence(error))])
        }
        let symbols = report.pages.flatMap { page in
            page.symbols.map { Found(page: page.number, text: $0.readText) }
        }
        let isExpected = order.expected.map { expected in
            !symbols.isEmpty && symbols.allSatisfy { $0.text == expected }
        }
        return Report(
            path: url.plainPath, kind: report.kind.rawValue, pages: report.pageCount,
            checkedPages: report.pages.count, symbols: symbols, isExpected: isExpected,
            passes: report.passes && isExpected != false, check: report)
    }

    static func sentence(_ error: CheckError) -> String {
        switch error {
        case .unknownKind: "is no PNG, SVG or PDF file"
        case .noSuchPage(let page): "has one page only, not a page \(page)"
        case .pdf(.noSuchPage(let page, let count)): "has \(count) pages, not a page \(page)"
        default: "cannot be read: \(error)"
        }
    }

    private static func check(_ bytes: [UInt8], _ order: Order) throws(CheckError) -> CheckReport {
        let limits = order.limits
        guard String(decoding: bytes.prefix(1_024), as: UTF8.self).contains("%PDF-") else {
            guard case .one(let page) = order.pages else {
                return try PrintCheck.check(bytes, limits: limits)
            }
            return try PrintCheck.check(bytes, pages: [page], limits: limits)
        }
        switch order.pages {
        case .all: return try PrintCheck.check(bytes, limits: limits)
        case .one(let page): return try PrintCheck.check(bytes, pages: [page], limits: limits)
        case .sample:
            let count: Int
            do { count = try PDFReader(bytes).pageCount } catch { throw .pdf(error) }
            return try PrintCheck.check(bytes, pages: sample(of: count), limits: limits)
        }
    }

    /// The first page, the last, and some between at even steps.
    static func sample(of count: Int) -> [Int] {
        guard count > sampledPageCount else { return Array(1...max(count, 1)) }
        return (0..<sampledPageCount).map { 1 + $0 * (count - 1) / (sampledPageCount - 1) }
    }

    static func bytes(of url: URL) throws(ServiceError) -> [UInt8] {
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
}

extension PictureCheck.Order {
    /// The preset's numbers in a check's terms.
    fileprivate var limits: CheckLimits {
        var limits = CheckLimits(printerDotsPerInch: dotsPerInch.map(Double.init))
        guard let preset else { return limits }
        limits.moduleMillimetres = preset.moduleMillimetres
        limits.quietZoneModules = Double(preset.quietZone)
        if preset != .screen { limits.plateContrast = limits.symbolContrast }
        return limits
    }
}

extension CheckedSymbol {
    /// What it holds, with a mark for every byte that is no UTF-8.
    fileprivate var readText: String { text ?? String(decoding: bytes, as: UTF8.self) }
}
