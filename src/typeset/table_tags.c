/* Tags of a table (ISO 32000-1 14.8.4.3.4): one Table over all its pages. The
 * line of unit is a P before it, Caption its first child, notes a P with a Note
 * (which must have an ID, ISO 14289-1 7.9) after it. Scope says what a head
 * heads; where a row's head stands right of figures (two-sided tables) Scope
 * would join the sides, so the data cells name their heads (14.8.5.7 Headers). */
#include <string.h>

#include "typeset/table.h"

/* --- the grid is sound */

static bool report_grid(struct gk_set *set, const struct gk_table *table, uint32_t row, uint32_t column) {
  const char *name = table->caption.count ? gk_inlines_joined(set, &table->caption) : table->id;
  const char *r = gk_arena_printf(set->scratch, "%u", row + 1), *c = gk_arena_printf(set->scratch, "%u", column + 1);
  if (r && c) gk_report(set->sink, &gk_msg_typeset_table_grid, gk_place_none(), gk_place_none(), name ? name : "", r, c);
  set->failed = true;
  return false;
}

static bool cover(struct gk_set *set, const struct gk_table *table, const struct gk_cell *cell, uint8_t *covered) {
  bool inside = cell->row_span && cell->column_span && cell->row < table->rows && cell->column < table->columns &&
                cell->row_span <= table->rows - cell->row && cell->column_span <= table->columns - cell->column;
  /* Nothing spans from the head into the body. */
  if (inside && cell->row < table->head_rows && cell->row_span > table->head_rows - cell->row) inside = false;
  if (!inside) return report_grid(set, table, cell->row, cell->column);
  for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++) {
    for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) {
      uint8_t *place = &covered[(size_t)r * table->columns + c];
      if (*place) return report_grid(set, table, r, c);
      *place = 1;
    }
  }
  return true;
}

bool gk_table_check(struct gk_set *set, const struct gk_table *table) {
  size_t places = (size_t)table->rows * table->columns;
  if (places == 0 || table->head_rows > table->rows || table->columns > UINT16_MAX || table->rows > INT32_MAX / 2) return report_grid(set, table, 0, 0);
  uint8_t *covered = gk_memory_alloc(places);
  if (!covered) {
    gk_report_memory(set->sink);
    set->failed = true;
    return false;
  }
  bool sound = true;
  for (size_t i = 0; sound && i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i], *before = i ? &table->cells[i - 1] : NULL;
    sound = cover(set, table, cell, covered);
    if (sound && (cell->number != i || (before && (before->row > cell->row || (before->row == cell->row && before->column > cell->column)))))
      sound = report_grid(set, table, cell->row, cell->column);
  }
  const uint8_t *gap = sound ? memchr(covered, 0, places) : NULL;
  if (gap) sound = report_grid(set, table, (uint32_t)((size_t)(gap - covered) / table->columns), (uint32_t)((size_t)(gap - covered) % table->columns));
  gk_memory_free(covered);
  return sound;
}

/* --- the elements */

/* The first of the totals at the table's end, for TFoot; rows when there are none, or nothing stands before them. */
static uint32_t foot_of(const struct gk_table *table) {
  uint32_t foot = table->rows;
  while (foot > table->head_rows && table->roles && table->roles[foot - 1] == GK_ROLE_TOTAL) foot--;
  return foot == table->head_rows ? table->rows : foot;
}

static bool spans_into(const struct gk_table *table, uint32_t row) {
  for (size_t i = 0; i < table->cell_count && table->cells[i].row < row; i++)
    if (table->cells[i].row + table->cells[i].row_span > row) return true;
  return false;
}

static bool cell_tags(struct gk_set *set, const struct gk_table *table, struct gk_table_tags *tags) {
  uint32_t foot = foot_of(table), at = UINT32_MAX;
  if (foot < table->rows && spans_into(table, foot)) foot = table->rows;
  struct gk_tag *section = NULL, *row = NULL;
  for (size_t i = 0; i <= table->cell_count; i++) {
    const struct gk_cell *cell = i < table->cell_count ? &table->cells[i] : NULL;
    /* A row all covered from above has its TR too. */
    for (uint32_t to = cell ? cell->row : table->rows - 1; at == UINT32_MAX || at < to;) {
      at = at == UINT32_MAX ? 0 : at + 1;
      if (at == 0 || at == table->head_rows || at == foot)
        section = gk_tag_new(set, tags->table, at < table->head_rows ? GK_TAG_THEAD : at >= foot ? GK_TAG_TFOOT : GK_TAG_TBODY);
      row = section ? gk_tag_new(set, section, GK_TAG_TR) : NULL;
      if (!row) return false;
    }
    if (!cell) break;
    struct gk_tag *tag = gk_tag_new(set, row, cell->kind == GK_CELL_DATA ? GK_TAG_TD : GK_TAG_TH);
    if (!tag) return false;
    tag->scope = cell->kind == GK_CELL_COLUMN_HEAD ? GK_SCOPE_COLUMN : cell->kind == GK_CELL_ROW_HEAD ? GK_SCOPE_ROW : GK_SCOPE_NONE;
    tag->column_span = (uint16_t)cell->column_span;
    tag->row_span = (uint16_t)(cell->row_span > UINT16_MAX ? UINT16_MAX : cell->row_span);
    tags->cells[i] = tag;
  }
  return true;
}

