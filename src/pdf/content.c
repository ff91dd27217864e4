/* Page content (ISO 32000-1, 8 and 9): text, rules and marked content as operators.
 * All numbers are integers of a thousandth; nothing is placed here, every glyph
 * stands where the display list says. Frames: the list counts down from the top,
 * PDF up from the bottom; a rotated page is drawn turned and has /Rotate 90. */
#include "pdf/content.h"

#include "pdf/messages.h"
#include "pdf/syntax.h"

#define UNKNOWN INT32_MIN
#define SLACK 150              /* hundredths of a mpt that a glyph may stand beside its place: a fortieth of a dot at 1200 dpi */

struct writer {
  struct gk_arena *arena;
  const struct gk_display_page *page;
  const struct gk_pdf_fonts *fonts;
  struct gk_buf *out;
  struct gk_pdf_marks *marks;
  bool failed;                /* out of memory for marks */
  const struct gk_op *begun;  /* the BEGIN whose END has not come */
  bool open;                  /* its BDC is written: only when there is something to mark */
  bool turned;                /* within q … Q of the turned frame */
  bool path;                  /* rules of one path are written and not yet filled */
  int32_t font, size, grey;   /* as last set in the graphics state; UNKNOWN after q or Q */
  int32_t spacing;            /* likewise: Tc, in hundredths of a mpt */
  int32_t wanted_spacing;     /* of the glyphs being drawn */
  /* within a text object: */
  int32_t origin;             /* x it began at */
  int64_t pen;                /* in millionths of a mpt from there: exact, as a reader's */
  int32_t rise;
  bool text, array, string;   /* BT, [ and < are open */
};

const char *gk_pdf_role_name(enum gk_tag_role role) {
  static const char *const names[GK_TAG_ROLE_COUNT] = {
      [GK_TAG_DOCUMENT] = "Document", [GK_TAG_H1] = "H1", [GK_TAG_H2] = "H2", [GK_TAG_H3] = "H3", [GK_TAG_H4] = "H4", [GK_TAG_H5] = "H5",
      [GK_TAG_H6] = "H6", [GK_TAG_P] = "P", [GK_TAG_L] = "L", [GK_TAG_LI] = "LI", [GK_TAG_LBL] = "Lbl", [GK_TAG_LBODY] = "LBody",
      [GK_TAG_TABLE] = "Table", [GK_TAG_CAPTION] = "Caption", [GK_TAG_THEAD] = "THead", [GK_TAG_TBODY] = "TBody", [GK_TAG_TFOOT] = "TFoot",
      [GK_TAG_TR] = "TR", [GK_TAG_TH] = "TH", [GK_TAG_TD] = "TD", [GK_TAG_NOTE] = "Note", [GK_TAG_REFERENCE] = "Reference", [GK_TAG_LINK] = "Link",
      [GK_TAG_SPAN] = "Span", [GK_TAG_TOC] = "TOC", [GK_TAG_TOCI] = "TOCI"};
  return role < GK_TAG_ROLE_COUNT ? names[role] : "Span";
}

/* 14.8.2.2: what kind of artifact. Headers, footers and repeated heads are made by pagination, rules are layout. */
static const char *artifact_properties(enum gk_artifact artifact) {
  switch (artifact) {
    case GK_ARTIFACT_PAGE_NUMBER: return "/Type /Pagination /Subtype /Footer /Attached [/Bottom]";
    case GK_ARTIFACT_REPEATED_HEAD:
    case GK_ARTIFACT_PAGE_SUM:
    case GK_ARTIFACT_CONTINUED: return "/Type /Pagination";
    case GK_ARTIFACT_DRAFT_MARK: return "/Type /Pagination /Subtype /Watermark";
    case GK_ARTIFACT_LEADER:
    case GK_ARTIFACT_RULE:
    case GK_ARTIFACT_NONE: break;
  }
  return "/Type /Layout";
}

static void forget_state(struct writer *w) { w->font = w->size = w->grey = w->spacing = UNKNOWN; }

/* Enters the frame an operation is given in. Marked content does not reach from one frame into another: the list begins it anew. */
static void set_frame(struct writer *w, bool upright) {
  bool turned = w->page->rotated && !upright;
  if (turned == w->turned) return;
  if (turned) {
    /* x runs up the sheet, y from its right edge to the left. */
    gk_buf_add_string(w->out, "q 0 1 -1 0 ");
    gk_buf_add_milli(w->out, w->page->width);
    gk_buf_add_string(w->out, " 0 cm\n");
  } else gk_buf_add_string(w->out, "Q\n");
  w->turned = turned;
  forget_state(w);
}

