/* The document from its blocks: flow, pages, and the tags of all but tables. */
#include "typeset/spoken.h"

/* The title of the document stands above its headings; that of a part of a book is one of them. */
static bool set_heading(struct gk_setter *setter, const struct gk_block *block) {
  bool title = block->level == 0;
  struct gk_tag *tag = gk_tag_new(setter, setter->out->root, title ? GK_TAG_H1 : gk_tag_heading(setter, block->level));
  const char *text = title ? NULL : gk_text_of(setter->arena, &block->content);
  if (title) setter->titled = true;
  if (!tag || (!title && !text)) return false;
  return gk_flow_paragraph(setter, block->style, &block->content, tag, text, block->level);
}

static struct gk_inlines joined(struct gk_setter *setter, const struct gk_list_item *item) {
  struct gk_inlines all = {gk_arena_array(setter->arena, item->label.count + item->content.count + 1, sizeof *all.items), 0};
  for (size_t i = 0; all.items && i < item->label.count; i++) all.items[all.count++] = item->label.items[i];
  for (size_t i = 0; all.items && i < item->content.count; i++) all.items[all.count++] = item->content.items[i];
  return all;
}

/* The number is a Lbl, the text an LBody, on the same line (14.8.4.3.3). */
static bool set_item(struct gk_setter *setter, const struct gk_block *block, const struct gk_list_item *from, struct gk_tag *list) {
  struct gk_tag *item = gk_tag_new(setter, list, GK_TAG_LI);
  struct gk_tag *label = item && from->label.count ? gk_tag_new(setter, item, GK_TAG_LBL) : NULL;
  struct gk_tag *body = item ? gk_tag_new(setter, item, GK_TAG_LBODY) : NULL;
  struct gk_inlines all = joined(setter, from);
  if (!body || !all.items || (from->label.count && !label)) return false;
  size_t before = setter->unit_count;
  return gk_flow_paragraph(setter, block->style, &all, body, NULL, 0) &&
         gk_flow_pieces(setter, before, &all, &(struct gk_piece_tags){.text = body, .label = label, .labels = from->label.count});
}

static bool set_list(struct gk_setter *setter, const struct gk_block *block) {
  struct gk_tag *list = gk_tag_new(setter, setter->out->root, GK_TAG_L);
  if (!list) return false;
  list->list_numbering = block->numbering == GK_NUMBER_NONE ? "None" : "Decimal";
  for (size_t i = 0; i < block->item_count; i++)
    if (!set_item(setter, block, &block->items[i], list)) return false;
  return true;
}

static bool set_paragraph(struct gk_setter *setter, const struct gk_block *block) {
  struct gk_tag *tag = gk_tag_new(setter, setter->out->root, GK_TAG_P);
  size_t before = setter->unit_count;
  return tag && gk_flow_paragraph(setter, block->style, &block->content, tag, NULL, 0) &&
         gk_flow_pieces(setter, before, &block->content, &(struct gk_piece_tags){.text = tag});
}

static bool begin_at(struct gk_setter *setter, int32_t line) {
  struct gk_unit *unit = gk_unit_add(setter, GK_UNIT_BLANK);
  if (!unit) return false;
  unit->at = line;
  unit->keep = true;
  return true;
}

static bool set_block(struct gk_setter *setter, const struct gk_block *block) {
  if (block->kind != GK_BLOCK_TABLE && !gk_flow_upright(setter)) return false;
  setter->begins = &setter->places[block - setter->document->blocks];
  if (block->style && block->style->at && !begin_at(setter, block->style->at)) return false;
  switch (block->kind) {
    case GK_BLOCK_TITLE:
    case GK_BLOCK_HEADING: return set_heading(setter, block);
    case GK_BLOCK_PARAGRAPH: return set_paragraph(setter, block);
    case GK_BLOCK_LIST: return block->labels ? gk_set_labels(setter, block) : set_list(setter, block);
    case GK_BLOCK_SIGNATURE: return gk_set_signature(setter, block);
    case GK_BLOCK_ATTACHMENTS: return gk_set_attachments(setter, block);
    case GK_BLOCK_ANNEX: return gk_set_annex(setter, block);
    case GK_BLOCK_BREAK: return gk_set_break(setter, block);
    case GK_BLOCK_TABLE: return gk_set_table(setter, block, setter->out->root);
  }
  return false;
}

struct gk_typeset *gk_typeset_document(struct gk_arena *arena, struct gk_arena *pages, struct gk_fonts *fonts, struct gk_texts *texts,
                                       const struct gk_document *document, struct gk_diag_sink *sink) {
  struct gk_setter setter = {.arena = arena, .pages = pages, .fonts = fonts, .texts = texts, .document = document,
                             .page_style = document->layout->page, .sink = sink};
  const struct gk_style *body = gk_layout_style(document->layout, "body");
  const struct gk_page_style *p = setter.page_style;
  size_t told = gk_diag_errors(sink) + gk_diag_warnings(sink);
  setter.out = gk_arena_alloc(arena, sizeof *setter.out);
  if (setter.out) setter.out->document = document;
  setter.em = body ? body->size : 15750;
  setter.pitch = p->lines > 1 ? (p->text_height - setter.em) / (p->lines - 1) : p->text_height;
  setter.places = gk_arena_array(arena, document->count + 1, sizeof *setter.places);
  bool ok = setter.out && setter.places && (setter.out->root = gk_tag_new(&setter, NULL, GK_TAG_DOCUMENT)) && gk_set_book(&setter, set_block);
  if (ok && setter.faulty && gk_diag_errors(sink) > 0) return NULL; /* in a draft there are only warnings */
  if (!ok) {
    /* What failed has been told (of a draft as a warning), but for a lack of memory in this room. */
    if (gk_arena_failed(arena) || gk_arena_failed(pages) || gk_diag_errors(sink) + gk_diag_warnings(sink) == told) gk_report_memory(sink);
    return NULL;
  }
  setter.out->text_block = (struct gk_rect){p->left, p->top, p->text_width, p->text_height};
  gk_tag_number(setter.out);
  return setter.out;
}
