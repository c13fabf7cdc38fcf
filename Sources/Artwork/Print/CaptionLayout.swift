/// Sets the words of a label into a rectangle: wraps, then shrinks, and shortens only what is not a code.
struct CaptionLayout {
    /// The distance of two baselines, as a share of the type's height.
    static let lineHeight = 1.32
    /// The height of a line in the smallest type.
    static let lowestLineMillimetres = lowestMillimetres * (lineHeight + gap)
    /// The space between title, code and note, as a share of the type's height.
    static let gap = 0.4
    /// One step of shrinking; a finer one is not seen.
    static let step = 0.93
    /// Words other than the code are shortened rather than set below this share of their type.
    static let lowestShare = 0.75
    private static let lowestMillimetres = Sheet.textMillimetres.lowerBound

    let area: PageRectangle
    let alignment: Alignment
    /// The type's height when everything fits.
    let nominalMillimetres: Double
    /// Returns how wide a text is, in millimetres.
    let width: (_ text: String, _ face: Typeface, _ millimetres: Double) -> Double

    enum Alignment: Sendable {
        case leading, centred
    }

    /// The line that does not fit in the smallest type.
    struct TooLong: Error, Hashable {
        var line: Sheet.Caption.Line
    }

    /// One part of the caption in lines that fit the width.
    private struct Block {
        var lines: [String]
        var face: Typeface
        var millimetres: Double
        var height: Double { Double(lines.count) * millimetres * CaptionLayout.lineHeight }
    }

    /// Returns the placed lines, centred in height; empty texts take no room.
    func place(_ words: [(line: Sheet.Caption.Line, text: String)]) throws(TooLong) -> [PlacedText] {
        let words = words.filter { !$0.text.isEmpty }
        var nominal = nominalMillimetres
        while true {
            var blocks: [Block] = []
            for word in words { blocks.append(try block(word, nominal: nominal)) }
            let gap = nominal * Self.gap
            let height = blocks.reduce(-gap) { $0 + $1.height + gap }
            guard height > area.height, let last = words.last else {
                return place(blocks, height: height, gap: gap)
            }
            guard nominal > Self.lowestMillimetres else { throw TooLong(line: last.line) }
            nominal *= Self.step
        }
    }

    private func place(_ blocks: [Block], height: Double, gap: Double) -> [PlacedText] {
        var top = area.y + (area.height - height) / 2 - gap
        return blocks.flatMap { block in
            top += gap
            return block.lines.map { text in
                let slack = area.width - width(text, block.face, block.millimetres)
                // Latin capitals and Chinese characters both look centred with the baseline here.
                let baseline = top + block.millimetres * (Self.lineHeight + 0.74) / 2
                top += block.millimetres * Self.lineHeight
                return PlacedText(
                    text: text, face: block.face, millimetres: block.millimetres,
                    x: area.x + (alignment == .centred ? slack / 2 : 0), baseline: baseline)
            }
        }
    }

    private func block(
        _ word: (line: Sheet.Caption.Line, text: String), nominal: Double
    ) throws(TooLong) -> Block {
        let face = Typeface(word.line)
        let full = max(nominal * face.share, Self.lowestMillimetres)
        let text = word.text.printable
        guard face == .code else { return wordsBlock(text, face: face, full: full) }
        // A code is read aloud and typed in: one line where possible, and never shortened.
        let oneLine = full * min(1, area.width / max(width(text, face, full), .leastNonzeroMagnitude))
        guard oneLine < Self.lowestMillimetres else {
            return Block(lines: [text], face: face, millimetres: oneLine)
        }
        let lines = wrapped(text, face: face, millimetres: Self.lowestMillimetres)
        guard lines.count <= face.highestLineCount else { throw TooLong(line: word.line) }
        return Block(lines: lines, face: face, millimetres: Self.lowestMillimetres)
    }

    private func wordsBlock(_ text: String, face: Typeface, full: Double) -> Block {
        let lowest = max(full * Self.lowestShare, Self.lowestMillimetres)
        var millimetres = full
        var lines = wrapped(text, face: face, millimetres: millimetres)
        while lines.count > face.highestLineCount, millimetres > lowest {
            millimetres = max(millimetres * Self.step, lowest)
            lines = wrapped(text, face: face, millimetres: millimetres)
        }
        if lines.count > face.highestLineCount {
            let kept = lines.prefix(face.highestLineCount - 1)
            let rest = lines[kept.count]
            lines = kept + [shortened(rest, face: face, millimetres: millimetres)]
        }
        return Block(lines: lines, face: face, millimetres: millimetres)
    }

    /// Breaks a text into lines as full as possible; a piece longer than a line is broken anywhere.
    private func wrapped(_ text: String, face: Typeface, millimetres: Double) -> [String] {
        var lines = [""]
        for piece in text.breakable {
            let longer = lines[lines.count - 1] + piece
            if fits(longer, face, millimetres) {
                lines[lines.count - 1] = longer
            } else if fits(piece, face, millimetres) {
                lines.append(piece)
            } else {
                for character in piece {
                    let longer = lines[lines.count - 1] + String(character)
                    if fits(longer, face, millimetres) {
                        lines[lines.count - 1] = longer
                    } else {
                        lines.append(String(character))
                    }
                }
            }
        }
        return lines.map(\.withoutOuterSpaces).filter { !$0.isEmpty }
    }

    private func shortened(_ text: String, face: Typeface, millimetres: Double) -> String {
        var text = text
        while !text.isEmpty, !fits(text + "…", face, millimetres) { text.removeLast() }
        return text.withoutOuterSpaces + "…"
    }

    private func fits(_ text: String, _ face: Typeface, _ millimetres: Double) -> Bool {
        width(text.withoutOuterSpaces, face, millimetres) <= area.width
    }
}

extension String {
    fileprivate var withoutOuterSpaces: String {
        let inner = drop(while: \.isWhitespace)
        return String(inner.reversed().drop(while: \.isWhitespace).reversed())
    }
}