/* From the frame's bottom edge. */
static int64_t up(const struct writer *w, int64_t y) { return (w->turned ? w->page->width : w->page->height) - y; }

static void set_grey(struct writer *w, uint8_t grey) {
  if (w->grey == grey) return;
  w->grey = grey;
  gk_buf_add_milli(w->out, (grey * 1000 + 127) / 255);
  gk_buf_add_string(w->out, " g\n");
}

/* --- marked content */

/* The next identifier of the page, for the tag begun. */
static size_t take_identifier(struct writer *w) {
  const struct gk_tag **tags = gk_arena_grow(w->arena, w->marks->tags, &w->marks->capacity, w->marks->count + 1, sizeof *tags);
  if (!tags) {
    w->failed = true;
    return 0;
  }
  w->marks->tags = tags;
  tags[w->marks->count] = w->begun->tag;
  return w->marks->count++;
}

static void open_content(struct writer *w) {
  if (w->open) return;
  w->open = true;
  if (w->begun->kind == GK_OP_BEGIN_TAG) {
    gk_buf_add_char(w->out, '/');
    gk_buf_add_string(w->out, gk_pdf_role_name(w->begun->tag->role));
    gk_buf_add_string(w->out, " <</MCID ");
    gk_buf_add_number(w->out, take_identifier(w));
  } else {
    gk_buf_add_string(w->out, "/Artifact <<");
    gk_buf_add_string(w->out, artifact_properties(w->begun->artifact));
  }
  gk_buf_add_string(w->out, ">> BDC\n");
}

static void close_content(struct writer *w) {
  if (w->open) gk_buf_add_string(w->out, "EMC\n");
  w->open = false;
}

/* Rules that follow each other are one path: where they meet, a viewer's smoothing finds one figure and no seam, at any zoom. */
static void close_path(struct writer *w) {
  if (w->path) gk_buf_add_string(w->out, " f\n");
  w->path = false;
}

static void add_point(struct writer *w, struct gk_point p, const char *operator) {
  gk_buf_add_milli(w->out, p.x);
  gk_buf_add_char(w->out, ' ');
  gk_buf_add_milli(w->out, up(w, p.y));
  gk_buf_add_string(w->out, operator);
}

static void draw_slant(struct writer *w, const struct gk_op *op) {
  struct gk_point corners[GK_SLANT_CORNERS];
  gk_slant_corners(op, corners);
  for (size_t i = 0; i < GK_SLANT_CORNERS; i++) add_point(w, corners[i], i ? " l " : " m ");
  gk_buf_add_char(w->out, 'h');
  w->path = true;
}

static void draw_rule(struct writer *w, const struct gk_op *op) {
  if (w->grey != op->grey) close_path(w);
  open_content(w);
  set_grey(w, op->grey);
  if (w->path) gk_buf_add_char(w->out, '\n');
  if (op->slant) {
    draw_slant(w, op);
    return;
  }
  int64_t numbers[4] = {op->rect.x, up(w, (int64_t)op->rect.y + op->rect.height), op->rect.width, op->rect.height};
  for (size_t i = 0; i < 4; i++) {
    gk_buf_add_milli(w->out, numbers[i]);
    gk_buf_add_char(w->out, ' ');
  }
  gk_buf_add_string(w->out, "re");
  w->path = true;
}

/* --- text */

static void open_array(struct writer *w) {
  if (!w->array) gk_buf_add_char(w->out, '[');
  w->array = true;
}

static void close_string(struct writer *w) {
  if (w->string) gk_buf_add_char(w->out, '>');
  w->string = false;
}

static void close_array(struct writer *w) {
  close_string(w);
  if (w->array) gk_buf_add_string(w->out, "] TJ ");
  w->array = false;
}

static void set_rise(struct writer *w, int32_t rise) {
  if (rise == w->rise) return;
  close_array(w);
  gk_buf_add_milli(w->out, rise);
  gk_buf_add_string(w->out, " Ts ");
  w->rise = rise;
}

static int64_t rounded(int64_t a, int64_t b) { return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b); }

/* 9.4.3: a number in the array moves the pen back by thousandths of an em. One decimal is about the list's own unit at the sizes set
 * here; the pen follows what was written, so that no rounding adds up. */
