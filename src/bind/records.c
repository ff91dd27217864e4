/* Rows of records: one for each that the conditions select, with labels, 其中 rows
 * and subtotals of equal groups. Decides the order (that of the data; groups by
 * their first record) and what stands where records are missing. */
#include <string.h>

#include "bind/grid.h"
#include "bind/number.h"

enum gk_format gk_column_format(const struct gk_column *column) { return column->has_format ? column->format : gk_format_by_type(column->value); }

/* ------------------------------------------------------- which records */

static struct gk_fact *records_of(struct gk_grid *g, const struct gk_row *node, bool quiet) {
  struct gk_evaluation e = gk_binder_evaluation(g->b, g->scope, gk_place_none(), NULL);
  e.quiet = quiet;
  return node->records ? gk_evaluate_list(&e, node->records) : NULL;
}

struct gk_fact **gk_grid_selected(struct gk_grid *g, const struct gk_row *node, bool all_records, size_t *count, struct gk_fact **list) {
  *count = 0;
  *list = records_of(g, node, all_records); /* what is missing is said by the rows, or where there are none by the total */
  if (!*list || (*list)->state != GK_STATE_VALUE || (*list)->field->type != GK_TYPE_RECORDS) return NULL;
  struct gk_fact **selected = gk_arena_array(g->b->arena, (*list)->count + 1, sizeof(struct gk_fact *));
  if (!selected) return NULL;
  struct gk_evaluation e = gk_binder_evaluation(g->b, g->scope, gk_place_none(), NULL);
  for (size_t i = 0; i < (*list)->count; i++) {
    struct gk_fact *record = (*list)->children[i];
    if (!all_records && (record->subtotal || (node->of_which && gk_evaluate_selects(&e, node->of_which, record)))) continue;
    if (gk_evaluate_selects(&e, node->where, record)) selected[(*count)++] = record;
  }
  return selected;
}

/* ------------------------------------------------------- one record */

static bool is_text(const struct gk_column *column) {
  const struct gk_expr *value = column->value;
  return value && value->kind == GK_EXPR_PATH && (value->field->type == GK_TYPE_TEXT || value->field->type == GK_TYPE_CHOICE);
}

/* The column that a label of numbering stands in: that of the code's name, else the first of texts, else the first. */
static uint32_t label_column(const struct gk_grid *g) {
  uint32_t text = UINT32_MAX;
  for (uint32_t c = g->first; c < gk_grid_end(g); c++) {
    if (!is_text(g->leaves[c])) continue;
    if (g->leaves[c]->value->field->name_of) return c;
    if (text == UINT32_MAX) text = c;
  }
  return text == UINT32_MAX ? gk_grid_first(g) : text;
}

void gk_grid_record_cells(struct gk_grid *g, uint32_t row, const struct gk_scope *scope, unsigned indent, unsigned level, const char *label) {
  uint32_t first = gk_grid_first(g), labelled = label ? label_column(g) : UINT32_MAX;
  for (uint32_t c = g->first; c < gk_grid_end(g); c++) {
    const struct gk_column *column = g->leaves[c];
    struct gk_cell *cell = gk_grid_cell_at(g, row, c, 1);
    if (!cell) return;
    struct gk_inline_list list = {.keep = g->adding};
    if (c == labelled) gk_compose_text(g->b, &list, label, column->place);
    if (column->value) gk_compose_value(g->b, column->value, gk_column_format(column), column->argument, column->place, scope, &list);
    if (column->value || list.count) gk_grid_fill(g, cell, &list);
    if (c == first) cell->indent = indent;
    if (column->level_indent) cell->indent += level;
  }
}

/* ------------------------------------------------------- all records */

/* One row that says what is missing instead of records. */
static void gap_row(struct gk_grid *g, const struct gk_row *node, struct gk_fact *list) {
  uint32_t row = gk_grid_row(g, GK_ROLE_BODY);
  struct gk_cell *cell = row == UINT32_MAX ? NULL : gk_grid_cell_at(g, row, g->first, g->width);
  if (!cell) return;
  struct gk_inline_list gap = {0};
  struct gk_figure figure = {.state = list->state, .fact = list, .data = list->place};
  gk_compose_gap(g->b, &gap, &figure, node->records, node->place);
  gk_grid_fill(g, cell, &gap);
}

/* Which columns merge: those of the head, and those of the row's own cells that say so. */
static bool *merging(struct gk_grid *g, const struct gk_row *node) {
  bool *merges = gk_arena_array(g->b->arena, g->columns, sizeof *merges);
  if (!merges || g->flows) return NULL;
  for (uint32_t c = g->first; c < gk_grid_end(g); c++) merges[c] = g->leaves[c]->merge;
  uint32_t at = g->first;
  for (size_t i = 0; i < node->count; i++) {
    const struct gk_row_cell *cell = &node->cells[i];
    while (!cell->column && at < gk_grid_end(g) && g->leaves[at]->serial) at++;
    for (uint32_t c = g->first; cell->column && c < gk_grid_end(g); c++)
      if (g->leaves[c]->id && strcmp(g->leaves[c]->id, cell->column) == 0) at = c;
    if (at < gk_grid_end(g)) merges[at] |= cell->merge;
    at += cell->span ? cell->span : 1;
  }
  return merges;
}

struct listing {
  struct gk_grid *g;
  const struct gk_row *node;
  struct gk_fact *list;
  const bool *merges;
  uint32_t from; size_t first_cell; /* rows not yet merged */
  uint32_t labels;
  uint32_t group;  /* the group's first row */
  uint32_t parent; /* the subtotal's row when it stands first, else UINT32_MAX */
};

