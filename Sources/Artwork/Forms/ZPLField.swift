/// Field data of ZPL: `^FD` with whatever a printer would obey or lose written in hexadecimal.
enum ZPLField {
    /// Returns the field, `^FH_` and its data; not yet ended.
    ///
    /// The caret and the tilde begin commands, the backslash and the underscore escapes (`^FH`); bytes that are
    /// not printable ASCII depend on what is between here and the printer.
    static func data(_ bytes: some Sequence<UInt8>) -> String { "^FH_^FD" + escaped(bytes) }

    /// Returns bytes as `^FH_` reads them.
    static func escaped(_ bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(into: "") { text, byte in
            switch byte {
            case UInt8(ascii: "^"), UInt8(ascii: "~"), UInt8(ascii: "\\"), UInt8(ascii: "_"):
                text += hexadecimal(byte)
            case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += hexadecimal(byte)
            }
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
