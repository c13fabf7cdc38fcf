#include "CZXingShims.h"

// Newer releases have only the text in UTF-8; 1.4 wants to be told.
#define ZX_USE_UTF8
#include <ReadBarcode.h>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

ZXing::DecodeHints hints() {
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryHarder(true);
    hints.setTryRotate(true);
    hints.setMaxNumberOfSymbols(ZXING_SHIM_MAXIMUM_SYMBOLS);
    return hints;
}

void copy_position(const ZXing::Result &read, zxing_shim_symbol &symbol) {
    for (size_t corner = 0; corner < 4; corner++) {
        symbol.corners[2 * corner] = read.position()[corner].x;
        symbol.corners[2 * corner + 1] = read.position()[corner].y;
    }
}

void copy(const ZXing::Result &read, zxing_shim_symbol &symbol) {
    const auto &bytes = read.bytes();
    // One byte at the least: malloc(0) may answer NULL without a fault.
    symbol.bytes = static_cast<uint8_t *>(std::malloc(bytes.size() + 1));
    if (!symbol.bytes) throw std::bad_alloc();
    if (!bytes.empty()) std::memcpy(symbol.bytes, bytes.data(), bytes.size());
    symbol.count = bytes.size();
    copy_position(read, symbol);
    const auto level = read.ecLevel();
    symbol.level = level.empty() ? 0 : level[0];
    symbol.is_mirrored = read.isMirrored();
}

void search(const uint8_t *pixels, int32_t width, int32_t height, zxing_shim_result *result) {
    const ZXing::ImageView view(pixels, width, height, ZXing::ImageFormat::Lum);
    const auto found = ZXing::ReadBarcodes(view, hints());
    result->symbols = static_cast<zxing_shim_symbol *>(std::calloc(found.size() + 1, sizeof(zxing_shim_symbol)));
    if (!result->symbols) throw std::bad_alloc();
    for (const auto &read : found) {
        if (!read.isValid()) continue;
        // Counted first, so that what a failing copy leaves behind is released too.
        copy(read, result->symbols[result->count++]);
    }
}

} // namespace

zxing_shim_status zxing_shim_read(const uint8_t *pixels, int32_t width, int32_t height, zxing_shim_result *result) {
    std::memset(result, 0, sizeof *result);
    try {
        search(pixels, width, height, result);
        return ZXING_SHIM_DONE;
    } catch (const std::bad_alloc &) {
        zxing_shim_free(result);
        return ZXING_SHIM_OUT_OF_MEMORY;
    } catch (...) {
        zxing_shim_free(result);
        return ZXING_SHIM_FAILED;
    }
}

void zxing_shim_free(zxing_shim_result *result) {
    for (size_t index = 0; index < result->count; index++) std::free(result->symbols[index].bytes);
    std::free(result->symbols);
    result->symbols = nullptr;
    result->count = 0;
}
