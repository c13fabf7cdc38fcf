/// Gathers what cairo writes, and mends two things in it without moving an offset.
///
/// Cairo 1.16 leaves out the `D:` that a date begins with (ISO 32000-1, 7.9.4). And it names a drawing in
/// a page's resources once for each time that it is painted there. Keys of a dictionary must be unique
/// (7.3.7), and preflight programs complain: repeated names become spaces.
final class PDFSink {
    private var bytes: [UInt8] = []
    /// Where the part begins that `mend` has not seen.
    private var unmended = 0

    private static let opening = Array("/XObject <<".utf8)
    private static let closing = Array(">>".utf8)

    func write(_ chunk: some Collection<UInt8>) {
        bytes.append(contentsOf: chunk)
    }

    /// Takes what was gathered.
    func drain() -> [UInt8] {
        mend()
        defer {
            bytes = []
            unmended = 0
        }
        return bytes
    }

    /// Blanks repeated names; called when a page with its resources is complete.
    ///
    /// - Complexity: O(*n*) in the bytes since the last call.
    func mend() {
        var index = unmended
        while let start = bytes.position(of: Self.opening, from: index) {
            let first = start + Self.opening.count
            guard let end = bytes.position(of: Self.closing, from: first) else { break }
            mend(entries: first..<end)
            index = end
        }
        unmended = bytes.count
    }

    /// Completes the date, which cairo writes when the document ends; it must have been given with `+00:00`.
    func mendDate() {
        guard let start = bytes.position(of: Array("/CreationDate (".utf8), from: 0),
            let close = bytes.position(of: Array("+00'00)".utf8), from: start), close == start + 29
        else { return }
        let digits = start + 15..<close
        let date = Array("D:".utf8) + bytes[digits] + Array("Z)   ".utf8)
        bytes.replaceSubrange(digits.lowerBound..<close + 7, with: date)
    }

    /// An entry is four words, as in `/x6 6 0 R`; anything else is not cairo's and stays as it is.
    private func mend(entries: Range<Int>) {
        let words = bytes[entries].split(separator: UInt8(ascii: " "))
        guard words.count.isMultiple(of: 4) else { return }
        var names: Set<ArraySlice<UInt8>> = []
        var repeated: [Range<Int>] = []
        for entry in stride(from: 0, to: words.count, by: 4) {
            guard words[entry].starts(with: "/x".utf8), words[entry + 3].elementsEqual("R".utf8) else {
                return
            }
            guard !names.insert(words[entry]).inserted else { continue }
            repeated.append(words[entry].startIndex..<words[entry + 3].endIndex)
        }
        for range in repeated {
            bytes.replaceSubrange(range, with: repeatElement(UInt8(ascii: " "), count: range.count))
        }
    }
}

extension [UInt8] {
    /// Returns where a sequence begins at or after an index, O(n) for one whose first byte is rare.
    fileprivate func position(of sequence: [UInt8], from start: Int) -> Int? {
        var index = start
        while index <= count - sequence.count, let found = self[index...].firstIndex(of: sequence[0]) {
            if self[found...].starts(with: sequence) { return found }
            index = found + 1
        }
        return nil
    }
}
