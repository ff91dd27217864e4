/* The trace sink: a page as text, one line an operation, so that a change of
 * setting is a diff to read. Lengths in pt with three decimals at most. A line
 * has its place, its width, `=` when that is its natural width, else `=` and the
 * natural width and what was taken from (-) or given to (+) each class of space
 * (enum gk_adjust_class); then its size, its text in quotes, and its fonts, each
 * with the place where it comes in.
 *
 *   page 1 "1" 595.276x841.89
 *     H1 #1
 *       line 98.5 124.3 398 = 22 "……" source-han-serif@98.5
 *     P #2
 *       line 79.37 414.952 442.205 =447.894 -comma 5.689 15.75 "……" …
 *     artifact page-number
 */
#include "paint/paint.h"

static const char *const role_names[GK_TAG_ROLE_COUNT] = {
    [GK_TAG_DOCUMENT] = "Document", [GK_TAG_H1] = "H1", [GK_TAG_H2] = "H2", [GK_TAG_H3] = "H3", [GK_TAG_H4] = "H4", [GK_TAG_H5] = "H5",
    [GK_TAG_H6] = "H6", [GK_TAG_P] = "P", [GK_TAG_L] = "L", [GK_TAG_LI] = "LI", [GK_TAG_LBL] = "Lbl", [GK_TAG_LBODY] = "LBody",
    [GK_TAG_TABLE] = "Table", [GK_TAG_CAPTION] = "Caption", [GK_TAG_THEAD] = "THead", [GK_TAG_TBODY] = "TBody", [GK_TAG_TFOOT] = "TFoot",
    [GK_TAG_TR] = "TR", [GK_TAG_TH] = "TH", [GK_TAG_TD] = "TD", [GK_TAG_NOTE] = "Note", [GK_TAG_REFERENCE] = "Reference", [GK_TAG_LINK] = "Link",
    [GK_TAG_SPAN] = "Span", [GK_TAG_TOC] = "TOC", [GK_TAG_TOCI] = "TOCI"};

static const char *artifact_name(enum gk_artifact artifact) {
  switch (artifact) {
    case GK_ARTIFACT_PAGE_NUMBER: return "page-number";
    case GK_ARTIFACT_REPEATED_HEAD: return "repeated-head";
    case GK_ARTIFACT_RULE: return "rule";
    case GK_ARTIFACT_CONTINUED: return "continued";
    case GK_ARTIFACT_DRAFT_MARK: return "draft-mark";
    case GK_ARTIFACT_LEADER: return "leader";
    case GK_ARTIFACT_PAGE_SUM: return "page-sum";
    case GK_ARTIFACT_NONE: break;
  }
  return "none";
}

static void add_spans(struct gk_buf *out, const struct gk_tag *tag) {
  static const char *const scopes[] = {"", " column", " row", " both"};
  gk_buf_addf(out, "%s #%u", role_names[tag->role], tag->number);
  gk_buf_add_string(out, scopes[tag->scope]);
  if (tag->column_span > 1) gk_buf_addf(out, " columns=%u", tag->column_span);
  if (tag->row_span > 1) gk_buf_addf(out, " rows=%u", tag->row_span);
  if (tag->id) gk_buf_addf(out, " id=%s", tag->id);
  for (size_t i = 0; i < tag->header_count; i++) gk_buf_addf(out, "%s%s", i ? "," : " headers=", tag->headers[i]);
  if (tag->expansion) gk_buf_addf(out, " spoken=\"%s\"", tag->expansion);
}

static void add_length(struct gk_buf *out, int32_t mpt) {
  gk_buf_add_char(out, ' ');
  gk_buf_add_milli(out, mpt);
}

static void add_marked(struct gk_buf *out, const struct gk_item *item) {
  gk_buf_add_string(out, "  ");
  for (size_t i = 0; i < item->part_count; i++) {
    add_spans(out, item->parts[i].tag);
    gk_buf_addf(out, " to %u, ", item->parts[i].to);
  }
  if (item->tag) add_spans(out, item->tag);
  else gk_buf_addf(out, "artifact %s", artifact_name(item->artifact));
  if (item->upright) gk_buf_add_string(out, " upright");
  if (item->repeat) gk_buf_add_string(out, " repeat");
  gk_buf_add_char(out, '\n');
}

static void add_adjustment(struct gk_buf *out, const struct gk_line *line) {
  static const char *const names[GK_ADJUST_COUNT] = {
      [GK_ADJUST_END] = "end", [GK_ADJUST_WORD] = "word", [GK_ADJUST_MIDDLE] = "middle", [GK_ADJUST_BRACKET] = "bracket",
      [GK_ADJUST_COMMA] = "comma", [GK_ADJUST_GAP] = "gap", [GK_ADJUST_STOP] = "stop", [GK_ADJUST_COMMON] = "common",
      [GK_ADJUST_BOUND] = "bound", [GK_ADJUST_LETTER] = "letter"};
  gk_buf_add_string(out, " =");
  if (line->width != line->natural) gk_buf_add_milli(out, line->natural);
  for (int class = 0; class < GK_ADJUST_COUNT; class++) {
    int32_t by = line->adjusted[class];
    if (by == 0) continue;
    gk_buf_addf(out, " %c%s", by > 0 ? '+' : '-', names[class]);
    add_length(out, by > 0 ? by : -by);
  }
}

