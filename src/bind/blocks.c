/* The nodes of a document to blocks: title, paragraphs, alternatives. Decides
 * what becomes of a paragraph that comes to nothing (it is not there) and of the
 * department's own words (their text as it is, their {…} as figures). Sections
 * are sections.c's, lists lists.c's, tables table.c's, what stands around the
 * text parts.c's, what makes a book book.c's. */
#include <string.h>

#include "bind/binder.h"

struct gk_block *gk_block_add(struct gk_binder *b, enum gk_block_kind kind, const struct gk_style *style, struct gk_place layout) {
  struct gk_block *blocks = gk_arena_grow(b->arena, b->blocks, &b->block_capacity, b->block_count + 1, sizeof *blocks);
  if (!blocks) return NULL;
  b->blocks = blocks;
  struct gk_block *block = &blocks[b->block_count++];
  *block = (struct gk_block){.kind = kind, .style = style, .part = b->part, .layout = layout};
  return block;
}

const struct gk_style *gk_style_for(struct gk_binder *b, const char *name, struct gk_place layout) {
  const struct gk_style *style = gk_layout_style(b->layout, name);
  if (style) return style;
  gk_report(b->sink, &gk_msg_bind_style, gk_place_none(), layout, name);
  return b->layout->style_count ? b->layout->styles[0] : NULL;
}

const struct gk_style *gk_style_begin(struct gk_binder *b, const char *name, struct gk_place layout) {
  const struct gk_style *style = gk_style_for(b, name, layout);
  b->decimals = style ? style->decimals : GK_DECIMALS_TRIM;
  return style;
}

/* ------------------------------------------------------- own words */

static void own_text(struct gk_binder *b, struct gk_fact *fact, const struct gk_expr *of, struct gk_place layout, struct gk_inline_list *list) {
  if (fact->state == GK_STATE_MISSING) gk_formula_report_missing(b->facts, fact, layout, b->sink);
  struct gk_figure figure = gk_figure_of_fact(fact);
  if (fact->state == GK_STATE_VALUE && !fact->text) figure.state = GK_STATE_INVALID; /* a figure is no paragraph */
  if (figure.state == GK_STATE_BLANK) return;
  struct gk_template *t = NULL;
  if (figure.state == GK_STATE_VALUE) {
    t = gk_template_parse_quotes(b->arena, fact->text, fact->size, fact->place, b->facts->root->field, b->sink);
    if (!t) figure.state = GK_STATE_INVALID;
  }
  if (!t) {
    gk_compose_gap(b, list, &figure, of, layout);
    return;
  }
  gk_compose_own(b, t, layout, list);
  struct gk_operands operands = {&fact, 1, 1};
  gk_uses_add(b, &operands, fact->text, layout);
}

void gk_bind_own_words(struct gk_binder *b, const struct gk_expr *of, struct gk_place layout, const struct gk_scope *scope,
                       void (*add)(void *user, struct gk_inline_list *list), void *user) {
  size_t used = 0;
  struct gk_evaluation e = gk_binder_evaluation(b, scope, layout, NULL);
  struct gk_fact *fact = gk_evaluate_path(&e, of, &used);
  if (!fact) return;
  struct gk_inline_list list = {0};
  if (fact->kind == GK_FACT_SCALAR) {
    own_text(b, fact, of, layout, &list);
    if (list.count) add(user, &list);
    return;
  }
  if (fact->state == GK_STATE_MISSING) gk_fact_report_missing(b->facts, fact, layout, b->sink);
  if (fact->state == GK_STATE_MISSING || fact->state == GK_STATE_INVALID) {
    struct gk_figure figure = {.state = fact->state, .fact = fact, .data = fact->place};
    gk_compose_gap(b, &list, &figure, of, layout);
    add(user, &list);
    return;
  }
  for (size_t i = 0; i < fact->count && fact->kind == GK_FACT_LIST; i++) {
    if (fact->children[i]->kind != GK_FACT_SCALAR) continue;
    list = (struct gk_inline_list){0};
    own_text(b, fact->children[i], of, layout, &list);
    if (list.count) add(user, &list);
  }
}

/* ------------------------------------------------------- records */

struct gk_fact *gk_bind_records(struct gk_binder *b, const struct gk_expr *rows, struct gk_place layout, const struct gk_scope *scope,
                                void (*add)(void *user, struct gk_inline_list *list), void *user) {
  struct gk_evaluation e = gk_binder_evaluation(b, scope, gk_place_none(), NULL);
  struct gk_fact *list = gk_evaluate_list(&e, rows);
  if (!list || (list->state != GK_STATE_MISSING && list->state != GK_STATE_INVALID)) return list;
  struct gk_inline_list gap = {0};
  struct gk_figure figure = {.state = list->state, .fact = list, .data = list->place};
  gk_compose_gap(b, &gap, &figure, rows, layout);
  if (gap.count) add(user, &gap);
  return NULL;
}

void gk_bind_gap(void *user, struct gk_inline_list *list) {
  struct gk_gap *gap = user;
  struct gk_block *block = gk_block_add(gap->b, GK_BLOCK_PARAGRAPH, gk_style_for(gap->b, "body", gap->layout), gap->layout);
  if (block) block->content = gk_inlines_of(list);
}

void gk_bind_each(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope, gk_bind_one *one) {
  if (!node->rows) {
    one(b, node, level, scope);
    return;
  }
  struct gk_gap gap = {b, node->place};
  struct gk_fact *list = gk_bind_records(b, node->rows, node->place, scope, gk_bind_gap, &gap);
  for (size_t i = 0; list && i < list->count && !gk_arena_failed(b->arena); i++) {
    struct gk_scope inside = {.outer = scope, .record = list->children[i]};
    one(b, node, level, &inside);
  }
}

