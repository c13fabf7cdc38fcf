import ArgumentParser
import Membership
import Service

/// A place on the command line.
struct PlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The place, in degrees: latitude, comma, longitude.", valueName: "lat,lon"))
    var at: String

    @Option(
        help: ArgumentHelp(
            "What the numbers of --at are given in: GPS, WeChat and AMap, or Baidu. Default: wgs84.",
            valueName: "wgs84|gcj02|bd09"))
    var datum: Choice<Datum>?

    /// The place that was typed.
    ///
    /// - Throws: `ValidationError` with what was expected.
    func place() throws -> Coordinate {
        do throws(InputFault) {
            return try Coordinate.read(at, datum: datum?.value ?? .wgs84, pointer: "--at")
        } catch {
            throw ValidationError("--at: \(error.detail)")
        }
    }
}
