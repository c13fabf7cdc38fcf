import Foundation
import Mustache
import Promotion
import Service
import Templates

/// The pages of the folder `templates/pages`, compiled once when the server starts.
struct PageLibrary: Sendable {
    private let library: MustacheLibrary
    private let words: [SpokenLanguage: [String: String]]

    /// Compiles every page, the workspace's own copies first.
    ///
    /// - Throws: `ServiceError.file` with the page that is wrong.
    init(_ templates: TemplateLibrary) throws(ServiceError) {
        var library = MustacheLibrary()
        for name in TemplateLibrary.names(under: "pages") where name.hasSuffix(".mustache") {
            let page = name.dropFirst("pages/".count).dropLast(".mustache".count)
            do {
                try library.register(try templates.text(name), named: String(page))
            } catch {
                throw .file(path: name, reason: "\(error)")
            }
        }
        self.library = library
        var words: [SpokenLanguage: [String: String]] = [:]
        for language in SpokenLanguage.allCases { words[language] = try Self.words(language, templates) }
        self.words = words
    }

    private static func words(
        _ language: SpokenLanguage, _ templates: TemplateLibrary
    ) throws(ServiceError) -> [String: String] {
        let name = "pages/words.\(language.rawValue).json"
        do {
            return try JSONDecoder().decode([String: String].self, from: Data(templates.text(name).utf8))
        } catch {
            throw .file(path: name, reason: "\(error)")
        }
    }

    /// Fills a page; every value is escaped for HTML unless its template says otherwise.
    ///
    /// - Parameters:
    ///   - name: The page, such as `coupon`.
    ///   - language: Chooses the words, which templates find as `words.name`.
    ///   - values: What else the page shows.
    /// - Returns: The page.
    /// - Throws: `ServiceError.file` if there is no such page.
    func render(
        _ name: String, _ language: SpokenLanguage, _ values: [String: Any]
    ) throws(ServiceError) -> String {
        var values = values
        values["words"] = words[language] ?? [:]
        values["language"] = language.rawValue
        guard let text = library.render(values, withTemplate: name) else {
            throw .file(path: "pages/\(name).mustache", reason: "there is no such page")
        }
        return text
    }

    /// One word, for texts that are put together in Swift.
    func word(_ name: String, _ language: SpokenLanguage) -> String {
        words[language]?[name] ?? name
    }
}
