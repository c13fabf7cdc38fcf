/// Whether a till asks its server or its own brain: news goes in, actions come out.
///
/// One request is under way at a time, and its key stays the same whoever answers: that key is what the upload settles.
package struct OfflineSwitch: Sendable, Hashable {
    /// Where the till stands.
    package enum State: Sendable, Hashable {
        case online
        /// The server has a request and has not answered.
        case asking(OfflineWish)
        /// The till decides by itself.
        case fallenBack
        /// The server is there again and the journal is going up.
        ///
        /// The till still decides by itself: the server does not know yet what it has given.
        case synchronising
    }

    /// What the shell does next, in this order.
    package enum Action: Sendable, Hashable {
        /// Send the request to the server, with its key, and wait so long.
        case ask(OfflineWish, timeoutMilliseconds: Double)
        /// Judge it here, with its key.
        case judge(OfflineWish)
        /// See whether the server is there, after so long.
        case probe(afterMilliseconds: Double)
        /// Upload what the journal has.
        case upload
    }

    /// 5 seconds between two looks at a server that is away: soon enough, and no load for it.
    package static let probeMilliseconds = 5_000.0

    package private(set) var state: State
    private var patience: PatienceMeter

    /// Begins.
    ///
    /// - Parameters:
    ///   - journal: Whether it has entries that the server has not answered.
    ///   - patience: What was measured so far.
    package init(_ journal: JournalDebt, patience: PatienceMeter = PatienceMeter()) {
        state = journal == .none ? .online : .synchronising
        self.patience = patience
    }

    /// Whether a journal has entries that the server has not answered.
    package enum JournalDebt: Sendable, Hashable {
        case none, some
    }

    /// Takes a scan.
    ///
    /// - Parameter wish: What was scanned and typed, with a key that no other request has.
    /// - Returns: What to do; nothing while another request is under way.
    package mutating func take(_ wish: OfflineWish) -> [Action] {
        switch state {
        case .online:
            state = .asking(wish)
            return [.ask(wish, timeoutMilliseconds: patience.timeoutMilliseconds)]
        case .asking: return []
        case .fallenBack, .synchronising: return [.judge(wish)]
        }
    }

    /// Takes the news that the server gave a definite answer.
    package mutating func takeAnswer(afterMilliseconds milliseconds: Double) {
        patience.note(milliseconds: milliseconds)
        if case .asking = state { state = .online }
    }

    /// Takes the news that none came in time, or that the server cannot be reached or asked to come again.
    ///
    /// - Parameter reach: Whether the request may have arrived.
    /// - Returns: What to do; nothing if no request is under way, as when an answer comes too late.
    package mutating func takeSilence(_ reach: Reach) -> [Action] {
        guard case .asking(let wish) = state else { return [] }
        patience.noteSilence()
        state = .fallenBack
        return [
            .judge(reach == .perhaps ? wish.asked() : wish),
            .probe(afterMilliseconds: Self.probeMilliseconds),
        ]
    }

    /// Whether a request may have arrived.
    package enum Reach: Sendable, Hashable {
        /// No connection was made, so nothing was done.
        case never
        case perhaps
    }

    /// Takes what a look at the server found.
    package mutating func takeProbe(_ finding: Finding) -> [Action] {
        guard state == .fallenBack else { return [] }
        guard finding == .there else { return [.probe(afterMilliseconds: Self.probeMilliseconds)] }
        state = .synchronising
        return [.upload]
    }

    /// Whether the server was there.
    package enum Finding: Sendable, Hashable {
        case there, away
    }

    /// Takes how an upload went.
    ///
    /// - Parameter debt: What the journal still asks after it; `nil` if the upload broke off.
    /// - Returns: What to do.
    package mutating func takeUpload(_ debt: JournalDebt?) -> [Action] {
        guard state == .synchronising else { return [] }
        switch debt {
        case JournalDebt.none?:
            state = .online
            return []
        case .some?: return [.upload]
        case nil:
            state = .fallenBack
            return [.probe(afterMilliseconds: Self.probeMilliseconds)]
        }
    }
}

extension OfflineWish {
    /// The same request under the same key, which a server may have carried out.
    func asked() -> OfflineWish { OfflineWish(self, attempt: .unanswered) }
}
