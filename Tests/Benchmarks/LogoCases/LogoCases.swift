import Artwork
import Foundation
import QRSymbol
import Support

/// Plans symbols for random texts, logos, shares and levels, and reads each: `LogoCases COUNT [SEED]`.
///
/// Every case must end as a symbol from which ZBar takes exactly the text, or as a refusal that names
/// the limit. Prints what came out, and ends with 1 after the first that did not.
@main
struct LogoCases {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
        let count = Int(arguments.first ?? 10_000)
        let seed = arguments.count > 1 ? arguments[1] : 2_026
        var (made, refused) = (0, 0)
        for index in 0..<count {
            var random = SplitMix64(seed: seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
            switch Case(&random).outcome() {
            case .made: made += 1
            case .refused: refused += 1
            case .failed(let why):
                print("case \(index) of seed \(seed): \(why)")
                exit(1)
            }
            if (index + 1).isMultiple(of: 500) {
                print("\(index + 1) of \(count): \(made) made and read, \(refused) refused with the limit")
            }
        }
        print("seed \(seed): \(count) cases, \(made) made and read, \(refused) refused with the limit")
    }
}

/// One text, logo, share and level.
private struct Case {
    let text: [UInt8]
    let logo: Logo
    let percent: Double
    let level: CorrectionLevel

    enum Outcome {
        case made
        case refused
        case failed(String)
    }

    init(_ random: inout SplitMix64) {
        let kinds = [
            "0123456789", "ABCDEFGHJKLMNPQRSTUVWXYZ23456789:/.-",
            "abcdefghijklmnopqrstuvwxyz0123456789:/.-?=&",
        ]
        let letters = Array(kinds[random.below(kinds.count)].utf8)
        text = (0..<1 + random.below(90)).map { _ in letters[random.below(letters.count)] }
        percent = Double(1 + random.below(40))
        level = CorrectionLevel.allCases[random.below(4)]
        guard
            let logo = try? Logo(
                Array(Self.drawing(&random).utf8), size: .percent(percent),
                position: random.below(3) == 0 ? .center : .best)
        else { preconditionFailure("a drawing of shapes is a logo") }
        self.logo = logo
    }

    /// A few shapes in dark and light on nothing, of any proportions.
    private static func drawing(_ random: inout SplitMix64) -> String {
        let (width, height) = (40 + random.below(160), 40 + random.below(100))
        let colors = ["#000000", "#0b6e4f", "#8c1d18", "#f4f1de", "#ffffff", "#808080", "#0d2a4a", "#ffd23f"]
        let shapes = (0..<1 + random.below(6)).map { _ in
            let (x, y) = (random.below(width), random.below(height))
            let color = colors[random.below(colors.count)]
            return random.below(2) == 0
                ? #"<circle cx="\#(x)" cy="\#(y)" r="\#(5 + random.below(60))" fill="\#(color)"/>"#
                : #"<rect x="\#(x / 2)" y="\#(y / 2)" width="\#(10 + random.below(width))" height="\#(10 + random.below(height))" fill="\#(color)"/>"#
        }
        return #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(width) \#(height)">"#
            + #"<circle cx="\#(width / 2)" cy="\#(height / 2)" r="12" fill="green"/>\#(shapes.joined())</svg>"#
    }

    func outcome() -> Outcome {
        do {
            let style = try SymbolStyle(logo: logo)
            let planned = try style.planned(for: text, percent: percent, level: level)
            guard planned.symbol.payload == text else { return .failed("holds another text") }
            let png = try SymbolPNG.encode(
                planned.symbol, style: planned.style, size: PrintSize(dotsPerModule: 7))
            try ReadBack.verify(png: png, expecting: text)
            return .made
        } catch let error as LogoArea.PlanningError {
            guard case .tooMuch(let asked, let largest, _) = error, asked == percent else {
                return .failed("\(error)")
            }
            if let largest, largest > percent { return .failed("refused \(percent) though \(largest) fits") }
            return .refused
        } catch DrawingError.unreadableLogo {
            return .refused
        } catch {
            return .failed("\(error)")
        }
    }
}

extension SplitMix64 {
    fileprivate mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
