import Vocabulary

/// What the sections of a program are held against.
struct ProgramSetting: Sendable {
    /// What money is in.
    let currency: Currency
    /// The tiers of the settings, the lowest first.
    let tiers: [String]
}
