/// From how far a symbol is read.
public struct ViewingDistance: Sendable, Hashable, Codable {
    /// The resolutions that are tried, finest first, in pixels a module.
    static let resolutions: [Double] = [4, 3, 2.5, 2, 1.75, 1.5, 1.25, 1]
    /// The fewest pixels of a module at which, and at all finer ones that were tried, each reader reads three of four.
    public let pixelsPerModule: Double
    /// The camera.
    public let camera: ScanCamera
    /// The distance in widths of the symbol without its quiet zone.
    public let symbolWidths: Double
    /// The distance, when the printed size is known, in millimetres.
    public let millimetres: Double?
    /// The same for ``ScanCamera/preview``.
    public let previewMillimetres: Double?

    init(pixelsPerModule: Double, size: Int, moduleMillimetres: Double?) {
        let camera = ScanCamera.phone
        self.pixelsPerModule = pixelsPerModule
        self.camera = camera
        symbolWidths = camera.distance(of: 1, pixels: pixelsPerModule * Double(size))
        millimetres = moduleMillimetres.map { camera.distance(of: $0, pixels: pixelsPerModule) }
        previewMillimetres = moduleMillimetres.map {
            ScanCamera.preview.distance(of: $0, pixels: pixelsPerModule)
        }
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case camera, millimetres
        case pixelsPerModule = "pixels_per_module"
        case symbolWidths = "symbol_widths"
        case previewMillimetres = "preview_millimetres"
    }
}
