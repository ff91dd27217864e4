/* The document's blocks to elements with their tags, then to pages. Decides the
 * tag of each block: the title is H1 and headings go on from there without a
 * gap (ISO 14289-1 7.4.2), a list has its labels and bodies apart (ISO 32000-1
 * 14.8.4.3.3). Where things stand is flow.c's. */
#include <string.h>

#include "typeset/inside.h"

struct gathering {
  struct gk_set *set;
  struct gk_element *elements;
  size_t count, capacity;
  unsigned deepest;   /* level of the last heading's tag */
  bool titled;
};

static struct gk_element *add_element(struct gathering *g, const struct gk_block *block) {
  struct gk_element *elements = gk_arena_grow(g->set->scratch, g->elements, &g->capacity, g->count + 1, sizeof *elements);
  if (!elements) return NULL;
  g->elements = elements;
  struct gk_element *e = &elements[g->count++];
  *e = (struct gk_element){.block = block, .style = block->style};
  return e;
}

static int32_t whole_lines(int32_t thousandths) { return thousandths > 0 ? (thousandths + 999) / 1000 : 0; }

static struct gk_element *add_text(struct gathering *g, const struct gk_block *block, struct gk_inlines content) {
  struct gk_element *e = add_element(g, block);
  if (!e) return NULL;
  e->content = content;
  e->before = whole_lines(block->style->before);
  e->after = whole_lines(block->style->after);
  e->keep_next = block->style->keep_next || block->kind == GK_BLOCK_HEADING || block->kind == GK_BLOCK_TITLE;
  return e;
}

static bool add_heading(struct gathering *g, const struct gk_block *block) {
  bool title = block->kind == GK_BLOCK_TITLE;
  unsigned level = title ? 1 : (block->level ? block->level : 1) + (g->titled ? 1 : 0);
  if (level > g->deepest + 1) level = g->deepest + 1;
  if (level > 6) level = 6;
  g->deepest = level;
  g->titled |= title;
  struct gk_element *e = add_text(g, block, block->content);
  if (!e) return false;
  e->tag = gk_tag_new(g->set, g->set->out->root, (enum gk_tag_role)(GK_TAG_H1 + level - 1));
  if (title) return e->tag != NULL;
  e->outline = gk_inlines_joined(g->set, &block->content);
  e->outline_level = block->level ? block->level : 1;
  return e->tag && e->outline;
}

/* ISO 32000-1 table 347 has no name for Han numerals; Decimal is the nearest that says “numbered”. */
static const char *numbering_name(enum gk_numbering numbering) { return numbering == GK_NUMBER_NONE ? "None" : "Decimal"; }

static bool add_item(struct gathering *g, const struct gk_block *block, size_t i, struct gk_tag *list) {
  const struct gk_list_item *item = &block->items[i];
  struct gk_inlines all = {gk_arena_array(g->set->scratch, item->label.count + item->content.count + 1, sizeof *all.items), 0};
  if (!all.items) return false;
  for (size_t k = 0; k < item->label.count; k++) all.items[all.count++] = item->label.items[k];
  for (size_t k = 0; k < item->content.count; k++) all.items[all.count++] = item->content.items[k];
  struct gk_element *e = add_text(g, block, all);
  struct gk_tag *tag = gk_tag_new(g->set, list, GK_TAG_LI);
  if (!e || !tag) return false;
  if (i > 0) e->before = 0;
  if (i + 1 < block->item_count) e->after = 0;
  e->label_size = gk_inlines_size(&item->label);
  if (e->label_size && !(e->label_tag = gk_tag_new(g->set, tag, GK_TAG_LBL))) return false;
  e->tag = gk_tag_new(g->set, tag, GK_TAG_LBODY);
  return e->tag != NULL;
}

static bool add_list(struct gathering *g, const struct gk_block *block) {
  if (block->item_count == 0) return true;
  struct gk_tag *list = gk_tag_new(g->set, g->set->out->root, GK_TAG_L);
  if (!list) return false;
  list->list_numbering = numbering_name(block->numbering);
  for (size_t i = 0; i < block->item_count; i++)
    if (!add_item(g, block, i, list)) return false;
  return true;
}

