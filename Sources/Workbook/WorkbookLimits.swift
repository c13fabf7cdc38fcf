/// How much of a workbook is read before it is given up.
package struct WorkbookLimits: Sendable, Hashable {
    /// 10,000 files in the zip: a workbook of a hundred sheets with pictures has a tenth.
    package var mostEntries = 10_000
    /// 4 GiB of one part, unpacked: a full sheet of a million rows and twenty columns has one.
    package var mostPartBytes = 4 << 30
    /// 16 MiB of what is held whole: the list of sheets, the formats of cells.
    package var mostSmallPartBytes = 16 << 20
    /// 200 times: sheets pack ten to thirty times smaller, DEFLATE's limit is 1,032.
    package var mostRatio = 200
    /// 16 MiB unpack whatever the ratio: a small workbook of equal rows packs as well as a bomb.
    package var bytesBeforeRatio = 16 << 20
    /// 256 MiB of shared texts, which are held in memory: a million rows with five texts each that nobody else has.
    package var mostStringBytes = 256 << 20
    /// 64 KiB, as in CSV; Excel itself takes 32,767 characters.
    package var mostCellBytes = 65_536
    /// 256 columns, as in CSV.
    package var mostColumns = 256
    /// 1,048,576 rows: what Excel has.
    package var mostRows = 1_048_576

    /// What a membership list needs, several times over.
    package init() {}
}
