import HTTPTypes
import Service

/// Every route of the console, and which roles its session opens it for.
///
/// As `GuardedRoute` is for tokens: a route that is in neither table, nor open, does not exist.
enum ConsoleRoute: String, Sendable, CaseIterable {
    case home = "GET /console"
    case signInForm = "GET /console/sign-in"
    case signIn = "POST /console/sign-in"
    case signOut = "POST /console/sign-out"
    case listMembers = "GET /console/members"
    case search = "POST /console/searches"
    case showMember = "GET /console/members/{id}"
    case pair = "POST /console/members/{id}/pairings"
    case unpair = "POST /console/members/{id}/unpairings"
    case mergeForm = "GET /console/members/{id}/merge"
    case merge = "POST /console/members/{id}/merges"
    case unmerge = "POST /console/members/{id}/unmerges"
    case leave = "POST /console/members/{id}/leave"
    case erasureForm = "GET /console/members/{id}/erasure"
    case erase = "POST /console/members/{id}/erasure"
    case listQuestions = "GET /console/questions"
    case answerQuestion = "POST /console/questions/{id}/answers"
    case exportForm = "GET /console/exports"
    case export = "POST /console/exports"

    /// Who may; those of the API for the same thing.
    var roles: Set<Role> {
        switch self {
        case .home, .signInForm, .signIn, .signOut: Self.visitors
        case .listMembers, .search: GuardedRoute.listMembers.roles
        case .showMember: GuardedRoute.showMember.roles
        case .pair: GuardedRoute.pairMember.roles
        case .unpair: GuardedRoute.unpairMember.roles
        case .mergeForm, .merge: GuardedRoute.mergeMember.roles
        case .unmerge: GuardedRoute.unmergeMember.roles
        case .leave: GuardedRoute.leaveMember.roles
        case .erasureForm, .erase: GuardedRoute.eraseMember.roles
        case .listQuestions: GuardedRoute.listQuestions.roles
        case .answerQuestion: GuardedRoute.answerQuestion.roles
        // A list leaves the house: for those who may change it.
        case .exportForm, .export: [.owner, .manager]
        }
    }

    /// Who may sign in: for others there is nothing to see.
    static let visitors: Set<Role> = [.owner, .manager, .auditor]

    var method: HTTPRequest.Method { rawValue.hasPrefix("GET ") ? .get : .post }

    var path: String { String(rawValue.drop { $0 != "/" }) }
}
