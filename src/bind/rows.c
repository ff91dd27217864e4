/* The body of a table, row by row, in a window of its columns: rows written in the
 * layout, rows of records, totals, bands of rows with one label to their left, and
 * the blank rows of an empty table. Decides which column a cell belongs to; places
 * that no cell claims get an empty one. */
#include <string.h>

#include "bind/grid.h"

static enum gk_cell_kind kind_of(const struct gk_column *column) { return column->head ? GK_CELL_ROW_HEAD : GK_CELL_DATA; }

struct gk_cell *gk_grid_cell_at(struct gk_grid *g, uint32_t row, uint32_t c, uint32_t span) {
  const struct gk_column *column = g->leaves[c];
  struct gk_cell *cell = gk_grid_cell(g, kind_of(column), row, c, 1, span);
  if (!cell) return NULL;
  cell->state = GK_STATE_BLANK;
  cell->align = column->has_align ? column->align : column->serial ? GK_STYLE_CENTER : g->cell_align;
  cell->distribute = column->distribute;
  return cell;
}

void gk_grid_empty_row(struct gk_grid *g, enum gk_row_role role) {
  uint32_t row = gk_grid_row(g, role);
  if (row == UINT32_MAX) return;
  for (uint32_t c = g->first; c < gk_grid_end(g); c++) gk_grid_cell_at(g, row, c, 1);
}

uint32_t gk_grid_first(const struct gk_grid *g) {
  uint32_t c = g->first;
  while (c < gk_grid_end(g) && g->leaves[c]->serial) c++;
  return c;
}

/* ------------------------------------------------------- rows with cells of their own */

static uint32_t column_named(const struct gk_grid *g, const char *id) {
  for (uint32_t c = g->first; c < gk_grid_end(g); c++)
    if (g->leaves[c]->id && strcmp(g->leaves[c]->id, id) == 0) return c;
  return UINT32_MAX;
}

/* Which cell of the row begins at each column; false when they do not fit. */
static bool place_cells(struct gk_grid *g, const struct gk_row *row, const struct gk_row_cell **at, bool *covered) {
  uint32_t next = g->first, end = gk_grid_end(g);
  for (size_t i = 0; i < row->count; i++) {
    const struct gk_row_cell *cell = &row->cells[i];
    uint32_t span = cell->span ? cell->span : 1;
    while (!cell->column && next < end && g->leaves[next]->serial) next++;
    uint32_t c = cell->column ? column_named(g, cell->column) : next;
    if (c >= end || span > end - c) return false;
    for (uint32_t k = c; k < c + span; k++) {
      if (covered[k]) return false;
      covered[k] = true;
    }
    at[c] = cell;
    next = c + span;
  }
  return true;
}

static void report_row(struct gk_grid *g, const struct gk_row *row) {
  const char *columns = gk_arena_printf(g->b->arena, "%u", g->width);
  gk_report(g->b->sink, &gk_msg_bind_row_cells, gk_place_none(), row->place.source ? row->place : g->layout, gk_or_empty(columns));
}

/* Paragraphs of a cell, each on lines of its own. */
struct words { struct gk_binder *b; struct gk_inline_list list; };

static void add_words(void *user, struct gk_inline_list *list) {
  struct words *w = user;
  for (size_t i = 0; i < list->count; i++) {
    struct gk_inline *items = gk_arena_grow(w->b->arena, w->list.items, &w->list.capacity, w->list.count + 1, sizeof *items);
    if (!items) return;
    w->list.items = items;
    items[w->list.count] = list->items[i];
    if (i == 0 && w->list.count) items[w->list.count].break_forced = true;
    w->list.count++;
  }
}

static void fill_own(struct gk_grid *g, struct gk_cell *cell, const struct gk_row_cell *node, const struct gk_scope *scope) {
  struct words words = {.b = g->b, .list = {.keep = g->adding && !node->of}};
  if (node->of) gk_bind_own_words(g->b, node->of, node->place, scope, add_words, &words);
  else gk_compose(g->b, node->content, scope, &words.list);
  gk_grid_fill(g, cell, &words.list);
  /* {合计(…)}, {甲 + 乙}: not in the rows of records, whose scope is their own. */
  const struct gk_piece *piece = node->content && node->content->count == 1 ? &node->content->pieces[0] : NULL;
  if (scope == g->scope && cell->figure && !words.list.fact && piece && piece->kind == GK_PIECE_FIGURE) gk_grid_note_sum(g, cell, piece->expr, piece->place);
  cell->note = node->note;
  if (node->head == GK_CELL_HEAD_ROW) cell->kind = GK_CELL_ROW_HEAD;
  if (node->head == GK_CELL_HEAD_COLUMN) cell->kind = GK_CELL_COLUMN_HEAD;
  if (node->head && !g->leaves[cell->column]->has_align) cell->align = g->head_align;
  if (node->has_align) cell->align = node->align;
  cell->vertical = node->vertical;
  if (node->vertical) cell->content = gk_grid_vertical(g, cell->content);
}

