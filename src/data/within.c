/* Where bytes of a string's text stand in its source. Decides it for strings that
 * are written as they read, and for quoted ones with the escapes of JSON (RFC 8259,
 * 7); of others (folded and indented lines of YAML) the whole is the answer. */
#include <string.h>

#include "data/data.h"

static int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

/* The four digits of \uXXXX; -1: they are none. */
static int code_unit(const char *text, size_t n) {
  int unit = 0;
  if (n < 6 || text[0] != '\\' || text[1] != 'u') return -1;
  for (size_t i = 2; i < 6; i++) {
    if (hex_digit(text[i]) < 0) return -1;
    unit = unit * 16 + hex_digit(text[i]);
  }
  return unit;
}

/* Bytes of source that the escape takes, and of UTF-8 that it stands for; 0: none of JSON. */
static size_t escape(const char *text, size_t n, size_t *bytes) {
  int unit = code_unit(text, n);
  *bytes = 1;
  if (unit < 0) return n >= 2 && text[1] && strchr("\"\\/bfnrt", text[1]) ? 2 : 0;
  bool pair = unit >= 0xD800 && unit < 0xDC00 && code_unit(text + 6, n - 6) >= 0xDC00;
  *bytes = pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  return pair ? 12 : 6;
}

struct gk_place gk_value_place(const struct gk_value *value, size_t from, size_t to) {
  struct gk_place whole = value->place;
  if (!whole.source || from >= to || to > value->size) return whole;
  const char *source = whole.source->text + whole.offset;
  if (whole.length == value->size && memcmp(source, value->text, value->size) == 0) return gk_place_at(whole.source, whole.offset + from, to - from);
  if (whole.offset == 0 || source[-1] != '"') return whole;
  size_t at = 0, done = 0, begin = 0;
  while (at < whole.length && done < to) {
    size_t taken = 1, bytes = 1;
    if (done <= from) begin = at;
    if (source[at] == '\\') taken = escape(source + at, whole.length - at, &bytes);
    else if (source[at] != value->text[done]) return whole;
    if (taken == 0) return whole;
    at += taken;
    done += bytes;
  }
  return done == to ? gk_place_at(whole.source, whole.offset + begin, at - begin) : whole;
}
