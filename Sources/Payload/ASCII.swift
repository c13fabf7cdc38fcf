/// Case and classes of ASCII bytes; every other byte is left alone and belongs to no class.
enum ASCII {
    static let lowercaseLetters = UInt8(ascii: "a")...UInt8(ascii: "z")
    static let uppercaseLetters = UInt8(ascii: "A")...UInt8(ascii: "Z")
    static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    static func lowercased(_ byte: UInt8) -> UInt8 {
        uppercaseLetters.contains(byte) ? byte | 0x20 : byte
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        digits.contains(byte) || uppercaseLetters.contains(byte) || lowercaseLetters.contains(byte)
    }
}

extension StringProtocol {
    /// The first character with a byte that `isReadable` refuses, as evidence for an error.
    ///
    /// A plain letter under a combining mark is one character, and it is that character which people see.
    func firstCharacter(unless isReadable: (UInt8) -> Bool) -> Character? {
        first { character in !character.utf8.allSatisfy(isReadable) }
    }
}