/* --- Headers */

static bool is_two_sided(const struct gk_table *table) {
  uint32_t row = UINT32_MAX;
  bool data = false;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (cell->row != row) data = false;
    row = cell->row;
    if (cell->kind == GK_CELL_DATA) data = true;
    else if (cell->kind == GK_CELL_ROW_HEAD && data) return true;
  }
  return false;
}

struct headers {
  struct gk_set *set;
  const struct gk_table *table;
  struct gk_table_tags *tags;
  const struct gk_cell **heads;  /* per column: the row heads at hand, at the row being walked */
  const char ***columns;         /* per column: ids of its column heads */
  size_t *column_counts;
};

static bool column_ids(struct headers *h) {
  const struct gk_table *table = h->table;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (cell->kind != GK_CELL_COLUMN_HEAD) continue;
    for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) {
      if (!h->columns[c] && !(h->columns[c] = gk_arena_array(h->set->scratch, table->head_rows + 1, sizeof(const char *)))) return false;
      if (h->column_counts[c] < table->head_rows) h->columns[c][h->column_counts[c]++] = h->tags->cells[i]->id;
    }
  }
  return true;
}

/* The row heads of a data cell: the nearest group of them on its left. */
static bool set_headers(struct headers *h, const struct gk_cell *cell, struct gk_tag *tag) {
  uint32_t to = cell->column, from;
  while (to > 0 && !(h->heads[to - 1] && h->heads[to - 1]->row + h->heads[to - 1]->row_span > cell->row)) to--;
  for (from = to; from > 0 && h->heads[from - 1] && h->heads[from - 1]->row + h->heads[from - 1]->row_span > cell->row;) from--;
  size_t count = to - from;
  for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) count += h->column_counts[c];
  const char **ids = gk_arena_array(h->set->arena, count ? count : 1, sizeof(const char *));
  if (!ids) return false;
  tag->headers = ids;
  for (uint32_t c = from; c < to; c++) {
    const char *id = h->tags->cells[h->heads[c]->number]->id;
    if (tag->header_count == 0 || ids[tag->header_count - 1] != id) ids[tag->header_count++] = id;
  }
  for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) {
    for (size_t k = 0; k < h->column_counts[c]; k++) {
      bool known = false;
      for (size_t i = 0; i < tag->header_count && !known; i++) known = ids[i] == h->columns[c][k];
      if (!known) ids[tag->header_count++] = h->columns[c][k];
    }
  }
  return true;
}

static bool add_headers(struct gk_set *set, const struct gk_table *table, struct gk_table_tags *tags) {
  struct headers h = {.set = set, .table = table, .tags = tags};
  h.heads = gk_arena_array(set->scratch, table->columns, sizeof(const struct gk_cell *));
  h.columns = gk_arena_array(set->scratch, table->columns, sizeof(const char **));
  h.column_counts = gk_arena_array(set->scratch, table->columns, sizeof *h.column_counts);
  if (!h.heads || !h.columns || !h.column_counts) return false;
  for (size_t i = 0; i < table->cell_count; i++)
    if (table->cells[i].kind != GK_CELL_DATA && !(tags->cells[i]->id = gk_arena_printf(set->arena, "t%u-%zu", set->table_count, i))) return false;
  if (!column_ids(&h)) return false;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) h.heads[c] = cell->kind == GK_CELL_ROW_HEAD ? cell : NULL;
    if (cell->kind == GK_CELL_DATA && !set_headers(&h, cell, tags->cells[i])) return false;
  }
  return true;
}

struct gk_table_tags *gk_table_tags_new(struct gk_set *set, const struct gk_table *table) {
  struct gk_tag *root = set->out->root;
  struct gk_table_tags *tags = gk_arena_alloc(set->scratch, sizeof *tags);
  if (!tags) return NULL;
  set->table_count++;
  tags->cells = gk_arena_array(set->arena, table->cell_count, sizeof *tags->cells);
  tags->notes = gk_arena_array(set->scratch, table->note_count + 1, sizeof *tags->notes);
  if (!tags->cells || !tags->notes) return NULL;
  if ((table->info_left.count || table->info_right.count) && !(tags->info = gk_tag_new(set, root, GK_TAG_P))) return NULL;
  if (!(tags->table = gk_tag_new(set, root, GK_TAG_TABLE))) return NULL;
  if (table->caption.count && !(tags->caption = gk_tag_new(set, tags->table, GK_TAG_CAPTION))) return NULL;
  if (!cell_tags(set, table, tags) || (is_two_sided(table) && !add_headers(set, table, tags))) return NULL;
  for (size_t i = 0; i < table->note_count; i++) {
    struct gk_tag *block = gk_tag_new(set, root, GK_TAG_P), *note = block ? gk_tag_new(set, block, GK_TAG_NOTE) : NULL;
    if (!note || !(note->id = gk_arena_printf(set->arena, "note-%u", ++set->note_count))) return NULL;
    tags->notes[i] = note;
  }
  return tags;
}
