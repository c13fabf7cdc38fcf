/// A symbol on its ground, before a damage.
struct GauntletScene {
    /// The ground on each side, as a share of the symbol's.
    static let marginShare = 0.12

    var plane: TonePlane
    /// In pixels.
    let pixelsPerModule: Double
    /// The symbol's upper left corner, from the left and from above, in pixels.
    let origin: Double
}
