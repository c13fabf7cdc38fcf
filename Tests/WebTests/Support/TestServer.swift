import Foundation
import Logging
import Payload
import Promotion
import ServiceLifecycle
import Store
import StoreSQLite
import Synchronization
import Testing
import Vocabulary
import Web

@testable import Service

/// A running server over the sample workspace in a temporary folder.
final class TestServer: Sendable {
    let context: ServiceContext
    let store: SQLiteStore
    let port: Int
    let group: ServiceGroup
    let owner: String
    /// A till in SH01.
    let till: String
    let clock: TestClock

    /// 1 March 2027, noon in Shanghai: within the sample campaigns.
    static let noon = Instant(millisecondsSince1970: 1_803_873_600_000)

    private init(
        context: ServiceContext, store: SQLiteStore, port: Int, group: ServiceGroup, owner: String,
        till: String, clock: TestClock
    ) {
        self.context = context
        self.store = store
        self.port = port
        self.group = group
        self.owner = owner
        self.till = till
        self.clock = clock
    }

    /// What a test may want to be other than usual.
    struct Options: Sendable {
        var policy = GuessingPolicy.standard
        /// The server's clock; `nil` for the one that the test can move.
        var now: (@Sendable () -> Instant)?
        var logger: Logger = {
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            return logger
        }()
        var onStatement: (@Sendable (String) -> Void)?
        /// Where keys, codes and names come from.
        var randomBytes = Surroundings.system.randomBytes
        /// Whether redemptions are served at the door.
        var hasDoor = true
        var webhooks: [WebhookSettings] = []
        /// What carries codes to a program that sends them.
        var caller: any WebhookCaller = NoCaller()
        /// What asks WeChat who signed in.
        var wechat: any WeChatCaller = NoWeChat()
        /// The AppSecret that is kept.
        var wechatSecret: String?
        /// The text of `join.yaml` in place of the sample's; an empty one takes the file away.
        var join: String?
    }

    /// Whatever is called, nobody is there.
    private struct NoCaller: WebhookCaller {
        func post(_ call: WebhookCall) async throws(WebhookSilence) -> WebhookReply {
            throw WebhookSilence("there is no network")
        }
    }

    /// WeChat cannot be reached.
    private struct NoWeChat: WeChatCaller {
        func fetch(_ address: WebhookAddress) async throws(WebhookSilence) -> WeChatReply {
            throw WebhookSilence("there is no network")
        }
    }

    /// Starts a server, runs a body and stops the server.
    ///
    /// - Parameters:
    ///   - options: What is other than usual.
    ///   - more: YAML of campaigns beside those of the sample.
    ///   - body: What is done with it.
    /// - Throws: What the body throws, and whatever keeps the server from starting.
    static func run(
        _ options: Options = Options(), campaigns more: [String] = [],
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "tessera-web-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock()
        let surroundings = Surroundings(
            now: options.now ?? { clock.now }, randomBytes: options.randomBytes)
        let created = try Workspace.create(at: folder, content: .sample, surroundings: surroundings)
        if let join = options.join {
            let file = folder.appending(path: "join.yaml")
            try join.isEmpty ? FileManager.default.removeItem(at: file) : Data(join.utf8).write(to: file)
        }
        var configuration = created.configuration
        configuration.webhooks = options.webhooks
        let workspace = Workspace(folder: folder, configuration: configuration, keys: created.keys)
        if let text = options.wechatSecret {
            try #require(WeChatSecret(parsing: text)).keep(in: workspace)
        }
        let store = try SQLiteStore(
            path: folder.appending(path: "data/tessera.db").path(),
            events: options.webhooks.isEmpty ? .notKept : .kept, onStatement: options.onStatement)
        let context = ServiceContext(workspace: workspace, store: store, surroundings: surroundings)
        var campaigns = ["packaging", "midweek", "till-card", "welcome"].map {
            folder.appending(path: "campaigns/\($0).yaml")
        }
        for (number, text) in more.enumerated() {
            campaigns.append(folder.appending(path: "campaigns/more-\(number).yaml"))
            try Data(text.utf8).write(to: campaigns[campaigns.count - 1])
        }
        _ = try await CampaignService(context: context).apply(files: campaigns)
        let till = try await TerminalService(context).enrol(store: StoreID(unchecked: "SH01"), name: "till")
        let owner = try String(contentsOf: folder.appending(path: "keys/owner.token"), encoding: .utf8)
        try await serve(
            context, store, options, owner: owner.trimmingCharacters(in: .whitespacesAndNewlines),
            till: till.token.text, clock: clock, body)
    }

