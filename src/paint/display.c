/* Pages to the display list. Decides which glyphs go into one operation (one
 * font, one line) and where marked content begins and ends; every position comes
 * from typeset. Structure events are not nested: a leaf tag opens where its
 * content begins and closes where other content follows (ISO 32000-1 14.7.4). */
#include <string.h>

#include "paint/ledger.h"

struct list_builder {
  struct gk_arena *arena;
  struct gk_ledger *ledger;
  struct gk_op *ops; size_t count, capacity; /* of the page being painted: the room is used again for the next, a page keeps what it needs */
  const struct gk_tag *tag;      /* open marked content */
  enum gk_artifact artifact;
  bool open, upright;
};

static struct gk_op *add_op(struct list_builder *b, enum gk_op_kind kind) {
  struct gk_op *ops = gk_arena_grow(b->arena, b->ops, &b->capacity, b->count + 1, sizeof *ops);
  if (!ops) return NULL;
  b->ops = ops;
  struct gk_op *op = &ops[b->count++];
  *op = (struct gk_op){.kind = kind, .upright = b->upright};
  return op;
}

static bool close_content(struct list_builder *b) {
  if (!b->open) return true;
  b->open = false;
  return add_op(b, GK_OP_END) != NULL;
}

/* Opens marked content of the tag, or without one of the item's kind of artifact, unless it is open already. */
static bool open_content(struct list_builder *b, const struct gk_item *item, const struct gk_tag *tag) {
  enum gk_artifact artifact = tag ? GK_ARTIFACT_NONE : item->artifact;
  if (b->open && b->tag == tag && b->artifact == artifact && b->upright == item->upright) return true;
  if (!close_content(b)) return false;
  b->upright = item->upright;
  struct gk_op *op = add_op(b, tag ? GK_OP_BEGIN_TAG : GK_OP_BEGIN_ARTIFACT);
  if (!op) return false;
  op->tag = b->tag = tag;
  op->artifact = b->artifact = artifact;
  b->open = true;
  return true;
}

/* The tag of the paragraph's byte `at`, and where the next one takes over. */
static const struct gk_tag *tag_at(const struct gk_item *item, uint32_t at, uint32_t *to) {
  for (size_t i = 0; i < item->part_count; i++) {
    *to = item->parts[i].to;
    if (at < *to) return item->parts[i].tag;
  }
  *to = UINT32_MAX;
  return item->tag;
}

static bool add_glyphs(struct list_builder *b, const struct gk_item *item, const struct gk_line *line, const char *text, size_t from, size_t to) {
  struct gk_op *op = add_op(b, GK_OP_GLYPHS);
  if (!op) return false;
  op->font = line->glyphs[from].font;
  op->size = line->glyphs[from].size ? line->glyphs[from].size : item->paragraph->size_em;
  op->y = item->y;
  op->grey = item->grey;
  op->text = text;
  struct gk_op_glyph *glyphs = gk_arena_array(b->arena, to - from, sizeof *glyphs);
  if (!glyphs) return false;
  for (size_t i = from; i < to; i++) {
    const struct gk_line_glyph *g = &line->glyphs[i];
    glyphs[i - from] = (struct gk_op_glyph){.id = g->id, .x = item->x + line->start + g->x, .y_offset = g->y, .cluster = g->cluster - line->from, .cluster_size = g->cluster_size};
  }
  op->glyphs = glyphs;
  op->count = to - from;
  return true;
}

/* The list has its own copy of the line's text: the pages it comes from may go before the list does. */
static bool paint_line(struct list_builder *b, const struct gk_item *item) {
  const struct gk_line *line = &item->paragraph->lines[item->line];
  const char *text = line->count ? gk_arena_strndup(b->arena, item->paragraph->text + line->from, line->to - line->from) : "";
  if (!text) return false;
  if (item->cell && !item->repeat) gk_ledger_text(b->ledger, item->cell, item->paragraph->text + line->from, line->to - line->from);
  for (size_t from = 0, to; from < line->count; from = to) {
    const struct gk_line_glyph *glyphs = line->glyphs;
    uint32_t end;
    if (!open_content(b, item, tag_at(item, glyphs[from].cluster, &end))) return false;
    for (to = from + 1; to < line->count && glyphs[to].font == glyphs[from].font && glyphs[to].size == glyphs[from].size && glyphs[to].cluster < end; to++) {}
    if (!add_glyphs(b, item, line, text, from, to)) return false;
  }
  return true;
}

static bool paint_rule(struct list_builder *b, const struct gk_item *item) {
  struct gk_op *op = open_content(b, item, item->tag) ? add_op(b, GK_OP_RULE) : NULL;
  if (!op) return false;
  op->rect = item->rect;
  op->slant = item->slant;
  op->grey = item->grey;
  return true;
}

static bool paint_page(struct list_builder *b, const struct gk_page *page, struct gk_display_page *out) {
  *out = (struct gk_display_page){.width = page->width, .height = page->height, .rotated = page->rotated, .as_printed = page->as_printed, .label = page->label,
                                  .links = page->links, .link_count = page->link_count,
                                  .seals = page->seals, .seal_count = page->seal_count};
  b->count = 0;
  b->open = b->upright = false;
  for (size_t i = 0; i < page->box_count; i++) gk_ledger_box(b->ledger, &page->boxes[i]);
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_item *item = &page->items[i];
    if (!(item->kind == GK_ITEM_LINE ? paint_line(b, item) : paint_rule(b, item))) return false;
  }
  if (!close_content(b)) return false;
  out->ops = gk_arena_array(b->arena, b->count ? b->count : 1, sizeof *out->ops);
  if (!out->ops) return false;
  out->count = b->count;
  if (b->count) memcpy(out->ops, b->ops, b->count * sizeof *out->ops);
  return true;
}

static bool remark_on_fonts(struct gk_arena *arena, const struct gk_fonts *fonts, const struct gk_display_list *list, struct gk_diag_sink *sink) {
  size_t count = fonts ? gk_fonts_count(fonts) : 0;
  bool *used = gk_arena_array(arena, count + 1, sizeof *used);
  if (!used) return false;
  for (size_t p = 0; p < list->count; p++)
    for (size_t i = 0; i < list->pages[p].count; i++)
      if (list->pages[p].ops[i].kind == GK_OP_GLYPHS && list->pages[p].ops[i].font < count) used[list->pages[p].ops[i].font] = true;
  for (size_t font = 0; font < count; font++)
    if (used[font]) gk_font_remark(fonts, (uint16_t)font, sink);
  return true;
}

struct gk_display_list *gk_paint(struct gk_arena *arena, struct gk_fonts *fonts, const struct gk_typeset *typeset, struct gk_diag_sink *sink) {
  struct gk_display_list *list = gk_arena_alloc(arena, sizeof *list);
  struct list_builder builder = {.arena = arena, .ledger = gk_ledger_new(arena, typeset->document)};
  if (list) list->pages = gk_arena_array(arena, typeset->count ? typeset->count : 1, sizeof *list->pages);
  if (!list || !builder.ledger || !list->pages) {
    gk_report_memory(sink);
    return NULL;
  }
  list->typeset = typeset;
  for (size_t i = 0; i < typeset->count; i++) {
    if (!paint_page(&builder, &typeset->pages[i], &list->pages[list->count++])) {
      gk_report_memory(sink);
      return NULL;
    }
  }
  if (!remark_on_fonts(arena, fonts, list, sink)) {
    gk_report_memory(sink);
    return NULL;
  }
  return gk_ledger_settle(builder.ledger, sink) ? list : NULL;
}
