#include "common.h"
#include <stdlib.h>
#include <string.h>

/// The growing file; symbols fit the first allocation.
typedef struct {
    png_shim_result *result;
    size_t capacity;
} buffer;

static void append(png_structp png, png_bytep bytes, size_t count) {
    buffer *target = png_get_io_ptr(png);
    png_shim_result *result = target->result;
    if (count > target->capacity - result->count) {
        size_t capacity = target->capacity ? target->capacity : 4096;
        while (capacity - result->count < count) {
            if (capacity > SIZE_MAX / 2) png_error(png, "file too large");
            capacity *= 2;
        }
        uint8_t *grown = realloc(result->bytes, capacity);
        if (!grown) png_error(png, "out of memory");
        result->bytes = grown;
        target->capacity = capacity;
    }
    memcpy(result->bytes + result->count, bytes, count);
    result->count += count;
}

static void flush(png_structp png) { (void)png; }

static void write_header(png_structp png, png_infop info, const png_shim_picture *picture) {
    int type = picture->bit_depth == 1 ? PNG_COLOR_TYPE_PALETTE
               : picture->has_opacity  ? PNG_COLOR_TYPE_RGB_ALPHA
                                       : PNG_COLOR_TYPE_RGB;
    png_set_IHDR(png, info, picture->width, picture->row_count * picture->repeat, picture->bit_depth, type,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (picture->bit_depth == 1) {
        const uint8_t *p = picture->palette;
        png_color colors[2] = {{p[0], p[1], p[2]}, {p[3], p[4], p[5]}};
        png_set_PLTE(png, info, colors, 2);
        // Filters predict bytes; on packed bits they only cost time.
        png_set_filter(png, 0, PNG_FILTER_NONE);
    }
    if (picture->pixels_per_metre) {
        png_set_pHYs(png, info, picture->pixels_per_metre, picture->pixels_per_metre, PNG_RESOLUTION_METER);
    }
    png_write_info(png, info);
}

png_shim_status png_shim_encode(const png_shim_picture *picture, png_shim_result *result) {
    memset(result, 0, sizeof *result);
    buffer target = {result, 0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, result, png_shim_fail, png_shim_ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_write_struct(&png, NULL);
        return PNG_SHIM_OUT_OF_MEMORY;
    }
    // No local that is read after the jump changes between here and there, so none needs volatile.
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        png_shim_free(result);
        return PNG_SHIM_REFUSED;
    }
    png_set_write_fn(png, &target, append, flush);
    write_header(png, info, picture);
    for (size_t row = 0; row < picture->row_count; row++) {
        for (uint32_t copy = 0; copy < picture->repeat; copy++) {
            png_write_row(png, picture->rows + row * picture->row_byte_count);
        }
    }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    result->width = picture->width;
    result->height = picture->row_count * picture->repeat;
    return PNG_SHIM_DONE;
}
