/// What the segments of a JPEG file say of it before it is decoded (ITU-T T.81, annex B).
struct JPEGHeader {
    /// In pixels, as the samples lie in the file.
    let width: Int
    /// In pixels, as the samples lie in the file.
    let height: Int
    /// Samples of a pixel: 1 grey, 3 colour, 4 for a press.
    let componentCount: Int
    /// Bits of a sample.
    let bitCount: Int
    /// The frame's marker: 0xC0 and 0xC1 sequential, 0xC2 progressive, others rare.
    let frameMarker: UInt8
    /// How the picture is to be turned to be upright.
    let orientation: PictureOrientation
    /// How often the file goes over the picture; a progressive one does so about ten times.
    let scanCount: Int
    /// The segments that cameras add, which hold places, names and small copies of the picture.
    let applicationSegments: [Range<Int>]

    /// Whether bytes begin like a JPEG file.
    static func begins(_ file: [UInt8]) -> Bool { file.starts(with: [0xFF, 0xD8, 0xFF]) }

    private typealias Frame = (
        marker: UInt8, bitCount: Int, height: Int, width: Int, componentCount: Int
    )

    /// Walks through all segments to the end of the picture.
    ///
    /// - Parameter file: The file.
    /// - Throws: ``PictureFileError/truncated`` if there is no end, or no frame before it.
    /// - Complexity: O(*n*)
    init(_ file: [UInt8]) throws(PictureFileError) {
        let reader = ByteReader(file[...])
        var offset = 2
        var frame: Frame?
        var orientation = PictureOrientation.upright
        var applications: [Range<Int>] = []
        var scans = 0
        while true {
            offset = try Self.markerPlace(in: file, from: offset)
            let marker = file[offset + 1]
            if marker == 0xD9 { break }
            offset += 2
            // Restart markers and TEM stand alone.
            if (0xD0...0xD7).contains(marker) || marker == 0x01 { continue }
            guard let length = reader.number(at: offset, count: 2), length >= 2, offset + length <= file.count
            else { throw .truncated }
            let segment = file[offset + 2..<offset + length]
            switch marker {
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
                // A decoder makes room for the first one, and only whoever wants to fill its memory sends another.
                guard frame == nil else {
                    throw .unusualJPEG(marker: marker, bitCount: Int(segment.first ?? 0))
                }
                frame = try Self.frame(marker, segment)
            case 0xE1:
                orientation = PictureOrientation(exif: segment) ?? orientation
                applications.append(offset - 2..<offset + length)
            case 0xDA: scans += 1
            default: break
            }
            offset += length
        }
        guard let frame else { throw .truncated }
        (width, height) = (frame.width, frame.height)
        (componentCount, bitCount, frameMarker) = (frame.componentCount, frame.bitCount, frame.marker)
        self.orientation = orientation
        scanCount = scans
        applicationSegments = applications
    }

    /// The next marker; what is between is a scan's data, in which 0xFF is followed by 0 (B.1.1.5).
    private static func markerPlace(in file: [UInt8], from start: Int) throws(PictureFileError) -> Int {
        var offset = start
        while offset + 1 < file.count {
            // Any number of 0xFF may stand before a marker.
            if file[offset] == 0xFF, file[offset + 1] != 0, file[offset + 1] != 0xFF { return offset }
            offset += 1
        }
        throw .truncated
    }

    private static func frame(
        _ marker: UInt8, _ segment: ArraySlice<UInt8>
    ) throws(PictureFileError) -> Frame {
        let reader = ByteReader(segment)
        guard let bits = reader.number(at: 0, count: 1), let height = reader.number(at: 1, count: 2),
            let width = reader.number(at: 3, count: 2), let count = reader.number(at: 5, count: 1)
        else { throw .truncated }
        return (marker, bits, height, width, count)
    }

    /// The file without what cameras add, so that it is drawn as its samples lie whatever a library makes of Exif.
    func bare(_ file: [UInt8]) -> [UInt8] {
        var bare: [UInt8] = []
        bare.reserveCapacity(file.count)
        var start = 0
        for segment in applicationSegments {
            bare += file[start..<segment.lowerBound]
            start = segment.upperBound
        }
        return bare + file[start...]
    }
}
