/* Lists: their items, labels and numbers. Decides that what comes to nothing is
 * no item and is not counted, and that words in the number's place (联系人：) end
 * in a colon. How they stand is typeset's. */
#include "bind/binder.h"
#include "bind/number.h"

#define CIRCLED_MOST 50 /* ㊿: Unicode has no further ones */

void gk_bind_number_check(struct gk_binder *b, enum gk_numbering numbering, size_t n, struct gk_place layout) {
  if (numbering == GK_NUMBER_CIRCLED && n == CIRCLED_MOST + 1) gk_report(b->sink, &gk_msg_bind_circled, gk_place_none(), layout, "");
}

struct gk_inlines gk_bind_number(struct gk_binder *b, enum gk_numbering numbering, size_t n, struct gk_place layout) {
  gk_bind_number_check(b, numbering, n, layout);
  char text[GK_LABEL_TEXT_MAX];
  struct gk_inline_list label = {0};
  if (gk_number_label(numbering, 1, (uint32_t)n, text) == 0) return gk_inlines_of(&label);
  gk_compose_text(b, &label, gk_arena_strdup(b->arena, text), layout);
  if (label.count) label.items[0].label = label.items[0].whole = true;
  return gk_inlines_of(&label);
}

static struct gk_list_item *append(struct gk_item_list *l, const struct gk_inline_list *content) {
  struct gk_list_item *items = gk_arena_grow(l->b->arena, l->items, &l->capacity, l->count + 1, sizeof *items);
  if (!items) return NULL;
  l->items = items;
  struct gk_list_item *item = &items[l->count++];
  *item = (struct gk_list_item){.content = gk_inlines_of(content)};
  return item;
}

static void add_item(void *user, struct gk_inline_list *content) {
  struct gk_item_list *l = user;
  struct gk_list_item *item = append(l, content);
  if (item) item->label = gk_bind_number(l->b, l->numbering, l->count, l->layout);
}

static void add_node(struct gk_item_list *l, const struct gk_node *node) {
  struct gk_inline_list content = {0}, label = {0};
  gk_compose(l->b, node->content, l->scope, &content);
  if (content.count == 0) return;
  if (!node->label) {
    add_item(l, &content);
    return;
  }
  gk_compose(l->b, node->label, l->scope, &label);
  struct gk_list_item *item = append(l, &content);
  if (item) item->label = gk_inlines_of(&label);
}

/* One for each record, or one. */
static void add_nodes(struct gk_item_list *l, const struct gk_node *node) {
  if (!node->rows) {
    add_node(l, node);
    return;
  }
  const struct gk_scope *outer = l->scope;
  struct gk_fact *list = gk_bind_records(l->b, node->rows, node->place, outer, add_item, l);
  for (size_t i = 0; list && i < list->count && !gk_arena_failed(l->b->arena); i++) {
    struct gk_scope inside = {.outer = outer, .record = list->children[i]};
    l->scope = &inside;
    add_node(l, node);
  }
  l->scope = outer;
}

static void gather(struct gk_item_list *l, struct gk_node *const *nodes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct gk_node *node = nodes[i];
    if (node->kind == GK_NODE_ITEM) {
      if (node->of) gk_bind_own_words(l->b, node->of, node->place, l->scope, add_item, l);
      else add_nodes(l, node);
    }
    if (node->kind != GK_NODE_WHEN) continue;
    bool known = false;
    struct gk_figure figure;
    struct gk_evaluation e = gk_binder_evaluation(l->b, l->scope, gk_place_none(), NULL);
    bool holds = gk_evaluate_test(&e, node->of, &known, &figure);
    if (known && holds) gather(l, node->children, node->count);
    if (known && !holds) gather(l, node->otherwise, node->otherwise_count);
    if (known) continue;
    struct gk_inline_list gap = {0};
    gk_compose_gap(l->b, &gap, &figure, node->of, node->place);
    add_item(l, &gap);
  }
}

void gk_bind_items(struct gk_item_list *l, const struct gk_node *node) {
  if (node->of) gk_bind_own_words(l->b, node->of, node->place, l->scope, add_item, l);
  else gather(l, node->children, node->count);
}

static bool has_label(struct gk_node *const *nodes, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (nodes[i]->label || has_label(nodes[i]->children, nodes[i]->count) || has_label(nodes[i]->otherwise, nodes[i]->otherwise_count)) return true;
  return false;
}

void gk_bind_list(struct gk_binder *b, const struct gk_node *node, const struct gk_level *level, const struct gk_scope *scope) {
  bool labels = has_label(node->children, node->count);
  /* A list is numbered as a section in its place would be. */
  struct gk_item_list l = {.b = b, .scope = scope, .layout = node->place, .numbering = labels ? GK_NUMBER_NONE : gk_number_resolve(node->numbering, level->depth + 1)};
  const struct gk_style *style = gk_style_begin(b, node->style ? node->style : b->cover ? "cover-list" : "item", node->place);
  gk_bind_items(&l, node);
  if (l.count == 0) return;
  struct gk_block *block = gk_block_add(b, GK_BLOCK_LIST, style, node->place);
  if (!block) return;
  block->level = 1;
  block->items = l.items;
  block->item_count = l.count;
  block->numbering = l.numbering;
  block->labels = labels;
}
