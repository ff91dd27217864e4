/* A table: caption, the line of unit and unit's name above the head, the grid,
 * the notes. Decides the table's unit, what a cell's content says of it (state,
 * whether it is a figure and how many decimals it has), and that the statement
 * of an empty table is its first note. */
#include <string.h>

#include "bind/grid.h"

uint32_t gk_grid_row(struct gk_grid *g, enum gk_row_role role) {
  enum gk_row_role *roles = gk_arena_grow(g->scratch, g->roles, &g->role_capacity, (size_t)g->rows + 1, sizeof *roles);
  if (!roles) return UINT32_MAX;
  g->roles = roles;
  roles[g->rows] = role;
  struct gk_row_sum *sums = gk_arena_grow(g->scratch, g->sums, &g->sum_capacity, (size_t)g->rows + 1, sizeof *sums);
  if (!sums) return UINT32_MAX;
  g->sums = sums;
  sums[g->rows] = (struct gk_row_sum){.parent = UINT32_MAX};
  return g->rows++;
}

struct gk_cell *gk_grid_cell(struct gk_grid *g, enum gk_cell_kind kind, uint32_t row, uint32_t column, uint32_t row_span, uint32_t column_span) {
  struct gk_cell *cells = gk_arena_grow(g->scratch, g->cells, &g->cell_capacity, g->cell_count + 1, sizeof *cells);
  if (!cells) return NULL;
  g->cells = cells;
  struct gk_cell *cell = &cells[g->cell_count++];
  *cell = (struct gk_cell){.kind = kind, .row = row, .column = column, .row_span = row_span, .column_span = column_span};
  return cell;
}

static bool is_of_figures(const struct gk_column *column) {
  if (!column->value) return false;
  enum gk_format format = gk_format_by_type(column->value);
  return format == GK_FORMAT_AMOUNT || format == GK_FORMAT_QUANTITY || format == GK_FORMAT_PERCENT;
}

static void note_printed(struct gk_grid *g, struct gk_printed_fact figure, struct gk_inline text) {
  struct gk_printed_fact *printed = gk_arena_grow(g->scratch, g->printed, &g->printed_capacity, g->printed_count + 1, sizeof *printed);
  if (!printed) return;
  g->printed = printed;
  if (gk_printed_number(text, &figure.number)) printed[g->printed_count++] = figure;
}

void gk_grid_note_sum(struct gk_grid *g, const struct gk_cell *cell, const struct gk_expr *expr, struct gk_place place) {
  note_printed(g, (struct gk_printed_fact){.expr = expr, .place = place}, cell->content.items[0]);
}

void gk_grid_fill(struct gk_grid *g, struct gk_cell *cell, const struct gk_inline_list *list) {
  const struct gk_column *column = g->leaves[cell->column];
  cell->content = gk_inlines_of(list);
  cell->state = gk_inlines_state(cell->content);
  /* One bare number and nothing beside it stands on the decimal point. */
  cell->figure = list->count == 1 && list->number && cell->column_span == 1;
  cell->decimals = cell->figure ? list->decimals : 0;
  if (list->addend) gk_grid_note_addend(g, cell, list);
  if (cell->figure && list->fact) note_printed(g, (struct gk_printed_fact){.fact = list->fact}, cell->content.items[0]);
  /* What else stands in a column of figures (85%, ——, 涉密) stands with them. */
  if ((cell->figure || is_of_figures(column)) && !column->has_align) cell->align = GK_STYLE_DECIMAL;
}

struct gk_inlines gk_grid_vertical(struct gk_grid *g, struct gk_inlines inlines) {
  struct gk_inlines out = {0};
  size_t characters = 0;
  for (size_t i = 0; i < inlines.count; i++) characters += inlines.items[i].size;
  out.items = gk_arena_array(g->b->arena, characters + 1, sizeof *out.items);
  if (!out.items) return inlines;
  for (size_t i = 0; i < inlines.count; i++)
    for (size_t at = 0; at < inlines.items[i].size;) {
      size_t from = at;
      gk_utf8_next(inlines.items[i].text, inlines.items[i].size, &at);
      struct gk_inline *in = &out.items[out.count++];
      *in = inlines.items[i];
      in->text = gk_arena_strndup(g->b->arena, inlines.items[i].text + from, at - from);
      in->size = at - from;
      in->break_forced = out.count > 1;
      if (!in->text) return inlines;
    }
  return out;
}

static struct gk_inlines composed(struct gk_grid *g, const struct gk_template *t) {
  struct gk_inline_list list = {0};
  gk_compose(g->b, t, g->scope, &list);
  return gk_inlines_of(&list);
}

static struct gk_inlines info_right(struct gk_grid *g) {
  if (g->node->info_right || !g->node->unit) return composed(g, g->node->info_right);
  struct gk_inline_list list = {0};
  gk_compose_text(g->b, &list, gk_arena_printf(g->b->arena, "单位：%s", g->node->unit), g->layout);
  return gk_inlines_of(&list);
}

/* The statement that sums and parts differ by rounding comes last, in the words of the table's style. */
static void add_rounding(struct gk_grid *g, struct gk_table *table) {
  if (!g->rounded) return;
  gk_report(g->b->sink, &gk_msg_bind_rounding, g->rounded_place, g->layout, gk_inlines_text(g->b->arena, table->caption), g->rounded, gk_or_empty(g->rounded_sum),
            g->style->rounding ? "表下已加注说明" : "表样式没有写 rounding，没有加注", g->style->rounding ? "a note below the table says so" : "the table's style has no rounding=, so no note says so");
  if (!g->style->rounding) return;
  struct gk_inline_list list = {0};
  gk_compose_text(g->b, &list, g->style->rounding, g->layout);
  table->notes[table->note_count++] = gk_inlines_of(&list);
}