/* ------------------------------------------------------- paragraphs */

struct paragraph { struct gk_binder *b; const struct gk_style *style; const struct gk_node *node; };

static void add_paragraph(void *user, struct gk_inline_list *list) {
  struct paragraph *p = user;
  struct gk_block *block = gk_block_add(p->b, GK_BLOCK_PARAGRAPH, p->style, p->node->place);
  if (block) block->content = gk_inlines_of(list);
}

static void paragraph(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope) {
  bool title = node->kind == GK_NODE_TITLE;
  const char *usual = b->cover ? (title ? "cover-title" : "cover-line") : title ? "title" : "body", *name = node->style ? node->style : usual;
  if (title && b->part_titled) return;
  struct paragraph p = {b, gk_style_begin(b, name, node->place), node};
  if (node->of) {
    gk_bind_own_words(b, node->of, node->place, scope, add_paragraph, &p);
    return;
  }
  struct gk_inline_list list = {0};
  gk_compose(b, node->content, scope, &list);
  if (list.count == 0) return;
  struct gk_block *block = gk_block_add(b, title ? GK_BLOCK_TITLE : GK_BLOCK_PARAGRAPH, p.style, node->place);
  if (!block) return;
  block->content = gk_inlines_of(&list);
  if (title && b->part) block->level = level->nesting = 1; /* the headings of the part are below it */
}

void gk_bind_paragraph(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope) {
  gk_bind_each(b, node, level, scope, paragraph);
}

/* ------------------------------------------------------- alternatives */

void gk_bind_when(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope) {
  bool known = false;
  struct gk_figure figure;
  struct gk_evaluation e = gk_binder_evaluation(b, scope, gk_place_none(), NULL);
  bool holds = gk_evaluate_test(&e, node->of, &known, &figure);
  if (known) {
    if (holds) gk_bind_nodes(b, node->children, node->count, level, scope);
    else gk_bind_nodes(b, node->otherwise, node->otherwise_count, level, scope);
    return;
  }
  /* Neither side: either could be wrong, and would complain of things that may not be wanted. */
  struct gk_inline_list gap = {0};
  gk_compose_gap(b, &gap, &figure, node->of, node->place);
  struct gk_block *block = gap.count ? gk_block_add(b, GK_BLOCK_PARAGRAPH, gk_style_for(b, "body", node->place), node->place) : NULL;
  if (block) block->content = gk_inlines_of(&gap);
}

static void bind_table_block(struct gk_binder *b, const struct gk_node *node, const struct gk_level *level, const struct gk_scope *scope);

/* A form for each record. */
static void bind_forms(struct gk_binder *b, const struct gk_node *node, const struct gk_level *level, const struct gk_scope *scope) {
  struct gk_gap gap = {b, node->place};
  struct gk_fact *list = gk_bind_records(b, node->table->each, node->place, scope, gk_bind_gap, &gap);
  if (!list) return;
  struct gk_table_node one = *node->table;
  struct gk_node each = *node;
  one.each = NULL;
  each.table = &one;
  for (size_t i = 0; i < list->count && !gk_arena_failed(b->arena); i++) {
    struct gk_scope inside = {.outer = scope, .record = list->children[i]};
    bind_table_block(b, &each, level, &inside);
  }
}

static void bind_table_block(struct gk_binder *b, const struct gk_node *node, const struct gk_level *level, const struct gk_scope *scope) {
  if (!node->table) return;
  if (node->table->each) {
    bind_forms(b, node, level, scope);
    return;
  }
  const char *outer = b->where;
  struct gk_table *table = gk_bind_table(b, node->table, node->id, node->place, scope);
  b->where = outer;
  if (!table) return;
  struct gk_block *block = gk_block_add(b, GK_BLOCK_TABLE, gk_style_for(b, node->style ? node->style : "body", node->place), node->place);
  if (!block) return;
  block->table = table;
  block->level = level->nesting + 1;
}

void gk_bind_nodes(struct gk_binder *b, struct gk_node *const *nodes, size_t count, struct gk_level *level, const struct gk_scope *scope) {
  for (size_t i = 0; i < count && !gk_arena_failed(b->arena); i++) {
    const struct gk_node *node = nodes[i];
    switch (node->kind) {
      case GK_NODE_TITLE:
      case GK_NODE_P: gk_bind_paragraph(b, node, level, scope); break;
      case GK_NODE_SECTION: gk_bind_section(b, node, level, scope); break;
      case GK_NODE_LIST: gk_bind_list(b, node, level, scope); break;
      case GK_NODE_TABLE: bind_table_block(b, node, level, scope); break;
      case GK_NODE_WHEN: gk_bind_when(b, node, level, scope); break;
      case GK_NODE_SIGNATURE: gk_bind_signature(b, node, scope); break;
      case GK_NODE_ATTACHMENTS: gk_bind_attachments(b, node, scope); break;
      case GK_NODE_ANNEX: gk_bind_annex(b, node, level, scope); break;
      case GK_NODE_COVER: gk_bind_cover(b, node); break;
      case GK_NODE_CONTENTS: gk_bind_contents(b, node); break;
      case GK_NODE_INCLUDE: gk_bind_include(b, node, scope); break;
      case GK_NODE_ITEM: break; /* only in lists */
    }
  }
}