static void move_pen(struct writer *w, int64_t target) {
  int64_t off = w->pen - target, tenths = rounded(off, w->size * INT64_C(100));
  if (tenths == 0 || (off <= SLACK * INT64_C(10000) && off >= SLACK * INT64_C(-10000))) return;
  close_string(w);
  open_array(w);
  gk_buf_add_milli(w->out, tenths * 100);
  w->pen -= tenths * 100 * w->size;
}

/* A character code as four hexadecimal digits: most bytes of a page's content. */
static void add_code(struct gk_buf *out, uint16_t code) {
  static const char digits[] = "0123456789ABCDEF";
  const char text[] = {digits[code >> 12], digits[code >> 8 & 0xF], digits[code >> 4 & 0xF], digits[code & 0xF]};
  gk_buf_add(out, text, sizeof text);
}

static void show_glyph(struct writer *w, const struct gk_op *op, const struct gk_op_glyph *place) {
  const struct gk_pdf_glyph *glyph = gk_pdf_fonts_lookup(w->fonts, op->font, place->id);
  if (!glyph) return; /* all glyphs were collected from this very list */
  set_rise(w, place->y_offset);
  move_pen(w, ((int64_t)place->x - w->origin) * 1000000);
  open_array(w);
  if (!w->string) gk_buf_add_char(w->out, '<');
  w->string = true;
  add_code(w->out, glyph->code);
  w->pen += (int64_t)glyph->width * op->size + w->spacing * INT64_C(10000);
}

static void set_font(struct writer *w, const struct gk_op *op) {
  if (w->font == op->font && w->size == op->size) return;
  w->font = op->font;
  w->size = op->size;
  gk_buf_add_string(w->out, "/F");
  gk_buf_add_number(w->out, op->font);
  gk_buf_add_char(w->out, ' ');
  gk_buf_add_milli(w->out, op->size);
  gk_buf_add_string(w->out, " Tf ");
}

/* 9.3.2: what is added to every advance. */
static void set_spacing(struct writer *w) {
  if (w->spacing == w->wanted_spacing) return;
  w->spacing = w->wanted_spacing;
  gk_buf_add_fixed(w->out, w->spacing, 5);
  gk_buf_add_string(w->out, " Tc ");
}

/* A text object with its origin at the glyph's. */
static void open_text(struct writer *w, const struct gk_op *op, size_t from) {
  if (w->text) return;
  set_grey(w, op->grey);
  gk_buf_add_string(w->out, "BT ");
  set_font(w, op);
  set_spacing(w);
  w->origin = op->glyphs[from].x;
  w->pen = 0;
  w->text = true;
  gk_buf_add_milli(w->out, w->origin);
  gk_buf_add_char(w->out, ' ');
  gk_buf_add_milli(w->out, up(w, op->y));
  gk_buf_add_string(w->out, " Td ");
}

static void close_text(struct writer *w) {
  if (!w->text) return;
  set_rise(w, 0); /* Ts outlives ET */
  close_array(w);
  gk_buf_add_string(w->out, "ET\n");
  w->text = false;
}

static void show_group(struct writer *w, const struct gk_op *op, size_t from, size_t to) {
  open_text(w, op, from);
  for (size_t i = from; i < to; i++) show_glyph(w, op, &op->glyphs[i]);
}

/* 14.9.4: the text itself where the codes do not give it. Tagged, it is marked content of the same tag beside the rest, not within it:
 * there are readers that end the outer marked content where an inner one without identifier ends. */
static void show_with_text(struct writer *w, const struct gk_op *op, size_t from, size_t to) {
  size_t last = to - 1;
  while (last > from && op->glyphs[last].cluster_size == 0) last--;
  close_text(w);
  if (w->begun->kind == GK_OP_BEGIN_TAG) {
    close_content(w);
    gk_buf_addf(w->out, "/Span <</MCID %zu /ActualText ", take_identifier(w));
  } else {
    open_content(w);
    gk_buf_add_string(w->out, "/Span <</ActualText ");
  }
  gk_syntax_text(w->out, op->text + op->glyphs[from].cluster, op->glyphs[last].cluster + op->glyphs[last].cluster_size - op->glyphs[from].cluster);
  gk_buf_add_string(w->out, ">> BDC\n");
  show_group(w, op, from, to);
  close_text(w);
  gk_buf_add_string(w->out, "EMC\n");
}

