/// What Excel takes ("Excel specifications and limits", Microsoft): a file beyond it is repaired, or refused, on opening.
package enum SpreadsheetLimits {
    /// 2²⁰ rows a sheet, the heading among them.
    package static let rowCount = 1_048_576
    /// 2¹⁴ columns, the last of which is XFD.
    package static let columnCount = 16_384
    /// 2¹⁵ - 1 characters a cell, counted in UTF-16 as Excel does; what has more is refused, never cut.
    package static let cellLength = 32_767
    /// 31 characters a sheet's name, which here includes the number of a later sheet.
    package static let sheetNameLength = 31
    /// 255 characters, the widest column there is.
    package static let widths = 1.0...255.0
    /// 255 characters for the value of a workbook's own property.
    package static let propertyLength = 255
    /// Days since 1970 from 1 March 1900, before which Excel counts a 29 February that was none, to the end of 9999.
    package static let days = -25_508...2_932_896
    /// Milliseconds in a day.
    package static let millisecondsPerDay = 86_400_000
}
