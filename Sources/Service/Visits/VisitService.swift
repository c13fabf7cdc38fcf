package import Measurement
import Payload
package import Store
package import Vocabulary

/// Records who opened what is printed: every opening with its class, and never an address.
package struct VisitService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Records one visit; a failure of the storage is for the log, since the visitor wants the page.
    ///
    /// - Parameters:
    ///   - kind: A scan, or the landing that follows it.
    ///   - placement: What was opened.
    ///   - trace: What the request showed.
    /// - Throws: `ServiceError.storage`.
    package func record(
        _ kind: VisitRecord.Kind, of placement: PlacementID, trace: VisitTrace
    ) async throws(ServiceError) {
        let now = context.surroundings.now()
        let visit = VisitRecord(
            kind: kind, at: now, placement: placement, scanClass: scanClass(kind, trace).rawValue,
            visitor: visitor(trace, at: now))
        try await stored(await context.store.record([visit]))
    }

    private func scanClass(_ kind: VisitRecord.Kind, _ trace: VisitTrace) -> ScanClass {
        let request = ScanClassifier.Request(
            method: trace.method, userAgent: trace.userAgent, purposes: trace.purposes)
        let scanClass = ScanClassifier.classify(request).scanClass
        return kind == .landing ? scanClass.confirmedByLanding() : scanClass
    }

    /// The day's pseudonym: without the salt, which changes at midnight UTC, nobody finds the address again.
    private func visitor(_ trace: VisitTrace, at now: Instant) -> UInt64 {
        let fingerprint = trace.network.map { prefix in
            NetworkFingerprint(prefix: prefix, userAgent: trace.userAgent, language: trace.language)
        }
        guard let key = VisitorKey(member: nil, landing: nil, network: fingerprint) else { return 0 }
        let day = LocalMoment(instant: now, utcOffsetSeconds: 0).date
        let salt = context.keys.visitorSalt.derive(label: "visitor \(day)")
        return KeyedDigest(of: key.canonicalBytes, key: salt).truncated
    }
}

/// What a request shows of who sent it, with the address already cut short.
package struct VisitTrace: Sendable, Hashable {
    package var method: ScanClassifier.Request.Method
    /// `nil` if the address is not known.
    package var network: NetworkPrefix?
    package var userAgent: String
    /// The header `Accept-Language` as sent.
    package var language: String
    /// `Sec-Purpose`, `Purpose`, `X-Purpose` and `X-Moz`, as far as they are there.
    package var purposes: [String]

    package init(
        method: ScanClassifier.Request.Method, address: String?, userAgent: String, language: String,
        purposes: [String]
    ) {
        self.method = method
        network = address.flatMap { NetworkPrefix(parsing: $0) }
        self.userAgent = Self.shortened(userAgent)
        self.language = Self.shortened(language)
        self.purposes = purposes.map(Self.shortened)
    }

    /// As many bytes as the classifier looks at; a longer header only costs time.
    private static func shortened(_ text: String) -> String {
        String(decoding: text.utf8.prefix(ScanClassifier.maximumUserAgentBytes), as: UTF8.self)
    }
}
