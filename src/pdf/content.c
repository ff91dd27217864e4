/* Page content (ISO 32000-1, 8 and 9): text, rules and marked content as operators.
 * All numbers are integers of a thousandth; nothing is placed here, every glyph
 * stands where the display list says. Frames: the list counts down from the top,
 * PDF up from the bottom; a rotated page is drawn turned and has /Rotate 90. */
#include "pdf/content.h"

#include "pdf/messages.h"
#include "pdf/syntax.h"

#define UNKNOWN (-1)

struct writer {
  const struct gk_display_page *page;
  const struct gk_pdf_fonts *fonts;
  struct gk_buf *out;
  bool marked;                /* marked content is open */
  bool turned;                /* within q … Q of the turned frame */
  int32_t font, size, grey;   /* as last set in the graphics state; UNKNOWN after q or Q */
  /* within one TJ: */
  int64_t pen;                /* in millionths of an em from the first glyph */
  int32_t rise;
  bool array, string;         /* [ and < are open */
};

const char *gk_pdf_role_name(enum gk_tag_role role) {
  static const char *const names[GK_TAG_ROLE_COUNT] = {
      [GK_TAG_DOCUMENT] = "Document", [GK_TAG_H1] = "H1", [GK_TAG_H2] = "H2", [GK_TAG_H3] = "H3", [GK_TAG_H4] = "H4", [GK_TAG_H5] = "H5",
      [GK_TAG_H6] = "H6", [GK_TAG_P] = "P", [GK_TAG_L] = "L", [GK_TAG_LI] = "LI", [GK_TAG_LBL] = "Lbl", [GK_TAG_LBODY] = "LBody",
      [GK_TAG_TABLE] = "Table", [GK_TAG_CAPTION] = "Caption", [GK_TAG_THEAD] = "THead", [GK_TAG_TBODY] = "TBody", [GK_TAG_TFOOT] = "TFoot",
      [GK_TAG_TR] = "TR", [GK_TAG_TH] = "TH", [GK_TAG_TD] = "TD", [GK_TAG_NOTE] = "Note"};
  return role < GK_TAG_ROLE_COUNT ? names[role] : "Span";
}

/* 14.8.2.2: what kind of artifact. Headers, footers and repeated heads are made by pagination, rules are layout. */
static const char *artifact_properties(enum gk_artifact artifact) {
  switch (artifact) {
    case GK_ARTIFACT_PAGE_NUMBER: return "/Type /Pagination /Subtype /Footer /Attached [/Bottom]";
    case GK_ARTIFACT_REPEATED_HEAD:
    case GK_ARTIFACT_CONTINUED: return "/Type /Pagination";
    case GK_ARTIFACT_DRAFT_MARK: return "/Type /Pagination /Subtype /Watermark";
    case GK_ARTIFACT_RULE:
    case GK_ARTIFACT_NONE: break;
  }
  return "/Type /Layout";
}

static void forget_state(struct writer *w) { w->font = w->size = w->grey = UNKNOWN; }

/* Enters the frame an operation is given in. */
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

