/// What opened a placement's code; raw values are wire format, so never rename one.
///
/// Every scan is kept with its class; reports filter when they read, so that a better list can classify history again.
package enum ScanClass: String, Sendable, Hashable, CaseIterable {
    case human
    /// A messenger or social network that fetches a page to show a picture of it.
    case preview
    /// A search engine, archive, or program that walks the web.
    case crawler
    /// A mail gateway or other guard that looks behind links.
    case securityScan = "security_scan"
    /// A browser that loads what may be opened next.
    case prefetch
    /// Our own people, known by a cookie or a signed-in session.
    case staffTest = "staff_test"
    /// The same opening twice, within `Deduplication.doubleFireMilliseconds`.
    case duplicate
    /// Neither like a browser nor like a known program; no person until a landing proves one.
    case unknown

    /// Whether the scan counts in *net*: without machines, tests and double firing.
    package var isNet: Bool { self == .human }

    /// Returns the class once the page behind the scan has run and said so.
    ///
    /// A page that runs proves a person only where nothing else is known: crawlers run pages too.
    package func confirmedByLanding() -> ScanClass {
        self == .unknown ? .human : self
    }
}

/// A class and the signal that decided it, both stored with the scan.
package struct ScanClassification: Sendable, Hashable {
    /// Which signal decided; raw values are wire format, so never rename one.
    package enum Signal: String, Sendable, Hashable, CaseIterable {
        case staffSession = "staff_session"
        case purposeHeader = "purpose_header"
        case headRequest = "head_request"
        case userAgentToken = "user_agent_token"
        case programName = "program_name"
        case missingUserAgent = "missing_user_agent"
        case browserLike = "browser_like"
        case unrecognised
    }

    package let scanClass: ScanClass
    package let signal: Signal
    /// The version of the list that was used: `UserAgentTokens.version`.
    package let listVersion: Int

    init(_ scanClass: ScanClass, by signal: Signal) {
        self.scanClass = scanClass
        self.signal = signal
        listVersion = UserAgentTokens.version
    }
}
