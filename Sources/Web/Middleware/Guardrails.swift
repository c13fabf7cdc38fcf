import NIOCore
import Service
import Store

/// How often anyone may do what, so that guessing is hopeless and one broken till stops nobody else.
struct Guardrails: Sendable {
    /// A till's own requests, or a person's: 100,000 a second is more than one verifier carries out, so that a whole
    /// chain of shops may stand behind one token, and still a client gone wild is told to wait.
    let terminal: RateLimiter
    /// Wrong tokens from an address: 30, then one in two seconds.
    let failedLogin: RateLimiter
    /// Pages for an address: 300, then 50 a second; a shopping centre's Wi-Fi is one address.
    let page: RateLimiter
    /// Codes that an address asks for: 30, then one in five seconds, since each costs the brand a message.
    let join: RateLimiter
    /// Sign-ins that an address begins: 60, then one a second; each costs a row and no message.
    let signIn: RateLimiter
    /// Pictures that a till, or a person, has read: 10, then four a second, twice as often as the cashier's page sends one.
    let reading: RateLimiter
    /// Unknown codes from a till or a person; how many, `GuessingPolicy` says.
    private let ownUnknown: RateLimiter
    /// Unknown codes from all tills and people behind an address.
    private let addressUnknown: RateLimiter
    /// Pages of unknown codes for an address.
    private let visitorUnknown: RateLimiter

    init(_ policy: GuessingPolicy = .standard) {
        terminal = RateLimiter(.init(burst: 100_000, perSecond: 100_000))
        failedLogin = RateLimiter(.init(burst: 30, perSecond: 0.5))
        page = RateLimiter(.init(burst: 300, perSecond: 50))
        join = RateLimiter(.init(burst: 30, perSecond: 0.2))
        signIn = RateLimiter(.init(burst: 60, perSecond: 1))
        reading = RateLimiter(.init(burst: 10, perSecond: 4))
        ownUnknown = RateLimiter(.init(policy.own))
        addressUnknown = RateLimiter(.init(policy.address))
        visitorUnknown = RateLimiter(.init(policy.visitor))
    }

    /// The limit of unknown codes for a kind of guesser.
    func unknownCodes(of kind: LockoutSubject.Kind) -> RateLimiter {
        switch kind {
        case .terminal, .token: ownUnknown
        case .address: addressUnknown
        case .visitor: visitorUnknown
        }
    }

    /// Takes a token, or says when to try again.
    ///
    /// - Throws: A problem with status 429.
    static func take(_ limiter: RateLimiter, _ key: String) throws(Problem) {
        if let seconds = limiter.take(key, at: NIODeadline.now().uptimeNanoseconds) {
            throw .tooManyRequests(seconds)
        }
    }

    /// Refuses whoever has no token left, and takes none.
    ///
    /// - Throws: A problem with status 429.
    static func check(_ limiter: RateLimiter, _ key: String) throws(Problem) {
        if let seconds = limiter.wait(key, at: NIODeadline.now().uptimeNanoseconds) {
            throw .tooManyRequests(seconds)
        }
    }
}

extension Problem {
    fileprivate static func tooManyRequests(_ seconds: Int) -> Problem {
        var problem = Problem(
            status: 429, reason: "too_many_requests", title: "Too many requests",
            detail: "Try again in \(seconds) s; nothing was done.")
        problem.retryAfterSeconds = seconds
        return problem
    }
}

extension RateLimiter.Limit {
    fileprivate init(_ allowance: GuessingPolicy.Allowance) {
        self.init(burst: allowance.burst, perSecond: allowance.perSecond)
    }
}
