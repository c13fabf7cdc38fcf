import Promotion
import Vocabulary

extension DocumentValue {
    /// Returns how long a lot lasts.
    func unitLifetime() -> UnitLifetime? {
        guard let fields = fields(["months", "end", "pending_days"]) else { return nil }
        let months = fields.required("months")?.integer(in: 1...UnitLifetime.maximumMonths)
        let end: UnitLifetime.End? = fields.optional("end").map { $0.word() } ?? .day
        let pending =
            fields.optional("pending_days")
            .map { $0.integer(in: 0...UnitLifetime.maximumPendingDays) } ?? 0
        guard let months, let end, let pending else { return nil }
        return UnitLifetime(months: months, end: end, pendingDays: pending)
    }

    /// Returns a factor with at most two decimal digits, in hundredths.
    func hundredths(atMost limit: Int) -> Int64? {
        parsed("a factor from 0.01 to \(limit) with at most two decimal digits, such as 1.5") { text in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let digits = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
            guard (1...2).contains(parts.count), digits, parts.count == 1 || parts[1].count <= 2,
                let whole = Int64(parts[0]), whole <= limit
            else { return nil }
            let fraction = parts.count == 2 ? String(parts[1]) + (parts[1].count == 1 ? "0" : "") : "0"
            let value = whole * 100 + (Int64(fraction) ?? 0)
            return (1...Int64(limit) * 100).contains(value) ? value : nil
        }
    }
}
