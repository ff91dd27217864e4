/* Decides which characters count as mistyped punctuation and which as invisible.
 * What to do about them is decided where they are found. */
#include "data/chars.h"

#include <stdio.h>
#include <string.h>

#include "base/base.h"

struct lookalike {
  uint32_t code;
  char ascii;
};

/* By code. What the punctuation keys give under Chinese input methods; the block FF01–FF5E is
 * ASCII shifted by FEE0 and needs no table. */
static const struct lookalike lookalikes[] = {
    {0x00A0, ' '}, {0x2013, '-'}, {0x2014, '-'}, {0x2018, '"'}, {0x2019, '"'}, {0x201C, '"'}, {0x201D, '"'}, {0x2212, '-'},
    {0x3000, ' '}, {0x3001, ','}, {0x300C, '"'}, {0x300D, '"'}, {0x3010, '['}, {0x3011, ']'}, {0x3014, '['}, {0x3015, ']'},
};

char gk_data_ascii_meant(uint32_t c) {
  if (c == 0xFF07) return '"';
  if (c >= 0xFF01 && c <= 0xFF5E) return (char)(c - 0xFEE0);
  for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++)
    if (lookalikes[i].code == c) return lookalikes[i].ascii;
  return 0;
}

const char *gk_data_ascii_shown(char c, char out[2]) {
  if (c == ' ') return "空格 (space)";
  out[0] = c;
  out[1] = 0;
  return out;
}

const char *gk_data_code_text(uint32_t c, char out[GK_DATA_CODE_TEXT]) {
  snprintf(out, GK_DATA_CODE_TEXT, "U+%04X", (unsigned)c);
  return out;
}

bool gk_data_is_control(uint32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F);
}

bool gk_data_is_bad_in_key(uint32_t c) {
  return c < 0x20 || gk_data_is_control(c) || c == 0x2028 || c == 0x2029 || gk_char_is_bidi_control(c) ||
         gk_char_is_invisible(c);
}

size_t gk_data_find_full_width_colon(const char *text, size_t n) {
  for (size_t i = 0; i + 3 <= n; i++)
    if (memcmp(text + i, "\xEF\xBC\x9A", 3) == 0) return i;
  return n;
}
