import OfflineTill
import Payload
import Promotion
import Vocabulary

extension OfflineDesk {
    /// One look at what is to be done beside the customers, after the one that is under way.
    func round() async {
        while let look { await look.value }
        let next = Task {
            await lookRound()
            look = nil
        }
        look = next
        await next.value
    }

    private func lookRound() async {
        guard memory != nil else { return await begin() }
        switch network.state {
        case .online, .asking:
            guard await tools.server.isThere() else { return noteOffline() }
            noteOnline()
            await fetchWhatIsDue()
            _ = await upload()
        case .fallenBack:
            let isThere = await tools.server.isThere()
            let actions = network.takeProbe(isThere ? .there : .away)
            if actions.contains(.upload) { await synchronise() }
        case .synchronising: await synchronise()
        }
    }

    private func noteOnline() { (offlineSince, shown.network) = (nil, .online) }

    /// Uploads until nothing waits for an answer, and goes online then.
    private func synchronise() async {
        await fetchWhatIsDue()
        var actions = network.takeUpload(await upload())
        var last = memory?.waitingCount
        while actions.contains(.upload) {
            actions = network.takeUpload(await upload())
            // A server that answers nothing more would be asked for ever.
            if actions.contains(.upload), memory?.waitingCount == last {
                actions = network.takeUpload(nil)
            }
            last = memory?.waitingCount
        }
        if network.state == .online { noteOnline() }
    }

    /// Uploads what the journal has.
    ///
    /// - Returns: What still waits for an answer; `nil` if the upload broke off.
    private func upload() async -> OfflineSwitch.JournalDebt? {
        // Each round sends a batch; a server that lacks earlier ones asks for them once.
        while let memory {
            let before = memory.plan.nextEntry
            do throws(JournalTrouble) {
                guard let batch = try memory.batch() else { return memory.debt }
                switch await send(batch) {
                case .received(let receipt): try take(receipt, memory)
                case .wanted(let next): memory.takeServerHead(next - 1)
                case .failed: return nil
                }
            } catch {
                trouble = error.text(in: tools.language)
                return nil
            }
            // Nothing came of it: the next look tries again.
            if memory.plan.nextEntry == before { return nil }
        }
        return nil
    }

    private enum Sent {
        case received(UploadReceipt)
        /// The server wants the journal from this entry on.
        case wanted(Int64)
        case failed
    }

    private func send(_ batch: JournalBatch) async -> Sent {
        do throws(ServerRefusal) {
            let receipt = try await tools.server.upload(batch.lines)
            return .received(receipt)
        } catch {
            switch error {
            case .lost: return .failed
            case .refused(_, "journal_gap", _, let next?): return .wanted(next)
            case .refused(let status, let reason, let detail, _):
                takeRefusal(status: status, reason: reason, detail: detail)
                if reason == "journal_key_missing" { fetchedAt["key"] = nil }
                return .failed
            }
        }
    }

    private func take(_ receipt: UploadReceipt, _ memory: TillMemory) throws(JournalTrouble) {
        let offset = offsetSeconds
        memory.takeServerHead(receipt.through)
        for item in receipt.answers {
            let meaning = try memory.take(
                item.answer, to: item.key, at: tools.clock.reading(), offset: offset)
            let code = memory.code(of: item.key)
            if let news = TillNews(meaning, code: code, offset: offset) {
                shown.news = Array((shown.news + [news.text(in: tools.language)]).suffix(Self.maximumNews))
            }
        }
        trouble = nil
    }

    /// 20 pieces of news: what a cashier reads; all of them are in the journal.
    private static let maximumNews = 20

    /// What a server's no to anything but a redemption means for the till.
    func takeRefusal(status: Int, reason: String, detail: String) {
        switch status {
        case 401, 403: standing = .revoked
        // A server that does not know these routes is an older one: the till is online only.
        case 404: break
        default: trouble = detail.isEmpty ? reason : detail
        }
    }

    /// The store's local time minus UTC at a moment; before the terms are known, that of UTC.
    var offsetSeconds: @Sendable (Instant) -> Int {
        guard let terms else { return { _ in 0 } }
        return terms.offsetSeconds
    }
}

extension OfflineDesk {
    var networkState: NetworkState {
        guard let memory else { return shown.network }
        let waiting = memory.waitingCount
        if case .offline(let since, _) = shown.network { return .offline(since: since, waiting: waiting) }
        return switch network.state {
        case .fallenBack: .offline(since: offlineSince ?? tools.time(), waiting: waiting)
        case .synchronising: .synchronising(waiting: waiting)
        case .online, .asking: waiting > 0 ? .synchronising(waiting: waiting) : shown.network
        }
    }

    var warnings: [String] {
        var warnings: [String] = trouble.map { [$0] } ?? []
        if standing == TerminalStanding.revoked {
            warnings.append(OfflineRefusal.terminalRevoked.sentence(in: tools.language))
        }
        if let memory, case .wrong(let error) = memory.clock.verdict(at: tools.clock.reading()) {
            let wrong = OfflineRefusal.clockWrong(byMilliseconds: error)
            warnings.append(wrong.sentence(in: tools.language))
        }
        if let missingFirstLook { warnings.append(missingFirstLook) }
        return warnings
    }

    /// What a cashier is told of a till that has never reached its server; `nil` for any other.
    var missingFirstLook: String? {
        guard memory == nil, trouble == nil, shown.network != .online else { return nil }
        return switch tools.language {
        case .english: "This till must reach its server once before it can work without it."
        case .simplifiedChinese: "本机需先联网一次，之后才能离线核销。"
        }
    }
}

extension TillMemory {
    /// The coupon of the request with a key, as a cashier would look for it.
    func code(of key: String) -> String {
        switch uses.earlier(key) {
        case .accepted(let use): use.coupon?.text ?? use.wish.code
        case .refused(let wish, _): OfflineDesk.coupon(wish.code)?.text ?? wish.code
        case .voided, nil: key
        }
    }
}
