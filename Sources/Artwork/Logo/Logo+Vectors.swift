extension Logo {
    /// The logo as paths whose unit is the module; `nil` for one that has more than opaque paths in plain colours.
    func vectors(over picture: LogoBounds) -> VectorPicture? {
        guard format == .svg else { return nil }
        // Whatever is wrong with the document, drawing its pixels says it.
        return try? VectorPicture(
            svg: bytes, width: picture.width, height: picture.height)
    }
}
