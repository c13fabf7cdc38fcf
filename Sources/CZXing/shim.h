// zxing-cpp has no C interface: only CZXingShims includes its headers, and this target finds the library for it.
