/// One of the readers that damaged pictures are given to.
struct GauntletReader: Sendable {
    /// Which it is.
    let name: CheckReader
    /// Returns what all symbols of a picture hold; a picture that it cannot search holds none.
    let read: @Sendable (GreyPicture) -> [[UInt8]]

    /// The two that share no code, each once and as it comes: no second try at another size.
    static let both = [
        GauntletReader(name: .zxing) { ((try? ZXingScanner.scan($0)) ?? []).map(\.text) },
        GauntletReader(name: .zbar) { ((try? ZBarScanner().scan($0)) ?? []).map(\.text) },
    ]
}
