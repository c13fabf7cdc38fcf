import Promotion
import Vocabulary

extension OfflineAllowance {
    /// 10,000 uses: a till that gives one every five seconds from morning to night, and so no bound any more.
    static let usesPerTerminalRange = 1...10_000

    /// Reads what each till may give while it has no network.
    ///
    /// - Parameters:
    ///   - document: The group `offline`.
    ///   - budget: The campaign's, within which it must be; `nil` is without limit.
    ///   - currency: The issuer's currency.
    init?(_ document: DocumentValue, budget: Money?, _ currency: Currency) {
        let keys = ["uses_per_terminal", "uses_per_coupon", "amount", "status_age"]
        guard let fields = document.fields(keys) else { return nil }
        let uses = fields.required("uses_per_terminal")?.integer(in: Self.usesPerTerminalRange)
        let perCoupon =
            fields.optional("uses_per_coupon").map {
                $0.integer(in: 1...Int(Limits.maximumUsesPerSignedCoupon))
            } ?? 1
        let amount = fields.required("amount")?.money(currency)
        let age = fields.required("status_age")?.statusAge()
        guard let uses, let perCoupon, let amount, let age else { return nil }
        if perCoupon > uses {
            fields.optional("uses_per_coupon")?.fault(
                "It cannot be more than uses_per_terminal, \(uses), and is \(perCoupon).")
        }
        if let budget, amount.minorUnits > budget.minorUnits {
            fields.optional("amount")?.fault(
                "It cannot be more than the campaign's budget, \(budget), and is \(amount).")
        }
        self.init(
            usesPerTerminal: UInt32(uses), usesPerCoupon: UInt32(perCoupon), amount: amount,
            maximumStatusAgeSeconds: age)
    }
}

/// How old a till's status list may be, as files write it: `30m`, `24h`, `3d`.
package enum StatusAge {
    /// Five minutes to the end of a list: a list is up to a minute old when it comes, and a till that asks every minute
    /// or two and fails once must not stop.
    package static let secondsRange = 300...StatusListDesk.lifetimeSeconds

    private static let units: [(letter: Character, seconds: Int64)] = [
        ("d", 86_400), ("h", 3_600), ("m", 60),
    ]

    /// Reads an age within the range, or returns `nil`.
    static func seconds(parsing text: String) -> Int64? {
        guard let unit = units.first(where: { $0.letter == text.last }),
            // Four digits: as many minutes as there are in three days.
            (2...5).contains(text.count), text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
            let number = Int64(text.dropLast()), secondsRange.contains(number * unit.seconds)
        else { return nil }
        return number * unit.seconds
    }

    /// Writes an age in its largest whole unit.
    package static func text(seconds: Int64) -> String {
        let unit = units.first { seconds >= $0.seconds && seconds % $0.seconds == 0 }
        return unit.map { "\(seconds / $0.seconds)\($0.letter)" } ?? "\(seconds)s"
    }
}

extension DocumentValue {
    /// Returns an age in seconds.
    fileprivate func statusAge() -> Int64? {
        let (least, most) = (StatusAge.secondsRange.lowerBound, StatusAge.secondsRange.upperBound)
        let expectation = """
            a whole number of minutes, hours or days from \(StatusAge.text(seconds: least)) to \
            \(StatusAge.text(seconds: most)), such as 30m or 24h
            """
        return parsed(expectation, StatusAge.seconds(parsing:))
    }
}
