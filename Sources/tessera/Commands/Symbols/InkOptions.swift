import ArgumentParser
import Artwork
import Service

/// How a symbol is cut out of its page.
struct TrimFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Print the ground so far beyond the page's edge, in pdf.", valueName: "mm"))
    var bleedMm: Double = 0

    @Flag(help: "Mark outside the page where to cut, in pdf.")
    var cropMarks = false

    var options: TrimOptions {
        TrimOptions(bleedMillimetres: bleedMm, cropMarks: cropMarks ? .corners : .none)
    }
}

/// What a press prints with.
struct InkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The ink of dark modules, in pdf and eps. Default: their colour, black as black ink.",
            valueName: "k|cmyk:C,M,Y,K|spot:NAME"))
    var ink: String?

    @Option(
        help: ArgumentHelp(
            "Make every dark bar narrower, because ink spreads; in micrometres, in pdf.", valueName: "µm"))
    var barWidthReduction: Double = 0

    @Option(
        help: ArgumentHelp("The ICC profile of the press, which makes a pdf PDF/X-4.", valueName: "file"))
    var outputProfile: String?

    @Option(
        help: ArgumentHelp(
            "The name of the printing condition that the profile is of, such as FOGRA51.", valueName: "name"))
    var outputCondition: String?

    func validate() throws {
        guard (outputProfile == nil) == (outputCondition == nil) else {
            throw ValidationError("--output-profile and --output-condition need each other")
        }
    }

    /// Returns what the drawing takes.
    ///
    /// - Throws: `UsageError` for an ink that is none, `ServiceError` for a profile that is none.
    func options(dpi: Int?) throws -> PrintOptions {
        PrintOptions(
            ink: try parsedInk(), dotsPerInch: dpi, barWidthReduction: barWidthReduction,
            outputIntent: try outputIntent())
    }

    /// Reads the profile.
    ///
    /// - Throws: `ServiceError` for a file that is none.
    func outputIntent() throws -> OutputIntent? {
        guard let outputProfile, let outputCondition else { return nil }
        let bytes = try readInput(outputProfile, limit: OutputIntent.maximumProfileByteCount)
        do {
            return try OutputIntent(profile: bytes, condition: outputCondition)
        } catch {
            throw ServiceError.invalidInput([.profile(error, file: outputProfile)])
        }
    }

    /// Reads the ink.
    ///
    /// - Throws: `UsageError` for an ink that is none.
    func parsedInk() throws -> Ink? {
        guard let ink else { return nil }
        do { return try Ink(parsing: ink) } catch {
            throw UsageError("--ink '\(ink)' is no ink: k, cmyk:C,M,Y,K in percent, or spot:NAME")
        }
    }
}