static bool add_block(struct gathering *g, const struct gk_block *block) {
  switch (block->kind) {
    case GK_BLOCK_TITLE:
    case GK_BLOCK_HEADING: return add_heading(g, block);
    case GK_BLOCK_PARAGRAPH: {
      struct gk_element *e = add_text(g, block, block->content);
      return e && (e->tag = gk_tag_new(g->set, g->set->out->root, GK_TAG_P));
    }
    case GK_BLOCK_LIST: return add_list(g, block);
    case GK_BLOCK_TABLE: {
      if (!gk_table_check(g->set, block->table)) return !gk_arena_failed(g->set->scratch);
      struct gk_element *e = add_element(g, block);
      return e && (e->table_tags = gk_table_tags_new(g->set, block->table));
    }
  }
  return false;
}

/* --- the page style */

static bool check_page(struct gk_set *set) {
  const struct gk_page_style *p = set->page_style;
  const char *fault = NULL;
  if (p->lines < 1 || p->characters < 1) fault = "每页行数、每行字数至少是1（lines, characters）";
  else if (p->width < 1 || p->height < 1 || p->text_width < set->em || p->text_height < set->em) fault = "版心容不下一个字（text-width, text-height）";
  else if (p->left < 0 || p->top < 0 || p->left > p->width - p->text_width || p->top > p->height - p->text_height) fault = "版心超出纸面（top, left）";
  else if (p->lines > 1 && (p->text_height - set->em) / (p->lines - 1) < 1000) fault = "行数太多，每行不到1磅（lines）";
  else if (p->width > 100000000 || p->height > 100000000) fault = "纸面太大（width, height）";
  if (!fault) return true;
  gk_report(set->sink, &gk_msg_typeset_page, gk_place_none(), gk_place_none(), fault);
  return false;
}

static bool set_pages(struct gk_set *set) {
  struct gathering g = {.set = set};
  for (size_t i = 0; i < set->document->count; i++)
    if (!add_block(&g, &set->document->blocks[i])) return false;
  bool flowed = gk_flow(set, g.elements, g.count);
  for (size_t i = 0; i < g.count; i++) gk_table_drop(g.elements[i].table);
  return flowed && gk_page_close(set);
}

static bool keep_pages(struct gk_set *set) {
  struct gk_typeset *out = set->out;
  out->count = set->page_count;
  out->pages = gk_arena_array(set->arena, out->count ? out->count : 1, sizeof *out->pages);
  if (!out->pages) return false;
  memcpy(out->pages, set->pages, out->count * sizeof *out->pages);
  gk_tags_number(out);
  return true;
}

static bool set_document(struct gk_set *set) {
  const struct gk_style *body = gk_set_style(set, "body", "行高所依的正文 the line grid");
  set->em = body && body->size > 0 ? body->size : 15750;
  if (!check_page(set)) return false;
  const struct gk_page_style *p = set->page_style;
  set->out->document = set->document;
  set->out->text_block = (struct gk_rect){p->left, p->top, p->text_width, p->text_height};
  set->out->root = gk_tag_new(set, NULL, GK_TAG_DOCUMENT);
  return set->out->root && set_pages(set) && keep_pages(set) && !set->failed;
}

struct gk_typeset *gk_typeset_document(struct gk_arena *arena, struct gk_fonts *fonts, const struct gk_document *document,
                                       struct gk_diag_sink *sink) {
  struct gk_set set = {.arena = arena, .fonts = fonts, .document = document, .page_style = document->layout->page, .sink = sink};
  set.scratch = gk_arena_new(0);
  set.out = gk_arena_alloc(arena, sizeof *set.out);
  bool good = set.scratch && set.out && set_document(&set);
  if (!set.scratch || !set.out || gk_arena_failed(set.scratch) || gk_arena_failed(arena)) {
    gk_report_memory(sink);
    good = false;
  }
  gk_arena_drop(set.scratch);
  return good ? set.out : NULL;
}
