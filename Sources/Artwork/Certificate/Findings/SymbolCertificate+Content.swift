extension SymbolCertificate {
    /// The same findings without what the symbol holds: no bytes, no text, and no map of its modules.
    ///
    /// For reports on codes that are secrets.
    public var withoutContent: SymbolCertificate {
        SymbolCertificate(
            bytes: [], text: nil, cleanReaders: cleanReaders, plan: plan, logo: logo,
            measurement: measurement,
            heat: nil, rates: rates, summary: summary, distance: distance, smallestPrint: smallestPrint,
            unfinishedReadings: unfinishedReadings, printer: printer, trialCount: trialCount, seed: seed,
            grade: grade)
    }
}
