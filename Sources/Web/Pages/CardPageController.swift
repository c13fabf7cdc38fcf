import Hummingbird
import Payload
import Promotion
import Service
import Vocabulary

/// The page of a membership card: `/m/CODE`.
struct CardPageController: Sendable {
    let cards: MemberCardPageService
    let host: PageController

    func addRoutes(to routes: Routes) {
        routes.add(.get, "/m/{card}", [200, 404]) { try await card($0, $1) }
    }

    private func card(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let visitor = try host.admit(request, context)
        try await host.watchman.check([visitor])
        let language = host.language(of: request)
        guard let page = try await cards.page(of: request.parameter("card", context)) else {
            await host.watchman.countUnknown(from: [visitor], store: nil, context.logger)
            return try host.unknown(language)
        }
        var values = try CardSymbolView.values(page.code, address: page.url)
        values["program"] = host.program(language)
        values["title"] = host.program(language)
        values["is_active"] = page.isActive
        values["tier"] =
            language == .english && !page.words.english.isEmpty ? page.words.english : page.words.chinese
        values["joined_on"] = language.sentence(of: page.joinedOn)
        if let store = page.store { values["store"] = store.name.text(in: language.rawValue) }
        return try host.html(try host.pages.render("member_card", language, host.brand(values, language)))
    }
}

/// A card's symbol as its template sees it.
enum CardSymbolView {
    /// The values by the names that `templates/pages/card_symbol.mustache` uses.
    static func values(_ card: MemberCardCode, address: String) throws(ServiceError) -> [String: Any] {
        let symbol = try SymbolPath(of: address)
        return ["side": String(symbol.side), "path": symbol.path, "code": card.code.grouped]
    }
}
