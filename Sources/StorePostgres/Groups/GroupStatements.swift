import Promotion
import Store
import Vocabulary

/// What a group reads; every statement names one home first.
///
/// Rows are looked for one by one (`LATERAL`, with a limit or an offset, which no planner looks through): a plain join, or
/// a list of keys, is planned as a search through all rows of the home while a table is new and nothing is known of it,
/// and such a plan is kept while the table grows. That was seen: eight times slower within a minute. Which of several
/// indexes it takes for one key is left to the planner, to whom `GrowthWatch` has the tables shown as they grow.
enum GroupStatements {
    /// Makes tills with one receipt wait for each other, so that "not with other offers" is judged in some order.
    static func lockPurchases(_ purchases: [PurchaseKey], home: Home) -> Statement {
        Statement(
            """
            SELECT pg_advisory_xact_lock(key) FROM (
                SELECT DISTINCT hashtextextended($1::text || ' ' || store || ' ' || purchase, 0) AS key
                FROM unnest($2::text[], $3::text[]) AS wanted (store, purchase) ORDER BY key) AS keys
            """,
            [
                .text(String(home.rawValue)), .texts(purchases.map(\.store.text)),
                .texts(purchases.map(\.receipt)),
            ])
    }

    /// The two statements that read coupons, locked in order, and then their batches.
    static func coupons(_ keys: [Int64], home: Home, _ purpose: PostgresReader.Purpose) -> [Statement] {
        [coupons(alone: keys, home: home, purpose), batches(of: keys, home: home)]
    }

    /// Reads coupons, and locks them in the order of their keys, so that no two groups wait for each other.
    ///
    /// A row that was waited for is read as it is after the wait. `keys` must be in order: that of the look-ups.
    private static func coupons(
        alone keys: [Int64], home: Home, _ purpose: PostgresReader.Purpose
    ) -> Statement {
        Statement(
            """
            SELECT found.* FROM unnest($2::bigint[]) AS wanted (key)
            CROSS JOIN LATERAL (
                SELECT key, batch, serial, uses_taken, uses_held, uses_allowed, holder FROM coupon
                WHERE home = $1 AND key = wanted.key \(purpose == .looking ? "LIMIT 1" : "FOR UPDATE")) AS found
            """, [.home(home), .integers(keys)])
    }

    /// What the batches and campaigns of coupons say now: a statement of its own, so that it sees what was committed while
    /// the coupons were waited for.
    private static func batches(of keys: [Int64], home: Home) -> Statement {
        Statement(
            """
            SELECT batch.number, batch.id, batch.campaign, batch.offer, batch.placement, batch.state, batch.last_day,
                campaign.revision, campaign.state
            FROM (
                SELECT DISTINCT found.batch FROM unnest($2::bigint[]) AS wanted (key)
                CROSS JOIN LATERAL (
                    SELECT batch FROM coupon WHERE home = $1 AND key = wanted.key LIMIT 1) AS found) AS named
            CROSS JOIN LATERAL (SELECT * FROM batch WHERE number = named.batch LIMIT 1) AS batch
            CROSS JOIN LATERAL (SELECT revision, state FROM campaign WHERE id = batch.campaign LIMIT 1) AS campaign
            """, [.home(home), .integers(keys)])
    }

    /// What repeated requests were answered.
    static func answers(_ keys: [IdempotencyKey], home: Home) -> Statement {
        Statement(
            """
            SELECT found.* FROM unnest($2::text[], $3::text[]) AS wanted (terminal, key)
            CROSS JOIN LATERAL (
                SELECT terminal, key, request_digest, content, at FROM answer
                WHERE home = $1 AND terminal = wanted.terminal AND key = wanted.key LIMIT 1) AS found
            """, [.home(home), .texts(keys.map(\.terminal.text)), .texts(keys.map(\.key))])
    }

    /// How often somebody's access has changed.
    static let accessVersion = Statement("SELECT version FROM access_version")

    static func members(_ ids: [MemberID], home: Home) -> Statement {
        Statement(
            """
            SELECT wanted.id, found.* FROM unnest($2::text[]) AS wanted (id)
            CROSS JOIN LATERAL (
                SELECT id, joined_on, (SELECT string_agg(other.id, ' ') FROM member AS other
                    WHERE other.home = $1 AND other.merged_into = member.id) AS merged
                FROM member WHERE home = $1 AND state = 'member' AND id = coalesce(
                    (SELECT merged_into FROM member AS asked WHERE asked.home = $1 AND asked.id = wanted.id),
                    wanted.id)
                LIMIT 1) AS found
            """, [.home(home), .texts(ids.map(\.text))])
    }

    static func combinations(_ purchases: [PurchaseKey], home: Home) -> Statement {
        Statement(
            """
            SELECT wanted.store, wanted.purchase, found.combination
            FROM unnest($2::text[], $3::text[]) AS wanted (store, purchase)
            CROSS JOIN LATERAL (
                SELECT combination FROM ledger
                WHERE home = $1 AND store = wanted.store AND purchase = wanted.purchase AND kind = 'redemption'
                    AND \(stands) OFFSET 0) AS found
            """, [.home(home), .texts(purchases.map(\.store.text)), .texts(purchases.map(\.receipt))])
    }

