/* Which rows stand on a page. A break is looked for among the last few rows that
 * fit, and the cheapest is taken (the later one of equals):
 *   1000  fewer than two body rows under the head where the table begins; less
 *         than two rows, or a total without two rows above it, on the last page
 *    200  a single row on a page
 *    100  a spanning cell whose text does not fit above the break
 *     12  one row of a spanning cell cut off from its others
 *      2  a spanning cell that is cut at all (its label is carried)
 *      1  each twentieth of the page left blank
 * A row higher than a whole page is cut between lines. The work per row does not
 * grow with the table: each page looks at its own rows and LOOKBACK before a
 * break. A cell cut by a page end goes on with its next lines; one that had no
 * more to say carries its text with （续）, and if its rows on the new page are too
 * low for that, the last of them is made higher. */
#include "typeset/table.h"

enum { LOOKBACK = 6, COST_KEPT = 1000, COST_SINGLE = 200, COST_TEXT = 100, COST_EDGE = 12, COST_CUT = 2, BLANK_STEPS = 20 };

int32_t gk_table_full_height(const struct gk_table_work *w) {
  return w->rotated ? w->set->page_style->text_width : w->set->page_style->text_height;
}

static int32_t head_height(const struct gk_table_work *w) {
  int64_t height = 0;
  for (uint32_t r = 0; r < w->table->head_rows; r++) height += w->heights[r];
  return height < GK_MEASURE_FREE ? (int32_t)height : GK_MEASURE_FREE;
}

static int32_t frame_height(const struct gk_table_work *w) { return 2 * w->frame - w->rule; }

/* A head that takes half the page is not repeated: nothing would get on. */
bool gk_table_head_repeats(const struct gk_table_work *w) {
  return w->table->head_rows > 0 && (int64_t)head_height(w) + gk_table_continued_height(w) <= gk_table_full_height(w) / 2;
}

/* Room for body rows on a page that continues the table. */
static int32_t body_room(const struct gk_table_work *w) {
  return gk_table_full_height(w) - gk_table_continued_height(w) - (gk_table_head_repeats(w) ? head_height(w) : 0) - frame_height(w);
}

static int32_t least_row(const struct gk_table_work *w) { return (w->head_line > w->cell_line ? w->head_line : w->cell_line) + 2 * w->pad_y + w->rule; }

/* --- the part in the making */

struct part_maker {
  struct gk_table_work *w;
  int32_t *tops;            /* of body row from + i, without the frame's share; one more than rows */
  size_t top_capacity;
  uint32_t from;
  int64_t y;
};

static bool push_row(struct part_maker *m, uint32_t row, int64_t height, bool repeat) {
  struct gk_part *part = &m->w->part;
  struct gk_part_row *rows = gk_arena_grow(m->w->scratch, part->rows, &part->capacity, part->count + 1, sizeof *rows);
  if (!rows) return false;
  part->rows = rows;
  rows[part->count++] = (struct gk_part_row){row, (int32_t)m->y, (int32_t)(m->y + height), repeat};
  m->y += height;
  return true;
}

static const struct gk_part_row *body_row(const struct part_maker *m, uint32_t row) { return &m->w->part.rows[m->w->part.repeated + (row - m->from)]; }

/* The cell began on a page before. */
static bool is_going_on(const struct part_maker *m, const struct gk_cell *cell) {
  return cell->row < m->from || (cell->row == m->from && m->w->resumed);
}

/* The y at which the cell begins on this page. */
static int64_t begin_of(const struct part_maker *m, const struct gk_cell *cell, uint32_t row, int64_t y) {
  uint32_t first = cell->row < m->from ? m->from : cell->row;
  return first >= row ? y : body_row(m, first)->top;
}

/* What a cell still needs on this page when all of it is to end here; false when memory fails. */
static bool need_of(struct part_maker *m, const struct gk_cell *cell, int64_t *need) {
  struct gk_table_work *w = m->w;
  struct gk_table_cell *c = &w->cells[cell->number];
  size_t left = c->paragraph.count - c->done;
  *need = left ? gk_cell_height(w, cell, left) : 0;
  if (left || cell->row_span < 2 || c->paragraph.count == 0 || !is_going_on(m, cell)) return true;
  if (!gk_table_cell_carry(w, cell)) return false;
  int64_t label = gk_cell_height(w, cell, c->carried->count);
  if (label <= body_room(w) / 3) *need = label;
  return true;
}

/* Height of row `row` with its top at y: as measured, or what the cells that end in it still need. */
static bool row_height(struct part_maker *m, uint32_t row, int64_t y, int64_t *height) {
  struct gk_table_work *w = m->w;
  bool rest = w->resumed && row == m->from;
  *height = rest ? least_row(w) : w->heights[row];
  for (uint32_t c = 0; c < w->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(w, row, c);
    int64_t need;
    c = cell->column + cell->column_span;
    if (cell->row + cell->row_span != row + 1) continue;
    if (cell->row_span == 1 && !rest) continue; /* as measured */
    if (!need_of(m, cell, &need)) return false;
    int64_t more = need - (y - begin_of(m, cell, row, y));
    if (more > *height) *height = more;
  }
  return true;
}

/* --- the cost of a break */

/* Rows that the table's last page must have: a total needs two rows above it. */
static uint32_t tail_rows(const struct gk_table_work *w) {
  const struct gk_table *table = w->table;
  uint32_t totals = 0;
  while (totals < table->rows - table->head_rows && table->roles && table->roles[table->rows - 1 - totals] == GK_ROLE_TOTAL) totals++;
  return totals ? totals + 2 : 2;
}

