import ArgumentParser
import Logging
import Service
import ServiceLifecycle
import Web

/// Runs the verifier.
struct Serve: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the verifier: redemptions over HTTP, and the pages behind printed codes.",
        discussion: """
            Prints `listening on http://HOST:PORT` on stderr when it is ready. SIGTERM and Ctrl-C end it once every \
            request that it accepted is answered. It speaks plain HTTP: put a proxy that speaks TLS before it.
            """)

    @Option(
        help: ArgumentHelp("The address to listen on. Default: tessera.yaml's, 127.0.0.1.", valueName: "host")
    )
    var host: String?

    @Option(
        help: ArgumentHelp("The port; 0 picks a free one. Default: tessera.yaml's, 8080.", valueName: "port"))
    var port: UInt16?

    @Flag(help: "Log every request, by its route and never by its code.")
    var verbose = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let registry = MetricsRegistry()
        registry.showBuild(version: Tessera.version)
        let level: Logger.Level = verbose ? .info : global.quiet ? .error : .notice
        try await withSession { context in
            let settings = context.configuration.server
            LogOutput.begin(settings.log, level: level)
            let (host, port) = (host ?? settings.host, port ?? settings.port)
            let logger = Logger(label: "tessera")
            let joining = try JoinService.open(
                context, caller: CourierCaller(), wechat: CourierCaller())
            let verifier = try Verifier(context, metrics: registry, logger: logger, joining: joining)
            let companions = companions(context, registry, logger)
            do {
                try await verifier.run(host: host, port: port, beside: companions) {
                    Output.error("listening on \($0)")
                }
            } catch let error as ServiceError {
                throw error
            } catch {
                throw Unreachable("cannot serve at \(host):\(port): \(error)")
            }
        }
    }

    /// Gives points for redemptions, where the program says so, and tells webhooks of events, if there are any.
    private func companions(
        _ context: ServiceContext, _ registry: MetricsRegistry, _ logger: Logger
    ) -> [any ServiceLifecycle.Service] {
        let points = PointsDelivery(context, logger: logger)
        guard !context.configuration.webhooks.isEmpty else { return [points] }
        return [
            points, WebhookDelivery(context, caller: CourierCaller(), metrics: registry, logger: logger),
        ]
    }
}
