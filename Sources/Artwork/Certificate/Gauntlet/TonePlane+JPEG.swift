extension TonePlane {
    /// Returns the picture as it comes out of a JPEG file.
    ///
    /// - Parameter quality: 1 to 100.
    /// - Returns: The picture.
    /// - Complexity: O(*n*).
    func compressed(quality: Int) -> TonePlane {
        let blocks = JPEGBlocks(quality: quality)
        var result = self
        for top in stride(from: 0, to: height, by: 8) {
            for left in stride(from: 0, to: width, by: 8) {
                // Blocks at the edge repeat the last pixel, as encoders do.
                let block = (0..<64).map { place in
                    let row = min(top + place / 8, height - 1)
                    return values[row * width + min(left + place % 8, width - 1)].rounded()
                }
                for (place, value) in blocks.kept(block).enumerated() {
                    let (row, column) = (top + place / 8, left + place % 8)
                    if row < height, column < width { result.values[row * width + column] = value }
                }
            }
        }
        return result
    }
}