static void add_line(struct gk_buf *out, const struct gk_fonts *fonts, const struct gk_item *item) {
  const struct gk_line *line = &item->paragraph->lines[item->line];
  gk_buf_add_string(out, "    line");
  add_length(out, item->x + line->start);
  add_length(out, item->y);
  add_length(out, line->width);
  add_adjustment(out, line);
  add_length(out, item->paragraph->size_em);
  gk_buf_add_string(out, " \"");
  gk_buf_add(out, item->paragraph->text + line->from, line->to - line->from);
  gk_buf_add_string(out, "\"");
  /* Fonts in the order in which they come in. */
  uint16_t last = UINT16_MAX;
  int32_t size = 0;
  for (size_t i = 0; i < line->count; i++) {
    const struct gk_line_glyph *glyph = &line->glyphs[i];
    if (glyph->font == last && glyph->size == size) continue;
    last = glyph->font;
    size = glyph->size;
    gk_buf_addf(out, " %s@", gk_fonts_info(fonts, last)->name);
    gk_buf_add_milli(out, item->x + line->start + glyph->x);
    if (size == 0) continue;
    gk_buf_add_string(out, "/"); /* of a superscript or subscript: its size and how high it stands */
    gk_buf_add_milli(out, size);
    gk_buf_add_string(out, glyph->y < 0 ? "" : "+");
    gk_buf_add_milli(out, glyph->y);
  }
  gk_buf_add_char(out, '\n');
}

static void add_rule(struct gk_buf *out, const struct gk_item *item) {
  gk_buf_add_string(out, "    rule");
  add_length(out, item->rect.x);
  add_length(out, item->rect.y);
  add_length(out, item->rect.width);
  add_length(out, item->rect.height);
  if (item->slant) {
    gk_buf_add_string(out, " slant");
    add_length(out, item->slant);
  }
  gk_buf_add_char(out, '\n');
}

static void add_box(struct gk_buf *out, const struct gk_cell_box *box) {
  gk_buf_addf(out, "  cell %u,%u", box->cell->row + 1, box->cell->column + 1);
  add_length(out, box->rect.x);
  add_length(out, box->rect.y);
  add_length(out, box->rect.width);
  add_length(out, box->rect.height);
  gk_buf_add_string(out, box->repeat ? " repeat\n" : "\n");
}

static void add_link(struct gk_buf *out, const struct gk_link *link) {
  gk_buf_addf(out, "  link #%u to #%u", link->tag->number, link->target->number);
  add_length(out, link->rect.x);
  add_length(out, link->rect.y);
  add_length(out, link->rect.width);
  add_length(out, link->rect.height);
  gk_buf_addf(out, " \"%s\"\n", link->contents);
}

static void add_seal(struct gk_buf *out, const struct gk_rect *rect) {
  gk_buf_add_string(out, "  seal");
  add_length(out, rect->x);
  add_length(out, rect->y);
  add_length(out, rect->width);
  add_length(out, rect->height);
  gk_buf_add_char(out, '\n');
}

/* The mark of a draft, which paint puts on what typeset made; NULL: not painted. */
static void add_mark(struct gk_buf *out, const struct gk_display_page *page) {
  if (!page || page->count < 2 || page->ops[0].kind != GK_OP_BEGIN_ARTIFACT || page->ops[0].artifact != GK_ARTIFACT_DRAFT_MARK) return;
  const struct gk_op *op = &page->ops[1];
  gk_buf_add_string(out, "  draft-mark");
  add_length(out, op->glyphs[0].x);
  add_length(out, op->y);
  add_length(out, op->size);
  gk_buf_addf(out, " \"%s\"\n", op->text);
}

static void add_page(struct gk_buf *out, const struct gk_fonts *fonts, const struct gk_page *page, const struct gk_display_page *painted) {
  gk_buf_addf(out, "page %u \"%s\"", page->number, page->label ? page->label : "");
  add_length(out, page->width);
  add_length(out, page->height);
  gk_buf_add_string(out, page->rotated && page->as_printed ? " rotated as-printed\n" : page->rotated ? " rotated\n" : "\n");
  add_mark(out, painted);
  const struct gk_item *before = NULL;
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_item *item = &page->items[i];
    if (!before || before->tag != item->tag || before->artifact != item->artifact || before->upright != item->upright) add_marked(out, item);
    before = item;
    if (item->kind == GK_ITEM_LINE) add_line(out, fonts, item);
    else add_rule(out, item);
  }
  for (size_t i = 0; i < page->box_count; i++) add_box(out, &page->boxes[i]);
  for (size_t i = 0; i < page->link_count; i++) add_link(out, &page->links[i]);
  for (size_t i = 0; i < page->seal_count; i++) add_seal(out, &page->seals[i].rect);
}

bool gk_trace_write(const struct gk_display_list *list, const struct gk_fonts *fonts, struct gk_buf *out) {
  const struct gk_typeset *typeset = list->typeset;
  gk_buf_addf(out, "document \"%s\" %zu pages\n", typeset->document->title, typeset->count);
  for (size_t i = 0; i < typeset->outline_count; i++) {
    const struct gk_outline_entry *entry = &typeset->outline[i];
    gk_buf_addf(out, "outline %u page %u \"%s\"\n", entry->level, entry->page + 1, entry->title);
  }
  for (size_t i = 0; i < typeset->count; i++) add_page(out, fonts, &typeset->pages[i], i < list->count ? &list->pages[i] : NULL);
  return !out->failed;
}
