/* Text with figures in braces. Decides where a figure begins and ends, what
 * white space of the file is white space of the document, and that a bare figure
 * in the prose of a layout is remarked upon.
 *
 * White space: what XML's lines and indentation bring in vanishes beside a
 * Chinese character, a figure or an element, and is one space elsewhere. */
#include <string.h>

#include "lang/inside.h"

struct reading {
  struct gk_lang *l;
  struct gk_lang_text *t;
  const struct gk_lang_scope *scope;
  struct gk_lang_pieces *pieces;
  struct gk_lang_edges edges;
  char *out, *run;       /* the resolved text, and where the piece in hand begins in it */
  size_t run_from;       /* in t */
};

struct gk_piece *gk_lang_piece_add(struct gk_lang *l, struct gk_lang_pieces *pieces) {
  struct gk_piece *items = gk_arena_grow(l->arena, pieces->items, &pieces->capacity, pieces->count + 1, sizeof *items);
  if (!items) return NULL;
  pieces->items = items;
  struct gk_piece *piece = &items[pieces->count++];
  memset(piece, 0, sizeof *piece);
  return piece;
}

struct gk_template *gk_lang_template_of(struct gk_lang *l, const struct gk_lang_pieces *pieces, struct gk_place place) {
  struct gk_template *template = gk_arena_alloc(l->arena, sizeof *template);
  if (!template) return NULL;
  *template = (struct gk_template){pieces->items, pieces->count, place};
  return template;
}

struct gk_template *gk_lang_template_fixed(struct gk_lang *l, const char *text, struct gk_place place) {
  struct gk_lang_pieces pieces = {0};
  struct gk_piece *piece = text ? gk_lang_piece_add(l, &pieces) : NULL;
  if (!piece) return NULL;
  piece->kind = GK_PIECE_TEXT;
  piece->text = text;
  piece->size = strlen(text);
  piece->place = place;
  return gk_lang_template_of(l, &pieces, place);
}

/* ------------------------------------------------------- text */

/* Ends the text piece in hand before t[to]. */
static void flush(struct reading *r, size_t to) {
  if (r->out > r->run) {
    struct gk_piece *piece = gk_lang_piece_add(r->l, r->pieces);
    if (!piece) return;
    piece->kind = GK_PIECE_TEXT;
    piece->text = r->run;
    piece->size = (size_t)(r->out - r->run);
    piece->place = gk_lang_text_place(r->t, r->run_from, to);
    *r->out++ = '\0';
  }
  r->run = r->out;
}

/* Characters that stand in a full-width cell, the ambiguous quotes and dashes among them (clreq 标点符号的宽度调整). */
static bool is_wide(uint32_t c) {
  return gk_char_is_han(c) || gk_char_width(c) == 2 || c == 0x2014 || c == 0x2026 || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0xB7;
}

static bool wide_at(const struct gk_lang_text *t, size_t at) { return is_wide(gk_utf8_next(t->text, t->size, &at)); }

static bool wide_before(const struct gk_lang_text *t, size_t at) {
  do at--;
  while (at > 0 && ((unsigned char)t->text[at] & 0xC0) == 0x80);
  return wide_at(t, at);
}

/* Whether the white space came from a line end of the file: in an attribute XML has made it a space. */
static bool has_line_end(struct gk_lang_text *t, size_t from, size_t to) {
  if (t->kind == GK_LANG_CONTENT) return memchr(t->text + from, '\n', to - from) != NULL;
  struct gk_place place = gk_lang_text_place(t, from, to);
  return place.source && memchr(place.source->text + place.offset, '\n', place.length) != NULL;
}

/* Takes the white space at `at`; returns where it ends. */
static size_t take_space(struct reading *r, size_t at) {
  struct gk_lang_text *t = r->t;
  size_t end = at;
  while (end < t->size && gk_lang_is_space(t->text[end])) end++;
  bool first = at == 0, last = end == t->size;
  if ((first && r->edges.start) || (last && r->edges.end)) return end;
  if (!has_line_end(t, at, end)) {
    memcpy(r->out, t->text + at, end - at);
    r->out += end - at;
    return end;
  }
  bool figure = first || last || t->text[at - 1] == '}' || t->text[end] == '{';
  if (!figure && !wide_before(t, at) && !wide_at(t, end)) *r->out++ = ' ';
  return end;
}

/* Remarks on digits that are not data; returns where they end. */
static size_t take_digits(struct reading *r, size_t at) {
  size_t end = at;
  while (end < r->t->size && ((r->t->text[end] >= '0' && r->t->text[end] <= '9') || (r->t->text[end] == '.' && end + 1 < r->t->size &&
                                                                                  r->t->text[end + 1] >= '0' && r->t->text[end + 1] <= '9')))
    end++;
  gk_lang_report(r->l, &gk_msg_lang_bare_figure, gk_lang_text_place(r->t, at, end), gk_lang_copy(r->l, r->t->text + at, end - at));
  memcpy(r->out, r->t->text + at, end - at);
  r->out += end - at;
  return end;
}

/* ------------------------------------------------------- figures */

