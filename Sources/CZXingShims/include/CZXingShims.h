#pragma once
#include <stddef.h>
#include <stdint.h>

// zxing-cpp is C++ and reports by exceptions, which must not cross Swift frames. This one call catches them all and
// answers with a status.

#ifdef __cplusplus
extern "C" {
#endif

/// The most symbols of one picture: more than a sheet of labels has.
#define ZXING_SHIM_MAXIMUM_SYMBOLS 255

typedef enum {
    ZXING_SHIM_DONE = 0,
    /// zxing-cpp threw something.
    ZXING_SHIM_FAILED = 1,
    ZXING_SHIM_OUT_OF_MEMORY = 2,
} zxing_shim_status;

/// One symbol that was read.
typedef struct {
    /// What it holds, byte for byte, without the announcements of character sets.
    uint8_t *bytes;
    size_t count;
    /// Upper left, upper right, lower right, lower left corner as the symbol itself counts them; x, then y, in pixels.
    int32_t corners[8];
    /// `L`, `M`, `Q` or `H`; 0 when the library does not say.
    char level;
    uint8_t is_mirrored;
} zxing_shim_symbol;

/// All symbols of a picture; release with zxing_shim_free on every path.
typedef struct {
    zxing_shim_symbol *symbols;
    size_t count;
} zxing_shim_result;

/// Searches a picture of a byte a pixel, row after row, for QR symbols.
zxing_shim_status zxing_shim_read(const uint8_t *pixels, int32_t width, int32_t height, zxing_shim_result *result);

void zxing_shim_free(zxing_shim_result *result);

#ifdef __cplusplus
}
#endif
