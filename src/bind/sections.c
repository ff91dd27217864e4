/* Sections: their numbers, heading styles and levels, and sections repeated for
 * each record. Decides what is counted: each container counts the sections in
 * it from one, each kind of number for itself; parts (第一部分) and unnumbered
 * sections are no depth for the numbers below them, but are a level of the
 * outline. */
#include "bind/binder.h"
#include "bind/number.h"

#define HEADING_STYLES 4 /* heading-1 to heading-4; deeper ones look like the last */

static const char *style_name(const struct gk_node *node, unsigned depth) {
  static const char *const names[HEADING_STYLES] = {"heading-1", "heading-2", "heading-3", "heading-4"};
  if (node->style) return node->style;
  return names[(depth > HEADING_STYLES ? HEADING_STYLES : depth) - 1];
}

static void bind_one(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope) {
  enum gk_numbering numbering = gk_number_resolve(node->numbering, level->depth + 1);
  struct gk_inline_list list = {0};
  char text[GK_LABEL_TEXT_MAX];
  uint32_t number = level->counters[numbering] + 1;
  if (gk_number_label(numbering, level->depth + 1, number, text) > 0) {
    gk_compose_text(b, &list, gk_arena_strdup(b->arena, text), node->place);
    if (list.count) list.items[0].label = list.items[0].whole = true;
  }
  const char *outer = b->where;
  const struct gk_style *style = gk_style_begin(b, style_name(node, level->depth + 1), node->place);
  size_t label = list.count;
  gk_compose(b, node->content, scope, &list);
  if (list.count > label) { /* a title that comes to nothing is no heading, and is not counted */
    level->counters[numbering] = number;
    gk_bind_number_check(b, numbering, number, node->place);
    struct gk_block *block = gk_block_add(b, GK_BLOCK_HEADING, style, node->place);
    if (!block) return;
    block->level = level->nesting + 1;
    block->content = gk_inlines_of(&list);
    b->where = gk_inlines_text(b->arena, block->content);
  }
  struct gk_level inside = {.depth = level->depth + (gk_number_counts(numbering) ? 1 : 0), .nesting = level->nesting + 1};
  gk_bind_nodes(b, node->children, node->count, &inside, scope);
  b->where = outer;
}

void gk_bind_section(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope) {
  gk_bind_each(b, node, level, scope, bind_one);
}
