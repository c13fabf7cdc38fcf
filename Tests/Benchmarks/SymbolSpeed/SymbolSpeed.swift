import CLanes
import Foundation
import QRSymbol

/// Our side of the benchmark of symbols; symbols.py says what each command is for.
///
///     SymbolSpeed matrix|png LEVEL FILE ROUNDS        measures, a line for each round
///     SymbolSpeed svg-plain|svg-branded LEVEL FILE ROUNDS   the same, of drawings whose symbols are there
///     SymbolSpeed modules LEVEL FILE [MASK]           prints each symbol's mask and modules
///     SymbolSpeed pictures LEVEL FILE COUNT FOLDER    writes the PNG files of the first payloads
///
/// FILE has a payload a line.
@main
struct SymbolSpeed {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count >= 3, let command = arguments.first,
            let level = CorrectionLevel(rawValue: arguments[arguments.startIndex + 1])
        else { throw Failure.usage }
        let more = Array(arguments.dropFirst(3))
        let work = Work(payloads: try payloads(arguments[arguments.startIndex + 2]), level: level)
        switch (command, more.count) {
        case ("matrix", 1): try measure(work.matrices, of: work, rounds: number(more[0]))
        case ("png", 1): try measure(work.pictures, of: work, rounds: number(more[0]))
        case ("svg-plain", 1), ("svg-branded", 1):
            guard let look = Drawings.Look(rawValue: command) else { throw Failure.usage }
            try measure(Drawings(work, look: look).draw, of: work, rounds: number(more[0]))
        case ("modules", 0): try work.printModules(mask: nil)
        case ("modules", 1): try work.printModules(mask: number(more[0]))
        case ("pictures", 2):
            try work.writePictures(number(more[0]), to: URL(filePath: more[1], directoryHint: .isDirectory))
        default: throw Failure.usage
        }
    }

    /// Measures processor time; what the first symbol of a size has to make is part of each round, one code of 10,000.
    private static func measure(_ round: (inout Checksum) throws -> Int, of work: Work, rounds: Int) throws {
        var unused = Checksum()
        _ = try round(&unused)
        for _ in 0..<rounds {
            var sum = Checksum()
            let started = processorSeconds()
            let bytes = try round(&sum)
            let seconds = processorSeconds() - started
            // The width says for which processors this was compiled, whatever the build was asked for.
            let width = MemoryLayout<CLanesWords>.size * 8
            print("lanes=\(width) codes=\(work.payloads.count) seconds=\(seconds) bytes=\(bytes) sum=\(sum)")
        }
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        precondition(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0, "no clock of the process")
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func payloads(_ path: String) throws -> [[UInt8]] {
        try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n")).map { [UInt8]($0) }
    }

    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text) else { throw Failure.usage }
        return number
    }

    enum Failure: Error {
        case usage
        case noSuchPicture
    }
}
