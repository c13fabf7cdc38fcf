extension CodewordHeat {
    /// What is kept free around the map, in modules.
    static let margin = 2

    /// The map as one unit square: every module in the colour of its codeword's state, full where it is dark.
    public var svg: String {
        let side = size + 2 * Self.margin
        var svg = #"<svg width="1" height="1" viewBox="0 0 \#(side) \#(side)">"#
        svg += #"<rect width="\#(side)" height="\#(side)" fill="white"/>"#
        for state in State.allCases {
            let colours = state.colours
            for (isDark, colour) in [(false, colours.light), (true, colours.dark)] {
                let data = pathData(of: state, isDark: isDark)
                if !data.isEmpty, colour != "#ffffff" { svg += #"<path fill="\#(colour)" d="\#(data)"/>"# }
            }
        }
        return svg + "</svg>"
    }

    /// Runs of equal modules as rectangles of one path.
    private func pathData(of state: State, isDark dark: Bool) -> String {
        var data = ""
        for row in 0..<size {
            var start: Int?
            for column in 0...size {
                let place = row * size + column
                let isHere = column < size && states[place] == state && isDark[place] == dark
                if isHere, start == nil { start = column }
                if !isHere, let first = start {
                    let width = column - first
                    data += "M\(first + Self.margin) \(row + Self.margin)h\(width)v1h-\(width)z"
                    start = nil
                }
            }
        }
        return data
    }
}

extension CodewordHeat.State {
    /// What legends call it.
    public var title: String {
        switch self {
        case .fixed: "fixed pattern"
        case .right: "right"
        case .free: "right under the logo, costs nothing"
        case .weak: "right, but close to being misread"
        case .wrong: "wrong, corrected"
        case .lost: "beyond correction"
        }
    }

    /// The colours of dark and light modules: those of Okabe and Ito, which colour-blind eyes tell apart.
    public var colours: (dark: String, light: String) {
        switch self {
        case .fixed: ("#000000", "#ffffff")
        case .right: ("#7f7f7f", "#ffffff")
        case .free: ("#009e73", "#a8dfcd")
        case .weak: ("#e69f00", "#f8dfa8")
        case .wrong: ("#d55e00", "#f2bf9b")
        case .lost: ("#9c3f7f", "#e3bcd6")
        }
    }
}
