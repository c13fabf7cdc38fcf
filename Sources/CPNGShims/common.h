#pragma once
#include "CPNGShims.h"
#include <png.h>

/// Keeps libpng's message in the result, which is the error pointer, and jumps back.
void png_shim_fail(png_structp png, png_const_charp message);

/// Warnings are about pictures that are still read; nobody is told.
void png_shim_ignore(png_structp png, png_const_charp message);
