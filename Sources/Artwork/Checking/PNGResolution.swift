/// The resolution that a PNG file states in its pHYs chunk, PNG specification, 11.3.4.3.
struct PNGResolution: Sendable, Hashable {
    /// Across; more than 0.
    let pixelsPerMetreAcross: Int
    /// Down; more than 0.
    let pixelsPerMetreDown: Int

    /// Reads the chunk; `nil` when there is none before the pixels, or it states only proportions.
    ///
    /// - Complexity: O(*n*) in the number of chunks before the pixels.
    init?(_ file: [UInt8]) {
        guard PNGHeader(file) != nil else { return nil }
        func number(at place: Int) -> Int { file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        var place = 8
        // A chunk: four bytes of length, four of type, the data, four of checksum.
        while place + 12 <= file.count {
            let length = number(at: place)
            let type = file[place + 4..<place + 8]
            guard !type.elementsEqual("IDAT".utf8), place + 12 + length <= file.count else { return nil }
            if type.elementsEqual("pHYs".utf8) {
                guard length == 9, file[place + 16] == 1 else { return nil }
                pixelsPerMetreAcross = number(at: place + 8)
                pixelsPerMetreDown = number(at: place + 12)
                guard pixelsPerMetreAcross > 0, pixelsPerMetreDown > 0 else { return nil }
                return
            }
            place += 12 + length
        }
        return nil
    }
}
