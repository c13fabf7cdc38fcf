/// A drawing as graphic fields of ZPL, `^GF` with hexadecimal data and its run-length letters.
///
/// *ZPL II Programming Guide*, `^GF` and "Alternative data compression scheme": `G` to `Y` say that the next
/// digit stands 1 to 19 times and `g` to `z` 20 to 400 times, the two add up; `,` fills the row with zeros,
/// `!` with ones, `:` repeats the row before.
enum ZPLGraphic {
    /// Returns the fields that put a drawing on a label, each as many rows as one may have.
    ///
    /// - Parameters:
    ///   - bitmap: At most ``FormLimits/zplSideDots`` wide.
    ///   - x: The column of the drawing's left edge on the label, in dots.
    ///   - y: The row of its upper edge.
    /// - Returns: A field for each band of rows, from the top.
    /// - Complexity: O(bytes)
    static func fields(_ bitmap: DotBitmap, x: Int, y: Int) -> [String] {
        let most = FormLimits.zplGraphicByteCount / bitmap.bytesPerRow
        return stride(from: 0, to: bitmap.height, by: most).map { first in
            let rows = first..<min(first + most, bitmap.height)
            let count = rows.count * bitmap.bytesPerRow
            return "^FO\(x),\(y + first)^GFA,\(count),\(count),\(bitmap.bytesPerRow),"
                + data(of: bitmap, rows: rows) + "^FS"
        }
    }

    private static func data(of bitmap: DotBitmap, rows: Range<Int>) -> String {
        var previous: ArraySlice<UInt8>?
        return rows.reduce(into: "") { text, row in
            let bytes = bitmap.rows(row..<row + 1)
            text += previous?.elementsEqual(bytes) == true ? ":" : compressed(bytes)
            previous = bytes
        }
    }

    /// Returns one row; a mark that fills the rest stands on a whole byte, as the guide asks.
    private static func compressed(_ row: ArraySlice<UInt8>) -> String {
        let zeros = row.reversed().prefix { $0 == 0 }.count
        let ones = row.reversed().prefix { $0 == 0xFF }.count
        let ending = zeros > 0 ? "," : ones > 0 ? "!" : ""
        let digits = row.dropLast(max(zeros, ones)).flatMap { [Int($0 >> 4), Int($0 & 15)] }
        var text = ""
        var start = 0
        while start < digits.count {
            let run = digits[start...].prefix { $0 == digits[start] }.count
            text += repeated(digits[start], count: run)
            start += run
        }
        return text + ending
    }

    /// The most digits that one pair of letters stands for: `z` and `Y`.
    private static let longestRun = 419

    private static func repeated(_ digit: Int, count: Int) -> String {
        let character = String(digit, radix: 16, uppercase: true)
        return stride(from: 0, to: count, by: longestRun).reduce(into: "") { text, start in
            let part = min(longestRun, count - start)
            // Two digits are as short as a letter and a digit.
            if part == 2 { text += character }
            if part >= 20 { text += letter(from: "g", part / 20) }
            if part > 2, part % 20 > 0 { text += letter(from: "G", part % 20) }
            text += character
        }
    }

    /// Returns the n-th letter, the first being 1.
    private static func letter(from first: Unicode.Scalar, _ number: Int) -> String {
        String(Unicode.Scalar(UInt8(first.value) + UInt8(number - 1)))
    }
}
