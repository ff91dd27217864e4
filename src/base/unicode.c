/* Unicode through ICU: UTF-8 (Unicode 3.9, table 3-7), widths (UAX 11), form C
 * (UAX 15), properties. Decides only what the standard leaves open: the width of
 * ambiguous characters and which characters count as invisible. How Chinese is
 * set is decided in text. */
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/uvernum.h>

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
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
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

/* Ambiguous punctuation (“ ” — … ·) counts as wide: it is Chinese punctuation in our readers' text,
 * and the terminals of Chinese systems give it two columns. Ambiguous letters and signs (Greek,
 * Cyrillic, ① ×) stay narrow, as most terminals have them. */
unsigned gk_char_width(uint32_t c) {
  if (c < 0x80 || c > 0x10FFFF) return 1;
  if (gk_char_is_mark(c) || gk_char_is_invisible(c) || gk_char_is_bidi_control(c)) return 0;
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
  if (c < 0x2E80 || c > 0x10FFFF) return false;
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript((UChar32)c, &error) == USCRIPT_HAN && U_SUCCESS(error);
}

/* The ideographs of the plane that all texts here are made of: of no other property asked for below. */
static bool is_plain_han(uint32_t c) { return c >= 0x3400 && c <= 0x9FFF; }

bool gk_char_is_mark(uint32_t c) { return c >= 0x300 && !is_plain_han(c) && c <= 0x10FFFF && (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0; }

bool gk_char_is_bidi_control(uint32_t c) { return c >= 0x61C && c <= 0x2069 && u_hasBinaryProperty((UChar32)c, UCHAR_BIDI_CONTROL); }

bool gk_char_is_right_to_left(uint32_t c) {
  if (c < 0x590 || c > 0x10FFFF) return false;
  UCharDirection direction = u_charDirection((UChar32)c);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

uint32_t gk_char_of_compatible_han(uint32_t c) {
  if (!(c >= 0x2E80 && c <= 0x2FD5) && !(c >= 0xF900 && c <= 0xFAFF) && !(c >= 0x2F800 && c <= 0x2FA1F)) return 0;
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
  UChar units[4];
  int32_t length = U_SUCCESS(error) ? unorm2_getDecomposition(nfkc, (UChar32)c, units, 4, &error) : -1;
  if (length <= 0 || U_FAILURE(error)) return 0;
  return length > 1 && U16_IS_LEAD(units[0]) ? (uint32_t)U16_GET_SUPPLEMENTARY(units[0], units[1]) : units[0];
}

/* Default_Ignorable_Code_Point (zero-width space and joiners, soft hyphen, fillers, tags, BOM) but for
 * variation selectors, which choose the form of a visible character, and bidi controls, which are asked
 * for apart; and the interlinear annotation marks. */
bool gk_char_is_invisible(uint32_t c) {
  if (c < 0xAD || is_plain_han(c) || c > 0x10FFFF) return false;
  if (c >= 0xFFF9 && c <= 0xFFFB) return true;
  return u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && !u_hasBinaryProperty((UChar32)c, UCHAR_VARIATION_SELECTOR) &&
         !gk_char_is_bidi_control(c);
}

int gk_char_digit(uint32_t c) { return c <= 0x10FFFF && u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue((UChar32)c) : -1; }

int gk_char_line_break(uint32_t c) { return u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK); }

const char *gk_unicode_fault(int error) { return U_SUCCESS((UErrorCode)error) || error == U_MEMORY_ALLOCATION_ERROR ? NULL : u_errorName((UErrorCode)error); }

bool gk_text_line_breaks(const char *text, size_t n, bool *can, const char **why) {
  UErrorCode error = U_ZERO_ERROR;
  UText source = UTEXT_INITIALIZER;
  for (size_t i = 0; i <= n; i++) can[i] = false;
  utext_openUTF8(&source, text, (int64_t)n, &error);
  UBreakIterator *breaks = ubrk_open(UBRK_LINE, "root", NULL, 0, &error);
  if (U_SUCCESS(error)) ubrk_setUText(breaks, &source, &error); /* takes no NULL */
  if (U_SUCCESS(error))
    for (int32_t at = ubrk_first(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) can[at] = true;
  if (breaks != NULL) ubrk_close(breaks);
  utext_close(&source);
  *why = gk_unicode_fault(error);
  return U_SUCCESS(error);
}

/* All characters below U+0300 are in form C and start no composition that is not (UAX 15, section 9). */
static bool is_plain(const char *text, size_t n) {
  for (size_t i = 0; i < n;) {
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c >= 0x300) return false; /* GK_UTF8_BAD too */
  }
  return true;
}

/* A hundred million characters and more are nobody's text; the limit keeps ICU's 32-bit sizes from overflowing. */
#define NORMALIZE_MAX ((size_t)INT32_MAX / 16)

enum normal { NORMAL_YES, NORMAL_NO, NORMAL_BAD, NORMAL_MEMORY };

/* Whether text is in form C. When it is not, *wide is its UTF-16 (to free), *length its units. */
static enum normal examine(const UNormalizer2 *nfc, const char *text, size_t n, UChar **wide, int32_t *length) {
  if (is_plain(text, n)) return NORMAL_YES;
  if (n > NORMALIZE_MAX) return NORMAL_MEMORY;
  UErrorCode error = U_ZERO_ERROR;
  UChar *units = gk_memory_alloc((n + 1) * sizeof *units);
  if (!units) return NORMAL_MEMORY;
  u_strFromUTF8(units, (int32_t)n + 1, length, text, (int32_t)n, &error);
  enum normal normal = U_FAILURE(error) ? NORMAL_BAD : NORMAL_NO;
  if (normal == NORMAL_NO && unorm2_isNormalized(nfc, units, *length, &error)) normal = NORMAL_YES;
  if (normal == NORMAL_NO && U_FAILURE(error)) normal = NORMAL_MEMORY;
  if (normal == NORMAL_NO) *wide = units;
  else gk_memory_free(units);
  return normal;
}

bool gk_text_is_nfc(const char *text, size_t n) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
  UChar *wide = NULL;
  int32_t length;
  bool normal = U_SUCCESS(error) && examine(nfc, text, n, &wide, &length) == NORMAL_YES;
  gk_memory_free(wide);
  return normal;
}

