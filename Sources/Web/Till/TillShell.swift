import Foundation
import Payload
import Promotion
import Service
import Templates
import Vocabulary

/// The cashier's page and its files: the same for everybody, without data, so that a browser may keep all of them.
///
/// They are put together when the server starts. The service worker carries a digest of all of them as its version: a
/// browser takes a new shell whole or not at all.
struct TillShell: Sendable {
    /// One file as it is served.
    struct File: Sendable {
        let bytes: [UInt8]
        let type: String
        /// What names these bytes, with its quotation marks.
        let tag: String

        init(_ bytes: [UInt8], _ type: String) {
            (self.bytes, self.type) = (bytes, type)
            tag = "\"\(Digest256(hashing: bytes).hex)\""
        }
    }

    /// The colour that style sheets name in place of the brand's.
    private static let placeholder = "#0b6e4f"
    /// In pixels: what browsers ask for before they install a page.
    private static let iconSides = [192, 512]

    private let pages: [SpokenLanguage: File]
    private let files: [String: File]

    /// The page in a language.
    func page(_ language: SpokenLanguage) -> File? { pages[language] }

    /// A file of the page.
    func file(_ name: String) -> File? { files[name] }

    /// Puts the page together.
    ///
    /// - Parameters:
    ///   - context: The brand, and the templates.
    ///   - library: The page and its words.
    /// - Throws: `ServiceError.file` if a template is missing or wrong.
    init(_ context: ServiceContext, _ library: PageLibrary) throws(ServiceError) {
        var pages: [SpokenLanguage: File] = [:]
        var files = try Self.scripts(context)
        for language in SpokenLanguage.allCases {
            let name = "till-\(language.rawValue).webmanifest"
            files[name] = try Self.manifest(context, library, language)
            pages[language] = File(
                Array(
                    try library.render(
                        "till", language,
                        [
                            "issuer": context.configuration.issuer.name.text(in: language.rawValue),
                            "manifest": "/till/files/" + name, "color": context.configuration.brand.dark,
                        ]
                    ).utf8), "text/html; charset=utf-8")
        }
        for side in Self.iconSides {
            let icon = try TillIcon.png(ground: context.configuration.brand.dark, side: side)
            files["icon-\(side).png"] = File(icon, "image/png")
        }
        files["worker.js"] = try Self.worker(context, pages, files)
        (self.pages, self.files) = (pages, files)
    }

    /// The scripts and the style sheet.
    private static func scripts(_ context: ServiceContext) throws(ServiceError) -> [String: File] {
        var files: [String: File] = [:]
        for name in TemplateLibrary.names(under: "pages/till") where !name.hasSuffix("/worker.js") {
            let type = name.hasSuffix(".css") ? "text/css" : "text/javascript"
            let text = try text(name, context)
            files[String(name.dropFirst("pages/till/".count))] = File(
                Array(text.utf8), type + "; charset=utf-8")
        }
        return files
    }

    private static func text(_ name: String, _ context: ServiceContext) throws(ServiceError) -> String {
        do {
            return try context.templates.text(name).replacing(
                placeholder, with: context.configuration.brand.dark)
        } catch {
            throw .file(path: name, reason: "\(error)")
        }
    }

    /// The service worker, which knows the names of all files and a digest of their bytes.
    private static func worker(
        _ context: ServiceContext, _ pages: [SpokenLanguage: File], _ files: [String: File]
    ) throws(ServiceError) -> File {
        let names = files.keys.sorted()
        let tags = SpokenLanguage.allCases.compactMap { pages[$0]?.tag } + names.compactMap { files[$0]?.tag }
        let script = try text("pages/till/worker.js", context)
        let shared = try text("pages/page.css", context)
        let version = Digest256(hashing: Array((tags + [script, shared]).joined(separator: "\n").utf8)).hex
        let addresses =
            ["/assets/page.css", "/till"] + SpokenLanguage.allCases.map { "/till?lang=\($0.rawValue)" }
            + names.map { "/till/files/\($0)" }
        let list = String(decoding: try JSONText.document(addresses), as: UTF8.self)
        return File(
            Array(
                script.replacing("\"SHELL_VERSION\"", with: "\"\(version)\"")
                    .replacing("\"SHELL_ADDRESSES\"", with: list).utf8), "text/javascript; charset=utf-8")
    }

    private static func manifest(
        _ context: ServiceContext, _ library: PageLibrary, _ language: SpokenLanguage
    ) throws(ServiceError) -> File {
        let issuer = context.configuration.issuer.name.text(in: language.rawValue)
        let word = library.word("till_title", language)
        let manifest = Manifest(
            name: "\(issuer) \(word)", shortName: word, lang: language.rawValue,
            startUrl: "/till?lang=\(language.rawValue)", themeColor: context.configuration.brand.dark,
            icons: iconSides.flatMap { side in
                ["any", "maskable"].map { purpose in
                    Manifest.Icon(
                        src: "/till/files/icon-\(side).png", sizes: "\(side)x\(side)", type: "image/png",
                        purpose: purpose)
                }
            })
        return File(try JSONText.document(manifest), "application/manifest+json")
    }

    /// What an installed page is called and looks like (W3C, Web Application Manifest).
    private struct Manifest: Encodable {
        let name: String
        let shortName: String
        let lang: String
        let startUrl: String
        let themeColor: String
        let icons: [Icon]
        var id = "/till"
        var scope = "/till"
        var display = "standalone"
        var backgroundColor = "#ffffff"

        struct Icon: Encodable {
            let src: String
            let sizes: String
            let type: String
            let purpose: String
        }
    }
}
