/* The sheet a table stands on, in steps: upright; turned, with its head on the
 * left edge of the sheet (GB/T 9704-2012 8); in smaller 号 down to the table
 * style's least; in panels that repeat the key columns (CY/T 170-2019: 横表分栏).
 * A step is taken when the columns' least widths leave no other, and reported.
 *
 * What may not be broken but is so long that it would drive the table to another
 * step alone does not: a piece wider than an equal share of the sheet, and than
 * ten characters, is broken as a last resort, on the first sheet that all else
 * fits. The text room warns with its place. */
#include <string.h>

#include "typeset/table.h"

enum { PIECE_LEAST = 10, KEY_LEAST = 1 };

int32_t gk_table_room(const struct gk_table_contents *k, bool rotated) {
  const struct gk_page_style *p = k->setter->page_style;
  return rotated ? p->text_height : p->text_width;
}

bool gk_table_shows(const struct gk_table_contents *k, uint32_t panel, uint32_t column) {
  return column < k->keys || (column < k->ends[panel] && (panel == 0 || column >= k->ends[panel - 1]));
}

static const char *milli_text(struct gk_setter *setter, int64_t mpt) {
  char *text = gk_arena_alloc(setter->arena, GK_DECIMAL_TEXT_MAX);
  if (!text) return "";
  gk_decimal_format(gk_decimal_trim((struct gk_decimal){mpt, 3}), false, text);
  return text;
}

static void report(const struct gk_table_contents *k, const struct gk_message *message, const char *a, const char *b) {
  gk_report(k->setter->sink, message, gk_place_none(), k->layout, k->name, a, b);
}

/* --- sizes */

static void set_size(struct gk_table_contents *k, int32_t size) {
  const struct gk_layout *layout = k->setter->document->layout;
  const struct gk_style *head = gk_layout_style(layout, k->style->head_style), *cell = gk_layout_style(layout, k->style->cell_style);
  k->head = *head;
  k->cell = *cell;
  if (size >= cell->size) return;
  k->cell.line = (int32_t)((int64_t)gk_pitch_of(cell) * size / cell->size);
  k->cell.size = size;
  if (size >= head->size) return;
  k->head.line = (int32_t)((int64_t)gk_pitch_of(head) * size / head->size);
  k->head.size = size;
}

/* The next 号 below the size that is not below the least: 五号 小五 六号 小六 七号; 0: none. */
static int32_t next_size(const struct gk_table_contents *k) {
  static const int32_t sizes[] = {10500, 9000, 7875, 6500, 5250};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    if (sizes[i] < k->cell.size && sizes[i] >= k->style->least_size) return sizes[i];
  return 0;
}

/* --- what fits */

static int32_t cap_for(const struct gk_table_contents *k, int32_t room) {
  int32_t share = room / (int32_t)k->table->columns, ten = PIECE_LEAST * k->cell.size;
  return share > ten ? share : ten;
}

/* Whether all columns fit the sheet; capped: with pieces too long broken. */
static bool fits(const struct gk_table_contents *k, struct gk_column_want *wants, bool rotated, bool capped) {
  uint32_t n = k->table->columns;
  int32_t room = gk_table_room(k, rotated), cap = cap_for(k, room);
  int64_t sum = 0;
  memcpy(wants, k->wants, n * sizeof *wants);
  if (!capped) gk_table_spread(k, wants, NULL);
  for (uint32_t c = 0; c < n; c++) sum += capped && wants[c].least > cap ? cap : wants[c].least;
  return sum <= room;
}

static bool choose(struct gk_table_contents *k, struct gk_column_want *wants, bool capped) {
  enum gk_orientation orientation = k->table->orientation;
  for (int rotated = orientation == GK_ORIENT_LANDSCAPE; rotated <= (orientation != GK_ORIENT_PORTRAIT); rotated++) {
    k->rotated = rotated;
    if (fits(k, wants, rotated, capped)) return true;
  }
  return false;
}

