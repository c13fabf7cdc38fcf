internal import QRSymbol

/// All that the pictures of symbols of one size have in common.
final class PNGTemplate {
    /// Everything before the compressed data, and its first two bytes.
    let beginning: [UInt8]
    /// Where the compressed data begins.
    let dataStart: Int
    let blockHeader: [Bits]
    let endOfBlock: Bits
    /// Everything behind the data.
    let end: [UInt8]

    private let quietZone: Int
    private let pixelsPerModule: Int
    /// Modules that are drawn at once; their pixels are whole bytes.
    private let modulesPerStep: Int
    private let stepCount: Int
    /// What to write for each pattern of modules, the leftmost the least significant bit.
    private let steps: [Step]
    /// The same for the last of a row, whose pixels may end within a byte.
    private let lastSteps: [Step]
    /// The byte before each row that says how it is filtered: not at all.
    private let filter: Step
    /// What repeats a row of modules, and the rows of the quiet zone.
    private let repetition: [Bits]
    private let quietRepetition: [Bits]

    /// The bits and checksums of some modules' pixels.
    private struct Step {
        var code: Bits
        var part: Adler32.Part
    }

    init(size: Int, quietZone: Int, pixelsPerModule: Int, pixelsPerMetre: UInt32, _ checksum: CRC32) {
        self.quietZone = quietZone
        self.pixelsPerModule = pixelsPerModule
        let side = size + 2 * quietZone
        modulesPerStep = pixelsPerModule % 2 == 0 ? 4 : 8
        stepCount = (side + modulesPerStep - 1) / modulesPerStep
        let lastCount = side - (stepCount - 1) * modulesPerStep
        let pixels = Pixels(pixelsPerModule: pixelsPerModule)
        let bytes = pixels.patterns(ofModules: modulesPerStep)
        let lastBytes = pixels.patterns(ofModules: lastCount)
        let rowByteCount = (side * pixelsPerModule + 7) / 8 + 1
        let matches = DeflateBlock.matches(repeating: (pixelsPerModule - 1) * rowByteCount)
        let quietMatches = DeflateBlock.matches(repeating: (pixelsPerModule * quietZone - 1) * rowByteCount)

        var frequencies = [Int](repeating: 0, count: 286)
        // In the mean every pattern occurs as often as any other.
        let rounds = size * (stepCount - 1)
        for byte in bytes.joined() { frequencies[Int(byte)] += max(1, rounds * 16 / bytes.count) }
        for byte in lastBytes.joined() { frequencies[Int(byte)] += max(1, size * 16 / lastBytes.count) }
        for length in matches { frequencies[DeflateBlock.lengthSymbol(length).symbol] += size * 16 }
        for length in quietMatches { frequencies[DeflateBlock.lengthSymbol(length).symbol] += 32 }
        frequencies[0] += size * 16
        frequencies[DeflateBlock.endOfBlock] += 16
        let limit = min(15, 56 / (bytes.first?.count ?? 1))
        guard let block = DeflateBlock(frequencies: frequencies, distance: rowByteCount, limit: limit) else {
            preconditionFailure("\(pixelsPerModule) pixels a module have too many different bytes")
        }
        func step(_ bytes: [UInt8]) -> Step {
            let codes = bytes.map { block.literals.codes[Int($0)] }
            return Step(code: codes.reduce(.none) { $0.followed(by: $1) }, part: Adler32.Part(bytes))
        }
        steps = bytes.map(step)
        lastSteps = lastBytes.map(step)
        filter = step([0])
        repetition = matches.map(block.match)
        quietRepetition = quietMatches.map(block.match)
        blockHeader = block.header
        endOfBlock = block.literals.codes[DeflateBlock.endOfBlock]
        beginning = Self.beginning(sidePixels: side * pixelsPerModule, pixelsPerMetre, checksum)
        dataStart = beginning.count - 2
        end = PNGChunks.chunk("IEND", [], checksum)
    }

