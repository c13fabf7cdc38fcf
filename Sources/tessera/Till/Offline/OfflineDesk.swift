import OfflineTill
import Payload
import Promotion
import Vocabulary

/// A desk that goes on without its server: it asks, falls back, keeps its journal and uploads it.
///
/// Every decision is the library's; here are only the order of things and the words.
actor OfflineDesk: TillDesk {
    /// What the desk works with.
    struct Tools: Sendable {
        var server: any TillServer
        var state: TillState
        var clock: TillClock
        var key: TerminalSigningKey
        var cashier: String?
        var currency: Currency
        var language: SpokenLanguage
        /// Reads terms that came or that were kept.
        var readTerms: @Sendable ([UInt8]) -> HeldTerms?
        /// The time of day, for the screen.
        var time: @Sendable () -> String
        /// Makes a key that no other request has.
        var makeKey: @Sendable () -> String
        /// What is leased while there is a network.
        var lease: LeaseWish?
        /// How long a till that was never online waits for its first look.
        var firstLookMilliseconds = OfflineDesk.firstLookMilliseconds
    }

    /// 20 seconds: a till that has no journal yet has nothing to begin with but the server, and registers its key, fetches its
    /// terms and leases in that time; longer, and the cashier must be told.
    static let firstLookMilliseconds = 20_000.0

    let tools: Tools
    var shown: DeskState
    /// The journal; `nil` until the server has told once whose it is.
    var memory: TillMemory?
    var terms: HeldTerms?
    var lists: [UInt32: StatusKnowledge] = [:]
    /// The whole lists as they came last; changes are asked for since these.
    var bases: [UInt32: StatusList] = [:]
    var standing = TerminalStanding.trusted
    var network: OfflineSwitch
    /// Since when the till decides by itself.
    var offlineSince: String?
    /// Why there is no journal, or none is uploaded.
    var trouble: String?
    /// When each thing was fetched, in milliseconds of the clock that only runs.
    var fetchedAt: [String: Int64] = [:]
    /// The key of a lease whose answer has not come: asked again under it, the lease that was made is told again.
    var leaseKey: String?
    /// What the last lease that said something new came to.
    var leaseNotice: LeaseNotice?
    /// Whether the till closes for the day, so that nothing is leased any more.
    var isClosing = false
    /// The look at the server that is under way.
    var look: Task<Void, Never>?
    private let (kicks, kick) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// Begins, with what the folder has.
    ///
    /// - Parameters:
    ///   - tools: What it works with.
    ///   - place: The server's host, until the store is known.
    init(_ tools: Tools, place: String) {
        self.tools = tools
        shown = DeskState(place: place)
        network = OfflineSwitch(.none)
    }

    func answer(to request: TillRequest) async -> Result<TillAnswer, TillFailure> {
        defer { wake() }
        switch request.wish {
        case .redeem(let code, let amount, let member):
            return await redeem(request, code: code, amount: amount, member: member)
        case .void(let redemption): return await void(request, redemption)
        }
    }

    func state() -> DeskState {
        var state = shown
        state.network = networkState
        state.warnings = warnings
        state.leased = leased
        if let leaseNotice, !leaseNotice.leftOut.isEmpty {
            state.notice = leaseNotice.text(in: tools.language)
        }
        return state
    }

    func work(_ changed: @escaping @Sendable () -> Void) async {
        let kick = kick
        let timer = Task {
            while !Task.isCancelled {
                kick.yield()
                try? await Task.sleep(for: .milliseconds(OfflineSwitch.probeMilliseconds))
            }
        }
        defer { timer.cancel() }
        if memory == nil { openKept() }
        for await _ in kicks {
            await round()
            changed()
            if Task.isCancelled { return }
        }
    }

    /// Opens what the folder has and looks at the server, before the first line of a pipe.
    func prepare() async {
        openKept()
        await round(
            within: memory == nil ? tools.firstLookMilliseconds : PatienceMeter.maximumMilliseconds)
    }

    /// Looks at the server a last time.
    ///
    /// - Returns: What the synchronisation found, in whole sentences.
    func finish() async -> [String] {
        await round(within: PatienceMeter.maximumMilliseconds)
        return shown.news + warnings
    }

    /// Waits for a look no longer than this: a deaf network keeps nobody waiting, and the journal is there later.
    func round(within milliseconds: Double) async {
        await Self.wait(milliseconds) { await self.round() }
    }

    /// Waits for work no longer than this; a look is a task of its own, and goes on beside.
    static func wait(_ milliseconds: Double, for work: @escaping @Sendable () async -> Void) async {
        struct Late: Error {}
        try? await Deadline.value(milliseconds: milliseconds, late: Late()) { () async throws(Late) in
            await work()
        }
    }

    /// Remembers since when the server is away.
    func noteOffline() {
        offlineSince = offlineSince ?? tools.time()
        shown.network = .offline(since: offlineSince ?? "", waiting: 0)
    }

    /// Has the work go on at once.
    func wake() { kick.yield() }
}

