import Promotion
import Store

/// What the verifier counts; names follow Prometheus' conventions (base units, `_total`).
struct VerifierMetrics: Sendable {
    /// Redemptions by outcome; replays are another number, so that each redemption is counted once.
    let redemptions: OutcomeCounters
    let validations: OutcomeCounters
    let reversals: OutcomeCounters
    let reservations: OutcomeCounters
    /// Answers that were given again to a key that came again.
    let replays: CounterInstrument
    /// Lock-outs of whoever guessed codes, by what was locked out.
    let guessingAlarms: [LockoutSubject.Kind: CounterInstrument]
    let commits: CommitMetrics

    /// The reason of a key that was used for another request; it is no rule's refusal.
    private static let keyReused = "key_reused"

    /// Makes every instrument, or finds those that the registry has.
    init(_ registry: MetricsRegistry) {
        let refusals = Refusal.Reason.allCases.map(\.rawValue)
        let holds = ReservationRefusal.allCases.map(\.rawValue)
        redemptions = OutcomeCounters(
            registry, "tessera_redemptions_total", help: "Redemptions answered, without replays.",
            outcomes: ["redeemed"], reasons: refusals + holds + [Self.keyReused])
        validations = OutcomeCounters(
            registry, "tessera_validations_total", help: "Validations answered.", outcomes: ["redeemable"],
            reasons: refusals)
        reversals = OutcomeCounters(
            registry, "tessera_reversals_total", help: "Voids and returns answered, without replays.",
            outcomes: ["reversed"],
            reasons: Reversal.Reason.allCases.map(\.rawValue) + [Self.keyReused])
        reservations = OutcomeCounters(
            registry, "tessera_reservations_total",
            help: "Short holds on a use that were taken, settled, released or refused, without replays.",
            outcomes: ["held", "settled", "released"], reasons: refusals + holds + [Self.keyReused])
        replays = registry.counter(
            "tessera_replays_total", help: "Answers given again to a key that came again.")
        let alarms = LockoutSubject.Kind.allCases.map { kind in
            let counter = registry.counter(
                "tessera_guessing_alarms_total", help: "Lock-outs of whoever sent too many unknown codes.",
                labels: [("kind", kind.rawValue)])
            return (kind, counter)
        }
        guessingAlarms = Dictionary(uniqueKeysWithValues: alarms)
        commits = CommitMetrics(registry)
    }

    /// Counts a lock-out of somebody who guessed codes.
    func countGuessingAlarm(kind: LockoutSubject.Kind) {
        guessingAlarms[kind]?.increment()
    }
}
