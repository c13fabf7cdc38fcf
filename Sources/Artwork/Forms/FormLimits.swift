/// What the forms for presses and printers take, each limit with its reason.
///
/// The sources are Adobe's *PostScript Language Reference*, third edition (PLRM), and *Document Structuring
/// Conventions*, 3.0 (DSC); Zebra's *ZPL II Programming Guide*; and Epson's *ESC/POS Command Reference*.
public enum FormLimits {
    // MARK: EPS

    /// The side of a module in EPS, in millimetres: from one dot of a plate setter of 2,540 dpi to a poster's.
    ///
    /// The largest symbol with the widest quiet zone is then under 22 m, which PostScript's numbers carry.
    public static let epsModuleMillimetres = 0.01...100.0
    /// The most bytes of an escaped title or ink name: a comment line has at most 255 characters (DSC, 3.1).
    public static let epsTextByteCount = 200
    /// The resolution of a logo in EPS, in dots per inch: twice the 150 lines of a usual halftone screen.
    public static let epsLogoDotsPerInch = 300.0
    /// The longest side of a logo in EPS, 1,000 pixels: 4 MB of four inks, and 85 mm at 300 dpi.
    public static let epsLogoSidePixels = 1_000

    // MARK: ZPL

    /// The resolutions of label printers, in dots per inch: 8, 12 and 24 dots a millimetre.
    public static let zplDotsPerInch = [203, 300, 600]
    /// The most bytes of one graphic field (`^GF`, parameter c); a larger drawing becomes several fields.
    public static let zplGraphicByteCount = 99_999
    /// The places of a field on a label, in dots (`^FO`, parameters x and y).
    public static let zplOrigins = 0...32_000
    /// The width and length of a label, in dots (`^PW`, `^LL`).
    public static let zplLabelDots = 2...32_000
    /// The widest drawing for which no label is stated, in dots: a head of 216 mm with 12 dots a millimetre.
    public static let zplSideDots = 2_600
    /// How much lower than its field a printer may draw its own symbol, in dots: some add the height that `^BY`
    /// states for bars, 10 unless it was set.
    public static let zplNativeOffsetDots = 10
    /// The magnification of the printer's own symbols, in dots a module (`^BQ`, parameter c).
    public static let zplMagnifications = 1...10
    /// The most bytes of field data (`^FD`).
    public static let zplFieldByteCount = 3_072
    /// The height of scalable text, in dots (`^A0`, parameter h).
    public static let zplTextDots = 10...1_500

    // MARK: ESC/POS

    /// The usual print heads, in dots: paper of 58 and of 80 mm at 203 dpi.
    public static let escposUsualHeadDots = [384, 576]
    /// The print heads that are taken, in dots: 128 bytes a row is what every raster command takes
    /// (`GS v 0`, parameter x).
    public static let escposHeadDots = 64...1_024
    /// The rows of one raster command: 3,456 bytes on a head of 576 dots, within a buffer of 4 KB.
    public static let escposBandRows = 48
    /// The module of a raster, in dots, as for the printer's own symbols: 16 are 2 mm at 203 dpi.
    public static let escposRasterModuleDots = 1...16
    /// The module of the printer's own symbols, in dots (`GS ( k`, function 167).
    public static let escposNativeModuleDots = 1...16
    /// The modules that all makers' printers draw: some stop at 8, some take only 2 to 5.
    public static let escposPortableModuleDots = 2...5
    /// The most bytes that the printer's symbol storage takes (`GS ( k`, function 180).
    public static let escposStoredByteCount = 7_089
    /// The lines of paper to feed (`ESC d`).
    public static let escposFeedLines = 0...255

    // MARK: Both printers

    /// The most lines of text below a symbol: more is a document, not a label.
    public static let lineCount = 10
    /// The most bytes of a line of text: no head prints a longer one.
    public static let lineByteCount = 255
}
