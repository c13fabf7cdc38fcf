import Store
import Vocabulary

/// One group in one transaction: read ahead, decide in memory, write and commit in one message.
struct GroupRun {
    private let connection: Connection
    private let offers: OfferCache
    private let scarce: ScarceCounters
    private let group: [Attempt]
    private let events: EventKeeping

    init(
        _ connection: Connection, _ offers: OfferCache, _ scarce: ScarceCounters, _ group: [Attempt],
        _ events: EventKeeping
    ) {
        self.events = events
        self.connection = connection
        self.offers = offers
        self.scarce = scarce
        self.group = group
    }

    /// Runs it on the verifier's own leases, and again on whole counters if something seemed to be used up.
    func answer<Answer>(
        _ body: (inout GroupRows<PostgresReader>) throws(StoreError) -> Answer
    ) throws(StoreError) -> Answer {
        if let answer = try answer(.own, body) { return answer }
        connection.rollBack()
        guard let answer = try answer(.whole, body) else {
            throw .corrupt("a group that saw every slot wants to see more")
        }
        return answer
    }

    /// - Returns: `nil` if a limit stood in the way of which only the own lease was looked at; nothing is written then.
    private func answer<Answer>(
        _ view: CounterReading.View, _ body: (inout GroupRows<PostgresReader>) throws(StoreError) -> Answer
    ) throws(StoreError) -> Answer? {
        connection.begin(.write)
        let number = try WriterNumber.held(by: connection)
        let counters = CounterReading(connection, .changing(number), view, scarce: scarce.all)
        let reader = PostgresReader(connection, offers, .changing(number), counters)
        try GroupPrefetch(reader, group)?.run()
        var rows = GroupRows(reader)
        let answer = try body(&rows)
        if rows.writes.wasExhausted, counters.hasLease { return nil }
        try connection.commit(try GroupWriting(rows.writes, reader, events).statements())
        scarce.note(counters.scarceAfter(rows.writes))
        return answer
    }
}
