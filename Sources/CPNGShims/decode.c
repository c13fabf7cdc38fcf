#include "common.h"
#include <stdlib.h>
#include <string.h>

/// The most memory that one ancillary chunk may unpack to, against small files that hold huge texts.
#define MAXIMUM_CHUNK_BYTES 8000000
/// The most ancillary chunks that are kept.
#define MAXIMUM_CHUNK_COUNT 64

typedef struct {
    const uint8_t *bytes;
    size_t left;
} source;

/// What must be released whether or not libpng jumps; it lives outside the frame that setjmp saves.
typedef struct {
    png_structp png;
    png_infop info;
    uint8_t *pixels;
    uint8_t **rows;
} reading;

static void take(png_structp png, png_bytep bytes, size_t count) {
    source *from = png_get_io_ptr(png);
    if (count > from->left) png_error(png, "file ends early");
    memcpy(bytes, from->bytes, count);
    from->bytes += count;
    from->left -= count;
}

/// ITU-R BT.601 weights in 1/256, on white where the picture is transparent.
static uint8_t luminance(const uint8_t *pixel) {
    uint32_t gray = (77u * pixel[0] + 150u * pixel[1] + 29u * pixel[2]) >> 8;
    return (uint8_t)((gray * pixel[3] + 255u * (255u - pixel[3])) / 255u);
}

static void release(reading *state) {
    png_destroy_read_struct(&state->png, &state->info, NULL);
    free(state->pixels);
    free(state->rows);
}

/// Asks libpng for eight-bit RGBA whatever the file holds.
static void request_rgba(png_structp png) {
    png_set_expand(png);
    png_set_strip_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
    png_set_interlace_handling(png);
}

static png_shim_status read_pixels(reading *state, png_shim_channels channels, png_shim_limits limits,
                                   png_shim_result *result) {
    png_read_info(state->png, state->info);
    uint64_t width = png_get_image_width(state->png, state->info);
    uint64_t height = png_get_image_height(state->png, state->info);
    result->width = (uint32_t)width;
    result->height = (uint32_t)height;
    if (width > limits.maximum_side || height > limits.maximum_side ||
        width * height > limits.maximum_pixel_count) {
        return PNG_SHIM_TOO_LARGE;
    }
    request_rgba(state->png);
    int interlaced = png_get_interlace_type(state->png, state->info) != PNG_INTERLACE_NONE;
    png_read_update_info(state->png, state->info);
    if (png_get_rowbytes(state->png, state->info) != width * 4) png_error(state->png, "unexpected layout");
    result->count = width * height * channels;
    result->bytes = malloc(result->count);
    // Row by row where the file allows it, so that a large sheet costs one byte a pixel and not five.
    size_t held = interlaced ? height : 1;
    state->pixels = malloc(held * width * 4);
    state->rows = malloc(held * sizeof *state->rows);
    if (!result->bytes || !state->pixels || !state->rows) return PNG_SHIM_OUT_OF_MEMORY;
    for (size_t row = 0; row < held; row++) state->rows[row] = state->pixels + row * width * 4;
    if (interlaced) png_read_image(state->png, state->rows);
    for (size_t row = 0; row < height; row++) {
        const uint8_t *from = state->rows[interlaced ? row : 0];
        if (!interlaced) png_read_row(state->png, state->rows[0], NULL);
        uint8_t *to = result->bytes + row * width * channels;
        if (channels == PNG_SHIM_RGBA) {
            memcpy(to, from, width * 4);
        } else {
            for (size_t column = 0; column < width; column++) to[column] = luminance(from + column * 4);
        }
    }
    png_read_end(state->png, NULL);
    return PNG_SHIM_DONE;
}

static png_shim_status guarded(reading *state, source *from, png_shim_channels channels,
                               png_shim_limits limits, png_shim_result *result) {
    if (setjmp(png_jmpbuf(state->png))) return PNG_SHIM_REFUSED;
    png_set_read_fn(state->png, from, take);
    png_set_user_limits(state->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(state->png, MAXIMUM_CHUNK_BYTES);
    png_set_chunk_cache_max(state->png, MAXIMUM_CHUNK_COUNT);
    return read_pixels(state, channels, limits, result);
}

png_shim_status png_shim_decode(const uint8_t *bytes, size_t count, png_shim_channels channels,
                                png_shim_limits limits, png_shim_result *result) {
    memset(result, 0, sizeof *result);
    source from = {bytes, count};
    reading state = {0};
    state.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, result, png_shim_fail, png_shim_ignore);
    state.info = state.png ? png_create_info_struct(state.png) : NULL;
    png_shim_status status =
        state.info ? guarded(&state, &from, channels, limits, result) : PNG_SHIM_OUT_OF_MEMORY;
    release(&state);
    if (status != PNG_SHIM_DONE) png_shim_free(result);
    return status;
}
