public import QRSymbol

extension PictureCode {
    /// How strongly a picture gives way to its symbol.
    public struct Options: Sendable, Hashable {
        /// Below 10 % readers find no difference in a bright room's noise; at 50 % nothing but black and white is left.
        public static let strengths: ClosedRange<Double> = 10...50
        /// What is tried where no strength is asked for, in this order: at 24 % three pictures of the benchmark are read in
        /// more than 60 of 100 damaged photographs, and pictures of less contrast need more.
        public static let usualStrengths = [24.0, 28, 33, 39, 45, 50]

        /// How far the middle of every module differs in luminance from its surroundings, in percent of full white; `nil`
        /// takes the first of ``usualStrengths`` at which two readers take the symbol.
        public var strength: Double?
        /// The least error correction level; weaker ones leave more codewords to the picture.
        public var level: CorrectionLevel
        /// How many versions above the smallest, in `LogoWish.versionSteps`; each adds codewords for the picture.
        public var versionSteps: Int
        /// The white frame, in modules, in `SymbolStyle.quietZones`.
        public var quietZone: Int

        /// Takes wishes; ranges are checked when they are used.
        public init(
            strength: Double? = nil, level: CorrectionLevel = .low,
            versionSteps: Int = LogoWish.versionSteps.upperBound,
            quietZone: Int = SymbolStyle.standardQuietZone
        ) {
            self.strength = strength
            self.level = level
            self.versionSteps = versionSteps
            self.quietZone = quietZone
        }

        var strengthsToTry: [Double] { strength.map { [$0] } ?? Self.usualStrengths }

        func validate() throws(PictureCodeError) {
            if let strength, !Self.strengths.contains(strength) {
                throw .strength(percent: strength, allowed: Self.strengths)
            }
            guard SymbolStyle.quietZones.contains(quietZone) else {
                throw .quietZone(modules: quietZone, allowed: SymbolStyle.quietZones)
            }
            guard LogoWish.versionSteps.contains(versionSteps) else {
                throw .versionSteps(versionSteps, allowed: LogoWish.versionSteps)
            }
        }
    }
}
