/* Writes strings and names in PDF syntax (ISO 32000-1, 7.3.4 and 7.3.5). Text is
 * always UTF-16BE in hexadecimal: one form for all characters, nothing to
 * escape. What a string means is decided elsewhere. */
#include "pdf/syntax.h"

#include <string.h>

static const char digits[] = "0123456789ABCDEF";

bool gk_syntax_hex(struct gk_buf *out, const void *bytes, size_t n) {
  const uint8_t *from = bytes;
  for (size_t i = 0; i < n; i++) {
    char pair[2] = {digits[from[i] >> 4], digits[from[i] & 15]};
    gk_buf_add(out, pair, 2);
  }
  return !out->failed;
}

bool gk_syntax_reference(struct gk_buf *out, const char *before, uint32_t object, const char *behind) {
  gk_buf_add_string(out, before);
  gk_buf_add_number(out, object);
  gk_buf_add(out, " 0 R", 4);
  return gk_buf_add_string(out, behind);
}

bool gk_syntax_utf16(struct gk_buf *out, const char *utf8, size_t n) {
  for (size_t i = 0; i < n;) {
    size_t from = i;
    uint8_t units[8];
    /* Text was checked when it was read; a malformed byte becomes U+FFFD rather than nothing. */
    if (gk_utf8_next(utf8, n, &i) == GK_UTF8_BAD) gk_buf_add(out, "FFFD", 4);
    else gk_syntax_hex(out, units, gk_utf16be(utf8 + from, i - from, units));
  }
  return !out->failed;
}

bool gk_syntax_text(struct gk_buf *out, const char *utf8, size_t n) {
  gk_buf_add_string(out, "<FEFF");
  gk_syntax_utf16(out, utf8, n);
  return gk_buf_add_char(out, '>');
}

bool gk_syntax_bytes(struct gk_buf *out, const void *bytes, size_t n) {
  const uint8_t *from = bytes;
  bool printable = true;
  for (size_t i = 0; i < n; i++) printable = printable && from[i] >= 0x20 && from[i] < 0x7F;
  if (!printable) {
    gk_buf_add_char(out, '<');
    gk_syntax_hex(out, bytes, n);
    return gk_buf_add_char(out, '>');
  }
  gk_buf_add_char(out, '(');
  for (size_t i = 0; i < n; i++) {
    if (from[i] == '(' || from[i] == ')' || from[i] == '\\') gk_buf_add_char(out, '\\');
    gk_buf_add_char(out, (char)from[i]);
  }
  return gk_buf_add_char(out, ')');
}

bool gk_syntax_name(struct gk_buf *out, const char *name) {
  size_t n = strlen(name);
  gk_buf_add_char(out, '/');
  for (size_t i = 0; i < n && i < 127; i++) {
    uint8_t c = (uint8_t)name[i];
    bool regular = c > 0x20 && c < 0x7F && !strchr("()<>[]{}/%#", c);
    if (regular) gk_buf_add_char(out, (char)c);
    else {
      gk_buf_add_char(out, '#');
      gk_syntax_hex(out, &c, 1);
    }
  }
  return !out->failed;
}

size_t gk_syntax_text_size(const char *utf8, size_t n) {
  size_t bytes = 2;
  for (size_t i = 0; i < n;) bytes += gk_utf8_next(utf8, n, &i) > 0xFFFF ? 4 : 2;
  return bytes;
}
