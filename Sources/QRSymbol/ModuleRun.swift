/// A horizontal run of dark modules.
public struct ModuleRun: Sendable, Hashable {
    /// The row, 0 at the top.
    public let row: Int
    /// The columns, 0 at the left.
    public let columns: Range<Int>

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - row: 0 at the top.
    ///   - columns: Not empty.
    public init(row: Int, columns: Range<Int>) {
        self.row = row
        self.columns = columns
    }
}