static void draw_rule(struct writer *w, const struct gk_op *op) {
  set_grey(w, op->grey);
  int64_t numbers[4] = {op->rect.x, up(w, (int64_t)op->rect.y + op->rect.height), op->rect.width, op->rect.height};
  for (size_t i = 0; i < 4; i++) {
    gk_buf_add_milli(w->out, numbers[i]);
    gk_buf_add_char(w->out, ' ');
  }
  gk_buf_add_string(w->out, "re f\n");
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

/* 9.4.3: a number in the array moves the pen back by thousandths of an em. One decimal is finer than the list's own unit at any
 * size set here; the pen follows what was written, so that no rounding adds up. */
static void move_pen(struct writer *w, int64_t target) {
  int64_t tenths = rounded(w->pen - target, 100);
  if (tenths == 0) return;
  close_string(w);
  open_array(w);
  gk_buf_add_milli(w->out, tenths * 100);
  w->pen -= tenths * 100;
}

static void show_glyph(struct writer *w, const struct gk_op *op, const struct gk_op_glyph *place) {
  const struct gk_pdf_glyph *glyph = gk_pdf_fonts_lookup(w->fonts, op->font, place->id);
  if (!glyph) return; /* all glyphs were collected from this very list */
  set_rise(w, place->y_offset);
  move_pen(w, rounded(((int64_t)place->x - op->glyphs[0].x) * 1000000, op->size));
  open_array(w);
  if (!w->string) gk_buf_add_char(w->out, '<');
  w->string = true;
  gk_buf_addf(w->out, "%04X", glyph->code);
  w->pen += glyph->width;
}

/* 14.9.4: the text itself where the codes do not give it. */
static void open_actual_text(struct writer *w, const char *text, size_t n) {
  close_array(w);
  gk_buf_add_string(w->out, "/Span <</ActualText ");
  gk_syntax_text(w->out, text, n);
  gk_buf_add_string(w->out, ">> BDC ");
}

static void set_font(struct writer *w, const struct gk_op *op) {
  if (w->font == op->font && w->size == op->size) return;
  w->font = op->font;
  w->size = op->size;
  gk_buf_addf(w->out, "/F%u ", op->font);
  gk_buf_add_milli(w->out, op->size);
  gk_buf_add_string(w->out, " Tf ");
}

static void draw_glyphs(struct writer *w, const struct gk_op *op) {
  if (op->count == 0) return;
  set_grey(w, op->grey);
  gk_buf_add_string(w->out, "BT ");
  set_font(w, op);
  gk_buf_add_milli(w->out, op->glyphs[0].x);
  gk_buf_add_char(w->out, ' ');
  gk_buf_add_milli(w->out, up(w, op->y));
  gk_buf_add_string(w->out, " Td ");
  w->pen = 0;
  w->rise = 0;
  for (size_t from = 0, to; from < op->count; from = to) {
    to = gk_pdf_group(op, from);
    bool differs = gk_pdf_group_differs(w->fonts, op, from, to);
    if (differs) open_actual_text(w, op->text + op->glyphs[from].cluster, op->glyphs[from].cluster_size);
    for (size_t i = from; i < to; i++) show_glyph(w, op, &op->glyphs[i]);
    if (!differs) continue;
    close_array(w);
    gk_buf_add_string(w->out, "EMC ");
  }
  set_rise(w, 0); /* Ts outlives ET */
  close_array(w);
  gk_buf_add_string(w->out, "ET\n");
}

/* --- marked content */

static bool add_mark(struct gk_arena *arena, struct gk_pdf_marks *marks, const struct gk_tag *tag) {
  const struct gk_tag **tags = gk_arena_grow(arena, marks->tags, &marks->capacity, marks->count + 1, sizeof *tags);
  if (!tags) return false;
  marks->tags = tags;
  tags[marks->count++] = tag;
  return true;
}

/* What is wrong with the order of the operations, or NULL. */
static const char *fault(const struct writer *w, const struct gk_op *op) {
  bool begins = op->kind == GK_OP_BEGIN_TAG || op->kind == GK_OP_BEGIN_ARTIFACT;
  if (begins && w->marked) return "nested-content";
  if (!begins && !w->marked) return "untagged-content";
  return op->kind == GK_OP_BEGIN_TAG && !op->tag ? "no-tag" : NULL;
}

static bool write_op(struct gk_arena *arena, struct writer *w, const struct gk_op *op, struct gk_pdf_marks *marks) {
  if (op->kind != GK_OP_END) set_frame(w, op->upright);
  switch (op->kind) {
    case GK_OP_BEGIN_TAG:
      gk_buf_addf(w->out, "/%s <</MCID %zu>> BDC\n", gk_pdf_role_name(op->tag->role), marks->count);
      w->marked = true;
      return add_mark(arena, marks, op->tag);
    case GK_OP_BEGIN_ARTIFACT:
      gk_buf_addf(w->out, "/Artifact <<%s>> BDC\n", artifact_properties(op->artifact));
      w->marked = true;
      break;
    case GK_OP_END:
      gk_buf_add_string(w->out, "EMC\n");
      w->marked = false;
      break;
    case GK_OP_GLYPHS: draw_glyphs(w, op); break;
    case GK_OP_RULE: draw_rule(w, op); break;
  }
  return true;
}

bool gk_pdf_content(struct gk_arena *arena, const struct gk_display_page *page, const struct gk_pdf_fonts *fonts, struct gk_buf *out,
                    struct gk_pdf_marks *marks, struct gk_diag_sink *sink) {
  struct writer w = {.page = page, .fonts = fonts, .out = out};
  forget_state(&w);
  const char *wrong = NULL;
  bool good = true;
  for (size_t i = 0; good && !wrong && i < page->count; i++) {
    wrong = fault(&w, &page->ops[i]);
    if (!wrong) good = write_op(arena, &w, &page->ops[i], marks);
  }
  if (!wrong && w.marked) wrong = "open-content";
  if (wrong) {
    gk_report(sink, &gk_msg_pdf_list, gk_place_none(), gk_place_none(), wrong);
    return false;
  }
  set_frame(&w, true);
  if (good && !out->failed) return true;
  gk_report_memory(sink);
  return false;
}
