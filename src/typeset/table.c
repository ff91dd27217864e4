/* A table from its grid to its pages. Ties the steps together: contents, columns
 * and sheet, lines, rows, then part after part. Decides what must stand together
 * where it begins: caption, unit, head and two rows. */
#include <string.h>

#include "typeset/table.h"

static bool find_owners(struct gk_table_work *w) {
  const struct gk_table *table = w->table;
  w->owner = gk_arena_array(w->scratch, (size_t)table->rows * table->columns, sizeof *w->owner);
  if (!w->owner) return false;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++)
      for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) w->owner[(size_t)r * table->columns + c] = (uint32_t)i;
  }
  return true;
}

static bool take_style(struct gk_table_work *w, const char *name, const char *use, struct gk_style *out) {
  const struct gk_style *style = gk_set_style(w->set, name, use);
  if (style) *out = *style;
  return style != NULL;
}

static bool find_styles(struct gk_table_work *w) {
  const struct gk_table *table = w->table;
  const struct gk_table_style *s = w->style;
  w->captioned = table->caption.count > 0;
  w->informed = table->info_left.count > 0 || table->info_right.count > 0;
  w->rule = s->rule > 0 ? s->rule : 0;
  w->frame = s->frame > w->rule ? s->frame : w->rule;
  w->rule_left = w->rule / 2;
  w->pad_x = s->padding_x > 0 ? s->padding_x : 0;
  w->pad_y = s->padding_y > 0 ? s->padding_y : 0;
  bool good = take_style(w, s->head_style, "表头 table head", &w->head);
  good &= take_style(w, s->cell_style, "表内文字 table cells", &w->cell);
  if (w->captioned || (s->continued && *s->continued)) good &= take_style(w, s->caption_style, "表题 table caption", &w->caption_style);
  if (w->informed) good &= take_style(w, s->info_style, "表上的单位 line of unit", &w->info_style);
  if (table->note_count) good &= take_style(w, s->note_style, "表注 table notes", &w->note_style);
  return good;
}

static struct gk_table_work *new_work(struct gk_set *set, const struct gk_table *table, struct gk_table_tags *tags, struct gk_place layout) {
  struct gk_arena *scratch = gk_arena_new(0);
  /* In the result's arena: pages keep the paragraphs in it. */
  struct gk_table_work *w = scratch ? gk_arena_alloc(set->arena, sizeof *w) : NULL;
  if (!w) {
    gk_arena_drop(scratch);
    return NULL;
  }
  *w = (struct gk_table_work){.set = set, .scratch = scratch, .table = table, .style = table->style, .tags = tags, .layout = layout};
  w->cells = gk_arena_array(set->arena, table->cell_count, sizeof *w->cells);
  w->columns = gk_arena_array(scratch, table->columns, sizeof *w->columns);
  w->edges = gk_arena_array(scratch, (size_t)table->columns + 1, sizeof *w->edges);
  w->fractions = gk_arena_array(scratch, 3 * (size_t)table->columns, sizeof *w->fractions); /* rests; longest labels; integer parts */
  w->name = table->caption.count ? gk_inlines_joined(set, &table->caption) : table->id ? table->id : "";
  if (w->cells && w->columns && w->edges && w->fractions && w->name && find_owners(w)) return w;
  gk_table_drop(w);
  return NULL;
}

struct gk_table_work *gk_table_prepare(struct gk_set *set, const struct gk_table *table, struct gk_table_tags *tags, struct gk_place layout) {
  struct gk_table_work *w = new_work(set, table, tags, layout);
  bool good = w && find_styles(w) && gk_table_columns(w) && gk_table_cells_set(w) && gk_table_around_set(w) && gk_table_rows(w);
  if (good) return w;
  if (!w || gk_arena_failed(w->scratch)) gk_report_memory(set->sink); /* the other arenas are looked at in the end */
  set->failed = true;
  gk_table_drop(w);
  return NULL;
}

void gk_table_drop(struct gk_table_work *w) {
  if (!w) return;
  gk_arena_drop(w->scratch);
  w->scratch = NULL;
}

bool gk_table_rotated(const struct gk_table_work *w) { return w->rotated; }

/* Rows that stand together where the table begins: two under the head, all of a small table. */
static int64_t begin_rows(const struct gk_table_work *w, uint32_t body) {
  uint32_t rows = w->table->rows, head = w->table->head_rows, small = 3;
  if (body == 2 && rows - head <= small) body = rows - head;
  if (body > rows - head) body = rows - head;
  int64_t height = 2 * w->frame - w->rule;
  for (uint32_t r = 0; r < head + body; r++) height += w->heights[r];
  return height;
}

int32_t gk_table_begin_height(const struct gk_table_work *w, const struct gk_set *set, int relax) {
  (void)set;
  int64_t third = gk_table_full_height(w) / 3, rows = begin_rows(w, relax == 0 ? 2 : 1);
  if (relax == 2 && rows > third) rows = third;
  int64_t height = gk_table_lead_height(w) + rows;
  return height < GK_MEASURE_FREE ? (int32_t)height : GK_MEASURE_FREE;
}

static bool next_page(struct gk_table_work *w, int32_t *y) {
  struct gk_set *set = w->set;
  *y = 0;
  return gk_page_close(set) && gk_page_open(set, w->rotated) && gk_table_lead(w, y, true);
}

static bool memory_failed(struct gk_table_work *w) {
  if (gk_arena_failed(w->scratch)) gk_report_memory(w->set->sink);
  return false;
}

bool gk_table_flow(struct gk_table_work *w) {
  struct gk_set *set = w->set;
  int32_t line = gk_grid_at(set, set->y), y = gk_grid_top(set, line);
  bool fresh = set->blank;
  if (!gk_table_lead(w, &y, false)) return false;
  while (w->next < w->table->rows) {
    if (!gk_table_part(w, gk_table_full_height(w) - y, fresh)) return memory_failed(w);
    if (w->part.count) {
      if (!gk_table_place(w, y)) return memory_failed(w);
      y += w->part.height;
    }
    fresh = true;
    if (w->next < w->table->rows && !next_page(w, &y)) return false;
  }
  if (!gk_table_notes(w, &y)) return false;
  /* The text after it returns to the grid, with half the room between lines at least. */
  set->y = y + (gk_grid_pitch(set) - set->em) / 2;
  return true;
}
