import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import Service
package import ServiceLifecycle
import Store
import Vocabulary

/// The HTTP server: composes use cases, controllers and middleware; opens no storage and reads no settings itself.
package struct Verifier: Sendable {
    private let context: ServiceContext
    private let registry: MetricsRegistry
    private let logger: Logger
    private let pages: PageLibrary
    private let redemptions: RedemptionService
    private let metrics: VerifierMetrics
    private let guardrails: Guardrails
    private let guessing: GuessingGuard
    private let access: AccessService
    private let hasDoor: Bool
    private let joining: JoinService?
    private let shell: TillShell
    private let readings = ReadingDesk()

    /// 1,024 connections may wait to be accepted: a thousand tills at once, as after a network failure.
    private static let backlog = 1_024
    /// A minute: a till that asks for nothing for so long connects again.
    private static let idleTimeout = TimeAmount.seconds(60)

    /// Prepares a server.
    ///
    /// - Parameters:
    ///   - context: Settings, keys, storage and clock.
    ///   - metrics: What `/metrics` shows.
    ///   - logger: Where requests and trouble are logged, without codes and tokens.
    ///   - policy: From how many unknown codes on somebody is a guesser.
    ///   - hasDoor: Whether redemptions are served at the door; without, Hummingbird serves them like all else.
    ///   - joining: Lets people join; `nil` where the program is closed.
    ///   - uptime: Nanoseconds of a clock that never goes back; says who has waited too long for a commit.
    /// - Throws: `ServiceError.file` if a page of the workspace is wrong.
    package init(
        _ context: ServiceContext, metrics: MetricsRegistry, logger: Logger,
        policy: GuessingPolicy = .standard, hasDoor: Bool = true,
        joining: JoinService? = nil,
        uptime: @escaping @Sendable () -> UInt64 = { NIODeadline.now().uptimeNanoseconds }
    ) throws(ServiceError) {
        access = AccessService(context)
        self.hasDoor = hasDoor
        self.joining = joining
        guardrails = Guardrails(policy)
        guessing = GuessingGuard(context, policy: policy)
        self.context = context
        registry = metrics
        self.logger = logger
        pages = try PageLibrary(context.templates)
        shell = try TillShell(context, pages)
        self.metrics = VerifierMetrics(metrics)
        redemptions = RedemptionService(context, watch: CommitWatch(self.metrics.commits, now: uptime))
        showReadings(in: metrics)
    }

    /// Shows what others keep: the store's retries, and what the system says of this process.
    private func showReadings(in registry: MetricsRegistry) {
        let store = context.store
        registry.readCounter(
            "tessera_store_retries_total", help: "Groups run again since another writer was in their way.",
            read: { Double(store.retryCount) })
        let milliseconds = context.surroundings.now().millisecondsSince1970
        ProcessReading.show(in: registry, startedAt: Double(milliseconds) / 1_000)
    }

    /// Returns the server as a service, for a group that stops it.
    ///
    /// A graceful shutdown takes no more connections and ends once every request that was accepted is answered.
    ///
    /// - Parameters:
    ///   - host: The address to listen on.
    ///   - port: The port; 0 picks a free one.
    ///   - onListening: Called once with the base URL, such as `http://127.0.0.1:8080`.
    /// - Returns: The service; it runs until it is shut down.
    package func service(
        host: String, port: UInt16, onListening: @escaping @Sendable (String) -> Void
    ) -> any ServiceLifecycle.Service {
        application(host: host, port: port, onListening: onListening)
    }

    private func application(
        host: String, port: UInt16, onListening: @escaping @Sendable (String) -> Void
    ) -> Application<RouterResponder<VerifierContext>> {
        Application(
            router: router().router,
            server: server(),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: Int(port)), serverName: nil, backlog: Self.backlog),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? Int(port)
                let name = host.contains(":") ? "[\(host)]" : host
                onListening("http://\(name):\(port)")
            },
            logger: logger)
    }

    private func server() -> HTTPServerBuilder {
        let desk = hasDoor ? desk() : nil
        return HTTPServerBuilder { responder in
            DoorChannel(responder: responder, desk: desk, idleTimeout: Self.idleTimeout)
        }
    }

    private func desk() -> RedemptionDesk {
        let requests = RequestMetrics(registry, routes: listedRoutes)
        return RedemptionDesk(
            counter: RedemptionController(redemptions: redemptions, gate: gate, metrics: metrics),
            log: RequestLog(instruments: requests.instruments(.post, RedemptionDesk.route)),
            inFlight: requests.inFlight, writer: AnswerWriter(dates: DateLine(context.surroundings.now)),
            logger: logger)
    }

    /// Runs the server until a signal to end comes, then finishes what it accepted.
    ///
    /// - Parameters:
    ///   - host: As for `service`.
    ///   - port: As for `service`.
    ///   - companions: What runs beside it and ends after it.
    ///   - onListening: As for `service`.
    /// - Throws: What the socket throws, such as for an address in use.
    package func run(
        host: String, port: UInt16, beside companions: [any ServiceLifecycle.Service] = [],
        onListening: @escaping @Sendable (String) -> Void
    ) async throws {
        var application = application(host: host, port: port, onListening: onListening)
        application.addServices(companions)
        try await application.runService()
    }
}

