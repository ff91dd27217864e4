/* Roman numerals. Decides that each number has one: the shortest by the usual
 * rule of subtraction, so that what is parsed is what would be written. */
#include "base/roman.h"

#include <string.h>

static const struct { uint32_t value; const char *large, *small; } signs[] = {
    {1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"}, {100, "C", "c"}, {90, "XC", "xc"}, {50, "L", "l"},
    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"}, {5, "V", "v"},     {4, "IV", "iv"}, {1, "I", "i"}};
#define SIGNS (sizeof signs / sizeof *signs)

const char *gk_roman_format(uint32_t n, bool small, char out[GK_ROMAN_TEXT_MAX]) {
  size_t at = 0;
  for (size_t i = 0; i < SIGNS && n <= GK_ROMAN_MOST; i++) {
    const char *sign = small ? signs[i].small : signs[i].large;
    for (; n >= signs[i].value; n -= signs[i].value) {
      memcpy(out + at, sign, strlen(sign));
      at += strlen(sign);
    }
  }
  out[at] = '\0';
  return out;
}

uint32_t gk_roman_parse(const char *text, bool small) {
  char again[GK_ROMAN_TEXT_MAX];
  uint32_t value = 0;
  if (strlen(text) >= GK_ROMAN_TEXT_MAX) return 0;
  for (size_t i = 0, at = 0; i < SIGNS; i++) {
    const char *sign = small ? signs[i].small : signs[i].large;
    for (; strncmp(text + at, sign, strlen(sign)) == 0; at += strlen(sign)) value += signs[i].value;
  }
  return value && strcmp(gk_roman_format(value, small, again), text) == 0 ? value : 0;
}
