import Store
import Vocabulary

/// Writes events in the transaction of what they tell of.
enum EventWriting {
    /// Writes events of one home in one statement, numbered in their order.
    static func insertion(of events: [EventDraft], home: Home) throws(StoreError) -> Statement {
        var writers: [String?] = []
        var sequences: [Int64?] = []
        var documents: [String?] = []
        for event in events {
            switch event.source {
            case .entry(let writer, let sequence):
                writers.append(writer)
                sequences.append(sequence)
                documents.append(nil)
            case .reservation(let facts):
                writers.append(nil)
                sequences.append(nil)
                documents.append(try Document.encode(facts))
            }
        }
        return Statement(
            """
            INSERT INTO event (home, id, kind, coupon, writer, sequence, document, at)
            SELECT $1, id, kind, coupon, writer, sequence, document, at
            FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::bigint[])
                WITH ORDINALITY AS new (id, kind, coupon, writer, sequence, document, at, place)
            ORDER BY place
            """,
            [
                .home(home), .texts(events.map(\.id.text)), .texts(events.map(\.kind.rawValue)),
                .integers(events.map(\.coupon.column)), .texts(writers), .integers(sequences),
                .texts(documents), .integers(events.map(\.at.millisecondsSince1970)),
            ])
    }
}
