/// Holds what was measured to limits.
struct CheckVerdict {
    let limits: CheckLimits

    /// Returns the failures and remarks of a page.
    func findings(for page: CheckReport.Page) -> [CheckFinding] {
        guard !page.symbols.isEmpty else {
            return [
                CheckFinding(
                    reason: .noSymbol, isFailure: true, page: page.number, symbol: nil, measured: nil,
                    limit: nil, message: "No QR symbol was found on page \(page.number).")
            ]
        }
        return page.symbols.enumerated().flatMap { index, symbol in
            let notes = readingNotes(symbol) + sizeNotes(symbol) + lightNotes(symbol) + damageNotes(symbol)
            return notes.map { note in
                CheckFinding(
                    reason: note.reason, isFailure: note.isFailure, page: page.number, symbol: index + 1,
                    measured: note.measured, limit: note.limit, message: note.message)
            }
        }
    }

    /// A finding before it has its place.
    private struct Note {
        let reason: CheckReason
        var isFailure = true
        var measured: Double?
        var limit: Double?
        let message: String
    }

    private func readingNotes(_ symbol: CheckedSymbol) -> [Note] {
        var notes: [Note] = []
        for reader in [CheckReader.zbar, .zxing] where !symbol.isRead(by: reader) {
            notes.append(
                Note(
                    reason: .readerMissed, isFailure: limits.needsBothReaders,
                    message: "The reader \(reader.rawValue) did not read the symbol."))
        }
        if symbol.readings.contains(where: { $0.isRead && !$0.agrees }) {
            notes.append(
                Note(reason: .readersDiffer, message: "The readers do not agree on what the symbol holds."))
        }
        if symbol.isInverted {
            notes.append(
                Note(
                    reason: .inverted, isFailure: !limits.allowsInverted,
                    message: "The symbol is light on dark, which many scanners do not read."))
        }
        if symbol.isMirrored {
            notes.append(
                Note(reason: .mirrored, message: "The symbol is mirrored, which many scanners do not read."))
        }
        if symbol.measurement == nil {
            notes.append(
                Note(
                    reason: .notMeasured,
                    message: "The modules were not found where the readers saw the symbol."))
        }
        return notes
    }

    private func sizeNotes(_ symbol: CheckedSymbol) -> [Note] {
        guard let measurement = symbol.measurement else { return [] }
        var notes: [Note] = []
        let ratio = measurement.modulePixelWidth / measurement.modulePixelHeight
        if abs(ratio - 1) > CheckLimits.squareTolerance {
            notes.append(
                Note(
                    reason: .moduleNotSquare, measured: ratio, limit: 1 + CheckLimits.squareTolerance,
                    message: "A module is \(short(ratio)) times as wide as it is high."))
        }
        guard let module = measurement.moduleMillimetres else {
            if limits.moduleMillimetres != nil || limits.printerDotsPerInch != nil {
                notes.append(
                    Note(reason: .sizeUnknown, message: "The file does not say how large it prints."))
            }
            return notes
        }
        return notes + moduleNotes(module) + (measurement.dotFit.map(dotNotes) ?? [])
    }

    private func moduleNotes(_ module: Double) -> [Note] {
        guard let range = limits.moduleMillimetres else { return [] }
        if module < range.lowerBound * (1 - CheckLimits.moduleTolerance) {
            return [
                Note(
                    reason: .moduleTooSmall, measured: module, limit: range.lowerBound,
                    message: "A module is \(short(module)) mm; "
                        + "at least \(short(range.lowerBound)) mm is needed.")
            ]
        }
        guard module > range.upperBound * (1 + CheckLimits.moduleTolerance) else { return [] }
        return [
            Note(
                reason: .moduleTooLarge, measured: module, limit: range.upperBound,
                message: "A module is \(short(module)) mm; at most \(short(range.upperBound)) mm is allowed.")
        ]
    }

    private func dotNotes(_ fit: SymbolMeasurement.DotFit) -> [Note] {
        var notes: [Note] = []
        if fit.nearestDots < limits.dots {
            notes.append(
                Note(
                    reason: .tooFewDots, measured: fit.dots, limit: Double(limits.dots),
                    message: "A module is \(short(fit.dots)) dots at \(short(fit.dotsPerInch)) dpi; "
                        + "at least \(limits.dots) are needed."))
        }
        let share = abs(fit.deviation) / Double(max(fit.nearestDots, 1))
        if share > limits.dotDeviation {
            notes.append(
                Note(
                    reason: .dotsNotWhole, measured: share, limit: limits.dotDeviation,
                    message: "A module is \(short(fit.dots)) dots at \(short(fit.dotsPerInch)) dpi, "
                        + "not a whole number: modules will differ in width."))
        }
        return notes
    }

    private func lightNotes(_ symbol: CheckedSymbol) -> [Note] {
        guard let measurement = symbol.measurement else { return [] }
        var notes: [Note] = []
        let quiet = measurement.quietZone.least
        if quiet < limits.quietZoneModules - CheckLimits.quietZoneTolerance {
            notes.append(
                Note(
                    reason: .quietZone, measured: quiet, limit: limits.quietZoneModules,
                    message: "The quiet zone is \(short(quiet)) modules at its narrowest; "
                        + "\(short(limits.quietZoneModules)) are needed."))
        }
        let contrast = measurement.contrast.symbolContrast
        if contrast < limits.symbolContrast {
            notes.append(
                Note(
                    reason: .contrast, measured: contrast, limit: limits.symbolContrast,
                    message: "The symbol contrast is \(short(contrast)); "
                        + "at least \(short(limits.symbolContrast)) is needed."))
        }
        if let least = limits.plateContrast, let plates = symbol.plates, plates.symbolContrast < least {
            notes.append(
                Note(
                    reason: .plateContrast, measured: plates.symbolContrast, limit: least,
                    message: "Separated into plates the contrast is about \(short(plates.symbolContrast)); "
                        + "at least \(short(least)) is needed."))
        }
        if let gain = measurement.edgeGainModules, abs(gain) > limits.edgeGainModules {
            notes.append(
                Note(
                    reason: .edgeGain, measured: gain, limit: limits.edgeGainModules,
                    message: "Dark bars have changed by \(short(gain)) modules; "
                        + "at most \(short(limits.edgeGainModules)) is allowed."))
        }
        return notes
    }

    private func damageNotes(_ symbol: CheckedSymbol) -> [Note] {
        guard symbol.measurement != nil else { return [] }
        guard let damage = symbol.damage, let left = damage.damageLeft else {
            return [
                Note(
                    reason: .modulesUnreadable,
                    message: "The modules cannot be corrected: more are wrong than the symbol can lose.")
            ]
        }
        var notes: [Note] = []
        if left < limits.damageLeft {
            notes.append(
                Note(
                    reason: .damage, measured: Double(left), limit: Double(limits.damageLeft),
                    message: "The weakest block can lose \(left) more codewords; "
                        + "at least \(limits.damageLeft) should be left."))
        }
        let fixed = damage.wrongFinderModules + damage.wrongTimingModules + damage.wrongAlignmentModules
        if fixed > 0 {
            notes.append(
                Note(
                    reason: .fixedPatterns, isFailure: false, measured: Double(fixed), limit: 0,
                    message: "\(fixed) modules of the finder, timing and alignment patterns are wrong."))
        }
        return notes
    }

    private func short(_ value: Double) -> String {
        decimalText((value * 1_000).rounded() / 1_000)
    }
}
