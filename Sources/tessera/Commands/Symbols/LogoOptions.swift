import ArgumentParser
import Artwork
import QRSymbol
import Service

/// A logo, and how it goes into a symbol.
struct LogoOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A logo for the middle, SVG, PNG or JPEG.", valueName: "file"))
    var logo: String?

    @Option(
        help: ArgumentHelp(
            "The logo's share of the symbol, in percent of its area. Default: auto, as much as error correction "
                + "carries.", valueName: "percent|auto"))
    var logoArea: LogoArea?

    @Option(
        help: ArgumentHelp(
            "Where a logo of a stated share goes: best, where the symbol stays strongest, on its side if need be; "
                + "upright, the best place of an upright symbol; or center.", valueName: "best|upright|center"
        ))
    var logoPlace: LogoPlace?

    @Option(
        help: ArgumentHelp(
            "Width of the light ring around the logo, in modules, whole or not, from 0 to 4. Default: 1.",
            valueName: "modules"))
    var logoRing: Double?

    @Option(
        help: ArgumentHelp(
            "What a logo with a transparent ground hides: rectangle, all around it, or outline, the modules that it "
                + "touches with its ring. Default: rectangle.", valueName: "rectangle|outline"))
    var logoShape: LogoShape?

    /// Reads the logo, or takes the brand's, and gives it what was asked for.
    ///
    /// - Parameter brand: The logo of a brand's kit.
    /// - Returns: `nil` for none.
    /// - Throws: `UsageError` for options that have no logo or do not go together, `ServiceError` for a file that is none.
    func placed(_ brand: () throws -> Logo?) throws -> Logo? {
        guard var logo = try read() ?? brand() else {
            if let option = given.first { throw UsageError("\(option) needs --logo") }
            return nil
        }
        if let logoArea { logo = logo.resized(to: logoArea.size) }
        if let logoRing {
            do { logo = try logo.ringed(by: logoRing) } catch {
                throw UsageError(
                    "--logo-ring is \(logoRing) modules; \(KnockOut.rings.sentence) are possible")
            }
        }
        if let logoShape { logo = logo.shaped(logoShape.shape) }
        guard let logoPlace else { return logo }
        guard case .percent = logo.size else {
            throw UsageError("--logo-place needs --logo-area with a share")
        }
        return logo.moved(to: logoPlace.position)
    }

    /// The options that mean nothing without a logo, of those that were given.
    private var given: [String] {
        let options = [
            ("--logo-area", logoArea != nil), ("--logo-place", logoPlace != nil),
            ("--logo-ring", logoRing != nil), ("--logo-shape", logoShape != nil),
        ]
        return options.filter(\.1).map(\.0)
    }

    private func read() throws -> Logo? {
        guard let logo else { return nil }
        let bytes = try readInput(logo, limit: Logo.maximumByteCount)
        do { return try Logo(bytes) } catch {
            throw ServiceError.invalidInput([.logo(error, file: logo)])
        }
    }

    /// Where a logo goes.
    enum LogoPlace: String, ExpressibleByArgument, CaseIterable {
        case best, upright, center

        var position: LogoWish.Position {
            switch self {
            case .best: .best
            case .upright: .upright
            case .center: .center
            }
        }
    }

    /// What a logo hides.
    enum LogoShape: String, ExpressibleByArgument, CaseIterable {
        case rectangle, outline

        var shape: Logo.Shape {
            switch self {
            case .rectangle: .rectangle
            case .outline: .outline
            }
        }
    }

    /// A share as it is typed: `auto`, or percent.
    struct LogoArea: ExpressibleByArgument {
        let size: Logo.Size

        init?(argument: String) {
            if argument == "auto" {
                size = .largest
            } else if let percent = Double(argument.replacing("%", with: "")), percent > 0, percent < 100 {
                size = .percent(percent)
            } else {
                return nil
            }
        }
    }
}