static int64_t span_cost(const struct part_maker *m, const struct gk_cell *cell, uint32_t before, int64_t y) {
  const struct gk_table_work *w = m->w;
  const struct gk_table_cell *c = &w->cells[cell->number];
  uint32_t first = cell->row < m->from ? m->from : cell->row;
  int64_t cost = COST_CUT;
  if (c->paragraph.count == 0) return cost;
  if (gk_cell_height(w, cell, c->paragraph.count - c->done) > y - begin_of(m, cell, before, y)) cost += COST_TEXT;
  if (before - first == 1 || cell->row + cell->row_span - before == 1) cost += COST_EDGE;
  return cost;
}

/* Of a page end before body row `before`; room: of the page. */
static int64_t break_cost(const struct part_maker *m, uint32_t before, int64_t room) {
  const struct gk_table_work *w = m->w;
  const struct gk_table *table = w->table;
  int64_t y = body_row(m, before - 1)->bottom, cost = room > 0 ? (room - y) * BLANK_STEPS / room : 0;
  if (m->from == 0 && before < table->head_rows + 2) cost += before <= table->head_rows ? 5 * COST_KEPT : COST_KEPT;
  if (table->rows - before < tail_rows(w)) cost += COST_KEPT;
  if (before - m->from == 1) cost += COST_SINGLE;
  for (uint32_t c = 0; c < table->columns;) {
    const struct gk_cell *cell = gk_cell_at(w, before, c);
    c = cell->column + cell->column_span;
    if (cell->row < before) cost += span_cost(m, cell, before, y);
  }
  return cost;
}

/* The row before which the page had better end, `end` at the latest. */
static uint32_t best_break(const struct part_maker *m, uint32_t end, int64_t room) {
  uint32_t best = end, least = end > m->from + LOOKBACK ? end - LOOKBACK : m->from + 1;
  int64_t best_cost = INT64_MAX;
  for (uint32_t before = end; before >= least; before--) {
    int64_t cost = break_cost(m, before, room);
    if (cost < best_cost) best_cost = cost, best = before;
  }
  return best;
}

/* --- the part */

static void end_before(struct part_maker *m, uint32_t row) {
  struct gk_part *part = &m->w->part;
  part->count = part->repeated + (row - m->from);
  m->y = part->count ? part->rows[part->count - 1].bottom : 0;
}

/* Row `row` does not fit: where does the page end? */
static bool end_part(struct part_maker *m, uint32_t row, int64_t height, int64_t room, bool fresh) {
  struct gk_table_work *w = m->w;
  int64_t left = room - m->y, least = least_row(w);
  bool alone = row == m->from, huge = height > body_room(w);
  if (huge && !alone && left < room / 4) huge = false; /* begins on the next page */
  if ((huge && (left >= least || fresh)) || (alone && fresh)) {
    if (!alone && left < least) {
      end_before(m, row);
      return true;
    }
    w->part.cut = true;
    return push_row(m, row, left > least ? left : least, false);
  }
  if (alone) end_before(m, row);
  else end_before(m, best_break(m, row, room));
  return true;
}

/* All rows fit. Are the notes to go with the last of them? */
static void keep_notes(struct part_maker *m, int64_t room) {
  const struct gk_table_work *w = m->w;
  int32_t notes = gk_table_notes_height(w);
  uint32_t rows = w->table->rows, tail = tail_rows(w);
  if (notes == 0 || m->y + notes <= room || notes > body_room(w) / 3) return;
  if (rows - m->from < tail + 2 || (m->from == 0 && rows < w->table->head_rows + tail + 2)) return;
  end_before(m, best_break(m, rows - tail, room));
}

static void add_frame(struct gk_table_work *w) {
  struct gk_part *part = &w->part;
  int32_t above = w->frame - (w->rule - w->rule_left), below = w->frame - w->rule_left;
  for (size_t i = 0; i < part->count; i++) {
    if (i > 0) part->rows[i].top += above;
    part->rows[i].bottom += above;
  }
  part->rows[part->count - 1].bottom += below;
  part->height = part->rows[part->count - 1].bottom;
}

bool gk_table_part(struct gk_table_work *w, int32_t room, bool fresh) {
  struct gk_part *part = &w->part;
  struct part_maker m = {.w = w, .from = w->next};
  uint32_t rows = w->table->rows, row = m.from;
  *part = (struct gk_part){.rows = part->rows, .capacity = part->capacity, .resumed = w->resumed};
  for (uint32_t r = 0; m.from >= w->table->head_rows && m.from > 0 && gk_table_head_repeats(w) && r < w->table->head_rows; r++)
    if (!push_row(&m, r, w->heights[r], true)) return false;
  part->repeated = part->count;
  int64_t usable = (int64_t)room - frame_height(w), height = 0;
  for (; row < rows; row++) {
    if (!row_height(&m, row, m.y, &height)) return false;
    if (m.y + height > usable) break;
    if (!push_row(&m, row, height, false)) return false;
  }
  if (row < rows) {
    if (!end_part(&m, row, height, usable, fresh)) return false;
  } else {
    keep_notes(&m, usable);
  }
  if (part->count == part->repeated) {
    part->count = 0;
    return true;
  }
  add_frame(w);
  const struct gk_part_row *last = &part->rows[part->count - 1];
  w->next = part->cut ? last->row : last->row + 1;
  w->resumed = part->cut;
  return true;
}
