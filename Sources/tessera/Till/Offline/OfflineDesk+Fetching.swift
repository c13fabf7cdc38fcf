import OfflineTill
import Payload
import Promotion
import Vocabulary

extension OfflineDesk {
    /// Five minutes: what a paused campaign may still give by an allowance meanwhile.
    private static let termsMilliseconds: Int64 = 300_000
    /// One minute: the server reads a list no more often.
    private static let listMilliseconds: Int64 = 60_000
    /// One hour: new coupons are leased, and a till that was on all night has fresh ones in the morning.
    private static let leaseMilliseconds: Int64 = 3_600_000
    /// One hour: a clock drifts by less than a second meanwhile.
    private static let clockMilliseconds: Int64 = 3_600_000

    private static let (termsFile, journalFile) = ("terms.json", "journal")

    /// Opens the journal with what the folder has, so that a till that starts without a network goes on.
    func openKept() {
        guard let bytes = tools.state.read(Self.termsFile), let kept = tools.readTerms(bytes) else { return }
        use(kept)
        for list in kept.lists { readKept(list) }
    }

    /// Registers the till and fetches its first terms.
    func begin() async {
        guard isDue("begin", Self.termsMilliseconds) else {
            // A server that knows no offline tills is there all the same.
            return await tools.server.isThere() ? (shown.network = .online) : noteOffline()
        }
        do throws(ServerRefusal) {
            try await tools.server.register(Hex.encode(tools.key.publicKey.rawRepresentation))
            fetchedAt["key"] = RunningClock.milliseconds
            try await fetchTerms()
            shown.network = .online
            if memory != nil { await fetchWhatIsDue() }
        } catch {
            if case .refused = error { fetchedAt["begin"] = RunningClock.milliseconds }
            takeFailure(error)
        }
    }

    /// Fetches what is older than it may be.
    func fetchWhatIsDue() async {
        do throws(ServerRefusal) {
            if isDue("key", .max) {
                try await tools.server.register(Hex.encode(tools.key.publicKey.rawRepresentation))
                fetchedAt["key"] = RunningClock.milliseconds
            }
            if isDue("terms", Self.termsMilliseconds) { try await fetchTerms() }
            for list in terms?.lists ?? [] where isDue("list " + list.batch, Self.listMilliseconds) {
                try await fetch(list)
            }
            if let wish = tools.lease, !isClosing, isDue("lease", Self.leaseMilliseconds) {
                try await lease(wish)
            }
            shown.network = .online
            if standing == .revoked { standing = .trusted }
        } catch { takeFailure(error) }
    }

    private func takeFailure(_ error: ServerRefusal) {
        switch error {
        case .lost:
            noteOffline()
        case .refused(let status, let reason, let detail, _):
            takeRefusal(status: status, reason: reason, detail: detail)
            shown.network = .online
        }
    }

    private func isDue(_ name: String, _ interval: Int64) -> Bool {
        guard let last = fetchedAt[name] else { return true }
        return interval != .max && RunningClock.milliseconds - last >= interval
    }

    private func fetchTerms() async throws(ServerRefusal) {
        let fetched = try await tools.server.terms()
        guard let fresh = tools.readTerms(fetched.bytes) else {
            throw .refused(status: 200, reason: "unreadable_terms", detail: Self.unreadable, nextEntry: nil)
        }
        keep(Self.termsFile, fetched.bytes)
        use(fresh)
        fetchedAt["terms"] = RunningClock.milliseconds
        if let time = fetched.time { note(time) }
    }

    private static let unreadable = "The server's terms cannot be read: update this till."

    /// Writes the server's time down, now and then: a clock that was set is known by it.
    private func note(_ time: Instant) {
        guard let memory, isDue("clock", Self.clockMilliseconds) else { return }
        do {
            try memory.append(.serverTime(time), at: tools.clock.reading(), offset: offsetSeconds)
            fetchedAt["clock"] = RunningClock.milliseconds
        } catch { trouble = error.text(in: tools.language) }
    }

    /// Takes terms into use, and opens the journal with the first.
    private func use(_ fresh: HeldTerms) {
        terms = fresh
        shown.place = fresh.store.text
        guard memory == nil else { return }
        do throws(JournalTrouble) {
            let disk: LockedFile
            do { disk = try LockedFile(tools.state.path + "/" + Self.journalFile) } catch {
                throw .disk(error)
            }
            let opened = try TillMemory(
                disk, terminal: fresh.terminal, store: fresh.store, key: tools.key)
            for name in tools.state.names(in: "leases") { try takeKept(name, opened, fresh) }
            memory = opened
            network = OfflineSwitch(opened.debt)
        } catch { trouble = error.text(in: tools.language) }
    }
}

extension OfflineDesk {
    private func fetch(_ name: HeldTerms.ListName) async throws(ServerRefusal) {
        guard let terms else { return }
        let base = bases[name.number]
        let bytes: [UInt8]
        do {
            bytes = try await tools.server.statusList(name.batch, since: base?.digest.hex)
        } catch {
            guard case .refused = error else { throw error }
            // Without a list nothing is given by allowance; the rest goes on.
            fetchedAt["list " + name.batch] = RunningClock.milliseconds
            return
        }
        fetchedAt["list " + name.batch] = RunningClock.milliseconds
        if let token = take(bytes, name, terms) { keep(token, of: name) }
    }

    /// Takes a list, or what changed since the last whole one; what is not to be gone by is remembered as such.
    ///
    /// - Returns: The token, if it is gone by.
    private func take(
        _ bytes: [UInt8], _ name: HeldTerms.ListName, _ terms: HeldTerms
    ) -> StatusListToken? {
        do throws(StatusListToken.Refusal) {
            let token = try StatusListToken(parsing: bytes)
            let list = try VerifiedStatusList(
                token, of: name.uri, replacing: bases[name.number], by: terms.keyring,
                at: tools.clock.reading().wall)
            if case .list = token.unverifiedContent { bases[name.number] = list.list }
            lists[name.number] = .list(list)
            return token
        } catch {
            lists[name.number] = StatusKnowledge(error)
            // Then the next look fetches the whole list.
            bases[name.number] = nil
            return nil
        }
    }

    /// Keeps a whole list, or the changes beside the list that they are of.
    private func keep(_ token: StatusListToken, of name: HeldTerms.ListName) {
        switch token.unverifiedContent {
        case .list:
            tools.state.remove("lists/\(name.number).changes")
            keep("lists/\(name.number)", token.bytes)
        case .changes: keep("lists/\(name.number).changes", token.bytes)
        }
    }

    private func readKept(_ name: HeldTerms.ListName) {
        guard let terms, let bytes = tools.state.read("lists/\(name.number)") else { return }
        guard take(bytes, name, terms) != nil else { return }
        if let changes = tools.state.read("lists/\(name.number).changes") { _ = take(changes, name, terms) }
    }

    /// Replaces a file of the till's folder; a disk that does not take it is told to the cashier.
    func keep(_ name: String, _ bytes: [UInt8]) {
        do { try tools.state.write(name, bytes) } catch {
            trouble = error.text(in: tools.language)
        }
    }
}
