/* What libqrencode makes, to compare modules with.
 *   cc -O2 -o libqrencode_modules libqrencode_modules.c $(pkg-config --cflags --libs libqrencode)
 *   ./libqrencode_modules L|M|Q|H FILE      FILE: one payload a line
 * Prints a line for each payload: the mask, and the modules row after row, dark ones as 1. */
#include <qrencode.h>
#include <stdio.h>
#include <string.h>

/* The mask is the third to fifth bit of the format information beside the upper left finder, ISO/IEC 18004, 7.9.1. */
static int mask(const QRcode *code) {
  const unsigned char *row = code->data + 8 * code->width;
  return ((row[2] & 1) << 2 | (row[3] & 1) << 1 | (row[4] & 1)) ^ 5;
}

int main(int count, char **arguments) {
  if (count != 3) { fprintf(stderr, "usage: %s L|M|Q|H FILE\n", arguments[0]); return 64; }
  QRecLevel level = (QRecLevel)(strchr("LMQH", arguments[1][0]) - "LMQH");
  FILE *file = fopen(arguments[2], "r");
  if (!file) { perror(arguments[2]); return 66; }
  char line[4096];
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    QRcode *code = QRcode_encodeString(line, 0, level, QR_MODE_8, 1);
    if (!code) { perror("encode"); return 70; }
    printf("%d ", mask(code));
    for (int module = 0; module < code->width * code->width; module++) putchar(code->data[module] & 1 ? '1' : '0');
    putchar('\n');
    QRcode_free(code);
  }
  return 0;
}
