internal import QRSymbol

extension SymbolCertificate {
    /// Told after every picture how many are done, of how many; throws ``CertificateError/stopped`` to end it.
    public typealias Progress = (_ done: Int, _ count: Int) throws(CertificateError) -> Void

    /// Certifies the symbol of a file: measures it, damages it in every way of the order, and has each damaged picture
    /// read by zxing-cpp and ZBar.
    ///
    /// The same file, order and libraries give the same certificate.
    ///
    /// - Parameters:
    ///   - file: A PNG, SVG or PDF file within the limits of ``PrintCheck``.
    ///   - order: What it is to say.
    ///   - progress: Told after every picture.
    /// - Returns: The certificate, and the symbol's picture.
    /// - Throws: ``CertificateError``. A symbol that is not read is no error but a finding.
    /// - Complexity: O(*n* × trials) in the modules; a second or two for a version 5 symbol and one trial.
    public static func make(
        of file: [UInt8], _ order: CertificateOrder = CertificateOrder(),
        progress: @escaping Progress = { _, _ throws(CertificateError) in }
    ) throws(CertificateError) -> CertifiedSymbol {
        try make(of: file, order, readers: ReaderPair(), progress: progress)
    }

    /// The same with other readers, which tests bring along.
    static func make(
        of file: [UInt8], _ order: CertificateOrder, readers: ReaderPair,
        progress: @escaping Progress = { _, _ throws(CertificateError) in }
    ) throws(CertificateError) -> CertifiedSymbol {
        try order.check()
        let picture = try CertificatePicture(of: file, order)
        var run = CertificateRun(picture, order, readers: readers, progress: progress)
        return CertifiedSymbol(
            certificate: try run.certificate(),
            picture: picture.subject.raster.turned(picture.turn == .left ? .turnedRight : .upright))
    }
}

extension GauntletSubject {
    /// The symbol in colour, if it has any.
    var raster: Raster {
        var raster = Raster(width: grey.width, height: grey.height, filledWith: .white)
        let planes = (colours ?? [grey, grey, grey]).map(\.values)
        for place in planes[0].indices {
            for part in 0..<3 { raster.pixels[place * 3 + part] = TonePlane.byte(planes[part][place]) }
        }
        return raster
    }
}
