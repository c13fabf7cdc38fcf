/// What a batch is printed as: how a piece of it is drawn, and what the pieces become.
protocol PrintForm: Sendable {
    /// How many codes are a piece; the last may have fewer.
    var codesPerPiece: Int { get }
    /// The first row of the manifest.
    var manifestColumns: [String] { get }

    /// Draws codes and reads them back; runs on any thread.
    ///
    /// - Parameters:
    ///   - coupons: In order.
    ///   - first: The place of the first in the print, from 0.
    /// - Returns: The piece.
    /// - Throws: `ServiceError` naming what does not fit or does not read.
    func draw(_ coupons: [IssuedCoupon], from first: Int) throws(ServiceError) -> PrintedPiece

    /// Begins the file, or files, that the pieces go into.
    ///
    /// - Parameter existing: What to do about a file that is there.
    /// - Returns: What takes the pieces.
    /// - Throws: `ServiceError.exists`, or `.file` if nothing can be written there.
    func open(existing: OutputFile.Existing) throws(ServiceError) -> any PieceSink
}

/// The file, or files, that pieces go into in their order.
protocol PieceSink {
    mutating func take(_ piece: PrintedPiece) throws(ServiceError)
    /// Makes what was taken appear under its name.
    mutating func finish() throws(ServiceError)
}

/// Which symbols of a batch are read back before the print is kept.
package enum BatchCheck: String, Sendable, Hashable, CaseIterable {
    case all
    /// The first page, or picture, of every piece.
    case sample
    /// For prints that will be judged otherwise.
    case none
}

extension BatchCheck {
    /// Reading takes milliseconds a code, so that a piece takes seconds; without it, pieces are files of a megabyte.
    var codesPerPiece: Int { self == .all ? 200 : 2_000 }
}
