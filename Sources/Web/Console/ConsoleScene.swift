import Foundation
import HTTPTypes
import Hummingbird
import Promotion
import Service
import Store
import Vocabulary

/// What every page of the console has: the brand, the language, whoever is signed in, and the way around.
struct ConsoleScene {
    let context: ServiceContext
    let pages: PageLibrary
    let language: SpokenLanguage
    /// Where the page is, with its query; the links to the other language lead there.
    let path: String
    /// `nil` where nobody is signed in.
    let visitor: ConsoleGate.Visitor?

    /// Fills a page.
    func page(
        _ name: String, _ values: [String: Any], status: HTTPResponse.Status = .ok
    ) throws(ServiceError) -> Response {
        var all = values
        all["issuer"] = context.configuration.issuer.name.text(in: language.rawValue)
        let sign = path.contains("?") ? "&" : "?"
        all["english"] = path + sign + "lang=en"
        all["chinese"] = path + sign + "lang=zh-Hans"
        if let visitor {
            all["signed_in"] =
                [
                    "form_token": visitor.session.formToken, "may_change": visitor.may(.pair),
                    "may_export": visitor.may(.export),
                    "role": word("console_role_\(visitor.session.principal.role.rawValue)"),
                    "name": visitor.session.principal.actor.id,
                ] as [String: Any]
            all["form_token"] = visitor.session.formToken
            all["may_change"] = visitor.may(.pair)
        }
        return .text(
            try pages.render(name, language, all), type: "text/html; charset=utf-8", status: status)
    }

    func word(_ name: String) -> String { pages.word(name, language) }

    /// One of several words of the pages, or the text itself where there is none for it.
    func word(_ prefix: String, _ text: String) -> String {
        let name = "console_\(prefix)_\(text)"
        let found = word(name)
        return found == name ? text : found
    }

    /// A problem as its page shows it: the reason in the page's language, or else its own sentence.
    func values(of problem: Problem) -> [String: Any] {
        ["title": word("console_problem"), "text": sentence(problem), "status": String(problem.status)]
    }

    func sentence(_ problem: Problem) -> String {
        let name = "console_reason_\(problem.reason)"
        let found = word(name)
        return found == name ? problem.detail ?? problem.title : found
    }

    func storeName(_ id: StoreID?) -> String {
        guard let id else { return "" }
        let name = context.configuration.store(id)?.name.text(in: language.rawValue)
        return name.map { "\($0) (\(id))" } ?? id.text
    }

    /// Returns a path with a query of those values that there are.
    static func address(_ path: String, _ query: KeyValuePairs<String, String?>) -> String {
        let pairs = query.compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    /// Percent-encodes all but the unreserved characters (RFC 3986, 2.3).
    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                Character(scalar).isASCII && (Character(scalar).isLetter || Character(scalar).isNumber)
            return isPlain || "-._~".unicodeScalars.contains(scalar)
                ? String(scalar) : "%" + String(UInt16(byte) + 256, radix: 16, uppercase: true).dropFirst()
        }.joined()
    }
}
