#pragma once
#include <stddef.h>
#include <stdint.h>

// libpng reports errors by longjmp, which must not cross Swift frames. These calls keep setjmp and every libpng call
// in C and answer with a status; a message of libpng's own says what was wrong.

/// Long enough for every message of libpng.
#define PNG_SHIM_MESSAGE_SIZE 128

typedef enum {
    PNG_SHIM_DONE = 0,
    /// libpng refused: the message says why.
    PNG_SHIM_REFUSED = 1,
    /// The picture is larger than the caller allows.
    PNG_SHIM_TOO_LARGE = 2,
    PNG_SHIM_OUT_OF_MEMORY = 3,
} png_shim_status;

/// The pixels of a picture to be written.
typedef struct {
    uint32_t width;
    /// Distinct rows; each is written `repeat` times.
    uint32_t row_count;
    uint32_t repeat;
    size_t row_byte_count;
    const uint8_t *rows;
    /// 1 for one bit a pixel with `palette`, 8 for three bytes a pixel, or four with `has_opacity`.
    int bit_depth;
    /// Whether each pixel's red, green and blue are followed by its opacity.
    int has_opacity;
    /// Red, green, blue of value 0, then of value 1.
    uint8_t palette[6];
    /// Resolution for the pHYs chunk; 0 leaves the chunk out.
    uint32_t pixels_per_metre;
} png_shim_picture;

/// What was written or read; release `bytes` with png_shim_free on every path.
typedef struct {
    uint8_t *bytes;
    size_t count;
    uint32_t width;
    uint32_t height;
    char message[PNG_SHIM_MESSAGE_SIZE];
} png_shim_result;

/// How pixels come out of png_shim_decode.
typedef enum {
    /// One byte a pixel, transparent parts laid on white.
    PNG_SHIM_LUMINANCE = 1,
    /// Red, green, blue, opacity.
    PNG_SHIM_RGBA = 4,
} png_shim_channels;

/// The largest picture to be read.
typedef struct {
    uint32_t maximum_side;
    uint64_t maximum_pixel_count;
} png_shim_limits;

png_shim_status png_shim_encode(const png_shim_picture *picture, png_shim_result *result);

png_shim_status png_shim_decode(const uint8_t *bytes, size_t count, png_shim_channels channels,
                                png_shim_limits limits, png_shim_result *result);

void png_shim_free(png_shim_result *result);
