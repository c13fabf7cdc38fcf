extension Raster {
    /// The picture as one unit square of a drawing, embedded as PNG; its longer side fills the square.
    ///
    /// - Throws: ``PNGError``.
    public func svg() throws(PNGError) -> String {
        let side = max(width, height)
        return #"<svg width="1" height="1" viewBox="0 0 \#(side) \#(side)">"#
            + #"<image width="\#(width)" height="\#(height)" href="data:image/png;base64,\#(base64Text(try png()))"/></svg>"#
    }
}
