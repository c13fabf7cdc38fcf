import HTTPTypes
import Hummingbird
import Promotion
import Service

/// The page that checks receipts; it looks nothing up, the signature alone tells.
extension PageController {
    func addReceiptRoutes(to routes: Routes) {
        routes.add(.get, "/r", [200, 303]) { try await receiptForm($0, $1) }
        routes.add(.get, "/r/{receipt}", [200]) { request, context in
            _ = try admit(request, context)
            return try receiptPage(request.parameter("receipt", context), language(of: request))
        }
    }

    /// The form; what was typed into it gets an address of its own, which can be kept and shown again.
    private func receiptForm(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try admit(request, context)
        let language = language(of: request)
        guard let typed = request.uri.queryParameters["receipt"] else {
            return try receiptPage(nil, language)
        }
        // A form sends a space as a plus sign, which no receipt has.
        let text = Receipt.text(in: String(typed.filter { $0 != "+" }))
        guard Receipt(parsing: text) != nil else { return try receiptPage(text, language) }
        let address = "/r/\(text)?lang=\(language.rawValue)"
        return Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }

    private func receiptPage(_ text: String?, _ language: SpokenLanguage) throws -> Response {
        let view = ReceiptView(
            verification: text.map(receipts.verification), configuration: context.configuration,
            language: language, pages: pages)
        return try html(try pages.render("receipt", language, brand(view.values, language)))
    }
}
