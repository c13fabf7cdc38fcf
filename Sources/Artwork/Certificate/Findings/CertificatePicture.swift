internal import QRSymbol

/// The symbol of a file, measured and cut out.
struct CertificatePicture {
    /// What readers found.
    let symbol: CheckedSymbol
    /// Its modules.
    let sampling: ModuleSampling
    /// What they say; `nil` when they make no symbol.
    let inspection: SymbolInspection?
    /// The symbol, upright.
    let subject: GauntletSubject
    /// How the symbol lies in its file, by quarter turns.
    let turn: SymbolTurn
    /// The bytes that both readers read.
    var bytes: [UInt8] { symbol.bytes }

    /// Finds the symbol of a file.
    ///
    /// - Parameters:
    ///   - file: A PNG, SVG or PDF file.
    ///   - order: The page, and what is expected if the file has several symbols.
    /// - Throws: ``CertificateError``.
    init(of file: [UInt8], _ order: CertificateOrder) throws(CertificateError) {
        let seen: [CheckedView]
        do { seen = try CheckedView.all(of: file, page: order.page) } catch { throw .file(error) }
        guard !seen.isEmpty else { throw .noSymbol }
        let wanted = seen.filter { view in view.found.texts.values.contains(where: order.accepted.contains) }
        let candidates = wanted.isEmpty ? seen : wanted
        guard candidates.count == 1 else { throw .severalSymbols(candidates.count) }
        try self.init(candidates[0], order)
    }

    private init(_ view: CheckedView, _ order: CertificateOrder) throws(CertificateError) {
        let sampling = ModuleSampling.measure(
            view.picture.grey, corners: view.found.corners, isInverted: view.found.isInverted)
        guard let sampling else { throw .unmeasurable }
        let read = ReadModules(sampling)
        symbol = view.picture.checked(view.found, dotsPerInch: Double(order.dotsPerInch))
        turn = symbol.rotationDegrees < -45 && symbol.rotationDegrees > -135 ? .left : .upright
        self.sampling = read.sampling ?? sampling
        inspection = read.inspection
        // What a reader sees is not turned over, though its modules are counted so.
        subject = GauntletSubject(sampling, from: view.picture.grey, colours: view.picture.colours)
    }
}
