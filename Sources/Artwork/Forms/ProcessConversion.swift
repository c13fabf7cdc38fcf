/// Turns screen colours into shares of the four process inks and back, without a press's profile.
///
/// The complement of PLRM 7.2.3 with the black generation and undercolour removal k = max(0, 2 × min − 1),
/// where min is the least of the three complements: light colours get no black, so a tinted ground puts
/// no dots on the plate that prints the modules, and pure black is black alone. A press that must match
/// a brand's colour is given the ink, not the screen colour.
enum ProcessConversion {
    /// Returns cyan, magenta, yellow and black, each 0 to 255.
    static func bytes(red: UInt8, green: UInt8, blue: UInt8) -> [UInt8] {
        let complements = [255 - Int(red), 255 - Int(green), 255 - Int(blue)]
        let black = max(0, 2 * min(complements[0], complements[1], complements[2]) - 255)
        let rest = 255 - black
        let inks = complements.map { rest == 0 ? 0 : (($0 - black) * 255 + rest / 2) / rest }
        return (inks + [black]).map { UInt8($0) }
    }

    /// Returns the inks of a colour.
    static func inks(of color: Color) -> Ink.Process {
        let shares = bytes(red: color.red, green: color.green, blue: color.blue).map { Double($0) / 255 }
        return Ink.Process(cyan: shares[0], magenta: shares[1], yellow: shares[2], black: shares[3])
    }

    /// Returns about what inks look like, by PLRM 7.2.4 with multiplied black.
    static func color(of inks: Ink.Process) -> Color {
        func part(_ share: Double) -> UInt8 { UInt8((255 * (1 - share) * (1 - inks.black)).rounded()) }
        return Color(red: part(inks.cyan), green: part(inks.magenta), blue: part(inks.yellow))
    }
}

extension Ink.Process {
    /// What the four are called, in the order of ``shares``.
    static let names = ["Cyan", "Magenta", "Yellow", "Black"]

    /// Cyan, magenta, yellow and black.
    var shares: [Double] { [cyan, magenta, yellow, black] }
}
