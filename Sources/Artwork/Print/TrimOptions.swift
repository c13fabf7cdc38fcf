/// How a single symbol is to be cut out.
public struct TrimOptions: Sendable, Hashable {
    /// The most bleed, 20 mm: several times what a knife drifts.
    public static let bleedMillimetres: ClosedRange<Double> = 0...20

    /// What is printed beyond the edge and cut away, so that a knife that drifts leaves no white.
    public var bleedMillimetres: Double
    /// Whether marks outside the page show where to cut.
    public var cropMarks: CropMarks

    /// Marks for the knife.
    public enum CropMarks: Sendable, Hashable {
        case none
        /// Two lines at every corner, on every plate.
        case corners
    }

    public init(bleedMillimetres: Double = 0, cropMarks: CropMarks = .none) {
        self.bleedMillimetres = bleedMillimetres
        self.cropMarks = cropMarks
    }

    func validate() throws(PrintError) {
        guard Self.bleedMillimetres.contains(bleedMillimetres) else {
            throw .bleed(millimetres: bleedMillimetres, allowed: Self.bleedMillimetres)
        }
    }
}
