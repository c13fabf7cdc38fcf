package import Artwork
package import Templates

/// The frames of `templates/frames`, a workspace's own before the embedded ones.
package struct FrameLibrary: Sendable {
    private static let folder = "frames"
    private let templates: TemplateLibrary

    package init(_ templates: TemplateLibrary) {
        self.templates = templates
    }

    /// The frame that is used where none is named.
    package static let standardName = "banner"

    /// The names of all frames, sorted.
    package var names: [String] { templates.stems(under: Self.folder, ending: ".svg") }

    /// Draws a frame for symbols of a style.
    ///
    /// - Parameters:
    ///   - name: Such as `banner`.
    ///   - style: Its two colours.
    ///   - call: The call to action; empty for none.
    ///   - code: The human-readable code; empty for none.
    ///   - fonts: Families of type; none for the standard ones.
    /// - Returns: The frame.
    /// - Throws: `ServiceError.notFound` naming those there are, `.invalidInput` with what is wrong.
    package func frame(
        _ name: String, style: SymbolStyle, call: String, code: String = "", fonts: [String] = []
    ) throws(ServiceError) -> CallFrame {
        let path = "\(Self.folder)/\(name).svg"
        guard let text = try? templates.text(path) else {
            throw .notFound(kind: "frame", name: "\(name) (known: \(names.joined(separator: ", ")))")
        }
        let template: PictureTemplate
        do { template = try PictureTemplate(parsing: text) } catch {
            throw .invalidInput([InputFault(file: path, pointer: "", detail: "is no template: \(error)")])
        }
        do {
            return try CallFrame(
                template, style: style, call: call, code: code,
                fonts: fonts.isEmpty ? CallFrame.standardFonts : fonts)
        } catch {
            throw .invalidInput([.frame(error, file: path)])
        }
    }
}

extension InputFault {
    /// Says why a symbol gets no frame.
    static func frame(_ error: CallFrame.FrameError, file: String) -> InputFault {
        switch error {
        case .fill(let reason):
            return InputFault(file: file, pointer: "", detail: "cannot be filled: \(reason)")
        case .missingGlyphs(let scalars):
            let letters = scalars.map { scalar in
                let number = String(scalar.value, radix: 16, uppercase: true)
                return "\(scalar) (U+\(String(repeating: "0", count: max(0, 4 - number.count)))\(number))"
            }
            return InputFault(
                pointer: "/call", detail: "no font of this machine has \(letters.joined(separator: ", "))")
        case .tooLong(let em, let room):
            return InputFault(
                pointer: "/call",
                detail: "is \(em.rounded(to: 1)) em wide; the frame has room for \(room.rounded(to: 1))")
        case .drawing(let reason):
            return InputFault(
                file: file, pointer: "", detail: "must be opaque paths and text, but: \(reason)")
        case .symbolPlace:
            return InputFault(
                file: file, pointer: "",
                detail: "needs {{{symbol}}} once, as an upright square of at least a tenth of the drawing")
        case .noGround:
            return InputFault(
                pointer: "/frame",
                detail: "a symbol without ground of its own has no frame: it would show through")
        }
    }
}
