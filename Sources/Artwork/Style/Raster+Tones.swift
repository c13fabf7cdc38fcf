extension Raster {
    /// The picture as a halftone of one ink: 255 where it is as light as its ground, which is paper, and 0 for full ink.
    ///
    /// - Parameter ground: What the picture stands on.
    /// - Returns: A byte a pixel, row after row.
    func tones(on ground: Color) -> [UInt8] {
        // By the weights of ITU-R BT.601, as `luminance` has them.
        let light = max(1, (77 * Int(ground.red) + 150 * Int(ground.green) + 29 * Int(ground.blue)) >> 8)
        return luminance.map { $0 >= light ? 255 : UInt8(Int($0) * 255 / light) }
    }
}

extension Color {
    /// The same for a single colour: 1 is paper, 0 full ink.
    func tone(on ground: Color) -> Double {
        Double(Raster(width: 1, height: 1, filledWith: self).tones(on: ground)[0]) / 255
    }
}