extension Verifier {
    /// The routes of the server with the statuses that each may answer, as the test of `/openapi.json` reads them.
    package var routeDescriptions: [(method: String, path: String, statuses: Set<Int>)] {
        router().routes.all.map { ($0.method.rawValue, $0.path, $0.statuses) }
    }

    private func router() -> (router: Router<VerifierContext>, routes: Routes) {
        let listed = listedRoutes
        let router = Router(context: VerifierContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: AccessLogMiddleware(requests: RequestMetrics(registry, routes: listed)))
        router.add(middleware: SecurityHeadersMiddleware())
        router.add(middleware: ProblemMiddleware(table: RouteTable(listed)))
        let routes = Routes(router)
        addRoutes(to: routes)
        return (router, routes)
    }

    /// The table for 405 and the instruments are made from the same routes; a first pass collects them.
    private var listedRoutes: [Routes.Route] {
        let listed = Routes(Router(context: VerifierContext.self))
        addRoutes(to: listed)
        return listed.all
    }

    private func addRoutes(to routes: Routes) {
        let terminals = TerminalService(context)
        let placements = PlacementService(context)
        let coupons = CouponPageService(context)
        let gate = gate
        let counter = RedemptionController(redemptions: redemptions, gate: gate, metrics: metrics)
        counter.addRoutes(to: routes)
        ReservationController(redemptions: redemptions, counter: counter, gate: gate).addRoutes(to: routes)
        OfflineController(redemptions: redemptions, leases: LeaseService(context), gate: gate)
            .addRoutes(to: routes)
        ReceiptController(receipts: ReceiptService(context), gate: gate, guardrails: guardrails)
            .addRoutes(to: routes)
        LedgerController(ledger: LedgerService(context), gate: gate).addRoutes(to: routes)
        StatusListController(lists: StatusListService(context), gate: gate).addRoutes(to: routes)
        TermsController(terms: TillTermsService(context), gate: gate).addRoutes(to: routes)
        EventController(events: EventService(context), gate: gate).addRoutes(to: routes)
        ManagementController(
            context: context, terminals: terminals, placements: placements, coupons: coupons, gate: gate
        ).addRoutes(to: routes)
        AccessController(
            tokens: TokenService(context), audit: AuditService(context), lockouts: LockoutService(context),
            gate: gate
        ).addRoutes(to: routes)
        MemberController(directory: MemberDirectory(context), gate: gate).addRoutes(to: routes)
        QuestionController(questions: QuestionService(context), gate: gate).addRoutes(to: routes)
        let reception = MemberReception(directory: MemberDirectory(context), gate: gate)
        BalanceController(desk: BalanceDesk(context), reception: reception).addRoutes(to: routes)
        ProgramController(directory: MemberDirectory(context), reception: reception).addRoutes(to: routes)
        SegmentController(segments: SegmentService(context), gate: gate).addRoutes(to: routes)
        OperationsController(context: context, registry: registry, gate: gate).addRoutes(to: routes)
        let pageController = PageController(
            context: context, coupons: coupons, placements: placements, visits: VisitService(context),
            receipts: ReceiptService(context), pages: pages, watchman: gate.watchman,
            isJoiningOpen: joining != nil)
        pageController.addRoutes(to: routes)
        JoinController(joining: joining, host: pageController, logger: logger).addRoutes(to: routes)
        CardPageController(cards: MemberCardPageService(context), host: pageController).addRoutes(to: routes)
        ReadingController(desk: readings, gate: gate).addRoutes(to: routes)
        TillController(context: context, gate: gate, shell: shell).addRoutes(to: routes)
        ConsoleController(
            context: context, pages: pages,
            door: ConsoleGate(context: context, sessions: ConsoleSessions(context), gate: gate),
            directory: MemberDirectory(context)
        ).addRoutes(to: routes)
    }

    private var gate: Gate {
        Gate(
            access: access, tills: TillSessions(context),
            watchman: Watchman(guessing: guessing, guardrails: guardrails, metrics: metrics),
            trustedProxyCount: context.configuration.server.trustedProxyCount)
    }
}
