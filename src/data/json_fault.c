/* Why a JSON text cannot be read: turns the place where the strict scan stopped into
 * the one sentence that says what to type instead. Only wording is decided here; that
 * the text is refused has been decided. */
#include <string.h>

#include "data/chars.h"
#include "data/json_scan.h"
#include "data/scalar.h"

#define EXCERPT_CHARS 24

/* ASCII that ends a word: white space, structure, quotes and the start of a comment. */
static bool ends_word(char c) { return c == 0 || strchr(" \t\r\n{}[]:,\"'/#", c) != NULL; }

size_t gk_json_word_end(const struct gk_json_scan *scan, size_t from) {
  size_t i = from;
  while (i < scan->n) {
    size_t next = i;
    uint32_t c = gk_utf8_next(scan->text, scan->n, &next);
    if (c < 0x80 ? ends_word((char)c) : gk_data_ascii_meant(c) != 0 || gk_char_is_invisible(c)) break;
    i = next;
  }
  return i;
}

const char *gk_json_excerpt(struct gk_json_scan *scan, size_t from, size_t to) {
  size_t end = from, chars = 0;
  while (end < to && chars++ < EXCERPT_CHARS) gk_utf8_next(scan->text, to, &end);
  const char *text = gk_arena_printf(scan->run->arena, "%.*s%s", (int)(end - from), scan->text + from, end < to ? "…" : "");
  if (text) return text;
  scan->run->memory = true;
  return "";
}

static bool say(struct gk_json_scan *scan, const struct gk_message *message, size_t offset, size_t length) {
  gk_data_fault(scan->run, message, offset, length, NULL);
  return false;
}

static bool say_excerpt(struct gk_json_scan *scan, const struct gk_message *message, size_t from, size_t to) {
  GK_DATA_FAULT(scan->run, message, from, to - from, gk_json_excerpt(scan, from, to));
  return false;
}

static bool full_width(struct gk_json_scan *scan, size_t from, size_t to, uint32_t c) {
  char shown[2], code[GK_DATA_CODE_TEXT];
  char meant = gk_data_ascii_meant(c);
  GK_DATA_FAULT(scan->run, &gk_msg_data_full_width, from, to - from,
                meant == ' ' ? gk_data_code_text(c, code) : gk_json_excerpt(scan, from, to), gk_data_ascii_shown(meant, shown));
  return false;
}

bool gk_json_explain_string(struct gk_json_scan *scan) {
  for (size_t i = scan->string; i < scan->string_end;) {
    size_t from = i;
    uint32_t c = gk_utf8_next(scan->text, scan->string_end, &i);
    if (c != 0x201C && c != 0x201D && c != 0xFF02) continue;
    size_t next = i;
    while (next < scan->string_end && scan->text[next] == ' ') next++;
    size_t after = next;
    uint32_t d = next < scan->string_end ? gk_utf8_next(scan->text, scan->string_end, &after) : ',';
    if (d != ':' && d != ',' && d != '}' && d != ']' && d != 0xFF1A && d != 0xFF0C) continue;
    full_width(scan, from, i, c);
    return true;
  }
  return false;
}

/* The text ended in the middle. */
static bool explain_end(struct gk_json_scan *scan) {
  if (scan->depth == 0) {
    GK_DATA_FAULT(scan->run, &gk_msg_data_empty, scan->n, 0, scan->run->source->name);
    return false;
  }
  size_t opened = scan->opened[scan->depth - 1];
  bool map = scan->text[opened] == '{';
  GK_DATA_FAULT(scan->run, &gk_msg_data_unclosed, opened, 1, map ? "{" : "[", map ? "}" : "]");
  return false;
}

static bool colon_missing(struct gk_json_scan *scan) {
  GK_DATA_FAULT(scan->run, &gk_msg_data_json_colon_missing, scan->token_end, 0,
                gk_json_excerpt(scan, scan->string, scan->string_end));
  return false;
}

static bool explain_closing(struct gk_json_scan *scan) {
  char found[2] = {scan->text[scan->at], 0};
  if (scan->want == GK_JSON_KEY || scan->want == GK_JSON_ITEM)
    return say(scan, &gk_msg_data_comma_extra, scan->token, 1);
  if (scan->want == GK_JSON_VALUE && scan->depth > 0) return say(scan, &gk_msg_data_json_value_missing, scan->token_end, 0);
  if (scan->want == GK_JSON_COLON)
    return colon_missing(scan);
  if (scan->depth == 0) {
    GK_DATA_FAULT(scan->run, &gk_msg_data_closing, scan->at, 1, found);
    return false;
  }
  size_t opened = scan->opened[scan->depth - 1];
  char open[2] = {scan->text[opened], 0};
  struct gk_data_where where;
  gk_data_where(scan->run, opened, &where);
  GK_DATA_FAULT(scan->run, &gk_msg_data_mismatch, scan->at, 1, found, open, where.line, where.column);
  return false;
}

