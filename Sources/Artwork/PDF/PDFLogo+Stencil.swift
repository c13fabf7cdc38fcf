extension PDFLogo {
    /// The pixels of a picture that are not painted, one bit each: a mask with edges, which is no transparency
    /// (ISO 32000-1, 8.9.6.3).
    struct Stencil: Sendable, Hashable {
        private let width: Int
        private let height: Int
        /// A set bit is not painted; each row begins with a byte of its own.
        private let bytes: [UInt8]

        /// Takes the pixels that are as good as transparent.
        init(_ overlay: Logo.Overlay) {
            (width, height) = (overlay.onWhite.width, overlay.onWhite.height)
            let bytesPerRow = (width + 7) / 8
            var bytes = [UInt8](repeating: 0, count: bytesPerRow * height)
            for (pixel, opacity) in overlay.opacities.enumerated() where opacity < Logo.leastOpacity {
                let (row, column) = pixel.quotientAndRemainder(dividingBy: width)
                bytes[row * bytesPerRow + column / 8] |= 0x80 >> UInt8(column % 8)
            }
            self.bytes = bytes
        }

        /// Writes the mask as an object, to be named in the picture's dictionary.
        func write(to file: inout PDFFile) -> PDFFile.Reference {
            file.add(
                compressed: bytes,
                "/Type/XObject/Subtype/Image/ImageMask true/BitsPerComponent 1/Width \(width)/Height \(height)"
            )
        }
    }
}
