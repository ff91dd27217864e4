/* The lexical part of writing data: strings of JSON and fields of CSV. What is
 * written, and in which order, is bind's to decide. The same text always gives
 * the same bytes: there is one spelling of each character. */
#include <string.h>

#include "data/data.h"

bool gk_json_add_string(struct gk_buf *out, const char *text, size_t n) {
  static const char HEX[] = "0123456789abcdef";
  gk_buf_add_char(out, '"');
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\') {
      gk_buf_add_char(out, '\\');
      gk_buf_add_char(out, (char)c);
    } else if (c == '\n' || c == '\t') {
      gk_buf_add_string(out, c == '\n' ? "\\n" : "\\t");
    } else if (c < 0x20 || c == 0x7F) {
      gk_buf_add_string(out, "\\u00");
      gk_buf_add_char(out, HEX[c >> 4]);
      gk_buf_add_char(out, HEX[c & 15]);
    } else {
      gk_buf_add_char(out, (char)c);
    }
  }
  return gk_buf_add_char(out, '"');
}

bool gk_csv_add_field(struct gk_buf *out, const char *text, size_t n) {
  bool quoted = memchr(text, ',', n) || memchr(text, '"', n) || memchr(text, '\n', n) || memchr(text, '\r', n);
  if (!quoted) return gk_buf_add(out, text, n);
  gk_buf_add_char(out, '"');
  for (size_t i = 0; i < n; i++) {
    if (text[i] == '"') gk_buf_add_char(out, '"');
    gk_buf_add_char(out, text[i]);
  }
  return gk_buf_add_char(out, '"');
}
