/* Rows of a tree of codes: 类, 款 and 项, each above what it is the sum of. Decides
 * which codes have a row: those of the records the conditions select, those above
 * them, at the levels the layout wants; with all="yes" also those of the year's
 * table that a condition on codes alone selects. A subtotal that the data gives is printed as given (it was compared with
 * its parts); any other is added up. */
#include <stdlib.h>
#include <string.h>

#include "bind/grid.h"
#include "bind/number.h"

struct node { const char *code; size_t size; unsigned level; };
struct rows {
  struct gk_grid *g;
  const struct gk_row *row;
  struct gk_fact *list;
  const struct gk_code_table *table;
  struct gk_fact **leaves; const char **codes; size_t leaf_count; /* selected records that are no subtotals, by code */
  struct node *nodes; size_t count, capacity;
  unsigned top;      /* the highest level printed */
  struct { const struct node *node; uint32_t row; } above[GK_CODE_LEVELS_MOST]; /* the last rows of the levels above */
};

/* The level of a code; without a table of the year any code is of the first. */
static unsigned level_of(const struct rows *t, size_t size) {
  unsigned level = t->table ? gk_code_level(t->table, size) : 0;
  return level ? level : 1;
}

static bool is_printed(const struct rows *t, unsigned level) { return t->row->levels == 0 || ((t->row->levels >> (level - 1)) & 1); }

static void add_node(struct rows *t, const char *code, size_t size) {
  unsigned level = level_of(t, size);
  if (!is_printed(t, level)) return;
  struct node *nodes = gk_arena_grow(t->g->scratch, t->nodes, &t->capacity, t->count + 1, sizeof *nodes);
  if (!nodes) return;
  t->nodes = nodes;
  nodes[t->count++] = (struct node){code, size, level};
}

static int compare(const void *a, const void *b) {
  const struct node *x = a, *y = b;
  size_t n = x->size < y->size ? x->size : y->size;
  int order = memcmp(x->code, y->code, n);
  return order ? order : (x->size > y->size) - (x->size < y->size);
}

static void unique(struct rows *t) {
  if (t->count > 1) qsort(t->nodes, t->count, sizeof *t->nodes, compare);
  size_t kept = 0;
  for (size_t i = 0; i < t->count; i++)
    if (kept == 0 || compare(&t->nodes[kept - 1], &t->nodes[i]) != 0) t->nodes[kept++] = t->nodes[i];
  t->count = kept;
  t->top = GK_CODE_LEVELS_MOST;
  for (size_t i = 0; i < t->count; i++)
    if (t->nodes[i].level < t->top) t->top = t->nodes[i].level;
}

/* Whether the condition asks for nothing of a record but its code: then it holds, or not, also of a code that no record has. */
static bool is_on_codes(const struct gk_field *tree, const struct gk_expr *e) {
  if (!e) return true;
  if (e->kind == GK_EXPR_CALL) return false;
  return (e->kind != GK_EXPR_PATH || e->field == tree) && is_on_codes(tree, e->a) && is_on_codes(tree, e->b);
}

/* Codes of the year's table, with figures or without. */
static void gather_all(struct rows *t) {
  struct gk_binder *b = t->g->b;
  const struct gk_expr *where = t->row->where && is_on_codes(t->list->field->tree, t->row->where) ? t->row->where : NULL;
  struct gk_scope scope = {.outer = t->g->scope, .record = gk_fact_blank_record(b->facts, t->list)};
  struct gk_evaluation e = gk_binder_evaluation(b, &scope, gk_place_none(), NULL);
  for (size_t i = 0; scope.record && i < t->table->count; i++) {
    const struct gk_code *code = &t->table->codes[i];
    bool known = true, holds = true;
    scope.code = code->id;
    if (where) holds = gk_evaluate_test(&e, where, &known, NULL);
    if (known && holds && b->facts->year >= code->since && b->facts->year <= code->until) add_node(t, code->id, strlen(code->id));
  }
}

/* A record without its code would be in the total, but have no row. */
static void want_codes(struct rows *t) {
  struct gk_facts *facts = t->g->b->facts;
  for (size_t i = 0; i < t->list->count; i++) {
    struct gk_fact *code = gk_fact_child(facts, t->list->children[i], t->list->field->tree);
    if (code) gk_fact_report_missing(facts, code, t->row->place, t->g->b->sink);
  }
}