    /// The server's uptime stands still: a machine that is busy with other tests keeps a commit waiting for
    /// longer than a till would, and nobody may be turned away for that.
    private static func serve(
        _ context: ServiceContext, _ store: SQLiteStore, _ options: Options, owner: String, till: String,
        clock: TestClock, _ body: (TestServer) async throws -> Void
    ) async throws {
        let verifier = try Verifier(
            context, metrics: MetricsRegistry(), logger: options.logger, policy: options.policy,
            hasDoor: options.hasDoor,
            joining: try JoinService.open(context, caller: options.caller, wechat: options.wechat),
            uptime: { 0 })
        let (urls, listening) = AsyncStream<String>.makeStream()
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    verifier.service(host: "127.0.0.1", port: 0) { url in
                        listening.yield(url)
                        listening.finish()
                    }
                ], logger: options.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = urls.makeAsyncIterator()
            let url = try #require(await iterator.next())
            let port = try #require(url.split(separator: ":").last.flatMap { Int($0) })
            try await body(
                TestServer(
                    context: context, store: store, port: port, group: group, owner: owner, till: till,
                    clock: clock))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}

extension TestServer {
    /// Issues coupons and returns their short codes and the texts of their symbols.
    func issue(
        _ count: UInt32, offer: String = "thank-you", profile: BatchRecord.Profile = .short,
        uses: UInt32? = nil,
        placement: String? = nil
    ) async throws -> [IssuedCoupon] {
        let order = BatchOrder(
            offer: OfferID(unchecked: offer), count: count, profile: profile,
            placement: placement.map { PlacementID(unchecked: $0) }, usesPerCoupon: uses)
        let batch = try await BatchService(context).issue(order)
        let maker = try CouponMaker(batch: batch, context: context)
        return try (1...count).map { try maker.coupon(serial: $0) }
    }

    /// Sends one request on a connection of its own.
    @discardableResult
    func send(
        _ method: String, _ path: String, body: [UInt8] = [], headers: [String: String] = [:],
        token: String? = nil
    ) async throws -> Answer {
        let bytes = Self.request(method, path, body: body, headers: headers, token: token)
        let answers = try await RawHTTP.exchange([bytes], port: port)
        let answer = try #require(answers.first)
        OpenAPI.shared.expect(answer, to: method, path)
        return answer
    }

    static func request(
        _ method: String, _ path: String, body: [UInt8] = [], headers: [String: String] = [:],
        token: String? = nil, connection: String = "close"
    ) -> [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: test\r\nConnection: \(connection)\r\n"
        if method != "GET", method != "HEAD" { head += "Content-Length: \(body.count)\r\n" }
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    /// Posts JSON with the till's token, or another's.
    func post(
        _ path: String, _ json: String, key: String? = nil, headers: [String: String] = [:],
        token: String? = nil
    ) async throws -> Answer {
        var headers = headers.merging(["Content-Type": "application/json"]) { first, _ in first }
        if let key { headers["Idempotency-Key"] = key }
        return try await send("POST", path, body: Array(json.utf8), headers: headers, token: token ?? till)
    }

    /// Enrols one more till and returns its token.
    func enrol(_ store: String = "SH01") async throws -> String {
        let terminal = try await TerminalService(context).enrol(
            store: StoreID(unchecked: store), name: "more")
        return terminal.token.text
    }

    /// Redeems at the till, on a purchase of 80.00.
    func redeem(
        _ code: String, key: String, amount: String = "80.00", more: String = "",
        headers: [String: String] = [:]
    ) async throws -> Answer {
        try await post(
            "/v1/redemptions", Self.order(code, amount: amount, more: more), key: key, headers: headers)
    }

    static func order(_ code: String, amount: String = "80.00", more: String = "") -> String {
        #"{"code":"\#(code)","amount":{"amount":"\#(amount)","currency":"CNY"}\#(more)}"#
    }

    /// The register.
    func ledger() async throws -> [[String: Any]] {
        try await send("GET", "/v1/ledger", token: till).rows
    }
}