/* Form C takes at most three times the units of any text in UTF-16, and a unit at most three bytes
 * in UTF-8: the expansion factors
 * that Unicode publishes for the form. */
static char *compose(const UNormalizer2 *nfc, struct gk_arena *arena, const UChar *wide, int32_t length, size_t *out_n) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t room = length * 3 + 1, units = 0, bytes = 0;
  UChar *normal = gk_memory_alloc((size_t)room * sizeof *normal);
  char *utf8 = NULL, *out = NULL;
  if (normal) units = unorm2_normalize(nfc, wide, length, normal, room, &error);
  if (normal && U_SUCCESS(error)) utf8 = gk_memory_alloc((size_t)units * 3 + 1);
  if (utf8) u_strToUTF8(utf8, units * 3 + 1, &bytes, normal, units, &error);
  if (utf8 && U_SUCCESS(error)) out = gk_arena_strndup(arena, utf8, (size_t)bytes);
  if (out) *out_n = (size_t)bytes;
  gk_memory_free(utf8);
  gk_memory_free(normal);
  return out;
}

char *gk_text_nfc(struct gk_arena *arena, const char *text, size_t n, size_t *out_n) {
  *out_n = n;
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
  UChar *wide = NULL;
  int32_t length = 0;
  enum normal normal = U_SUCCESS(error) ? examine(nfc, text, n, &wide, &length) : NORMAL_MEMORY;
  if (normal == NORMAL_YES) return gk_arena_strndup(arena, text, n);
  if (normal == NORMAL_BAD) return NULL;
  char *out = normal == NORMAL_NO ? compose(nfc, arena, wide, length, out_n) : NULL;
  gk_memory_free(wide);
  if (!out) gk_arena_alloc(arena, SIZE_MAX); /* sets the arena's flag */
  return out;
}

const char *gk_unicode_engine(void) { return "ICU " U_ICU_VERSION; }
