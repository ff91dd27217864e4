/* Strings, numbers and literals of strict JSON (RFC 8259, 3, 6 and 7). Faults inside a
 * string are reported with their own place and scanning goes on. */
#include <string.h>

#include "data/chars.h"
#include "data/json_scan.h"
#include "data/scalar.h"

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* The four digits after \u at `at`, or -1. */
static long hex4(const struct gk_json_scan *scan, size_t at) {
  long value = 0;
  if (scan->n - at < 4) return -1;
  for (size_t i = 0; i < 4; i++) {
    int digit = hex_digit(scan->text[at + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

static void escape_fault(struct gk_json_scan *scan, const struct gk_message *message, size_t length) {
  GK_DATA_FAULT(scan->run, message, scan->at, length, gk_json_excerpt(scan, scan->at, scan->at + length));
}

static void control_fault(struct gk_json_scan *scan, size_t length, uint32_t c) {
  char code[GK_DATA_CODE_TEXT];
  GK_DATA_FAULT(scan->run, &gk_msg_data_control, scan->at, length, gk_data_code_text(c, code));
}

/* At \u. Returns the bytes of the escape, with its second half when it is a pair. */
static size_t unicode_escape(struct gk_json_scan *scan) {
  long code = hex4(scan, scan->at + 2);
  if (code < 0) {
    escape_fault(scan, &gk_msg_data_escape, 2);
    return 2;
  }
  if (code >= 0xD800 && code <= 0xDBFF && scan->n - scan->at >= 12 && memcmp(scan->text + scan->at + 6, "\\u", 2) == 0) {
    long low = hex4(scan, scan->at + 8);
    if (low >= 0xDC00 && low <= 0xDFFF) return 12;
  }
  if (code >= 0xD800 && code <= 0xDFFF)
    escape_fault(scan, &gk_msg_data_surrogate, 6);
  else if (gk_data_is_control((uint32_t)code))
    control_fault(scan, 6, (uint32_t)code);
  return 6;
}

/* At a backslash that is not the last byte. Returns the bytes of the escape. */
static size_t escape(struct gk_json_scan *scan) {
  char c = scan->text[scan->at + 1];
  size_t i = scan->at + 1;
  switch (c) {
    case '"':
    case '\\':
    case '/':
    case 'n':
    case 't':
      return 2;
    case 'b':
    case 'f':
    case 'r':
      control_fault(scan, 2, c == 'b' ? 8 : c == 'f' ? 12 : 13);
      return 2;
    case 'u':
      return unicode_escape(scan);
    case '\n':
    case '\r':
      return 1; /* the line break is reported by the caller */
    default:
      gk_utf8_next(scan->text, scan->n, &i);
      escape_fault(scan, &gk_msg_data_escape, i - scan->at);
      return i - scan->at;
  }
}

static bool unterminated(struct gk_json_scan *scan, size_t quote) {
  scan->string = quote + 1;
  scan->string_end = scan->at;
  if (gk_json_explain_string(scan)) return false;
  gk_data_fault(scan->run, scan->at < scan->n ? &gk_msg_data_json_string_break : &gk_msg_data_string_open, quote,
                scan->at - quote, NULL);
  return false;
}

bool gk_json_string(struct gk_json_scan *scan) {
  size_t quote = scan->at++;
  while (scan->at < scan->n && scan->text[scan->at] != '"') {
    char c = scan->text[scan->at];
    if (c == '\n' || c == '\r') return unterminated(scan, quote);
    if (c == '\t') gk_data_fault(scan->run, &gk_msg_data_json_string_tab, scan->at, 1, NULL);
    if (c == '\\' && scan->at + 1 < scan->n)
      scan->at += escape(scan);
    else
      scan->at++;
    if (!gk_data_may_go_on(scan->run)) return false;
  }
  if (scan->at == scan->n) return unterminated(scan, quote);
  scan->string = quote + 1;
  scan->string_end = scan->at++;
  scan->token = quote;
  scan->token_end = scan->at;
  return true;
}

static bool is_literal(const char *text, size_t n) {
  return (n == 4 && (memcmp(text, "true", 4) == 0 || memcmp(text, "null", 4) == 0)) ||
         (n == 5 && memcmp(text, "false", 5) == 0);
}

bool gk_json_word(struct gk_json_scan *scan) {
  const char *text = scan->text + scan->at;
  size_t end = gk_json_word_end(scan, scan->at), n = end - scan->at;
  if (n == 0 || !(is_literal(text, n) || gk_data_number_length(text, n) == n)) return gk_json_explain(scan);
  scan->token = scan->at;
  scan->token_end = scan->at = end;
  return true;
}
