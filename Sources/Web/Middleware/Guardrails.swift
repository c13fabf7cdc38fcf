import NIOCore
import Service

/// How often anyone may do what, so that guessing is hopeless and one broken till stops nobody else.
struct Guardrails: Sendable {
    /// A till's own requests: 5,000 a second is more than a hall of tills on one token sends.
    let terminal: RateLimiter
    /// Wrong tokens from an address: 30, then one in two seconds.
    let failedLogin: RateLimiter
    /// Unknown codes from a till: 120, then one a second; a cashier mistypes a few a day.
    let unknownCode: RateLimiter
    /// Pages for an address: 300, then 50 a second; a shopping centre's Wi-Fi is one address.
    let page: RateLimiter
    /// Pages of unknown codes for an address: 60, then one in two seconds.
    let unknownPage: RateLimiter

    init() {
        terminal = RateLimiter(.init(burst: 5_000, perSecond: 5_000))
        failedLogin = RateLimiter(.init(burst: 30, perSecond: 0.5))
        unknownCode = RateLimiter(.init(burst: 120, perSecond: 1))
        page = RateLimiter(.init(burst: 300, perSecond: 50))
        unknownPage = RateLimiter(.init(burst: 60, perSecond: 0.5))
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
