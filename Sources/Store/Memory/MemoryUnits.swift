import Promotion
import Vocabulary

/// The unit ledger of a `MemoryStore`.
struct MemoryUnits: Sendable {
    var answers: [Homed<String>: KeptUnitAnswer] = [:]
    var entries: [(home: Home, entry: UnitEntry)] = []
    /// By home and name.
    var lots: [Homed<String>: UnitLot] = [:]
    var debts: [Homed<String>: UnitDebt] = [:]

    /// What differs from the postings, as `UnitFaults`.
    var faults: [String] {
        var sums: [String: Int64] = [:]
        for (_, entry) in entries {
            for posting in entry.postings {
                sums[UnitFaults.sums.sentence("\(entry.id) in \(posting.unit)"), default: 0] +=
                    posting.amount
                switch posting.account {
                case .lot(let source, _):
                    sums[UnitFaults.lots.sentence("\(source) of \(posting.unit)"), default: 0] -=
                        posting.amount
                case .debt(let member):
                    sums[UnitFaults.debts.sentence("\(member) in \(posting.unit)"), default: 0] +=
                        posting.amount
                case .issuer: break
                }
            }
        }
        for lot in lots.values {
            sums[UnitFaults.lots.sentence("\(lot.source) of \(lot.unit)"), default: 0] += lot.remaining
        }
        for debt in debts.values {
            sums[UnitFaults.debts.sentence("\(debt.member) in \(debt.unit)"), default: 0] += debt.amount
        }
        return sums.filter { $0.value != 0 }.keys.sorted()
    }
}