/* What stands between the glyph and the next beyond its advance, in hundredths of a mpt. */
static int64_t extra_after(const struct writer *w, const struct gk_op *op, size_t i) {
  const struct gk_pdf_glyph *glyph = gk_pdf_fonts_lookup(w->fonts, op->font, op->glyphs[i].id);
  return glyph ? ((int64_t)op->glyphs[i + 1].x - op->glyphs[i].x) * 100 - rounded((int64_t)glyph->width * op->size, 10000) : 0;
}

/* Whether glyphs stand so far apart (均排: 合　计) that a reader takes the gap for a space. */
static bool is_spread(const struct writer *w, const struct gk_op *op) {
  for (size_t i = 0; i + 1 < op->count; i++)
    if (op->glyphs[i + 1].cluster_size && extra_after(w, op, i) > op->size * INT64_C(25)) return true;
  return false;
}

static bool alike(int64_t a, int64_t b) { return a - b <= SLACK && b - a <= SLACK; }

/* A line is stretched by the same space between most of its glyphs: said once for all of them, it need not be said at each. The one that more
 * than half of them have (by majority vote), to the mean of these; 0 when there is none. */
static int32_t spacing_of(const struct writer *w, const struct gk_op *op) {
  int64_t candidate = 0, sum = 0;
  size_t votes = 0, count = 0;
  for (size_t i = 0; i + 1 < op->count; i++) {
    int64_t extra = extra_after(w, op, i);
    if (votes == 0) candidate = extra;
    if (alike(extra, candidate)) votes++;
    else votes--;
  }
  if (votes == 0 || candidate > op->size * INT64_C(100) || candidate < op->size * INT64_C(-100)) return 0;
  for (size_t i = 0; i + 1 < op->count; i++) {
    int64_t extra = extra_after(w, op, i);
    if (!alike(extra, candidate)) continue;
    sum += extra;
    count++;
  }
  return count > op->count / 2 ? (int32_t)rounded(sum, (int64_t)count) : 0;
}

static void draw_glyphs(struct writer *w, const struct gk_op *op) {
  w->wanted_spacing = spacing_of(w, op);
  if (is_spread(w, op)) {
    show_with_text(w, op, 0, op->count);
    return;
  }
  for (size_t from = 0, to; from < op->count; from = to) {
    to = gk_pdf_group(op, from);
    if (gk_pdf_group_differs(w->fonts, op, from, to)) show_with_text(w, op, from, to);
    else {
      open_content(w);
      show_group(w, op, from, to);
    }
  }
  close_text(w);
}

/* --- operations */

/* What is wrong with the order of the operations, or NULL. */
static const char *fault(const struct writer *w, const struct gk_op *op) {
  bool begins = op->kind == GK_OP_BEGIN_TAG || op->kind == GK_OP_BEGIN_ARTIFACT;
  if (begins && w->begun) return "nested-content";
  if (!begins && !w->begun) return "untagged-content";
  return op->kind == GK_OP_BEGIN_TAG && !op->tag ? "no-tag" : NULL;
}

static void write_op(struct writer *w, const struct gk_op *op) {
  if (op->kind != GK_OP_RULE || w->turned != (w->page->rotated && !op->upright)) close_path(w);
  switch (op->kind) {
    case GK_OP_BEGIN_TAG:
    case GK_OP_BEGIN_ARTIFACT: w->begun = op; break;
    case GK_OP_END:
      close_content(w);
      w->begun = NULL;
      break;
    case GK_OP_GLYPHS:
      set_frame(w, op->upright);
      draw_glyphs(w, op);
      break;
    case GK_OP_RULE:
      set_frame(w, op->upright);
      draw_rule(w, op);
      break;
  }
}

bool gk_pdf_content(struct gk_arena *arena, const struct gk_display_page *page, const struct gk_pdf_fonts *fonts, struct gk_buf *out,
                    struct gk_pdf_marks *marks, struct gk_diag_sink *sink) {
  struct writer w = {.arena = arena, .page = page, .fonts = fonts, .out = out, .marks = marks};
  forget_state(&w);
  w.spacing = 0; /* of a page that begins (8.4.1) */
  const char *wrong = NULL;
  for (size_t i = 0; !w.failed && !wrong && i < page->count; i++) {
    wrong = fault(&w, &page->ops[i]);
    if (!wrong) write_op(&w, &page->ops[i]);
  }
  if (!wrong && !w.failed && w.begun) wrong = "open-content";
  if (wrong) {
    gk_report(sink, &gk_msg_pdf_list, gk_place_none(), gk_place_none(), wrong);
    return false;
  }
  set_frame(&w, true);
  if (!w.failed && !out->failed) return true;
  gk_report_memory(sink);
  return false;
}
