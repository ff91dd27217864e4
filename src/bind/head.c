/* The head tree to cells: its leaves are the columns, spans are derived. A leaf
 * reaches down to the last head row (CY/T 170: no empty head cells). */
#include "bind/grid.h"

static uint32_t leaves_under(const struct gk_column *column) {
  if (!column->group) return 1;
  uint32_t n = 0;
  for (size_t i = 0; i < column->count; i++) n += leaves_under(column->children[i]);
  return n;
}

static uint32_t depth_of(const struct gk_column *column) {
  uint32_t depth = 0;
  for (size_t i = 0; column->group && i < column->count; i++) {
    uint32_t d = depth_of(column->children[i]);
    if (d > depth) depth = d;
  }
  return depth + 1;
}

static void gather_leaves(struct gk_grid *g, const struct gk_column *column) {
  if (!column->group) g->leaves[g->columns++] = column;
  else
    for (size_t i = 0; i < column->count; i++) gather_leaves(g, column->children[i]);
}

static struct gk_inlines title_of(struct gk_grid *g, const struct gk_column *column) {
  struct gk_inline_list list = {0};
  const struct gk_expr *value = column->value;
  if (column->title) gk_compose(g->b, column->title, g->scope, &list);
  else if (value && value->kind == GK_EXPR_PATH && value->field)
    gk_compose_text(g->b, &list, value->field->title ? value->field->title : value->field->name, column->place);
  return gk_inlines_of(&list);
}

/* 斜线表头: what heads the columns, then, on lines of its own, what heads the rows. */
static struct gk_inlines cornered(struct gk_grid *g, const struct gk_column *column, struct gk_inlines title, uint32_t *below) {
  struct gk_inline_list list = {0};
  gk_compose(g->b, column->below, g->scope, &list);
  struct gk_inlines all = {gk_arena_array(g->b->arena, title.count + list.count + 1, sizeof *all.items), title.count + list.count};
  if (!all.items || list.count == 0) return title;
  size_t bytes = 0;
  for (size_t i = 0; i < title.count; i++) bytes += (all.items[i] = title.items[i]).size;
  for (size_t i = 0; i < list.count; i++) all.items[title.count + i] = list.items[i];
  all.items[title.count].break_forced = title.count > 0;
  *below = (uint32_t)bytes;
  return all;
}

/* The cells that begin in head row `row`, at column `at` and right of it. */
static void head_row(struct gk_grid *g, const struct gk_column *column, uint32_t depth, uint32_t row, uint32_t at) {
  if (depth == row) {
    uint32_t span = leaves_under(column);
    if (span == 0) return;
    struct gk_cell *cell = gk_grid_cell(g, GK_CELL_COLUMN_HEAD, row, at, column->group ? 1 : g->head_rows - row, span);
    if (!cell) return;
    struct gk_inlines title = title_of(g, column);
    if (column->vertical) title = gk_grid_vertical(g, title);
    cell->vertical = column->vertical;
    if (column->below) title = cornered(g, column, title, &cell->below);
    cell->content = title;
    cell->state = gk_inlines_state(title);
    cell->align = cell->below ? GK_STYLE_START : g->head_align;
    cell->note = column->note;
    return;
  }
  for (size_t i = 0; column->group && i < column->count; i++) {
    head_row(g, column->children[i], depth + 1, row, at);
    at += leaves_under(column->children[i]);
  }
}

/* ------------------------------------------------------- numbers of the columns */

/* Which columns are numbered where the layout does not say: all but row heads and running numbers. */
static bool is_numbered(const struct gk_column *column) {
  if (column->numbered == GK_NUMBERED_AUTO) return !column->head && !column->serial;
  return column->numbered == GK_NUMBERED_YES;
}

/* The label stands in the columns before the first number, or where the layout says. */
static bool is_label(const struct gk_grid *g, uint32_t c) {
  if (g->leaves[c]->numbered != GK_NUMBERED_AUTO) return g->leaves[c]->numbered == GK_NUMBERED_LABEL;
  for (uint32_t i = 0; i <= c; i++)
    if (g->leaves[i]->numbered != GK_NUMBERED_AUTO || is_numbered(g->leaves[i])) return false;
  return true;
}

/* 栏次 1 2 3: a last row of the head. */
static void numbers_row(struct gk_grid *g) {
  uint32_t row = gk_grid_row(g, GK_ROLE_NUMBERS), n = 0;
  if (row == UINT32_MAX) return;
  g->head_rows++;
  for (uint32_t c = 0; c < g->columns;) {
    uint32_t span = 1;
    bool label = is_label(g, c);
    while (label && c + span < g->columns && is_label(g, c + span)) span++;
    struct gk_cell *cell = gk_grid_cell(g, GK_CELL_COLUMN_HEAD, row, c, 1, span);
    if (!cell) return;
    struct gk_inline_list list = {0};
    if (label) gk_compose(g->b, g->node->numbers, g->scope, &list);
    else if (is_numbered(g->leaves[c])) gk_compose_text(g->b, &list, gk_arena_printf(g->b->arena, "%u", ++n), g->layout);
    cell->content = gk_inlines_of(&list);
    cell->state = gk_inlines_state(cell->content);
    cell->align = g->head_align;
    c += span;
  }
}

bool gk_grid_head(struct gk_grid *g) {
  const struct gk_table_node *node = g->node;
  uint32_t leaves = 0;
  for (size_t i = 0; i < node->column_count; i++) {
    leaves += leaves_under(node->columns[i]);
    uint32_t depth = depth_of(node->columns[i]);
    if (depth > g->head_rows) g->head_rows = depth;
  }
  if (leaves == 0) return false;
  g->leaves = gk_arena_array(g->b->arena, leaves, sizeof(const struct gk_column *));
  if (!g->leaves) return false;
  for (size_t i = 0; i < node->column_count; i++) gather_leaves(g, node->columns[i]);
  if (node->form) {
    g->head_rows = 0;
    return !gk_grid_failed(g);
  }
  for (uint32_t row = 0; row < g->head_rows; row++) {
    if (gk_grid_row(g, GK_ROLE_HEAD) == UINT32_MAX) return false;
    uint32_t at = 0;
    for (size_t i = 0; i < node->column_count; i++) {
      head_row(g, node->columns[i], 0, row, at);
      at += leaves_under(node->columns[i]);
    }
  }
  if (node->numbers) numbers_row(g);
  return !gk_grid_failed(g);
}
