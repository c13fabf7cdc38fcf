import ArgumentParser
import Service

/// What a label or receipt printer is told besides the symbol.
struct DeviceFlags: ParsableArguments {
    @Option(
        name: .customLong("line"),
        help: ArgumentHelp(
            "Words below the symbol, in zpl and escpos; once for each line.", valueName: "text"))
    var lines: [String] = []

    @Flag(help: "Let the printer make the symbol itself (^BQ in zpl, GS ( k in escpos).")
    var native = false

    @Option(
        help: ArgumentHelp(
            "Width of a receipt printer's head: 384 for 58 mm, 576 for 80 mm.", valueName: "dots"))
    var headDots = DeviceOptions.standardHeadDots

    var options: DeviceOptions {
        var options = DeviceOptions()
        options.lines = lines
        options.isNative = native
        options.headDots = headDots
        return options
    }
}
