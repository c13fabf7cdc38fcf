public import QRSymbol

extension PictureCode {
    /// How strongly a picture gives way to its symbol.
    public struct Options: Sendable, Hashable {
        /// Below 10 % readers find no difference in a bright room's noise; at 50 % nothing but black and white is left.
        public static let strengths: ClosedRange<Double> = 10...50
        /// 27 %: three pictures of the benchmark are then read in more than 60 of 100 damaged photographs.
        public static let standardStrength = 27.0

        /// How far the middle of every module differs in luminance from its surroundings, in percent of full white.
        public var strength: Double
        /// The least error correction level; weaker ones leave more codewords to the picture.
        public var level: CorrectionLevel
        /// How many versions above the smallest, in `LogoWish.versionSteps`; each adds codewords for the picture.
        public var versionSteps: Int
        /// The white frame, in modules, in `SymbolStyle.quietZones`.
        public var quietZone: Int

        /// Takes wishes; ranges are checked when they are used.
        public init(
            strength: Double = Self.standardStrength, level: CorrectionLevel = .low,
            versionSteps: Int = LogoWish.versionSteps.upperBound,
            quietZone: Int = SymbolStyle.standardQuietZone
        ) {
            self.strength = strength
            self.level = level
            self.versionSteps = versionSteps
            self.quietZone = quietZone
        }

        func validate() throws(PictureCodeError) {
            guard Self.strengths.contains(strength) else {
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