    /// Redemptions by their ids.
    static func entries(_ redemptions: [RedemptionID], home: Home) -> Statement {
        Statement(
            """
            SELECT found.* FROM unnest($2::text[]) AS wanted (redemption)
            CROSS JOIN LATERAL (
                SELECT \(LedgerColumns.list) FROM ledger
                WHERE home = $1 AND redemption = wanted.redemption AND kind = 'redemption' LIMIT 1) AS found
            """, [.home(home), .texts(redemptions.map(\.text))])
    }

    /// What undoes redemptions, oldest first.
    static func reversals(_ redemptions: [RedemptionID], home: Home) -> Statement {
        Statement(
            """
            SELECT found.* FROM (SELECT DISTINCT unnest($2::text[])) AS wanted (redemption)
            CROSS JOIN LATERAL (
                SELECT \(LedgerColumns.list) FROM ledger
                WHERE home = $1 AND redemption = wanted.redemption AND kind <> 'redemption' OFFSET 0) AS found
            ORDER BY found.at, found.sequence
            """, [.home(home), .texts(redemptions.map(\.text))])
    }

    /// The latest uses of coupons that were not wholly reversed, newest first.
    static func earlierUses(_ coupons: [Int64], limit: Int, home: Home) -> Statement {
        Statement(
            """
            SELECT uses.* FROM unnest($2::bigint[]) AS wanted (coupon)
            CROSS JOIN LATERAL (
                SELECT coupon, at, day, second_of_day, store FROM ledger
                WHERE home = $1 AND coupon = wanted.coupon AND kind = 'redemption' AND \(stands)
                ORDER BY at DESC, sequence DESC LIMIT $3) AS uses
            """, [.home(home), .integers(coupons), .integer(limit)])
    }

    static func reservations(_ ids: [ReservationID], home: Home) -> Statement {
        Statement(
            """
            SELECT found.* FROM unnest($2::text[]) AS wanted (id)
            CROSS JOIN LATERAL (
                SELECT id, state, record FROM reservation WHERE home = $1 AND id = wanted.id LIMIT 1) AS found
            """, [.home(home), .texts(ids.map(\.text))])
    }

    /// The reservations that hold coupons, soonest to end first.
    static func holds(_ coupons: [Int64], home: Home) -> Statement {
        Statement(
            """
            SELECT held.coupon, found.id, found.state, found.record
            FROM unnest($2::bigint[]) AS wanted (coupon)
            CROSS JOIN LATERAL (
                SELECT coupon, reservation FROM hold
                WHERE home = $1 AND coupon = wanted.coupon OFFSET 0) AS held
            CROSS JOIN LATERAL (
                SELECT id, state, record, expires_at FROM reservation
                WHERE home = $1 AND id = held.reservation LIMIT 1) AS found
            WHERE found.state = 'held' ORDER BY found.expires_at, found.id
            """, [.home(home), .integers(coupons)])
    }

    static func holds(of lease: LeaseID, home: Home) -> Statement {
        let names = lease.holdNames
        return Statement(
            """
            SELECT id, state, record FROM reservation
            WHERE home = $1 AND id >= $2 AND id < $3 AND state = 'held' ORDER BY id
            """, [.home(home), .text(names.lowerBound), .text(names.upperBound)])
    }

    /// The latest use of a coupon that was not wholly reversed.
    static func latestUse(of coupon: Int64, home: Home) -> Statement {
        Statement(
            """
            SELECT \(LedgerColumns.list) FROM ledger
            WHERE home = $1 AND coupon = $2 AND kind = 'redemption' AND \(stands)
            ORDER BY at DESC, sequence DESC LIMIT 1
            """, [.home(home), .integer(coupon)])
    }

    static func expiredHolds(before instant: Instant, limit: Int, home: Home) -> Statement {
        Statement(
            """
            SELECT id, state, record FROM reservation
            WHERE home = $1 AND state = 'held' AND expires_at <= $2 ORDER BY expires_at, id LIMIT $3
            """, [.home(home), .instant(instant), .integer(limit)])
    }

    static func head(of writer: String, home: Home) -> Statement {
        Statement(
            "SELECT sequence, hash FROM ledger WHERE home = $1 AND writer = $2 ORDER BY sequence DESC LIMIT 1",
            [.home(home), .text(writer)])
    }

    static func chain(of writer: String, _ sequences: ClosedRange<Int64>, home: Home) -> Statement {
        Statement(
            """
            SELECT \(LedgerColumns.list) FROM ledger
            WHERE home = $1 AND writer = $2 AND sequence BETWEEN $3 AND $4 ORDER BY sequence
            """,
            [
                .home(home), .text(writer), .integer(sequences.lowerBound), .integer(sequences.upperBound),
            ])
    }

    static func checkpoint(of writer: String, covering sequence: Int64, home: Home) -> Statement {
        Statement(
            """
            SELECT first, last, root, key_id, signature FROM checkpoint
            WHERE home = $1 AND writer = $2 AND first <= $3 ORDER BY first DESC LIMIT 1
            """, [.home(home), .text(writer), .integer(sequence)])
    }

    /// Keeps a redemption whose use no reversal gave back.
    private static let stands = """
        NOT EXISTS (SELECT FROM ledger AS undo WHERE undo.home = $1
            AND undo.redemption = ledger.redemption AND undo.kind <> 'redemption' AND undo.restores_use OFFSET 0)
        """
}

/// A receipt of a store.
struct PurchaseKey: Hashable, Sendable {
    let store: StoreID
    let receipt: String
}