    /// Signature, size, resolution, and the data's own beginning: a window of 32 kB (RFC 1950, 2.2).
    private static func beginning(
        sidePixels: Int, _ pixelsPerMetre: UInt32, _ checksum: CRC32
    ) -> [UInt8] {
        var size: [UInt8] = []
        PNGChunks.append(UInt32(sidePixels), to: &size)
        PNGChunks.append(UInt32(sidePixels), to: &size)
        // One bit of grey.
        var bytes = PNGChunks.signature + PNGChunks.chunk("IHDR", size + [1, 0, 0, 0, 0], checksum)
        if pixelsPerMetre > 0 {
            var resolution: [UInt8] = []
            PNGChunks.append(pixelsPerMetre, to: &resolution)
            PNGChunks.append(pixelsPerMetre, to: &resolution)
            bytes += PNGChunks.chunk("pHYs", resolution + [1], checksum)
        }
        return bytes + [0, 0, 0, 0] + Array("IDAT".utf8) + [0x78, 0x9C]
    }

    /// Draws the quiet zone above or below.
    func drawQuietRows(into output: inout BitOutput, _ adler: inout Adler32) {
        guard quietZone > 0 else { return }
        draw(RowWords(), quietRepetition, times: pixelsPerModule * quietZone, into: &output, &adler)
    }

    func draw(_ row: Int, of matrix: ModuleMatrix, into output: inout BitOutput, _ adler: inout Adler32) {
        let words = RowWords(row, of: matrix, behind: quietZone)
        draw(words, repetition, times: pixelsPerModule, into: &output, &adler)
    }

    @inline(__always)
    private func draw(
        _ row: RowWords, _ repetition: [Bits], times: Int, into output: inout BitOutput,
        _ adler: inout Adler32
    ) {
        output.append(filter.code)
        var part = filter.part
        let mask = UInt64(1) << UInt64(modulesPerStep) - 1
        for number in 0..<stepCount - 1 {
            let step = steps[Int(row.bits(from: number * modulesPerStep) & mask)]
            output.append(step.code)
            part.append(step.part)
        }
        let last = lastSteps[
            Int(row.bits(from: (stepCount - 1) * modulesPerStep) & UInt64(lastSteps.count - 1))]
        output.append(last.code)
        part.append(last.part)
        output.append(repetition)
        adler.append(part, times: UInt64(times))
    }
}

/// The modules of a row with the quiet zone before them, the leftmost the least significant bit.
private struct RowWords {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// A light row.
    init() {}

    init(_ row: Int, of matrix: ModuleMatrix, behind quietZone: Int) {
        let shift = UInt64(quietZone)
        let a = matrix.word(0, ofRow: row)
        let b = matrix.wordsPerRow > 1 ? matrix.word(1, ofRow: row) : 0
        let c = matrix.wordsPerRow > 2 ? matrix.word(2, ofRow: row) : 0
        words = (
            a << shift, b << shift | a >> (64 - shift), c << shift | b >> (64 - shift), c >> (64 - shift)
        )
    }

    /// Modules from a place on, which is a multiple of their number.
    @inline(__always)
    func bits(from place: Int) -> UInt64 {
        let word =
            switch place >> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word &>> UInt64(place & 63)
    }
}

/// What pixels of modules are in bytes: dark ones 0, the leftmost the highest bit, and zeros to fill the last byte.
private struct Pixels {
    let pixelsPerModule: Int

    /// The bytes of every pattern of so many modules.
    func patterns(ofModules count: Int) -> [[UInt8]] {
        (0..<1 << count).map { pattern in
            var bytes = [UInt8](repeating: 0, count: (count * pixelsPerModule + 7) / 8)
            for pixel in 0..<count * pixelsPerModule where pattern >> (pixel / pixelsPerModule) & 1 == 0 {
                bytes[pixel / 8] |= 0x80 >> UInt8(pixel % 8)
            }
            return bytes
        }
    }
}
