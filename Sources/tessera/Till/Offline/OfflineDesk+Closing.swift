import OfflineTill
import Vocabulary

extension OfflineDesk {
    /// 15 seconds for the last look of the day: longer than the ten after which a call is given up, so that the cashier
    /// mostly reads that the server has heard it.
    private static let closingMilliseconds = 15_000.0

    /// Gives back what is leased, writes it down and uploads it; nothing is leased after that.
    ///
    /// Each lease has an entry of its own, behind all that was given of it. What the server does not hear now it hears
    /// when the till starts again.
    ///
    /// - Returns: What went back, then what the synchronisation found, in whole sentences.
    func close() async -> [String] {
        isClosing = true
        // A lease that is on its way would be the till's after it had given back what it has.
        if let look { await Self.wait(Self.closingMilliseconds) { await look.value } }
        guard let memory, let terms else { return [ClosedDay.nothing.text(in: tools.language)] + warnings }
        let stock = memory.stock()
        do throws(JournalTrouble) {
            for lease in stock.leases {
                try memory.append(
                    .leaseReturned(lease), at: tools.clock.reading(), offset: terms.offsetSeconds)
                tools.state.remove("leases/\(lease.text)")
            }
        } catch {
            trouble = error.text(in: tools.language)
            return shown.news + warnings
        }
        if memory.hasUntoldReturn { await round(within: Self.closingMilliseconds) }
        let closed: ClosedDay =
            if stock.uses == 0 {
                .nothing
            } else if memory.hasUntoldReturn { .later(stock.uses) } else { .back(stock.uses) }
        return [closed.text(in: tools.language)] + shown.news + warnings
    }
}
