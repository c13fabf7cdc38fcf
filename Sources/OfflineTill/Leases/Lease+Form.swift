import Payload
import Vocabulary

/// A lease as a line, in the same spelling as the journal.
extension Lease {
    /// The line up to the key and the signature: what is signed.
    var body: [UInt8] {
        var line = LineWriter()
        line.open("{")
        line.add("lease", id.text)
        line.add("terminal", terminal.text)
        line.add("issued_at", issuedAt)
        line.add("usable_until", usableUntil)
        line.name("coupons")
        line.open("[")
        for coupon in coupons { coupon.write(to: &line) }
        line.close("]")
        return line.bytes
    }

    init(reading line: inout LineReader) throws(LineFault) {
        try line.open("{")
        let (id, terminal) = (
            try line.identifier("lease", as: LeaseID.self),
            try line.identifier("terminal", as: TerminalID.self)
        )
        let (issuedAt, usableUntil) = (try line.instant("issued_at"), try line.instant("usable_until"))
        try line.name("coupons")
        try line.open("[")
        var coupons: [LeasedCoupon] = []
        var names: Set<LeasedCouponName> = []
        while !line.isAt("]") {
            let coupon = try LeasedCoupon(reading: &line)
            // Twice the same coupon would be given twice as often as anybody meant.
            guard coupons.count < Self.maximumCouponCount, names.insert(coupon.name).inserted else {
                throw LineFault("coupons")
            }
            coupons.append(coupon)
        }
        try line.close("]")
        self.init(id: id, terminal: terminal, issuedAt: issuedAt, usableUntil: usableUntil, coupons: coupons)
    }
}

extension LeasedCoupon {
    fileprivate func write(to line: inout LineWriter) {
        line.open("{")
        line.add("coupon", name.hex)
        line.add("offer", offer.text)
        line.add("uses", Int64(uses))
        line.add("taken", Int64(usesTaken))
        line.add("last_day", optional: lastDay?.description)
        line.add("holder", optional: holder?.id.text)
        line.add("joined_on", optional: holder?.joinedOn.description)
        line.add("budget", optional: budget?.description)
        line.close("}")
    }

    fileprivate init(reading line: inout LineReader) throws(LineFault) {
        try line.open("{")
        let name = try line.value("coupon", LeasedCouponName.init(parsing:))
        let offer = try line.identifier("offer", as: OfferID.self)
        let (uses, taken): (UInt32, UInt32) = (try line.count("uses"), try line.count("taken"))
        let lastDay = line.hasNext("last_day") ? try line.day("last_day") : nil
        var holder: LeasedHolder?
        if line.hasNext("holder") {
            holder = LeasedHolder(
                id: try line.identifier("holder"), joinedOn: try line.day("joined_on"))
        }
        let budget = try line.optionalMoney("budget")
        guard uses > 0, !taken.addingReportingOverflow(uses).overflow else { throw LineFault("uses") }
        try line.close("}")
        self.init(
            name: name, offer: offer, uses: uses, usesTaken: taken, lastDay: lastDay, holder: holder,
            budget: budget)
    }
}
