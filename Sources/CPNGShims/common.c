#include "common.h"
#include <stdlib.h>
#include <string.h>

void png_shim_fail(png_structp png, png_const_charp message) {
    png_shim_result *result = png_get_error_ptr(png);
    strncpy(result->message, message, PNG_SHIM_MESSAGE_SIZE - 1);
    result->message[PNG_SHIM_MESSAGE_SIZE - 1] = 0;
    png_longjmp(png, 1);
}

void png_shim_ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

void png_shim_free(png_shim_result *result) {
    free(result->bytes);
    result->bytes = NULL;
    result->count = 0;
}
