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
    /// From how far it is read; `nil` when not even the finest picture tried is read every time.
    public let distance: ViewingDistance?
    /// How small it may be printed; `nil` when no size tried is read every time.
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
}

/// A logo as it was planned.
public struct CertifiedLogo: Sendable, Hashable, Codable {
    /// The first row that it takes, of the symbol's modules from the top.
    public let row: Int
    /// The first column.
    public let column: Int
    /// The rows that it takes, its light ring included.
    public let rows: Int
    /// The columns.
    public let columns: Int
    /// The share of the symbol's modules that is hidden.
    public let percent: Double
    /// The codewords that each block was planned to lose.
    public let damagedPerBlock: [Int]
    /// The least that a block was planned to have left.
    public let damageLeft: Int
}

/// A certificate with the pictures that a report shows.
public struct CertifiedSymbol: Sendable, Hashable {
    /// The findings.
    public let certificate: SymbolCertificate
    /// The symbol as it was cut out of its file, upright.
    public let picture: Raster
}