static void record_row(struct listing *l, struct gk_fact *record) {
  struct gk_grid *g = l->g;
  uint32_t row = gk_grid_row(g, GK_ROLE_BODY);
  if (row == UINT32_MAX) return;
  struct gk_scope scope = {.outer = g->scope, .record = record};
  struct gk_evaluation e = gk_binder_evaluation(g->b, g->scope, gk_place_none(), NULL);
  bool which = l->node->of_which && gk_evaluate_selects(&e, l->node->of_which, record);
  unsigned indent = l->node->indent + (which ? 1 : 0);
  char label[GK_LABEL_TEXT_MAX] = "";
  if (l->node->numbering > GK_NUMBER_NONE && !which) gk_number_label(l->node->numbering, 1, ++l->labels, label);
  g->adding = g->page_rows && !which && !record->subtotal;
  if (l->node->count) gk_grid_own_cells(g, l->node, row, &scope, indent);
  else gk_grid_record_cells(g, row, &scope, indent, 0, label[0] ? gk_arena_strdup(g->b->arena, label) : NULL);
  g->adding = false;
  gk_grid_row_sum(g, row, which ? NULL : l->list, l->parent, 1, false);
  g->record_count++;
}

static void merge_rows(struct listing *l) {
  if (l->merges) gk_grid_merge(l->g, l->from, l->g->rows, l->first_cell, l->merges);
  l->from = l->g->rows;
  l->first_cell = l->g->cell_count;
}

/* ------------------------------------------------------- subtotals */

static struct gk_figure key_of(struct gk_grid *g, const struct gk_subtotal *subtotal, struct gk_fact *record) {
  struct gk_scope scope = {.outer = g->scope, .record = record};
  struct gk_evaluation e = gk_binder_evaluation(g->b, &scope, subtotal->place, NULL);
  return gk_evaluate(&e, subtotal->by);
}

static bool same_key(const struct gk_figure *a, const struct gk_figure *b) {
  if (a->state != GK_STATE_VALUE || b->state != GK_STATE_VALUE) return a->state == b->state;
  return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

static void subtotal_row(struct listing *l, struct gk_fact **records, size_t count) {
  struct gk_grid *g = l->g;
  const struct gk_subtotal *subtotal = l->node->subtotal;
  struct gk_fact **adding = gk_arena_array(g->b->arena, count + 1, sizeof(struct gk_fact *));
  uint32_t row = gk_grid_row(g, subtotal->first ? GK_ROLE_TOTAL_ABOVE : GK_ROLE_TOTAL);
  if (!adding || row == UINT32_MAX) return;
  struct gk_evaluation e = gk_binder_evaluation(g->b, g->scope, gk_place_none(), NULL);
  size_t n = 0;
  for (size_t i = 0; i < count; i++)
    if (!records[i]->subtotal && !(l->node->of_which && gk_evaluate_selects(&e, l->node->of_which, records[i]))) adding[n++] = records[i];
  struct gk_scope scope = {.outer = g->scope, .record = records[0]};
  gk_grid_sums(g, row, adding, n, subtotal->title, subtotal->span, &scope);
  gk_grid_row_sum(g, row, l->list, UINT32_MAX, n, false);
  if (subtotal->first) l->parent = row;
  for (uint32_t r = l->group; !subtotal->first && r < row; r++)
    if (g->sums[r].list) g->sums[r].parent = row;
}

static void list_group(struct listing *l, struct gk_fact **records, size_t count) {
  bool first = l->node->subtotal->first;
  l->group = l->g->rows;
  l->parent = UINT32_MAX;
  if (first) subtotal_row(l, records, count);
  if (first) l->from = l->g->rows, l->first_cell = l->g->cell_count;
  for (size_t i = 0; i < count && !gk_grid_failed(l->g); i++) record_row(l, records[i]);
  merge_rows(l);
  if (!first) subtotal_row(l, records, count);
  l->from = l->g->rows;
  l->first_cell = l->g->cell_count;
}

/* Groups in the order of their first records; within one, the order of the data. */
static void list_groups(struct listing *l, struct gk_fact **records, size_t count) {
  struct gk_arena *arena = l->g->b->arena;
  struct gk_figure *keys = gk_arena_array(arena, count + 1, sizeof *keys);
  bool *done = gk_arena_array(arena, count + 1, sizeof *done);
  struct gk_fact **group = gk_arena_array(arena, count + 1, sizeof(struct gk_fact *));
  if (!keys || !done || !group) return;
  for (size_t i = 0; i < count; i++) keys[i] = key_of(l->g, l->node->subtotal, records[i]);
  for (size_t i = 0; i < count; i++) {
    size_t n = 0;
    for (size_t k = i; k < count && !done[i]; k++)
      if (!done[k] && same_key(&keys[i], &keys[k])) {
        group[n++] = records[k];
        if (k > i) done[k] = true;
      }
    if (n) list_group(l, group, n);
  }
}

void gk_grid_records(struct gk_grid *g, const struct gk_row *node) {
  struct gk_fact *list = records_of(g, node, false);
  if (!list) return;
  if (list->state == GK_STATE_MISSING || list->state == GK_STATE_INVALID) {
    gap_row(g, node, list);
    g->record_count++;
    return;
  }
  if (node->tree) {
    gk_grid_tree(g, node, list);
    return;
  }
  size_t count;
  struct gk_fact **records = gk_grid_selected(g, node, true, &count, &list);
  struct listing l = {.g = g, .node = node, .list = list, .parent = UINT32_MAX, .merges = merging(g, node), .from = g->rows, .first_cell = g->cell_count};
  if (node->subtotal) list_groups(&l, records, count);
  else
    for (size_t i = 0; i < count && !gk_grid_failed(g); i++) record_row(&l, records[i]);
  merge_rows(&l);
}
