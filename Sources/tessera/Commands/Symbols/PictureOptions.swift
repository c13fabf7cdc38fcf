import ArgumentParser
import Artwork
import Service

/// A picture as the ground of a symbol.
struct PictureOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A picture as the ground, PNG or JPEG, whose middle square is used; in png, svg and pdf.",
            valueName: "file"))
    var picture: String?

    @Option(
        help: ArgumentHelp(
            "How far the picture gives way to the modules, in percent of white: 10 shows more of it, 50 reads better. "
                + "Default: as little as reads, from 24.", valueName: "percent"))
    var pictureStrength: Double?

    func validate() throws {
        guard pictureStrength == nil || picture != nil else {
            throw ValidationError("--picture-strength needs --picture")
        }
    }

    /// Reads the picture.
    ///
    /// - Throws: `ServiceError` for a file that is none.
    func read() throws -> SymbolPicture? {
        guard let picture else { return nil }
        let bytes = try readInput(picture, limit: PictureFile.maximumByteCount)
        do {
            return SymbolPicture(try PictureFile(bytes).raster(), strength: pictureStrength)
        } catch {
            throw ServiceError.invalidInput([.picture(error, file: picture)])
        }
    }
}