/* The } that ends the figure whose { is at `at`, quoted texts skipped; size: none. */
static size_t figure_end(const struct gk_lang_text *t, size_t at) {
  char quote = '\0';
  for (size_t i = at + 1; i < t->size; i++) {
    char c = t->text[i];
    if (quote) {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '}') {
      return i;
    }
  }
  const char *any = memchr(t->text + at, '}', t->size - at);
  return any ? (size_t)(any - t->text) : t->size;
}

static bool is_blank(const struct gk_lang_text *t, size_t from, size_t to) {
  while (from < to && gk_lang_is_space(t->text[from])) from++;
  return from == to;
}

static void parse_figure(struct reading *r, size_t open, size_t end) {
  struct gk_lang_text *t = r->t;
  struct gk_place whole = gk_lang_text_place(t, open, end + 1);
  if (is_blank(t, open + 1, end)) {
    gk_lang_report(r->l, &gk_msg_lang_figure_empty, whole, "");
    return;
  }
  size_t at = open + 1;
  struct gk_lang_part part = gk_lang_expr(r->l, t, &at, true, r->scope);
  if (!part.expr) return;
  if (t->kind == GK_LANG_RAW && part.expr->kind != GK_EXPR_PATH) {
    gk_lang_report(r->l, &gk_msg_lang_quotes, part.expr->place, "");
    return;
  }
  struct gk_piece figure = {.kind = GK_PIECE_FIGURE, .place = whole, .expr = part.expr};
  if (!gk_lang_printable(r->l, t, &part)) return;
  if (at < end && t->text[at] == '|' && !gk_lang_format(r->l, t, at + 1, end, &part, &figure.format, &figure.argument)) return;
  struct gk_piece *piece = gk_lang_piece_add(r->l, r->pieces);
  if (piece) *piece = figure;
}

/* Takes the figure at `at`; returns where it ends. */
static size_t take_figure(struct reading *r, size_t at) {
  flush(r, at);
  size_t end = figure_end(r->t, at);
  if (end == r->t->size) {
    gk_lang_report(r->l, &gk_msg_lang_brace_open, gk_lang_text_place(r->t, at, at + 1), "");
  } else {
    parse_figure(r, at, end);
    end++;
  }
  r->run_from = end;
  return end;
}

/* Takes { {{ } }} at `at`; returns where it ends. */
static size_t take_brace(struct reading *r, size_t at) {
  char c = r->t->text[at];
  if (at + 1 < r->t->size && r->t->text[at + 1] == c) {
    *r->out++ = c;
    return at + 2;
  }
  if (c == '{') return take_figure(r, at);
  gk_lang_report(r->l, &gk_msg_lang_brace_close, gk_lang_text_place(r->t, at, at + 1), "");
  return at + 1;
}

void gk_lang_template_text(struct gk_lang *l, struct gk_lang_text *t, struct gk_lang_edges edges, const struct gk_lang_scope *scope,
                           struct gk_lang_pieces *pieces) {
  struct reading r = {.l = l, .t = t, .scope = scope, .pieces = pieces, .edges = edges};
  /* The resolved text is never longer, and every figure leaves room for the NUL before it. */
  r.out = r.run = gk_arena_alloc(l->arena, t->size + 1);
  if (!r.out) return;
  bool prose = t->kind != GK_LANG_RAW;
  for (size_t i = 0; i < t->size && !gk_arena_failed(l->arena);) {
    char c = t->text[i];
    if (c == '{' || c == '}') i = take_brace(&r, i);
    else if (prose && gk_lang_is_space(c)) i = take_space(&r, i);
    else if (prose && c >= '0' && c <= '9') i = take_digits(&r, i);
    else *r.out++ = t->text[i++];
  }
  flush(&r, t->size);
}

struct gk_template *gk_lang_template_value(struct gk_lang *l, const struct gk_xml_attribute *attribute, const struct gk_lang_scope *scope) {
  if (!attribute) return NULL;
  struct gk_lang_pieces pieces = {0};
  struct gk_lang_text t = gk_lang_text_of(attribute->value, strlen(attribute->value), attribute->value_place, GK_LANG_VALUE);
  if (is_blank(&t, 0, t.size)) {
    gk_lang_report(l, &gk_msg_lang_blank, attribute->name_place, attribute->name);
    return NULL;
  }
  gk_lang_template_text(l, &t, (struct gk_lang_edges){true, true}, scope, &pieces);
  return gk_lang_template_of(l, &pieces, attribute->value_place);
}

struct gk_template *gk_template_parse_quotes(struct gk_arena *arena, const char *text, size_t n, struct gk_place whole,
                                             const struct gk_field *root, struct gk_diag_sink *sink) {
  struct gk_lang l = {.arena = arena, .sink = sink, .root = root, .data = true};
  struct gk_lang_text t = gk_lang_text_of(text, n, whole, GK_LANG_RAW);
  struct gk_lang_pieces pieces = {0};
  gk_lang_template_text(&l, &t, (struct gk_lang_edges){false, false}, NULL, &pieces);
  struct gk_template *template = gk_lang_template_of(&l, &pieces, whole);
  if (gk_arena_failed(arena)) {
    gk_report_memory(sink);
    return NULL;
  }
  return l.failed ? NULL : template;
}
