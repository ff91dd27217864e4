/* Diagnostics as people and machines read them. Decides the shape of a report;
 * its words are the messages'. Control, bidi and invisible characters of names,
 * arguments and quoted lines are shown escaped, so that no file can write on the
 * reader's terminal or turn a line around. */
#include <string.h>

#include "base/base.h"

/* A quoted line longer than this is cropped around the place; so much of it stands before the place. */
#define CROP_COLUMNS 96
#define CROP_BEFORE 60
#define OTHERS_SHOWN 5 /* further places of one fault */
#define CROP_MARK "..." /* not "…", whose width differs between terminals */

static bool is_control(uint32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

/* What must not reach a terminal as it is. */
static bool is_escaped(uint32_t c) { return is_control(c) || gk_char_is_bidi_control(c) || gk_char_is_invisible(c); }

static void add_code_point(struct gk_buf *out, uint32_t c, const char *bytes, size_t n) {
  if (c == GK_UTF8_BAD) gk_buf_add_string(out, "\xEF\xBF\xBD");
  else if (is_escaped(c)) gk_buf_addf(out, "<U+%04X>", (unsigned)c);
  else gk_buf_add(out, bytes, n);
}

static void add_visible(struct gk_buf *out, const char *text, size_t n) {
  for (size_t i = 0; i < n;) {
    size_t from = i;
    uint32_t c = gk_utf8_next(text, n, &i);
    add_code_point(out, c, text + from, i - from);
  }
}

void gk_diag_render_message(const struct gk_diag *diag, enum gk_diag_language language, struct gk_buf *out) {
  const char *text = language == GK_DIAG_EN ? diag->message->en : diag->message->zh;
  for (const char *p = text; *p; p++) {
    if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
      const char *arg = diag->args[p[1] - '1'];
      if (arg) add_visible(out, arg, strlen(arg));
      p += 2;
    } else {
      gk_buf_add_char(out, *p);
    }
  }
}

static const char *severity_name(enum gk_severity severity, enum gk_diag_language language) {
  static const char *const names[2][3] = {{"提示", "警告", "错误"}, {"note", "warning", "error"}};
  return names[language == GK_DIAG_EN][severity];
}

static void add_place(struct gk_buf *out, struct gk_place place) {
  struct gk_position at = gk_place_position(place);
  add_visible(out, place.source->name, strlen(place.source->name));
  gk_buf_addf(out, ":%u:%u", at.line, at.column);
}

/* What one character of a quoted line takes on the terminal, as add_quote writes it: a tab as one space. */
static unsigned shown_width(uint32_t c) {
  if (c == '\t' || c == GK_UTF8_BAD) return 1;
  if (is_escaped(c)) return c > 0xFFFF ? 9 : 8; /* <U+0000> <U+E0001> */
  return gk_char_width(c);
}

/* Where the shown part of a line begins: at most CROP_BEFORE columns before the place. Goes backwards, so
 * that a file written as one line of millions costs no more than any other. */
static size_t crop_from(const char *line, size_t at) {
  unsigned columns = 0;
  size_t from = at;
  while (from > 0) {
    size_t start = from - 1;
    while (start > 0 && from - start < 4 && ((unsigned char)line[start] & 0xC0) == 0x80) start--;
    size_t i = start;
    uint32_t c = gk_utf8_next(line, from, &i);
    if (i != from) start = from - 1; /* malformed: one byte */
    columns += i != from ? 1 : shown_width(c);
    if (columns > CROP_BEFORE) break;
    from = start;
  }
  return from;
}

static void add_times(struct gk_buf *out, char c, size_t times) {
  while (times--) gk_buf_add_char(out, c);
}

/* The line with the place, cropped to a window around it, and a caret under its characters. */
static void add_quote(struct gk_buf *out, struct gk_place place) {
  size_t n;
  const char *line = gk_place_line(place, &n);
  if (n == 0) return; /* nothing to see */
  size_t begin = (size_t)(line - place.source->text), at = place.offset > begin ? place.offset - begin : 0;
  if (at > n) at = n;
  size_t end = place.length < n - at ? at + place.length : n, from = crop_from(line, at), i = from;
  size_t before = from ? sizeof CROP_MARK - 1 : 0, marked = 0, columns = 0;
  gk_buf_add_string(out, from ? "  " CROP_MARK : "  ");
  while (i < n && columns < CROP_COLUMNS) {
    size_t start = i;
    uint32_t c = gk_utf8_next(line, n, &i);
    if (c == '\t') gk_buf_add_char(out, ' ');
    else add_code_point(out, c, line + start, i - start);
    columns += shown_width(c);
    if (start < at) before += shown_width(c);
    else if (start < end) marked += shown_width(c);
  }
  gk_buf_add_string(out, i < n ? CROP_MARK "\n  " : "\n  ");
  add_times(out, ' ', before);
  gk_buf_add_char(out, '^');
  if (marked > 1) add_times(out, '~', marked - 1);
  gk_buf_add_char(out, '\n');
}

/* 共3处，另见 … : the first few of a fault's further places. */
static void add_others(struct gk_buf *out, const struct gk_diag *diag, bool english) {
  size_t n = diag->other_count, shown = n < OTHERS_SHOWN ? n : OTHERS_SHOWN;
  if (n == 0) return;
  bool more = n == GK_DIAG_PLACES_MAX;
  if (english) gk_buf_addf(out, "  %s%zu places, also ", more ? "more than " : "", more ? n : n + 1);
  else gk_buf_addf(out, "  %s%zu处，另见 ", more ? "超过" : "共", more ? n : n + 1);
  for (size_t i = 0; i < shown; i++) {
    if (i) gk_buf_add_string(out, english ? ", " : "、");
    add_place(out, diag->others[i]);
  }
  gk_buf_add_string(out, n > shown ? english ? " …\n" : "……\n" : "\n");
}

