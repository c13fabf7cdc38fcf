internal import QRSymbol

/// One certificate in the making: damages, readings and the two searches.
struct CertificateRun {
    private let picture: CertificatePicture
    private let order: CertificateOrder
    private let accepted: [[UInt8]]
    private let printer: PrinterModel
    private var readers: ReaderPair
    private let progress: SymbolCertificate.Progress
    private var doneCount = 0

    init(
        _ picture: CertificatePicture, _ order: CertificateOrder, readers: ReaderPair,
        progress: @escaping SymbolCertificate.Progress
    ) {
        (self.picture, self.order, self.readers, self.progress) = (picture, order, readers, progress)
        accepted = order.accepted.isEmpty ? [picture.bytes] : order.accepted
        printer = PrinterModel(dotsPerInch: order.dotsPerInch)
    }

    /// Runs it all.
    mutating func certificate() throws(CertificateError) -> SymbolCertificate {
        let names = readers.readers.map(\.name)
        let clean = try read(Damage(.clean, 0), trial: 0)
        var rates: [ReadingRate] = []
        for damage in order.damages {
            var rate = ReadingRate(damage, readers: names)
            for trial in 0..<order.trialCount { rate.add(try read(damage, trial: trial)) }
            rates.append(rate)
        }
        // Each search goes on with a damage of the set, or is left out with it; what fails undamaged has neither.
        let kinds = Set(order.damages.map(\.kind))
        let isClean = clean.allSatisfy(\.self)
        let distance = isClean && kinds.contains(.resolution) ? try distance() : nil
        let smallest = isClean && kinds.contains(.print) ? try smallestPrint() : nil
        let summary = RateSummary(rates)
        let damage = picture.inspection.map(SymbolDamage.init)
        let measurement = try measurement()
        return SymbolCertificate(
            bytes: picture.bytes, text: String(validating: picture.bytes, as: UTF8.self),
            cleanReaders: zip(names, clean).filter(\.1).map(\.0), plan: damage,
            logo: order.logo.map(CertifiedLogo.init), measurement: measurement, heat: heat, rates: rates,
            summary: summary, distance: distance, smallestPrint: smallest,
            unfinishedReadings: readers.abandoned.reduce(0, +), printer: printer,
            trialCount: order.trialCount, seed: order.seed,
            grade: CertificateGrade(
                isReadClean: isClean, summary: summary, damage: damage,
                symbolContrast: measurement.contrast.symbolContrast))
    }

    private func measurement() throws(CertificateError) -> SymbolMeasurement {
        guard let measurement = picture.symbol.measurement else { throw .unmeasurable }
        return measurement
    }

    private var heat: CodewordHeat? {
        picture.inspection.map {
            let turn = order.logo?.turn ?? .upright
            let size = picture.sampling.size
            return CodewordHeat($0, covers: picture.sampling.covers) { row, column in
                let place = turn.turned(row: row, column: column, size: size)
                return order.logo?.hides(row: place.row, column: place.column) ?? false
            }.turned(picture.turn)
        }
    }

    /// Damages the symbol once and gives it to the readers.
    private mutating func read(_ damage: Damage, trial: Int) throws(CertificateError) -> [Bool] {
        var random = damage.numbers(seed: order.seed, trial: trial)
        return try read(picture.subject.damaged(damage, printer: printer, &random))
    }

    private mutating func read(_ picture: GreyPicture) throws(CertificateError) -> [Bool] {
        let isRead = try readers.read(picture, accepting: accepted)
        doneCount += 1
        // The searches end when they end: what is counted is what is known.
        let count = order.damages.count * order.trialCount + 1
        try progress(min(doneCount, count), count)
        return isRead
    }

    /// Goes down from the finest resolution until a reader misses too many.
    private mutating func distance() throws(CertificateError) -> ViewingDistance? {
        var lowest: Double?
        for pixels in ViewingDistance.resolutions {
            guard try isReadReliably(Damage(.resolution, pixels)) else { break }
            lowest = pixels
        }
        let module = picture.symbol.measurement?.moduleMillimetres
        return lowest.map {
            ViewingDistance(
                pixelsPerModule: $0, size: picture.subject.size, moduleMillimetres: module)
        }
    }

    /// Goes up from one dot a module until two sizes in a row are read reliably.
    private mutating func smallestPrint() throws(CertificateError) -> SmallestPrint? {
        let most = printer.dots(ofModule: SmallestPrint.largestModuleMillimetres)
        // Below two pixels a module in the hand nothing is read, and a fine plate setter has many such sizes.
        let least = 1 / ScanCamera.phone.pixelsPerMillimetre(at: ScanCamera.handMillimetres)
        var candidate: Int?
        for dots in max(1, Int(least / printer.dotMillimetres))...max(most, 2) {
            let damage = Damage(.print, Double(dots) * printer.dotMillimetres)
            guard try isReadReliably(damage) else {
                candidate = nil
                continue
            }
            if candidate != nil { break }
            candidate = dots
        }
        return candidate.map { SmallestPrint(dots: $0, size: picture.subject.size, printer: printer) }
    }

    /// Whether each reader misses no more than ``searchMisses`` of ``searchTrials`` pictures.
    private mutating func isReadReliably(_ damage: Damage) throws(CertificateError) -> Bool {
        var misses = readers.readers.map { _ in 0 }
        for trial in 0..<Self.searchTrials {
            for (index, isRead) in try read(damage, trial: trial).enumerated() where !isRead {
                misses[index] += 1
                if misses[index] > Self.searchMisses { return false }
            }
        }
        return true
    }

    /// How often each step of a search is tried.
    static let searchTrials = 4
    /// How often each reader may miss: pixels fall on modules differently every time, and even on a large clean picture
    /// ZBar now and then finds nothing.
    static let searchMisses = 1
}