/* Sizes from the style's own downwards, until one fits. The contents are measured at the size it ends with. */
static bool step_down(struct gk_table_contents *k, struct gk_column_want *wants, bool capped, bool *fit) {
  *fit = choose(k, wants, capped);
  for (int32_t size; !*fit && (size = next_size(k)) > 0; *fit = choose(k, wants, capped)) {
    set_size(k, size);
    if (!gk_table_contents(k)) return false;
  }
  return true;
}

static bool pieces_too_long(const struct gk_table_contents *k) {
  int32_t room = gk_table_room(k, k->table->orientation != GK_ORIENT_PORTRAIT);
  for (uint32_t c = 0; c < k->table->columns; c++)
    if (k->wants[c].least > cap_for(k, room)) return true;
  return k->spanning_count > 0;
}

/* --- panels */

/* Leading columns whose cells are heads of their rows, with the running numbers among them; the first, when there are none. */
static uint32_t key_columns(const struct gk_table_contents *k) {
  uint32_t n = k->table->columns, keys = 0;
  for (uint32_t c = 0; c < n; c++) {
    bool head = false, serial = false;
    for (uint32_t r = k->table->head_rows; !head && r < k->table->rows; r++) {
      const struct gk_cell *cell = &k->table->cells[k->cover[(size_t)r * n + c]];
      head = cell->kind == GK_CELL_ROW_HEAD && cell->column_span == 1 && (k->table->roles[r] == GK_ROLE_BODY || k->table->roles[r] == GK_ROLE_EMPTY);
      serial |= cell->serial;
    }
    if (!head && !serial) break;
    if (head) keys = c + 1;
  }
  return keys == 0 ? KEY_LEAST : keys;
}

static int32_t capped_least(const struct gk_table_contents *k, uint32_t column, int32_t room) {
  int32_t cap = cap_for(k, room);
  return k->wants[column].least > cap ? cap : k->wants[column].least;
}

/* Heads over columns on both sides of the edge before `column`. */
static int64_t heads_parted(const struct gk_table_contents *k, uint32_t column) {
  int64_t parted = 0;
  for (size_t i = 0; i < k->spanning_count; i++) {
    const struct gk_cell *cell = gk_cell_numbered(k->table, k->spanning[i]);
    parted += cell->kind == GK_CELL_COLUMN_HEAD && cell->column < column && cell->column + cell->column_span > column;
  }
  return parted;
}

struct panel_end { int64_t cost; uint32_t before; uint32_t panels; };

/* The cheapest cut into panels: as few as can be, then as few heads parted, then as evenly filled. best[c]: of the columns before c. */
static bool cut_panels(struct gk_table_contents *k, struct panel_end *best, int32_t room) {
  static const int64_t panel = (int64_t)1 << 40, head = (int64_t)1 << 24;
  uint32_t n = k->table->columns;
  int64_t key_width = 0;
  for (uint32_t c = 0; c < k->keys; c++) key_width += capped_least(k, c, room);
  best[k->keys] = (struct panel_end){0, 0, 0};
  for (uint32_t to = k->keys + 1; to <= n; to++) {
    int64_t width = key_width, parted = to < n ? heads_parted(k, to) : 0;
    best[to].cost = INT64_MAX;
    for (uint32_t from = to; from-- > k->keys;) {
      width += capped_least(k, from, room);
      if (width > room) break;
      int64_t slack = (room - width) * 1000 / room, cost;
      if (best[from].cost == INT64_MAX) continue;
      cost = best[from].cost + panel + parted * head + slack * slack;
      if (cost < best[to].cost) best[to] = (struct panel_end){cost, from, best[from].panels + 1};
    }
  }
  if (best[n].cost == INT64_MAX) return false;
  k->panels = best[n].panels;
  for (uint32_t end = n, i = k->panels; i-- > 0; end = best[end].before) k->ends[i] = end;
  return true;
}