void gk_diag_render_text(const struct gk_diag *diag, enum gk_diag_language language, struct gk_buf *out) {
  bool english = language == GK_DIAG_EN;
  struct gk_place first = diag->data.source ? diag->data : diag->layout;
  gk_buf_add_string(out, severity_name(diag->severity, language));
  if (first.source) {
    gk_buf_add_char(out, ' ');
    add_place(out, first);
  }
  gk_buf_add_string(out, english ? ": " : "：");
  gk_diag_render_message(diag, language, out);
  gk_buf_addf(out, english ? " [%s]\n" : "〔%s〕\n", diag->message->id);
  if (diag->data.source && diag->layout.source) {
    gk_buf_add_string(out, english ? "  layout " : "  版式 ");
    add_place(out, diag->layout);
    gk_buf_add_char(out, '\n');
  }
  if (first.source) add_quote(out, first);
  add_others(out, diag, english);
}

/* RFC 8259, section 7; more than it asks is escaped, so that a log shown on a terminal is harmless too. */
void gk_buf_add_json_string(struct gk_buf *out, const char *text, size_t n) {
  gk_buf_add_char(out, '"');
  for (size_t i = 0; i < n;) {
    size_t from = i;
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c == GK_UTF8_BAD) gk_buf_add_string(out, "\xEF\xBF\xBD");
    else if (c == '"' || c == '\\') gk_buf_addf(out, "\\%c", (char)c);
    else if (c == '\n') gk_buf_add_string(out, "\\n");
    else if (!is_escaped(c)) gk_buf_add(out, text + from, i - from);
    else if (c < 0x10000) gk_buf_addf(out, "\\u%04X", (unsigned)c);
    else gk_buf_addf(out, "\\u%04X\\u%04X", (unsigned)(0xD7C0 + (c >> 10)), (unsigned)(0xDC00 | (c & 0x3FF)));
  }
  gk_buf_add_char(out, '"');
}

static void add_json_position(struct gk_buf *out, struct gk_place place) {
  struct gk_position at = gk_place_position(place);
  gk_buf_add_string(out, "{\"file\":");
  gk_buf_add_json_string(out, place.source->name, strlen(place.source->name));
  place = gk_place_at(place.source, place.offset, place.length); /* within the source */
  size_t length = gk_utf8_length(place.source->text + place.offset, place.length);
  gk_buf_addf(out, ",\"line\":%u,\"column\":%u,\"length\":%zu}", at.line, at.column, length);
}

static void add_json_place(struct gk_buf *out, const char *name, struct gk_place place) {
  if (!place.source) return;
  gk_buf_addf(out, ",\"%s\":", name);
  add_json_position(out, place);
}

void gk_diag_render_json(const struct gk_diag *diag, enum gk_diag_language language, struct gk_buf *out) {
  gk_buf_addf(out, "{\"severity\":\"%s\",\"id\":\"%s\",\"status\":%d", severity_name(diag->severity, GK_DIAG_EN), diag->message->id,
              diag->severity == GK_ERROR ? (int)diag->message->status : 0);
  add_json_place(out, "data", diag->data);
  add_json_place(out, "layout", diag->layout);
  struct gk_buf message;
  gk_buf_init(&message, (size_t)1 << 20);
  gk_diag_render_message(diag, language, &message);
  gk_buf_add_string(out, ",\"message\":");
  gk_buf_add_json_string(out, message.data ? message.data : "", message.size);
  if (message.failed) out->failed = true;
  gk_buf_drop(&message);
  gk_buf_add_string(out, ",\"args\":[");
  for (size_t i = 0; i < GK_DIAG_ARGS_MAX && diag->args[i]; i++) {
    if (i) gk_buf_add_char(out, ',');
    gk_buf_add_json_string(out, diag->args[i], strlen(diag->args[i]));
  }
  gk_buf_add_char(out, ']');
  if (diag->other_count) gk_buf_add_string(out, ",\"others\":[");
  for (size_t i = 0; i < diag->other_count; i++) {
    if (i) gk_buf_add_char(out, ',');
    add_json_position(out, diag->others[i]);
  }
  gk_buf_add_string(out, diag->other_count ? "]}\n" : "}\n");
}

static void add_count(struct gk_buf *out, size_t count, enum gk_severity severity, bool english) {
  const char *name = severity_name(severity, english ? GK_DIAG_EN : GK_DIAG_ZH);
  if (english) gk_buf_addf(out, "%zu %s%s", count, name, count == 1 ? "" : "s");
  else gk_buf_addf(out, "%zu个%s", count, name);
}

static void add_closing(const struct gk_diag_sink *sink, bool english, struct gk_buf *out) {
  size_t errors = gk_diag_errors(sink), warnings = gk_diag_warnings(sink), dropped = gk_diag_dropped(sink);
  if (dropped) gk_buf_addf(out, english ? "%zu more not shown.\n" : "另有%zu条没有列出。\n", dropped);
  if (errors) add_count(out, errors, GK_ERROR, english);
  if (errors && warnings) gk_buf_add_string(out, english ? ", " : "，");
  if (warnings) add_count(out, warnings, GK_WARNING, english);
  if (errors || warnings) gk_buf_add_string(out, english ? ".\n" : "。\n");
}

void gk_diag_render_all(const struct gk_diag_sink *sink, enum gk_diag_language language, bool json, struct gk_buf *out) {
  for (const struct gk_diag *diag = gk_diag_first(sink); diag; diag = diag->next) {
    if (json) gk_diag_render_json(diag, language, out);
    else gk_diag_render_text(diag, language, out);
  }
  if (!json) add_closing(sink, language == GK_DIAG_EN, out);
}
