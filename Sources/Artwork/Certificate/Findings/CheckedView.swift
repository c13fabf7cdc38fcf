/// A symbol that was found, in a picture that is fine enough to be measured and damaged.
struct CheckedView {
    let picture: CheckedPicture
    let found: TwoReaders.Found

    /// The pixels of a module that a file drawn for this should have: those of ``GauntletSubject`` and a few more.
    private static let modulePixels = 16.0

    /// Finds the symbols of a page.
    ///
    /// - Throws: ``CheckError``.
    static func all(of file: [UInt8], page: Int) throws(CheckError) -> [CheckedView] {
        guard let kind = CheckReport.FileKind(file) else { throw .unknownKind }
        if kind == .pdf {
            return try PDFCheck(file, limits: CheckLimits()).views(ofPage: page, modulePixels: modulePixels)
        }
        guard page == 1 else { throw .noSuchPage(page) }
        guard kind == .svg else { return try views(in: PrintCheck.picture(png: file)) }
        let coarse = try views(in: PrintCheck.picture(svg: file, longestSide: PrintCheck.svgPixels))
        let isFine = coarse.allSatisfy { $0.modulePixels >= modulePixels / 2 }
        if isFine, !coarse.isEmpty { return coarse }
        return try views(in: PrintCheck.picture(svg: file, longestSide: PrintCheck.fineSVGPixels))
    }

    private static func views(in picture: CheckedPicture) throws(CheckError) -> [CheckedView] {
        try PrintCheck.find(in: picture.grey).map { CheckedView(picture: picture, found: $0) }
    }

    /// The pixels of a module as far as the corners tell, 0 where the grid is not found.
    private var modulePixels: Double {
        let sampling = ModuleSampling.measure(
            picture.grey, corners: found.corners, isInverted: found.isInverted)
        return sampling?.modulePixelWidth ?? 0
    }
}

extension PDFCheck {
    /// The modules of the largest symbol, with its surroundings.
    private static let mostModules = 177.0

    /// Returns the symbols of a page, each drawn for itself.
    func views(ofPage number: Int, modulePixels: Double) throws(CheckError) -> [CheckedView] {
        let size: Sheet.Size
        do { size = try pages.geometry(ofPage: number).size } catch { throw .pdf(error) }
        let whole = PageRectangle(x: 0, y: 0, width: size.widthMillimetres, height: size.heightMillimetres)
        let coarse = Self.resolution(of: whole)
        let picture = try draw(whole, ofPage: number, dotsPerInch: coarse)
        var views: [CheckedView] = []
        for found in try PrintCheck.find(in: picture.grey) {
            let sampling = ModuleSampling.measure(
                picture.grey, corners: found.corners, isInverted: found.isInverted)
            let modules = sampling.map { Double($0.size) } ?? Self.mostModules
            let (fine, near) = try close(
                found, in: picture, of: whole, page: number, coarse: coarse,
                pixels: max(Self.measuredPixels, modules * modulePixels))
            views.append(CheckedView(picture: fine, found: near))
        }
        return views
    }
}
