import ArgumentParser
import Artwork
import Service

/// What a symbol looks like.
struct LookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The look of a brand: a file of templates/brands. Other options take the place of its settings.",
            valueName: "name"))
    var brand: String?

    @Option(
        help: ArgumentHelp(
            "What dark modules are painted with: #rrggbb, linear:DEGREES:COLOUR,COLOUR or radial:COLOUR,COLOUR. "
                + "Default: #000000.", valueName: "fill"))
    var dark: String?

    @Option(
        help: ArgumentHelp(
            "Colour of the ground, as #rrggbb; none leaves it out, for something as light. Default: #ffffff.",
            valueName: "colour|none"))
    var light: String?

    @Flag(
        help: """
            Print only what is light, for something as dark as --dark: white ink on dark board, for example. In png, \
            svg, pdf and eps.
            """)
    var onDark = false

    @Option(help: ArgumentHelp("Shape of the dark modules.", valueName: Self.names(of: ModuleShape.self)))
    var shape: Choice<ModuleShape>?

    @Option(
        help: ArgumentHelp(
            "Shape of the finder patterns, or of their frames and their pupils: "
                + names(of: FinderShape.self).replacing("|", with: ", ") + ".", valueName: "frame[/pupil]"))
    var eye: String?

    @Option(
        help: ArgumentHelp(
            "What the finder patterns' frames, and behind a slash their pupils, are painted with.",
            valueName: "fill[/fill]"))
    var eyeFill: String?

    @Option(
        help: ArgumentHelp("Shape of the light modules; without one the ground shows.", valueName: "shape"))
    var lightShape: Choice<ModuleShape>?

    @Option(help: ArgumentHelp("What light modules are painted with.", valueName: "fill"))
    var lightFill: String?

    private static func names<Value: CaseIterable & RawRepresentable>(of kind: Value.Type) -> String
    where Value.RawValue == String {
        kind.allCases.map(\.rawValue).joined(separator: "|")
    }

    func validate() throws {
        guard !onDark || light != "none" else {
            throw ValidationError("--on-dark prints what is light, and --light none leaves it out")
        }
    }

    /// Returns what was asked for.
    ///
    /// - Throws: `UsageError` for what is no fill or shape.
    func settings() throws -> LookSettings {
        var settings = LookSettings()
        settings.dark = try dark.map { try fill($0, "--dark") }
        settings.lightFill = try lightFill.map { try fill($0, "--light-fill") }
        settings.shape = shape?.value
        settings.lightShape = lightShape?.value
        if let light, light != "none" {
            do { settings.light = Paint(try Color(parsing: light)) } catch {
                throw UsageError("--light: '\(light)' is no colour such as #f4f1de")
            }
        }
        if light == "none" { settings.ground = .transparent }
        if onDark { settings.ground = .knockedOut }
        if let eye {
            guard let shapes = LookSettings.eye(eye) else {
                throw UsageError(
                    "--eye: '\(eye)' is none of \(Self.names(of: FinderShape.self)), nor two of them with a slash"
                )
            }
            (settings.frame, settings.pupil) = (shapes.frame, shapes.pupil)
        }
        if let eyeFill {
            do { (settings.frameFill, settings.pupilFill) = try LookSettings.eyeFill(eyeFill) } catch {
                throw UsageError("--eye-fill: \(error.sentence)")
            }
        }
        return settings
    }

    private func fill(_ text: String, _ option: String) throws -> Fill {
        do { return try Fill(parsing: text) } catch { throw UsageError("\(option): \(error.sentence)") }
    }
}
