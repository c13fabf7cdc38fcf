import HTTPTypes
import Hummingbird
import Promotion
import Service

/// Signing in with a token, and out.
extension ConsoleController {
    func addSignIn(to routes: Routes) {
        add(.signInForm, [200], to: routes) { request, context, language in
            try door.admitAnybody(request, context)
            return try signInPage(language)
        }
        add(.signIn, [303, 400, 401, 403, 413, 415], to: routes) { request, context, language in
            guard let number = try await door.signIn(request, context) else {
                return try signInPage(language, isWrong: true)
            }
            var response = Self.redirect("/console/members")
            setCookie(
                ConsoleCookies.session, number, seconds: ConsoleSessions.lifetimeSeconds, in: &response,
                request)
            return response
        }
        add(.signOut, [303, 400, 403, 413, 415], to: routes) { request, context, _ in
            try await door.signOut(request, context)
            var response = Self.redirect("/console/sign-in")
            setCookie(ConsoleCookies.session, "", seconds: 0, in: &response, request)
            return response
        }
    }

    private func signInPage(_ language: SpokenLanguage, isWrong: Bool = false) throws -> Response {
        let scene = ConsoleScene(
            context: context, pages: pages, language: language, path: "/console/sign-in", visitor: nil)
        let values: [String: Any] = ["title": scene.word("console_sign_in"), "is_wrong": isWrong]
        return try scene.page("console-sign-in", values, status: isWrong ? .unauthorized : .ok)
    }
}
