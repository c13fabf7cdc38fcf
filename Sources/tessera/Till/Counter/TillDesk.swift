/// Whoever decides what the till asks: the server, or the till itself.
protocol TillDesk: Sendable {
    /// Carries a request out, and returns once the answer holds.
    func answer(to request: TillRequest) async -> Result<TillAnswer, TillFailure>

    /// Where the till stands now.
    func state() async -> DeskState

    /// Does what is to be done beside the customers: looks for the server, fetches, uploads. Returns when cancelled.
    ///
    /// - Parameter changed: Called after each change of `state`.
    func work(_ changed: @escaping @Sendable () -> Void) async
}

/// What the screen tells of a desk.
struct DeskState: Sendable, Hashable {
    var network = NetworkState.connecting
    /// Where the till stands: the store, or the server's host.
    var place: String
    /// What is wrong, in whole sentences.
    var warnings: [String] = []
    /// What the synchronisation found, the newest last.
    var news: [String] = []
    /// What was not leased, and why; `nil` where all was.
    var notice: String?
    /// What is leased to the till and not given; `nil` for nothing.
    var leased: LeasedUses?
}

/// A desk that has only the server.
actor OnlineDesk: TillDesk {
    private let client: TillClient
    private var current: DeskState
    private let time: @Sendable () -> String

    /// 5 seconds between two looks at a server, as `OfflineSwitch` has it.
    private static let probe = Duration.seconds(5)

    /// Begins.
    ///
    /// - Parameters:
    ///   - client: Carries requests.
    ///   - place: The server's host.
    ///   - time: The time of day, for the screen.
    init(client: TillClient, place: String, time: @escaping @Sendable () -> String) {
        self.client = client
        self.time = time
        current = DeskState(place: place)
    }

    func answer(to request: TillRequest) async -> Result<TillAnswer, TillFailure> {
        do {
            let answer = try await client.send(request, within: TillClient.maximumMilliseconds)
            current.network = .online
            return .success(answer)
        } catch {
            switch error {
            case .rejected: current.network = .online
            case .lost, .unconnected, .busy: goOffline()
            }
            return .failure(error)
        }
    }

    func state() -> DeskState { current }

    func work(_ changed: @escaping @Sendable () -> Void) async {
        while !Task.isCancelled {
            do {
                try await client.greet(within: TillClient.maximumMilliseconds)
                current.network = .online
            } catch { goOffline() }
            changed()
            try? await Task.sleep(for: Self.probe)
        }
    }

    private func goOffline() {
        if case .offline = current.network { return }
        current.network = .offline(since: time(), waiting: 0)
    }
}
