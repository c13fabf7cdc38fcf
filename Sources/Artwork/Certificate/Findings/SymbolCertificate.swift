/// What a symbol was found to bear.
public struct SymbolCertificate: Sendable, Hashable, Codable {
    /// What the symbol holds, byte for byte.
    public let bytes: [UInt8]
    /// The same as text, when it is UTF-8.
    public let text: String?
    /// The readers that read the undamaged symbol.
    public let cleanReaders: [CheckReader]
    /// Version, level, mask and the blocks; `nil` when the modules make no symbol.
    public let plan: SymbolDamage?
    /// Where the logo was planned; `nil` when there is none or its plan is not known.
    public let logo: CertifiedLogo?
    /// Sizes and contrast as they are drawn.
    public let measurement: SymbolMeasurement
    /// Where correction is spent; `nil` when the modules make no symbol.
    public let heat: CodewordHeat?
    /// Every damage at every level.
    public let rates: [ReadingRate]
    /// All of them together.
    public let summary: RateSummary
    /// From how far it is read; `nil` when not even the finest picture tried is read reliably.
    public let distance: ViewingDistance?
    /// How small it may be printed; `nil` when no size tried is read reliably.
    public let smallestPrint: SmallestPrint?
    /// The readings that were given up because the reader did not come to an end.
    public let unfinishedReadings: Int
    /// The printer that was simulated.
    public let printer: PrinterModel
    /// How often each damage was tried.
    public let trialCount: Int
    /// What the damages' random numbers began with.
    public let seed: UInt64
    /// What it comes to.
    public let grade: CertificateGrade

    /// Whether both readers read the undamaged symbol.
    public var isReadClean: Bool { cleanReaders.count == GauntletReader.both.count }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case bytes, text, plan, logo, measurement, heat, rates, summary, distance, printer, seed, grade
        case cleanReaders = "clean_readers"
        case smallestPrint = "smallest_print"
        case unfinishedReadings = "unfinished_readings"
        case trialCount = "trial_count"
    }
}
