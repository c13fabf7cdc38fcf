import Artwork
import QRSymbol

/// How the symbols of a print are made, one like the other.
struct BatchSymbols: Sendable, Hashable {
    /// Of every symbol.
    let level: CorrectionLevel
    /// Where their logo goes, if a share of each was asked for.
    let plan: LogoPlan?

    /// Makes symbols one after the other.
    struct Maker: ~Copyable {
        private let level: CorrectionLevel
        private var bulk = BulkEncoder()
        private var planned: LogoPlan.Encoder?

        init(_ symbols: BatchSymbols) {
            level = symbols.level
            planned = symbols.plan.map { LogoPlan.Encoder($0) }
        }

        /// Makes the modules of a text.
        ///
        /// - Throws: `ServiceError.invalidInput` for a text that is too long.
        mutating func matrix(_ text: [UInt8]) throws(ServiceError) -> ModuleMatrix {
            do {
                return try planned?.encode(text).0 ?? bulk.encode(text, level: level)
            } catch {
                throw .invalidInput([.encoding(error)])
            }
        }

        /// Finds where the logo goes in the symbol of a text, and what it costs this one.
        ///
        /// - Parameters:
        ///   - text: What the symbol holds.
        ///   - style: That of all symbols.
        /// - Returns: `nil` without a logo.
        /// - Throws: As `matrix(_:)`.
        mutating func logoArea(_ text: [UInt8], style: SymbolStyle) throws(ServiceError) -> LogoArea? {
            do {
                if let area = try planned?.encode(text).1 { return area }
                let matrix = try bulk.encode(text, level: level)
                return try style.logoArea(for: Symbol(matrix, payload: text))
            } catch let error as StyleError {
                throw .invalidInput([.style(error)])
            } catch {
                throw .invalidInput([.encoding(error)])
            }
        }
    }
}
