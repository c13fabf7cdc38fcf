package import Payload
package import Vocabulary

/// Makes signing keys and ends them.
///
/// Whoever has opened the workspace, a verifier above all, goes by the keys that it read then until it is started again.
package struct SigningKeyService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    private var files: SigningKeyFiles { SigningKeyFiles(context.workspace.keyFolder) }

    /// Makes a key that signs from now on; the one before stays trusted for what it signed.
    ///
    /// - Returns: The new key.
    /// - Throws: `ServiceError`; then the earlier key signs on.
    package func rotate() async throws(ServiceError) -> IssuerVerifyingKey {
        let number = try files.nextNumber()
        try await context.audit(
            .keyRotate, String(number), detail: ["previous": .number(Int64(context.keys.signing.keyID))])
        let seed = context.surroundings.randomBytes(IssuerSigningKey.seedByteCount)
        return try files.rotate(to: number, seed: seed)
    }

    /// Says from when on codes signed by a key are believed no more, in place of what was said before.
    ///
    /// - Parameters:
    ///   - number: A key that does not sign any more.
    ///   - end: When.
    /// - Returns: The moment that is meant.
    /// - Throws: `ServiceError.notFound`, `.invalidInput` if it is the key that signs.
    package func end(_ number: UInt8, at end: KeyEnd) async throws(ServiceError) -> Instant {
        try files.check(canEnd: number)
        let moment = moment(of: end)
        try await context.audit(.keyEnd, String(number), detail: ["ends_at": .text(moment.rfc3339)])
        try files.end(number, at: moment)
        return moment
    }

    private func moment(of end: KeyEnd) -> Instant {
        switch end {
        case .now: context.surroundings.now()
        case .at(let moment): moment
        case .day(let day): context.clock.beginning(of: day)
        }
    }
}

/// When a key ends, as a person says it.
package enum KeyEnd: Sendable, Hashable {
    case now
    /// With the beginning of that day, in whichever store it begins first: no store believes the key on it.
    case day(CalendarDate)
    case at(Instant)

    /// Reads `now`, a day such as `2027-12-31`, or a time such as `2027-12-31T18:00:00+08:00`; `nil` if it is none.
    package init?(parsing text: String) {
        if text == "now" {
            self = .now
        } else if let day = CalendarDate(parsing: text) {
            self = .day(day)
        } else if let moment = Instant(rfc3339: text) {
            self = .at(moment)
        } else {
            return nil
        }
    }
}
