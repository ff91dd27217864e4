/* Diagnostics as people and machines read them. Control characters and bidi
 * controls of quoted input are shown escaped, so that no file can write on the
 * reader's terminal or turn a line around. */
#include <string.h>

#include "base/base.h"

#define CROP_COLUMNS 96 /* of a quoted line */

static void add_code_point(struct gk_buf *out, uint32_t c, const char *bytes, size_t n) {
  if (c == GK_UTF8_BAD) gk_buf_add_string(out, "\xEF\xBF\xBD");
  else if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || gk_char_is_bidi_control(c) || gk_char_is_invisible(c)) gk_buf_addf(out, "<U+%04X>", (unsigned)c);
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

/* What one character of a quoted line takes on the terminal, as add_visible writes it. */
static unsigned shown_width(uint32_t c) {
  if (c == '\t') return 1;
  if (c == GK_UTF8_BAD) return 1;
  if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || gk_char_is_bidi_control(c) || gk_char_is_invisible(c)) return c > 0xFFFF ? 9 : 8;
  return gk_char_width(c);
}

/* The line with the place, cropped to a window around it, and a caret under its characters. */
static void add_quote(struct gk_buf *out, struct gk_place place) {
  size_t n;
  const char *line = gk_place_line(place, &n);
  size_t at = (size_t)(place.source->text + place.offset - line);
  if (at > n) at = n;
  size_t end = at + place.length < n ? at + place.length : n;
  unsigned before = 0;
  for (size_t i = 0; i < at;) before += shown_width(gk_utf8_next(line, n, &i));
  size_t from = 0;
  unsigned skipped = 0;
  while (before - skipped > CROP_COLUMNS * 2 / 3 && from < at) skipped += shown_width(gk_utf8_next(line, n, &from));
  gk_buf_add_string(out, from ? "  …" : "  ");
  unsigned columns = 0;
  size_t i = from;
  while (i < n && columns < CROP_COLUMNS) {
    size_t start = i;
    uint32_t c = gk_utf8_next(line, n, &i);
    if (c == '\t') gk_buf_add_char(out, ' ');
    else add_code_point(out, c, line + start, i - start);
    columns += shown_width(c);
  }
  gk_buf_add_string(out, i < n ? "…\n  " : "\n  ");
  size_t pad = before - skipped + (from ? gk_char_width(0x2026) : 0);
  for (size_t k = 0; k < pad; k++) gk_buf_add_char(out, ' ');
  gk_buf_add_char(out, '^');
  unsigned marked = 0;
  size_t limit = end < i ? end : i;
  for (size_t k = at; k < limit;) marked += shown_width(gk_utf8_next(line, n, &k));
  for (unsigned k = 1; k < marked; k++) gk_buf_add_char(out, '~');
  gk_buf_add_char(out, '\n');
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
  if (first.source) add_quote(out, first);
  if (diag->data.source && diag->layout.source) {
    gk_buf_add_string(out, english ? "  layout " : "  版式 ");
    add_place(out, diag->layout);
    gk_buf_add_char(out, '\n');
    add_quote(out, diag->layout);
  }
}

void gk_buf_add_json_string(struct gk_buf *out, const char *text, size_t n) {
  gk_buf_add_char(out, '"');
  for (size_t i = 0; i < n;) {
    size_t from = i;
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c == GK_UTF8_BAD) gk_buf_add_string(out, "\xEF\xBF\xBD");
    else if (c == '"' || c == '\\') gk_buf_addf(out, "\\%c", (char)c);
    else if (c < 0x20 || c == 0x7F || gk_char_is_bidi_control(c)) gk_buf_addf(out, "\\u%04X", (unsigned)c);
    else gk_buf_add(out, text + from, i - from);
  }
  gk_buf_add_char(out, '"');
}

static void add_json_place(struct gk_buf *out, const char *name, struct gk_place place) {
  if (!place.source) return;
  struct gk_position at = gk_place_position(place);
  gk_buf_addf(out, ",\"%s\":{\"file\":", name);
  gk_buf_add_json_string(out, place.source->name, strlen(place.source->name));
  size_t length = place.offset + place.length <= place.source->size ? gk_utf8_length(place.source->text + place.offset, place.length) : 0;
  gk_buf_addf(out, ",\"line\":%u,\"column\":%u,\"length\":%zu}", at.line, at.column, length);
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
  gk_buf_add_string(out, "]}\n");
}

static void add_closing(const struct gk_diag_sink *sink, bool english, struct gk_buf *out) {
  size_t errors = gk_diag_errors(sink), warnings = gk_diag_warnings(sink), dropped = gk_diag_dropped(sink);
  if (dropped) gk_buf_addf(out, english ? "%zu more not shown\n" : "另有%zu条没有列出。\n", dropped);
  if (english) {
    gk_buf_addf(out, "%zu error(s), %zu warning(s)\n", errors, warnings);
    return;
  }
  if (errors && warnings) gk_buf_addf(out, "%zu个错误，%zu个警告。\n", errors, warnings);
  else if (errors) gk_buf_addf(out, "%zu个错误。\n", errors);
  else if (warnings) gk_buf_addf(out, "%zu个警告。\n", warnings);
}

void gk_diag_render_all(const struct gk_diag_sink *sink, enum gk_diag_language language, bool json, struct gk_buf *out) {
  for (const struct gk_diag *diag = gk_diag_first(sink); diag; diag = diag->next) {
    if (json) gk_diag_render_json(diag, language, out);
    else gk_diag_render_text(diag, language, out);
  }
  if (!json && (gk_diag_errors(sink) || gk_diag_warnings(sink))) add_closing(sink, language == GK_DIAG_EN, out);
}
