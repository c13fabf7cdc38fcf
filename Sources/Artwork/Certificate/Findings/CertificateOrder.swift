public import QRSymbol

/// What a certificate is to say.
public struct CertificateOrder: Sendable, Hashable {
    /// How often each damage is tried: a hundred take minutes, and tell a rate to a tenth of a percent.
    public static let trialRange = 1...100
    /// The resolution that print is simulated at unless another is named: the least that packaging houses ask for.
    public static let standardDotsPerInch = 300

    /// What counts as read, byte for byte; empty takes what the undamaged symbol holds.
    public var accepted: [[UInt8]]
    /// The page of a PDF, from 1.
    public var page: Int
    /// The printer's resolution, one of ``PrintSize/resolutionRange``.
    public var dotsPerInch: Int
    /// One of ``trialRange``.
    public var trialCount: Int
    /// The same seed gives the same damages.
    public var seed: UInt64
    /// What is done to the symbol; the largest distance is searched for with ``DamageKind/resolution`` among it, the
    /// smallest print with ``DamageKind/print``.
    public var damages: [Damage]
    /// Where the logo was planned, if there is one and its plan is known.
    public var logo: LogoArea?

    /// Takes what is asked; all has a usual value.
    public init(
        accepted: [[UInt8]] = [], page: Int = 1, dotsPerInch: Int = standardDotsPerInch, trialCount: Int = 1,
        seed: UInt64 = 1, damages: [Damage] = Damage.standard, logo: LogoArea? = nil
    ) {
        self.accepted = accepted
        self.page = page
        self.dotsPerInch = dotsPerInch
        self.trialCount = trialCount
        self.seed = seed
        self.damages = damages
        self.logo = logo
    }

    func check() throws(CertificateError) {
        guard Self.trialRange.contains(trialCount) else {
            throw .trials(trialCount, allowed: Self.trialRange)
        }
        guard PrintSize.resolutionRange.contains(dotsPerInch) else {
            throw .dotsPerInch(dotsPerInch, allowed: PrintSize.resolutionRange)
        }
    }
}