static void add_notes(struct gk_grid *g, struct gk_table *table, bool empty) {
  const struct gk_table_node *node = g->node;
  table->notes = gk_arena_array(g->b->arena, node->note_count + 2, sizeof *table->notes);
  if (!table->notes) return;
  for (size_t i = 0; i <= node->note_count; i++) {
    const struct gk_template *t = i == 0 ? (empty ? node->empty : NULL) : node->notes[i - 1];
    struct gk_inlines note = composed(g, t);
    if (note.count) table->notes[table->note_count++] = note;
  }
  add_rounding(g, table);
}

static bool find_styles(struct gk_grid *g) {
  struct gk_binder *b = g->b;
  const char *name = g->node->style ? g->node->style : "table";
  g->style = gk_layout_table_style(b->layout, name);
  if (!g->style) {
    gk_report(b->sink, &gk_msg_bind_style, gk_place_none(), g->layout, name);
    if (b->layout->table_style_count == 0) return false;
    g->style = b->layout->table_styles[0];
  }
  const struct gk_style *head = gk_style_for(b, g->style->head_style, g->layout), *cell = gk_style_for(b, g->style->cell_style, g->layout);
  g->head_align = head ? head->align : GK_STYLE_CENTER;
  g->cell_align = cell ? cell->align : GK_STYLE_START;
  const struct gk_table_node *node = g->node;
  g->page_rows = !node->form && (node->page_total || node->brought_forward || g->style->page_total || g->style->brought_forward);
  return true;
}

/* Whether the table lists records anywhere, though it may have none. */
static bool lists_records(const struct gk_row *rows, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (rows[i].kind == GK_ROW_RECORDS || lists_records(rows[i].rows, rows[i].row_count)) return true;
  return false;
}

static bool is_empty(const struct gk_grid *g) {
  const struct gk_table_node *node = g->node;
  bool lists = lists_records(node->rows, node->row_count);
  for (size_t i = 0; i < node->side_count; i++) lists |= lists_records(node->sides[i].rows, node->sides[i].row_count);
  return node->empty && lists && g->record_count == 0;
}

/* Rows and cells, no longer growing, where the table lives. */
static bool keep_rows(struct gk_grid *g, struct gk_table *table) {
  struct gk_arena *arena = g->b->arena;
  table->roles = gk_arena_array(arena, (size_t)g->rows + 1, sizeof *table->roles);
  table->cells = gk_arena_array(arena, g->cell_count + 1, sizeof *table->cells);
  if (!table->roles || !table->cells) return false;
  if (g->rows) memcpy(table->roles, g->roles, g->rows * sizeof *table->roles);
  if (g->cell_count) memcpy(table->cells, g->cells, g->cell_count * sizeof *table->cells);
  g->roles = table->roles;
  g->cells = table->cells;
  return true;
}

static bool close_grid(struct gk_grid *g, struct gk_table *table) {
  if (!keep_rows(g, table)) return false;
  table->style = g->style;
  table->columns = g->columns;
  table->head_rows = g->head_rows;
  table->rows = g->rows;
  table->cell_count = g->cell_count;
  table->orientation = g->node->orientation;
  table->widths = gk_arena_array(g->b->arena, g->columns, sizeof *table->widths);
  if (!table->widths) return false;
  for (uint32_t c = 0; c < g->columns; c++) table->widths[c] = g->leaves[c]->width;
  for (size_t i = 0; i < g->cell_count; i++) g->cells[i].number = (uint32_t)i;
  return gk_grid_page_rows(g, table);
}

struct gk_table *gk_bind_table(struct gk_binder *b, const struct gk_table_node *node, const char *id, struct gk_place layout,
                               const struct gk_scope *scope) {
  struct gk_grid g = {.b = b, .node = node, .scope = scope, .layout = layout};
  struct gk_table *table = gk_arena_alloc(b->arena, sizeof *table);
  if (!table || !find_styles(&g)) return NULL;
  g.scratch = gk_arena_new(0);
  if (!g.scratch) return gk_arena_alloc(b->arena, SIZE_MAX); /* no memory: the arena remembers it */
  enum gk_unit outer = b->table_unit;
  b->table_unit = gk_unit_named(node->unit);
  b->table_thousands = g.style->thousands;
  b->decimals = g.style->decimals;
  table->id = id;
  table->caption = composed(&g, node->title);
  if (table->caption.count) b->where = gk_inlines_text(b->arena, table->caption);
  table->info_left = composed(&g, node->info_left);
  table->info_right = info_right(&g);
  bool made = gk_grid_head(&g);
  if (made) {
    gk_grid_body(&g);
    add_notes(&g, table, is_empty(&g));
    gk_grid_footnotes(&g, table);
    made = !gk_grid_failed(&g) && close_grid(&g, table);
  }
  if (gk_arena_failed(g.scratch)) gk_arena_alloc(b->arena, SIZE_MAX);
  gk_arena_drop(g.scratch);
  b->table_unit = outer;
  b->table_thousands = false;
  return made ? table : NULL;
}
