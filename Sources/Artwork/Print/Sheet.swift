/// A page of equal labels: the paper, the grid on it, and what stands in each label.
///
/// Lengths are millimetres. `symbolMillimetres` counts the quiet zone, so that a code with more
/// modules gets smaller modules and never a larger place. `validate()` says which label or number
/// is wrong; drawing code takes only sheets that passed it.
public struct Sheet: Sendable, Hashable, Codable {
    /// What people call it, `a4-4x10` for example.
    public var name: String
    public var paper: Size
    public var margins: Margins
    /// Labels side by side.
    public var columns: Int
    /// Labels one under the other.
    public var rows: Int
    public var pitch: Pitch
    public var label: Size
    /// The side of the symbol's square, quiet zone included.
    public var symbolMillimetres: Double
    public var caption: Caption
    public var cutMarks: CutMarks

    /// The size of the paper or of one label.
    public struct Size: Sendable, Hashable, Codable {
        public var widthMillimetres: Double
        public var heightMillimetres: Double

        public init(widthMillimetres: Double, heightMillimetres: Double) {
            self.widthMillimetres = widthMillimetres
            self.heightMillimetres = heightMillimetres
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case widthMillimetres = "width_mm"
            case heightMillimetres = "height_mm"
        }
    }

    /// Paper that stays free of labels: the first label begins at left and top, none enters right or bottom.
    public struct Margins: Sendable, Hashable, Codable {
        public var leftMillimetres: Double
        public var topMillimetres: Double
        public var rightMillimetres: Double
        public var bottomMillimetres: Double

        public init(
            leftMillimetres: Double, topMillimetres: Double, rightMillimetres: Double,
            bottomMillimetres: Double
        ) {
            self.leftMillimetres = leftMillimetres
            self.topMillimetres = topMillimetres
            self.rightMillimetres = rightMillimetres
            self.bottomMillimetres = bottomMillimetres
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case leftMillimetres = "left_mm"
            case topMillimetres = "top_mm"
            case rightMillimetres = "right_mm"
            case bottomMillimetres = "bottom_mm"
        }
    }

    /// The step from one label's edge to the same edge of the next.
    public struct Pitch: Sendable, Hashable, Codable {
        public var horizontalMillimetres: Double
        public var verticalMillimetres: Double

        public init(horizontalMillimetres: Double, verticalMillimetres: Double) {
            self.horizontalMillimetres = horizontalMillimetres
            self.verticalMillimetres = verticalMillimetres
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case horizontalMillimetres = "horizontal_mm"
            case verticalMillimetres = "vertical_mm"
        }
    }

    /// The words beside or below a symbol.
    public struct Caption: Sendable, Hashable, Codable {
        public var place: Place
        /// The lines from top to bottom.
        public var lines: [Line]
        /// The height of the type; a line too long for the label is set smaller.
        public var textMillimetres: Double

        /// Where the words stand.
        public enum Place: String, Sendable, Hashable, Codable, CaseIterable {
            case beside, below, none
        }

        /// One line of words; a label's value for it is in `Label`.
        public enum Line: String, Sendable, Hashable, Codable, CaseIterable {
            case title, code, note
        }

        public init(place: Place, lines: [Line], textMillimetres: Double) {
            self.place = place
            self.lines = lines
            self.textMillimetres = textMillimetres
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case place, lines
            case textMillimetres = "text_mm"
        }
    }

    /// Lines that help the person with the knife.
    public enum CutMarks: String, Sendable, Hashable, Codable, CaseIterable {
        /// Pre-cut stock needs none.
        case none
        /// Short lines outside the grid, in line with every edge of a label.
        case corners
        /// A hairline around every label.
        case outlines
    }

    public init(
        name: String, paper: Size, margins: Margins, columns: Int, rows: Int, pitch: Pitch, label: Size,
        symbolMillimetres: Double, caption: Caption, cutMarks: CutMarks
    ) {
        self.name = name
        self.paper = paper
        self.margins = margins
        self.columns = columns
        self.rows = rows
        self.pitch = pitch
        self.label = label
        self.symbolMillimetres = symbolMillimetres
        self.caption = caption
        self.cutMarks = cutMarks
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, paper, margins, columns, rows, pitch, label, caption
        case symbolMillimetres = "symbol_mm"
        case cutMarks = "cut_marks"
    }
}
