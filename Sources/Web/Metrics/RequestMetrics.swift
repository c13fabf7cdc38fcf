import HTTPTypes
import Synchronization

/// Requests by route, which has no codes in it, by method and by status.
///
/// The instruments of every known route are made beforehand; what is rare (a method that a path does not take, a path
/// that leads nowhere) gets its own when it first comes, and there are few of those.
final class RequestMetrics: Sendable {
    /// Requests that were begun and are not answered yet.
    let inFlight: GaugeInstrument
    private let registry: MetricsRegistry
    private let known: [String: [RouteInstruments]]
    private let rare = Mutex<[String: [RouteInstruments]]>([:])

    /// What a path that leads nowhere is counted as.
    static let nowhere = "none"

    init(_ registry: MetricsRegistry, routes: [Routes.Route]) {
        self.registry = registry
        inFlight = registry.gauge(
            "tessera_http_requests_in_flight", help: "Requests begun and not answered yet.")
        var known: [String: [RouteInstruments]] = [:]
        for route in routes {
            let instruments = RouteInstruments(registry, route.method.rawValue, route.path, route.statuses)
            for spelling in route.spellings { known[spelling, default: []].append(instruments) }
        }
        self.known = known
    }

    /// Returns the instruments of a request.
    ///
    /// - Parameters:
    ///   - method: The request's method.
    ///   - pattern: The route as the router knows it, such as `/C/{code}`; anything else leads nowhere.
    /// - Returns: Those of the route and method, made now if they are rare.
    func instruments(_ method: HTTPRequest.Method, _ pattern: String?) -> RouteInstruments {
        let method = Self.name(of: method)
        let routes = pattern.flatMap { known[$0] } ?? []
        return routes.first { $0.method == method }
            ?? rareInstruments(method, routes.first?.route ?? Self.nowhere)
    }

    private static let knownMethods: [HTTPRequest.Method] = [
        .get, .post, .head, .put, .patch, .delete, .options,
    ]

    /// A client may invent methods, but not make a metric of each.
    private static func name(of method: HTTPRequest.Method) -> String {
        knownMethods.contains(method) ? method.rawValue : "OTHER"
    }

    private func rareInstruments(_ method: String, _ route: String) -> RouteInstruments {
        rare.withLock { rare in
            if let found = rare[route]?.first(where: { $0.method == method }) { return found }
            let new = RouteInstruments(registry, method, route, [])
            rare[route, default: []].append(new)
            return new
        }
    }
}

/// The instruments of one method of one route.
final class RouteInstruments: Sendable {
    let method: String
    let route: String
    private let duration: HistogramInstrument
    private let statuses: [(status: Int, counter: CounterInstrument)]
    private let make: @Sendable (Int) -> CounterInstrument

    init(_ registry: MetricsRegistry, _ method: String, _ route: String, _ statuses: Set<Int>) {
        self.method = method
        self.route = route
        let labels: MetricsRegistry.Labels = [("method", method), ("route", route)]
        duration = registry.histogram(
            "tessera_http_request_duration_seconds", help: "Time from a request's head to its answer's.",
            scale: .seconds, labels: labels)
        let make: @Sendable (Int) -> CounterInstrument = { status in
            registry.counter(
                "tessera_http_requests_total", help: "Requests answered, by status.",
                labels: labels + [("status", String(status))])
        }
        self.make = make
        self.statuses = statuses.sorted().map { ($0, make($0)) }
    }

    /// Counts an answer with its status and its time.
    func record(status: Int, nanoseconds: Int64) {
        duration.record(nanoseconds)
        let counter = statuses.first { $0.status == status }?.counter ?? make(status)
        counter.increment()
    }
}
