/* Unicode through ICU. Decides display width for terminals; all else is the
 * standard's own property data. */
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/base.h"

uint32_t gk_utf8_next(const char *text, size_t n, size_t *i) {
  const unsigned char *s = (const unsigned char *)text + *i;
  size_t left = n - *i;
  unsigned char a = s[0];
  (*i)++;
  if (a < 0x80) return a;
  unsigned length = a >= 0xC2 && a < 0xE0 ? 2 : a >= 0xE0 && a < 0xF0 ? 3 : a >= 0xF0 && a < 0xF5 ? 4 : 0;
  if (length == 0 || left < length) return GK_UTF8_BAD;
  uint32_t c = a & (0x7Fu >> length);
  for (unsigned k = 1; k < length; k++) {
    if ((s[k] & 0xC0) != 0x80) return GK_UTF8_BAD;
    c = c << 6 | (s[k] & 0x3Fu);
  }
  static const uint32_t lowest[5] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < lowest[length] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return GK_UTF8_BAD;
  *i += length - 1;
  return c;
}

size_t gk_utf8_put(uint32_t c, char out[4]) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    if (c >= 0xD800 && c < 0xE000) return 0;
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  if (c > 0x10FFFF) return 0;
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

size_t gk_utf8_check(const char *text, size_t n) {
  for (size_t i = 0; i < n;) {
    size_t at = i;
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c == GK_UTF8_BAD || c == 0) return at;
  }
  return n;
}

size_t gk_utf8_length(const char *text, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; count++) gk_utf8_next(text, n, &i);
  return count;
}

size_t gk_utf16be(const char *text, size_t n, uint8_t *out) {
  size_t k = 0;
  for (size_t i = 0; i < n;) {
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c == GK_UTF8_BAD) c = 0xFFFD;
    if (c >= 0x10000) {
      uint32_t high = 0xD800 + ((c - 0x10000) >> 10);
      out[k++] = (uint8_t)(high >> 8);
      out[k++] = (uint8_t)high;
      c = 0xDC00 + ((c - 0x10000) & 0x3FF);
    }
    out[k++] = (uint8_t)(c >> 8);
    out[k++] = (uint8_t)c;
  }
  return k;
}

/* Ambiguous punctuation counts as wide: our readers' terminals are Chinese, and
 * “ ” — … · stand in their text. Ambiguous letters (Greek, Cyrillic) stay narrow. */
unsigned gk_char_width(uint32_t c) {
  if (c < 0x80) return 1;
  if (gk_char_is_mark(c) || gk_char_is_invisible(c)) return 0;
  switch (u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_FULLWIDTH:
    case U_EA_WIDE: return 2;
    case U_EA_AMBIGUOUS: return u_ispunct((UChar32)c) ? 2 : 1;
    default: return 1;
  }
}

unsigned gk_text_width(const char *text, size_t n) {
  unsigned width = 0;
  for (size_t i = 0; i < n;) width += gk_char_width(gk_utf8_next(text, n, &i));
  return width;
}

bool gk_char_is_han(uint32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  if (c < 0x2E80) return false;
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript((UChar32)c, &error) == USCRIPT_HAN && U_SUCCESS(error);
}

bool gk_char_is_mark(uint32_t c) { return c >= 0x300 && (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0; }

bool gk_char_is_bidi_control(uint32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool gk_char_is_invisible(uint32_t c) {
  return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

int gk_char_line_break(uint32_t c) { return u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK); }

static bool has_non_ascii(const char *text, size_t n) {
  for (size_t i = 0; i < n; i++)
    if ((unsigned char)text[i] >= 0x80) return true;
  return false;
}

/* UTF-8 to UTF-16 in memory of the caller's to free; NULL when out of memory or malformed. */
static UChar *to_utf16(const char *text, size_t n, int32_t *length) {
  if (n > INT32_MAX / 2) return NULL;
  UChar *wide = gk_memory_alloc((n + 1) * sizeof *wide);
  UErrorCode error = U_ZERO_ERROR;
  if (wide) u_strFromUTF8(wide, (int32_t)n + 1, length, text, (int32_t)n, &error);
  if (wide && U_FAILURE(error)) {
    gk_memory_free(wide);
    return NULL;
  }
  return wide;
}

bool gk_text_is_nfc(const char *text, size_t n) {
  if (!has_non_ascii(text, n)) return true;
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
  int32_t length;
  UChar *wide = U_SUCCESS(error) ? to_utf16(text, n, &length) : NULL;
  if (!wide) return false;
  bool normal = unorm2_isNormalized(nfc, wide, length, &error) && U_SUCCESS(error);
  gk_memory_free(wide);
  return normal;
}

char *gk_text_nfc(struct gk_arena *arena, const char *text, size_t n, size_t *out_n) {
  *out_n = n;
  if (gk_text_is_nfc(text, n)) return gk_arena_strndup(arena, text, n);
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
  int32_t length, normal_length = 0;
  UChar *wide = U_SUCCESS(error) ? to_utf16(text, n, &length) : NULL;
  /* NFC at most triples UTF-16 (UAX 15, Corrigenda table). */
  UChar *normal = wide ? gk_memory_alloc(((size_t)length * 3 + 1) * sizeof *normal) : NULL;
  char *out = normal ? gk_arena_alloc(arena, (size_t)length * 9 + 1) : NULL;
  if (out) {
    int32_t bytes = 0;
    normal_length = unorm2_normalize(nfc, wide, length, normal, length * 3 + 1, &error);
    u_strToUTF8(out, length * 9 + 1, &bytes, normal, normal_length, &error);
    if (U_FAILURE(error)) out = NULL;
    else *out_n = (size_t)bytes;
  }
  gk_memory_free(normal);
  gk_memory_free(wide);
  return out;
}