/* Selected records by code, and the codes of their rows. */
static bool gather(struct rows *t) {
  const struct gk_tree *tree = t->list->tree;
  size_t most = tree ? tree->count : 0;
  t->leaves = gk_arena_array(t->g->scratch, most + 1, sizeof(struct gk_fact *));
  t->codes = gk_arena_array(t->g->scratch, most + 1, sizeof(char *));
  if (!t->leaves || !t->codes) return false;
  struct gk_evaluation e = gk_binder_evaluation(t->g->b, t->g->scope, gk_place_none(), NULL);
  for (size_t i = 0; i < most; i++) {
    const struct gk_tree_entry *entry = &tree->entries[i];
    if (entry->record->subtotal || !gk_evaluate_selects(&e, t->row->where, entry->record)) continue;
    t->codes[t->leaf_count] = entry->code;
    t->leaves[t->leaf_count++] = entry->record;
    for (size_t k = 0; t->table && k < t->table->level_count && t->table->levels[k] < entry->size; k++) add_node(t, entry->code, t->table->levels[k]);
    add_node(t, entry->code, entry->size);
  }
  if (t->row->all && t->table) gather_all(t);
  unique(t);
  return !gk_grid_failed(t->g);
}

/* ------------------------------------------------------- one row */

static size_t first_leaf(const struct rows *t, const struct node *n) {
  size_t low = 0, high = t->leaf_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strncmp(t->codes[middle], n->code, n->size) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The record of exactly this code, or NULL; *whole: all records below it are selected. */
static struct gk_fact *record_of(const struct rows *t, const struct node *n, size_t selected, bool *whole) {
  const struct gk_tree *tree = t->list->tree;
  struct gk_fact *record = NULL;
  size_t leaves = 0;
  for (size_t i = tree ? gk_tree_find(tree, n->code, n->size) : 0; tree && i < tree->count && gk_code_begins(tree->entries[i].code, n->code, n->size); i++) {
    if (!record && tree->entries[i].size == n->size) record = tree->entries[i].record;
    leaves += !tree->entries[i].record->subtotal;
  }
  *whole = leaves == selected;
  return record;
}

static bool is_of_code(const struct rows *t, const struct gk_column *column) {
  const struct gk_expr *value = column->value;
  if (!value || value->kind != GK_EXPR_PATH) return false;
  return value->field == t->list->field->tree || (value->field->name_of && value->field->name_of == t->list->field->tree);
}

/* No record is this code, and no table has its name: said once, at the first record below it. */
static void report_nameless(struct rows *t, const struct gk_column *column, const struct gk_scope *scope) {
  struct gk_facts *facts = t->g->b->facts;
  if (gk_codes_without_year(facts, t->g->b->sink)) return;
  for (size_t i = 0; i < facts->nameless_count; i++)
    if (strcmp(facts->nameless[i], scope->code) == 0) return;
  const char **nameless = gk_arena_grow(facts->arena, facts->nameless, &facts->nameless_capacity, facts->nameless_count + 1, sizeof *nameless);
  if (!nameless) return;
  facts->nameless = nameless;
  nameless[facts->nameless_count++] = scope->code;
  const struct gk_fact *code = gk_fact_child(facts, scope->record, t->list->field->tree);
  const char *year = gk_arena_printf(facts->arena, "%lld", (long long)facts->year);
  gk_report(t->g->b->sink, &gk_msg_bind_code_name, code ? code->place : t->list->place, column->place, scope->code, gk_or_empty(year), t->table ? t->table->title : "");
}

static void compose_code(struct rows *t, const struct gk_column *column, struct gk_cell *cell, const struct gk_scope *scope, const char *label) {
  struct gk_inline_list list = {0};
  struct gk_binder *b = t->g->b;
  if (label && column->value->field->name_of) gk_compose_text(b, &list, label, column->place);
  if (column->value->field->name_of && !scope->code_name && scope->records) {
    struct gk_figure gap = {.state = GK_STATE_MISSING, .data = t->list->place};
    report_nameless(t, column, scope);
    gk_compose_gap(b, &list, &gap, column->value, column->place);
  } else {
    gk_compose_value(b, column->value, gk_column_format(column), column->argument, column->place, scope, &list);
  }
  gk_grid_fill(t->g, cell, &list);
}

/* What a subtotal's own record says, when all that the column asks for is written there: of half of it nothing can be said. */
static bool given(struct rows *t, const struct gk_column *column, struct gk_cell *cell, const struct gk_scope *own) {
  struct gk_operands operands = {0};
  struct gk_evaluation e = gk_binder_evaluation(t->g->b, own, column->place, &operands);
  e.quiet = true;
  struct gk_figure figure = gk_evaluate(&e, column->value);
  if (figure.state == GK_STATE_INVALID || operands.count == 0) return false;
  for (size_t i = 0; i < operands.count; i++)
    if (!operands.items[i]->given) return false;
  struct gk_inline_list list = {.keep = t->g->adding};
  gk_compose_value(t->g->b, column->value, gk_column_format(column), column->argument, column->place, own, &list);
  gk_grid_fill(t->g, cell, &list);
  return true;
}

static void subtotal_cells(struct rows *t, uint32_t row, const struct gk_scope *over, const struct gk_scope *own, unsigned level, const char *label) {
  struct gk_grid *g = t->g;
  uint32_t first = gk_grid_first(g);
  size_t first_cell = g->cell_count;
  for (uint32_t c = g->first; c < gk_grid_end(g); c++) {
    const struct gk_column *column = g->leaves[c];
    struct gk_cell *cell = gk_grid_cell_at(g, row, c, 1);
    if (!cell) return;
    if (c == first) cell->indent = t->row->indent;
    if (column->level_indent) cell->indent += level;
    if (is_of_code(t, column)) compose_code(t, column, cell, own ? own : over, label);
    else if (column->value && (!own || !given(t, column, cell, own))) gk_grid_sum_cell(g, column, cell, over);
  }
  gk_grid_rounding_across(g, row, first_cell, over->records, over->count);
}

/* The row of the nearest code above that is printed. */
static uint32_t parent_of(struct rows *t, const struct node *n, uint32_t row) {
  uint32_t parent = UINT32_MAX;
  for (unsigned i = n->level - 1; i > 0 && parent == UINT32_MAX; i--) {
    const struct node *above = t->above[i - 1].node;
    if (above && above->size < n->size && gk_code_begins(n->code, above->code, above->size)) parent = t->above[i - 1].row;
  }
  t->above[n->level - 1].node = n;
  t->above[n->level - 1].row = row;
  return parent;
}

static void node_row(struct rows *t, const struct node *n, uint32_t *labels) {
  struct gk_grid *g = t->g;
  struct gk_arena *arena = g->b->arena;
  size_t from = first_leaf(t, n), to = from;
  while (to < t->leaf_count && gk_code_begins(t->codes[to], n->code, n->size)) to++;
  bool whole;
  struct gk_fact *record = record_of(t, n, to - from, &whole);
  uint32_t row = gk_grid_row(g, GK_ROLE_BODY);
  const char *code = gk_arena_strndup(arena, n->code, n->size);
  if (row == UINT32_MAX || !code) return;
  gk_grid_row_sum(g, row, t->list, parent_of(t, n, row), to - from, false);
  char text[GK_LABEL_TEXT_MAX] = "";
  if (t->row->numbering > GK_NUMBER_NONE && n->level == t->top) gk_number_label(t->row->numbering, 1, ++*labels, text);
  const char *label = text[0] ? gk_arena_strdup(arena, text) : NULL, *name = gk_code_name(g->b->facts, t->list->field->tree, n->code, n->size);
  unsigned level = n->level - t->top;
  g->record_count += to > from;
  if (record && !record->subtotal && to == from + 1) {
    struct gk_scope scope = {.outer = g->scope, .record = record};
    gk_grid_record_cells(g, row, &scope, t->row->indent, level, label);
    return;
  }
  struct gk_fact *like = to > from ? t->leaves[from] : gk_fact_blank_record(g->b->facts, t->list);
  if (!like) return;
  struct gk_scope over = {.outer = g->scope, .record = like, .records = t->leaves + from, .count = to - from, .code = code, .code_name = name};
  struct gk_scope own = {.outer = g->scope, .record = record};
  if (record && !whole) { /* its name is right, its figures are of more than is printed */
    for (size_t i = 0; i < t->list->field->field_count && !over.code_name; i++) {
      struct gk_fact *fact = t->list->field->fields[i]->name_of == t->list->field->tree ? gk_fact_child(g->b->facts, record, t->list->field->fields[i]) : NULL;
      if (!fact || fact->state != GK_STATE_VALUE) continue;
      gk_fact_note(g->b->facts, fact);
      over.code_name = fact->text;
    }
    record = NULL;
  }
  subtotal_cells(t, row, &over, record ? &own : NULL, level, label);
}

void gk_grid_tree(struct gk_grid *g, const struct gk_row *node, struct gk_fact *list) {
  struct rows t = {.g = g, .row = node, .list = list, .table = gk_facts_codes(g->b->facts, list->field->tree)};
  want_codes(&t);
  if (!gather(&t)) return;
  uint32_t labels = 0;
  g->adding = g->page_rows;
  for (size_t i = 0; i < t.count && !gk_grid_failed(g); i++) node_row(&t, &t.nodes[i], &labels);
  g->adding = false;
}
