import Artwork
import QRSymbol

/// What a code of a batch can still lose; the less, the worse.
struct MemberReserve: Sendable, Hashable, Comparable {
    /// The least number of codewords that a block can still lose to dirt.
    var damageLeft: Int
    /// The bits of data that its text leaves free; `nil` where a plan uses them for the logo.
    var freeBitCount: Int?

    static func < (one: MemberReserve, other: MemberReserve) -> Bool {
        (one.damageLeft, one.freeBitCount ?? 0) < (other.damageLeft, other.freeBitCount ?? 0)
    }
}

/// Reckons the reserves of codes, one after the other.
struct ReserveReckoner: ~Copyable {
    private let symbols: BatchSymbols
    private let style: SymbolStyle
    private var maker: BatchSymbols.Maker
    private var room = SymbolRoom()
    /// What is left in a symbol whose logo is the same for all texts, by its version.
    private var leftByVersion: [Int: Int] = [:]

    init(_ symbols: BatchSymbols, style: SymbolStyle) {
        (self.symbols, self.style) = (symbols, style)
        maker = BatchSymbols.Maker(symbols)
    }

    /// Returns the reserve of a text's symbol.
    ///
    /// - Throws: `ServiceError.invalidInput` for a text that does not fit.
    mutating func reserve(of text: [UInt8]) throws(ServiceError) -> MemberReserve {
        if symbols.plan != nil {
            let area = try maker.logoArea(text, style: style)
            return MemberReserve(damageLeft: area?.damageLeft ?? 0)
        }
        let (version, freeBitCount): (Int, Int)
        do {
            (version, freeBitCount) = try room.room(for: text, level: symbols.level)
        } catch {
            throw .invalidInput([.encoding(error)])
        }
        return MemberReserve(
            damageLeft: try left(in: version, of: text), freeBitCount: freeBitCount)
    }

    private mutating func left(in version: Int, of text: [UInt8]) throws(ServiceError) -> Int {
        if let known = leftByVersion[version] { return known }
        let area = try maker.logoArea(text, style: style)
        let left =
            area?.damageLeft ?? BlockLayout(version: version, level: symbols.level).correctableCount
        leftByVersion[version] = left
        return left
    }
}