/* An unquoted word where a value is wanted: a literal of another language, a bad number or a text. */
static bool explain_value_word(struct gk_json_scan *scan, size_t end) {
  static const char *const literals[][2] = {{"True", "true"},     {"TRUE", "true"}, {"False", "false"}, {"FALSE", "false"},
                                            {"None", "null"},     {"Null", "null"}, {"NULL", "null"},   {"nil", "null"},
                                            {"undefined", "null"}, {"NaN", "null"},  {"Infinity", "null"}, {"-Infinity", "null"}};
  const char *text = scan->text + scan->at;
  size_t n = end - scan->at;
  for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
    if (strlen(literals[i][0]) != n || memcmp(literals[i][0], text, n) != 0) continue;
    GK_DATA_FAULT(scan->run, &gk_msg_data_json_literal, scan->at, n, literals[i][0], literals[i][1]);
    return false;
  }
  size_t sign = text[0] == '-' || text[0] == '+';
  bool digit = n > sign && text[sign] >= '0' && text[sign] <= '9';
  if (digit && text[sign] == '0' && n > sign + 1 && text[0] != '+' && strspn(text + sign, "0123456789.") >= n - sign &&
      text[sign + 1] != '.')
    return say_excerpt(scan, &gk_msg_data_number_zero, scan->at, end);
  if (digit || sign || text[0] == '.') return say_excerpt(scan, &gk_msg_data_number_syntax, scan->at, end);
  return say_excerpt(scan, &gk_msg_data_json_unquoted, scan->at, end);
}

/* "金额": 1,234.50 — the comma ended the number, and digits stand where a key is wanted. */
static bool explain_groups(struct gk_json_scan *scan, size_t end) {
  size_t first = scan->token; /* the comma */
  while (first > 0 && ((scan->text[first - 1] >= '0' && scan->text[first - 1] <= '9') || scan->text[first - 1] == '-')) first--;
  size_t n = gk_data_number_length(scan->text + scan->at, end - scan->at);
  if (scan->want != GK_JSON_KEY || scan->at != scan->token_end || first == scan->token || n < 3) return false;
  const char *joined = gk_arena_printf(scan->run->arena, "%.*s%.*s", (int)(scan->token - first), scan->text + first,
                                       (int)(end - scan->at), scan->text + scan->at);
  if (!joined) scan->run->memory = true;
  GK_DATA_FAULT(scan->run, &gk_msg_data_number_groups, first, end - first, gk_json_excerpt(scan, first, end),
                joined ? joined : "");
  return true;
}

static bool explain_word(struct gk_json_scan *scan, size_t end) {
  switch (scan->want) {
    case GK_JSON_VALUE:
    case GK_JSON_ITEM:
    case GK_JSON_FIRST_ITEM:
      return explain_value_word(scan, end);
    case GK_JSON_KEY:
    case GK_JSON_FIRST_KEY:
      return !explain_groups(scan, end) && say_excerpt(scan, &gk_msg_data_json_unquoted_key, scan->at, end);
    case GK_JSON_COLON:
      return colon_missing(scan);
    case GK_JSON_COMMA:
      return say(scan, &gk_msg_data_json_comma_missing, scan->token_end, 0);
    default:
      return say(scan, &gk_msg_data_trailing, scan->at, end - scan->at);
  }
}

/* One of { [ " : , that is well-formed but not wanted here. */
static bool explain_structure(struct gk_json_scan *scan, char c) {
  bool begins = c == '{' || c == '[' || c == '"';
  switch (scan->want) {
    case GK_JSON_COLON:
      if (gk_json_explain_string(scan)) return false;
      return colon_missing(scan);
    case GK_JSON_COMMA:
      if (begins) return say(scan, &gk_msg_data_json_comma_missing, scan->token_end, 0);
      break;
    case GK_JSON_KEY:
    case GK_JSON_ITEM:
      if (c == ',') return say(scan, &gk_msg_data_comma_extra, scan->at, 1);
      if (begins || c == ':') return say(scan, &gk_msg_data_json_key_missing, scan->at, 1);
      break;
    case GK_JSON_FIRST_KEY:
      if (begins || c == ':') return say(scan, &gk_msg_data_json_key_missing, scan->at, 1);
      if (c == ',') return say(scan, &gk_msg_data_comma_extra, scan->at, 1);
      break;
    case GK_JSON_FIRST_ITEM:
      if (c == ',') return say(scan, &gk_msg_data_comma_extra, scan->at, 1);
      break;
    case GK_JSON_VALUE:
      if (c == ',' && scan->depth > 0) return say(scan, &gk_msg_data_json_value_missing, scan->token_end, 0);
      break;
    case GK_JSON_END:
      return say(scan, &gk_msg_data_trailing, scan->at, 1);
  }
  return say_excerpt(scan, &gk_msg_data_json_unexpected, scan->at, scan->at + 1);
}

bool gk_json_explain(struct gk_json_scan *scan) {
  if (scan->at >= scan->n) return explain_end(scan);
  size_t next = scan->at;
  uint32_t c = gk_utf8_next(scan->text, scan->n, &next);
  if (c >= 0x80 && gk_data_ascii_meant(c) != 0) return full_width(scan, scan->at, next, c);
  if (c == '\'') return say(scan, &gk_msg_data_json_single_quote, scan->at, 1);
  if (c == '#') return say(scan, &gk_msg_data_json_comment, scan->at, 1);
  if (c == '/' && next < scan->n && (scan->text[next] == '/' || scan->text[next] == '*'))
    return say(scan, &gk_msg_data_json_comment, scan->at, 2);
  if (c == '}' || c == ']') return explain_closing(scan);
  /* A word after a string that swallowed a full-width quote: "名称”: "某局" */
  if (scan->want == GK_JSON_COLON || scan->want == GK_JSON_COMMA)
    if (scan->token_end == scan->string_end + 1 && gk_json_explain_string(scan)) return false;
  size_t end = gk_json_word_end(scan, scan->at);
  if (end > scan->at) return explain_word(scan, end);
  if (c < 0x80 && strchr("{[\":,", (int)c)) return explain_structure(scan, (char)c);
  return say_excerpt(scan, &gk_msg_data_json_unexpected, scan->at, next);
}