static bool find_panels(struct gk_table_contents *k) {
  int32_t room = gk_table_room(k, k->rotated);
  uint32_t n = k->table->columns;
  struct panel_end *best = gk_arena_array(k->setter->arena, (size_t)n + 1, sizeof *best);
  if (!best) return false;
  /* Keys that take more than half of the sheet leave too little for the rest. */
  int64_t width = 0;
  uint32_t keys = key_columns(k);
  for (k->keys = 0; k->keys < keys && k->keys + 1 < n; k->keys++)
    if ((width += capped_least(k, k->keys, room)) > room / 2 && k->keys >= KEY_LEAST) break;
  if (cut_panels(k, best, room)) {
    report(k, &gk_msg_typeset_panels, gk_arena_printf(k->setter->arena, "%u", k->panels), "");
    return true;
  }
  int64_t need = 0;
  for (uint32_t c = 0; c < n && c <= KEY_LEAST; c++) need += capped_least(k, c, room);
  report(k, &gk_msg_typeset_too_wide, milli_text(k->setter, need), milli_text(k->setter, room));
  return false;
}

/* --- all */

static bool allocate(struct gk_table_contents *k) {
  const struct gk_table *table = k->table;
  struct gk_arena *arena = k->setter->pages;
  k->cells = gk_arena_array(arena, gk_cells_in_all(table) + 1, sizeof *k->cells);
  k->cover = gk_arena_array(arena, (size_t)gk_rows_in_all(table) * table->columns + 1, sizeof *k->cover);
  k->wants = gk_arena_array(arena, (size_t)table->columns + 1, sizeof *k->wants);
  k->point = gk_arena_array(arena, (size_t)table->columns + 1, sizeof *k->point);
  k->rest = gk_arena_array(arena, (size_t)table->columns + 1, sizeof *k->rest);
  k->ends = gk_arena_array(arena, (size_t)table->columns + 1, sizeof *k->ends);
  size_t spanning = 0;
  for (size_t i = 0; i < gk_cells_in_all(table); i++) spanning += gk_cell_numbered(table, i)->column_span > 1;
  k->spanning = gk_arena_array(arena, spanning + 1, sizeof *k->spanning);
  return k->cells && k->cover && k->wants && k->point && k->rest && k->ends && k->spanning;
}

static void fill_cover(struct gk_table_contents *k) {
  for (size_t i = 0; i < gk_cells_in_all(k->table); i++) {
    const struct gk_cell *cell = gk_cell_numbered(k->table, i);
    if (cell->column_span > 1) k->spanning[k->spanning_count++] = cell->number;
    for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++)
      for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) k->cover[(size_t)r * k->table->columns + c] = cell->number;
  }
}

static void report_steps(struct gk_table_contents *k, int32_t first) {
  if (k->rotated && k->table->orientation == GK_ORIENT_AUTO) report(k, &gk_msg_typeset_turned, "", "");
  if (k->cell.size < first) report(k, &gk_msg_typeset_shrunk, milli_text(k->setter, first), milli_text(k->setter, k->cell.size));
}

bool gk_table_sheet(struct gk_table_contents *k) {
  if (!allocate(k)) return false;
  fill_cover(k);
  struct gk_column_want *wants = gk_arena_array(k->setter->arena, (size_t)k->table->columns + 1, sizeof *wants);
  set_size(k, INT32_MAX);
  int32_t first = k->cell.size;
  bool fit = false;
  k->keys = 0;
  k->panels = 1;
  k->ends[0] = k->table->columns;
  if (!wants || !gk_table_contents(k) || !step_down(k, wants, false, &fit)) return false;
  if (!fit && pieces_too_long(k)) {
    set_size(k, INT32_MAX);
    if (!gk_table_contents(k) || !step_down(k, wants, true, &fit)) return false;
  }
  report_steps(k, first);
  return fit || find_panels(k);
}
