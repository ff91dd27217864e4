/* What makes a book: the cover, the contents, other documents as parts. Decides
 * that a part numbers its sections and annexes for itself, that its own cover and
 * contents stay out (the book has its own), at which level of the book its
 * headings are, and what the contents lists. Pages are typeset's. */
#include "bind/binder.h"

static const char contents_title[] = "目录";

void gk_bind_cover(struct gk_binder *b, const struct gk_node *node) {
  if (b->part) return;
  struct gk_level level = {0};
  b->cover = true;
  gk_bind_nodes(b, node->children, node->count, &level, NULL);
  b->cover = false;
  b->cover_count = b->block_count;
}

void gk_bind_contents(struct gk_binder *b, const struct gk_node *node) {
  static const char *const names[GK_CONTENTS_DEPTH_MOST] = {"contents-1", "contents-2", "contents-3", "contents-3", "contents-3", "contents-3"};
  const struct gk_contents_node *from = node->contents;
  struct gk_inline_list title = {0};
  if (b->part) return;
  struct gk_contents *contents = gk_arena_alloc(b->arena, sizeof *contents);
  if (!contents) return;
  if (node->content) gk_compose(b, node->content, NULL, &title);
  else gk_compose_text(b, &title, contents_title, node->place);
  *contents = (struct gk_contents){.title = gk_inlines_of(&title), .title_style = gk_style_for(b, node->style ? node->style : "contents-title", node->place),
                                   .depth = from->depth, .tables = from->tables, .recto = from->recto, .folio = from->folio, .layout = node->place};
  for (unsigned i = 0; i < from->depth; i++) contents->styles[i] = gk_style_for(b, names[i], node->place);
  b->contents = contents;
}

bool gk_contents_lists(const struct gk_contents *contents, const struct gk_block *block) {
  if (block->level == 0 || block->level > contents->depth) return false;
  switch (block->kind) {
    case GK_BLOCK_TITLE:
    case GK_BLOCK_HEADING:
    case GK_BLOCK_ANNEX: return block->content.count > 0;
    case GK_BLOCK_TABLE: return contents->tables && block->table->caption.count > 0;
    default: return false;
  }
}

void gk_bind_contents_check(struct gk_binder *b) {
  if (!b->contents) return;
  for (size_t i = b->cover_count; i < b->block_count; i++)
    if (gk_contents_lists(b->contents, &b->blocks[i])) return;
  gk_report(b->sink, &gk_msg_bind_contents, gk_place_none(), b->contents->layout, "");
  b->contents = NULL;
}

/* The title of the part in the book, as given there: it stands for the part's own. False when there is none. */
static bool part_title(struct gk_binder *b, const struct gk_node *node, const struct gk_scope *scope) {
  struct gk_inline_list title = {0};
  const struct gk_style *style = gk_style_begin(b, node->style ? node->style : "title", node->place);
  if (node->content) gk_compose(b, node->content, scope, &title);
  if (title.count == 0) return false;
  struct gk_block *block = gk_block_add(b, GK_BLOCK_TITLE, style, node->place);
  if (!block) return false;
  block->content = gk_inlines_of(&title);
  block->level = 1;
  b->where = gk_inlines_text(b->arena, block->content);
  return true;
}

void gk_bind_include(struct gk_binder *b, const struct gk_node *node, const struct gk_scope *scope) {
  const struct gk_document_node *part = node->include->document;
  const char *outer = b->where;
  size_t from = b->block_count;
  b->part = ++b->parts;
  struct gk_block *begin = gk_block_add(b, GK_BLOCK_BREAK, NULL, node->place);
  if (!begin) return;
  begin->recto = node->include->recto;
  b->part_titled = part_title(b, node, scope);
  size_t empty = b->block_count;
  struct gk_level level = {.nesting = b->part_titled ? 1 : 0};
  gk_bind_nodes(b, part->children, part->count, &level, NULL);
  b->part = 0;
  b->part_titled = false;
  b->where = outer;
  if (b->block_count == empty) b->block_count = from; /* nothing came of it: no empty page */
}