void gk_grid_own_cells(struct gk_grid *g, const struct gk_row *node, uint32_t row, const struct gk_scope *scope, unsigned indent) {
  const struct gk_row_cell **at = gk_arena_array(g->b->arena, g->columns, sizeof(const struct gk_row_cell *));
  bool *covered = gk_arena_array(g->b->arena, g->columns, sizeof *covered);
  if (!at || !covered) return;
  if (!place_cells(g, node, at, covered)) {
    report_row(g, node);
    memset(at, 0, g->columns * sizeof(const struct gk_row_cell *));
  }
  uint32_t first = gk_grid_first(g);
  for (uint32_t c = g->first; c < gk_grid_end(g);) {
    uint32_t span = at[c] && at[c]->span ? at[c]->span : 1;
    struct gk_cell *cell = gk_grid_cell_at(g, row, c, span);
    if (!cell) return;
    if (at[c]) fill_own(g, cell, at[c], scope);
    if (c == first) cell->indent = indent;
    c += span;
  }
}

/* ------------------------------------------------------- kinds of rows */

static bool is_wanted(struct gk_grid *g, const struct gk_row *node) {
  if (!node->test) return true;
  bool known = false;
  struct gk_evaluation e = gk_binder_evaluation(g->b, g->scope, gk_place_none(), NULL);
  return gk_evaluate_test(&e, node->test, &known, NULL) && known;
}

static void bind_fixed(struct gk_grid *g, const struct gk_row *node) {
  uint32_t row = gk_grid_row(g, node->total ? GK_ROLE_TOTAL : GK_ROLE_BODY);
  if (row == UINT32_MAX) return;
  g->adding = g->page_rows && !node->total && !node->indent;
  gk_grid_own_cells(g, node, row, g->scope, node->indent);
  g->adding = false;
}

/* The label covers the rows beside it; it is their head. */
static void bind_band(struct gk_grid *g, const struct gk_row *node) {
  uint32_t from = g->rows, first = g->first, width = g->width, span = node->span < width ? node->span : width - 1;
  if (width < 2) return;
  g->first += span;
  g->width -= span;
  gk_grid_rows(g, node->rows, node->row_count, false);
  if (g->rows == from) gk_grid_empty_row(g, GK_ROLE_BODY);
  g->first = first;
  g->width = width;
  struct gk_cell *cell = gk_grid_failed(g) ? NULL : gk_grid_cell(g, GK_CELL_ROW_HEAD, from, first, g->rows - from, span);
  if (!cell) return;
  struct gk_inline_list title = {0};
  gk_compose(g->b, node->title, g->scope, &title);
  cell->content = gk_inlines_of(&title);
  cell->state = gk_inlines_state(cell->content);
  cell->align = g->head_align;
  cell->vertical = node->vertical;
  if (node->vertical) cell->content = gk_grid_vertical(g, cell->content);
}

void gk_grid_rows(struct gk_grid *g, const struct gk_row *rows, size_t count, bool foot) {
  for (size_t i = 0; i < count && !gk_grid_failed(g); i++) {
    const struct gk_row *row = &rows[i];
    if (row->foot != foot || !is_wanted(g, row)) continue;
    switch (row->kind) {
      case GK_ROW_RECORDS: gk_grid_records(g, row); break;
      case GK_ROW_FIXED: bind_fixed(g, row); break;
      case GK_ROW_TOTAL: gk_grid_total(g, row); break;
      case GK_ROW_BAND: bind_band(g, row); break;
    }
  }
}

bool gk_grid_has_records(struct gk_grid *g, const struct gk_row *rows, size_t count, bool *any_rows) {
  bool found = false;
  for (size_t i = 0; i < count; i++) {
    const struct gk_row *row = &rows[i];
    if (row->kind == GK_ROW_BAND) found |= gk_grid_has_records(g, row->rows, row->row_count, any_rows);
    if (row->kind != GK_ROW_RECORDS || !row->records) continue;
    *any_rows = true;
    if (!is_wanted(g, row)) continue;
    size_t n = 0;
    struct gk_fact *list = NULL;
    gk_grid_selected(g, row, true, &n, &list);
    found |= n > 0 || !list || list->state == GK_STATE_MISSING || list->state == GK_STATE_INVALID || row->all;
  }
  return found;
}

/* Blank rows stand where the first records would. */
static void blank_rows(struct gk_grid *g) {
  for (unsigned i = 0; i < g->node->empty_rows; i++) gk_grid_empty_row(g, GK_ROLE_EMPTY);
}

void gk_grid_body(struct gk_grid *g) {
  const struct gk_table_node *node = g->node;
  g->first = 0;
  g->width = g->columns;
  if (node->side_count) {
    gk_grid_sides(g);
  } else {
    bool any = false, filled = !node->empty || gk_grid_has_records(g, node->rows, node->row_count, &any);
    for (size_t i = 0; i < node->row_count; i++) {
      gk_grid_rows(g, &node->rows[i], 1, false);
      if (filled || node->rows[i].kind != GK_ROW_RECORDS) continue;
      blank_rows(g);
      filled = true;
    }
  }
  if (!node->side_count) gk_grid_settle_addends(g);
  if (!node->side_count) gk_grid_rounding_rows(g);
  gk_grid_rounding_facts(g);
  gk_grid_finish(g);
}
