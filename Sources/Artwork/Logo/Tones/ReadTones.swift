/// A picture as readers see it: they blur pixels together, and take for dark what is darker than around it.
struct ReadTones {
    private let sums: LuminanceSums
    /// The luminance of light modules.
    private let light: Float
    /// Half way from light modules to dark ones, which is the average around the logo.
    private let middle: Float

    /// Takes a picture.
    ///
    /// - Parameters:
    ///   - sums: Its luminance.
    ///   - light: The luminance of light modules.
    ///   - dark: The luminance of dark modules.
    init(_ sums: LuminanceSums, light: Float, dark: Float) {
        self.sums = sums
        self.light = light
        middle = (light + dark) / 2
    }

    var width: Int { sums.width }
    var height: Int { sums.height }

    /// Eighths of a grey level: what sums of squares are reckoned in.
    static let unit: Float = 8

    /// The average of a square.
    ///
    /// - Parameters:
    ///   - rows: Its pixels from top to bottom.
    ///   - columns: Its pixels from left to right.
    ///   - area: Of all of it, in pixels; outside of the picture is ground.
    /// - Returns: In ``unit``s.
    func tone(rows: LuminanceSums.Edges, columns: LuminanceSums.Edges, area: Float) -> UInt16 {
        UInt16(sums.average(rows: rows, columns: columns, area: area, outside: light) * Self.unit)
    }

    /// What is dark to readers of a module.
    struct Thresholds {
        /// Half way between light and dark modules.
        let fixed: UInt16
        /// Half way from there to the average of a few modules around.
        let near: UInt16
        /// The average of a dozen modules around.
        let far: UInt16
        /// A little less than the average of a few modules, which some readers paint black.
        let black: UInt16
    }

    /// The squares whose average decides what is dark, in modules: readers take windows of a few modules to a dozen.
    private static let windows: (near: Float, far: Float) = (7, 13)
    /// What a pixel must be darker by than its surroundings to be black: OpenCV's detectors ask for no more, so the
    /// blurred edges of thin lines are black, too.
    private static let blackMargin: Float = 2

    /// Finds what is dark around a module.
    ///
    /// - Parameters:
    ///   - row: Of the module's middle, in pixels; may lie outside.
    ///   - column: Of the module's middle, in pixels; may lie outside.
    ///   - module: In pixels.
    /// - Returns: In ``unit``s.
    func thresholds(row: Float, column: Float, module: Float) -> Thresholds {
        func average(_ side: Float) -> Float {
            sums.average(
                rows: LuminanceSums.Edges(around: row, side: side * module, limit: height),
                columns: LuminanceSums.Edges(around: column, side: side * module, limit: width),
                area: side * side * module * module, outside: middle)
        }
        let near = average(Self.windows.near)
        func units(_ tone: Float) -> UInt16 { UInt16(max(0, tone) * Self.unit) }
        return Thresholds(
            fixed: units(middle), near: units((near + middle) / 2), far: units(average(Self.windows.far)),
            black: units(near - Self.blackMargin))
    }
}
