import Promotion
import Vocabulary

/// What a reservation holds, in the counts of coupons and limits.
enum Holding {
    /// Counts everything that a new reservation holds.
    static func begin(
        _ reservation: ReservationRecord, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) {
        for part in reservation.parts {
            try changeHeld(part, of: reservation, on: &rows) { $0 + 1 }
            rows.change(reservation.countedUse(part).changes, home: reservation.home)
        }
        rows.put(reservation)
    }

    /// Takes back everything that a reservation holds, and says how it ended.
    static func end(
        _ reservation: ReservationRecord, as state: ReservationRecord.State,
        on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) {
        for part in reservation.parts {
            try changeHeld(part, of: reservation, on: &rows) { $0 - 1 }
            rows.change(reservation.countedUse(part).changes, home: reservation.home, sign: -1)
        }
        var ended = reservation
        ended.state = state
        rows.put(ended)
        // Whoever meets a hold past its end tells of it; the other ends are told by those who bring them about.
        if state == .expired, reservation.lease == nil {
            rows.tell(.reservationExpired, reservation, at: reservation.expiresAt)
        }
    }

    private static func changeHeld(
        _ part: ReservationRecord.Part, of reservation: ReservationRecord,
        on rows: inout GroupRows<some RowReader>, _ change: (Int64) -> Int64
    ) throws(StoreError) {
        let key = part.coupon.key
        guard var uses = try rows.coupon(key, home: reservation.home)?.uses,
            let held = UInt32(exactly: change(Int64(uses.held)))
        else { throw .corrupt("reservation \(reservation.id) holds a use that its coupon does not know of") }
        uses.held = held
        rows.set(uses, of: key, home: reservation.home)
    }
}
