import HTTPTypes
import Hummingbird

/// The routes of the server, each with the statuses that it may answer.
///
/// One list serves the router, the `Allow` header of a 405, and the test that holds `/openapi.json` against it.
final class Routes {
    struct Route: Sendable, Hashable {
        let method: HTTPRequest.Method
        /// Such as `/c/{code}`.
        let path: String
        let statuses: Set<Int>

        /// The path as it is routed: of the printed kinds, `/c/…`, `/t/…`, `/s/…` and `/m/…`, also in capitals, `/C/…`.
        var spellings: Set<String> {
            let isPrinted = ["/c/", "/t/", "/s/", "/m/"].contains { path.hasPrefix($0) }
            guard isPrinted else { return [path] }
            return [path, "/" + path.dropFirst().prefix(1).uppercased() + path.dropFirst(2)]
        }
    }

    /// What any route may answer: too many at once, a fault of ours, no storage.
    static let commonStatuses: Set<Int> = [429, 500, 503]
    /// What every route for tills may answer besides.
    static let authenticatedStatuses: Set<Int> = [401, 403]

    private let router: Router<VerifierContext>
    private(set) var all: [Route] = []

    init(_ router: Router<VerifierContext>) {
        self.router = router
    }

    /// Adds a route.
    ///
    /// - Parameters:
    ///   - method: The request's method.
    ///   - path: The path.
    ///   - statuses: What it may answer beside `commonStatuses`.
    ///   - handler: What answers.
    func add(
        _ method: HTTPRequest.Method, _ path: String, _ statuses: Set<Int>,
        _ handler: @escaping @Sendable (Request, VerifierContext) async throws -> Response
    ) {
        let route = Route(method: method, path: path, statuses: statuses.union(Self.commonStatuses))
        all.append(route)
        for spelling in route.spellings { router.on(RouterPath(spelling), method: method, use: handler) }
    }
}

/// Which methods a path takes, for the answer to a wrong one.
struct RouteTable: Sendable {
    private let routes: [Routes.Route]

    init(_ routes: [Routes.Route]) {
        self.routes = routes
    }

    /// The methods of the routes that match a path, none if the path leads nowhere.
    ///
    /// As in the router, a name goes before a parameter: `/v1/segments/preview` is no segment.
    ///
    /// - Complexity: O(*r*) in the number of routes; only asked after nothing was found.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let parts = Self.parts(path)
        let matching = routes.filter { route in
            let pattern = Self.parts(route.path)
            return pattern.count == parts.count && zip(pattern, parts).enumerated().allSatisfy(Self.matches)
        }
        let fewest = matching.map { Self.parameterCount($0.path) }.min()
        let nearest = matching.filter { Self.parameterCount($0.path) == fewest }
        return Set(nearest.map(\.method)).sorted { $0.rawValue < $1.rawValue }
    }

    private static func parameterCount(_ path: String) -> Int {
        parts(path).count { $0.hasPrefix("{") }
    }

    private static func parts(_ path: String) -> [Substring] {
        path.split(separator: "/")
    }

    private static func matches(_ pair: EnumeratedSequence<Zip2Sequence<[Substring], [Substring]>>.Element)
        -> Bool
    {
        let (pattern, part) = pair.element
        if pattern.hasPrefix("{") { return true }
        return pattern == part || (pair.offset == 0 && pattern.count == 1 && pattern == part.lowercased())
    }
}
