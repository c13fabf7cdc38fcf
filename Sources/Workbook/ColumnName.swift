/// The letters of a cell's place, such as `AB12`.
enum ColumnName {
    /// Returns the column from 0, or `nil` if the place has none or one beyond any sheet.
    static func index(of place: String) -> Int? {
        var index = 0
        for byte in place.utf8 {
            guard byte & 0xDF >= UInt8(ascii: "A"), byte & 0xDF <= UInt8(ascii: "Z") else { break }
            index = index * 26 + Int(byte & 0xDF - UInt8(ascii: "A")) + 1
            // XFD, the last column of all, is 16,384.
            guard index <= 16_384 else { return nil }
        }
        return index == 0 ? nil : index - 1
    }
}