extension OfflineDesk {
    private func redeem(
        _ request: TillRequest, code: String, amount: String?, member: String?
    ) async -> Result<TillAnswer, TillFailure> {
        guard memory != nil else { return await ask(request, timeoutMilliseconds: nil) }
        let wish: OfflineWish
        do {
            wish = try self.wish(request.key, code: code, amount: amount, member: member)
        } catch { return .failure(error) }
        // Only this till may give what was leased to it, so its journal decides, with a network or without.
        if isLeased(code) { return .success(judge(wish)) }
        var actions = network.take(wish)
        while !actions.isEmpty {
            switch actions.removeFirst() {
            case .judge(let wish): return .success(judge(wish))
            case .ask(_, let timeout):
                let started = RunningClock.milliseconds
                let result = await ask(request, timeoutMilliseconds: timeout)
                guard case .failure(let failure) = result, let reach = failure.reach else {
                    network.takeAnswer(afterMilliseconds: Double(RunningClock.milliseconds - started))
                    return result
                }
                actions = network.takeSilence(reach)
                noteOffline()
            case .probe, .upload: wake()
            }
        }
        return .failure(.lost("another request is under way"))
    }

    private func ask(
        _ request: TillRequest, timeoutMilliseconds: Double?
    ) async -> Result<TillAnswer, TillFailure> {
        do {
            return .success(try await tools.server.send(request, timeoutMilliseconds: timeoutMilliseconds))
        } catch { return .failure(error) }
    }

    private func void(_ request: TillRequest, _ redemption: String) async -> Result<TillAnswer, TillFailure> {
        if memory?.uses.given(under: redemption) != nil { return .success(voidOwn(request.key, redemption)) }
        let result = await ask(request, timeoutMilliseconds: nil)
        guard case .failure(.unconnected) = result, memory != nil else { return result }
        return .success(.refused(reason: "needs_network", detail: Self.voidNeedsNetwork(tools.language)))
    }

    private static func voidNeedsNetwork(_ language: SpokenLanguage) -> String {
        switch language {
        case .english: "Only the server can undo this one; try again when the till is online."
        case .simplifiedChinese: "这一笔需联网才能撤销，请联网后再试。"
        }
    }

    private func isLeased(_ code: String) -> Bool {
        guard let memory, let coupon = Self.coupon(code) else { return false }
        let now = tools.clock.reading().wall
        return memory.leases.holdings(of: coupon).contains { holding in
            let given = memory.uses.uses(of: coupon, by: holding)
            // What was used here and not uploaded is known here only.
            return now < holding.usableUntil
                && (given.count < holding.coupon.uses || given.contains { $0.answer == nil })
        }
    }

    /// The coupon that a code names.
    static func coupon(_ code: String) -> CouponCode? {
        switch try? PresentedCode(parsing: code) {
        case .short(let code): code
        case .signed(let token): token.unverifiedClaims.coupon
        case nil: nil
        }
    }

    /// - Throws: `TillFailure.rejected` for what cannot be kept in a journal.
    private func wish(
        _ key: String, code: String, amount: String?, member: String?
    ) throws(TillFailure) -> OfflineWish {
        let money: Money?
        do { money = try amount.map { try Money(parsing: $0, currency: tools.currency) } } catch {
            throw .rejected(status: 400, detail: "\(amount ?? "") is no amount in \(tools.currency)")
        }
        do {
            return try OfflineWish(
                key: key, code: code, amount: money, member: member, cashier: tools.cashier)
        } catch {
            throw .rejected(
                status: 400, detail: "\(error.field): at most \(error.limit), not \(error.given)")
        }
    }
}

extension TillFailure {
    /// Whether a request that was not answered may have arrived; `nil` if there was an answer.
    var reach: OfflineSwitch.Reach? {
        switch self {
        case .unconnected: .never
        // A server that is busy did nothing, but one in front of it may have said so.
        case .lost, .busy: .perhaps
        case .rejected: nil
        }
    }
}
