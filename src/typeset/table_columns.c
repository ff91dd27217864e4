/* Widths of the columns of a panel on its sheet.
 *
 * Room for all contents on one line: what is left over goes to the columns in
 * proportion, but for those whose width the layout gives. Not enough: columns
 * that want no more than an equal share get what they want, the others their
 * least and a part of the rest in proportion to what they lack; then width moves
 * from one column to another, by four characters down to half a character, for as
 * long as the rows become lower by it. Heights are reckoned from the widths of the
 * contents on one line, over a bounded number of rows, each so many lines as its
 * highest cell. */
#include <string.h>

#include "typeset/table.h"

enum { ROWS_MOST = 128, WORK_MOST = 200000, COLUMNS_MOST = 24, ROUNDS = 8, PASSES = 4, ROW_WEIGHT = 64 };

struct sharing {
  struct gk_table_setting *t;
  struct gk_column_want *wants;
  int32_t *widths;
  bool *shown, *settled;
  int32_t *sample; uint32_t rows; /* rows × columns: widths on one line, without padding; 0: nothing to break */
  uint32_t n;
  int32_t room, padding, em;
};

static int64_t sum_of(const struct sharing *s, bool natural) {
  int64_t sum = 0;
  for (uint32_t c = 0; c < s->n; c++)
    if (s->shown[c]) sum += natural ? s->wants[c].natural : s->wants[c].least;
  return sum;
}

/* `left` over the columns in proportion to a weight, to the last mpt. */
enum weight { BY_NATURAL, BY_FREE_NATURAL, BY_LACK };
static int64_t weight_of(const struct sharing *s, uint32_t c, enum weight by) {
  if (!s->shown[c] || s->settled[c]) return 0;
  if (by == BY_LACK) return s->wants[c].natural - s->wants[c].least;
  return by == BY_FREE_NATURAL && s->wants[c].given ? 0 : s->wants[c].natural;
}

static bool give(struct sharing *s, int64_t left, enum weight by) {
  int64_t total = 0, seen = 0, given = 0;
  for (uint32_t c = 0; c < s->n; c++) total += weight_of(s, c, by);
  if (total == 0) return false;
  for (uint32_t c = 0; c < s->n; c++) {
    seen += weight_of(s, c, by);
    int64_t upto = left * seen / total;
    s->widths[c] += (int32_t)(upto - given);
    given = upto;
  }
  return true;
}

static void share_plenty(struct sharing *s) {
  for (uint32_t c = 0; c < s->n; c++) s->widths[c] = s->shown[c] ? s->wants[c].natural : 0;
  int64_t left = s->room - sum_of(s, true);
  if (!give(s, left, BY_FREE_NATURAL)) give(s, left, BY_NATURAL);
}

/* The column of the smallest natural width that is not settled, when it wants no more than an equal share and the others keep their least. */
static uint32_t next_settled(const struct sharing *s, int64_t left, int64_t least, uint32_t open) {
  uint32_t best = s->n;
  for (uint32_t c = 0; c < s->n; c++)
    if (s->shown[c] && !s->settled[c] && (best == s->n || s->wants[c].natural < s->wants[best].natural)) best = c;
  if (best == s->n || s->wants[best].natural > left / open || s->wants[best].natural > left - (least - s->wants[best].least)) return s->n;
  return best;
}

static void share_scarce(struct sharing *s) {
  int64_t left = s->room, least = sum_of(s, false);
  uint32_t open = 0;
  for (uint32_t c = 0; c < s->n; c++) {
    open += s->shown[c];
    s->widths[c] = s->shown[c] ? s->wants[c].least : 0;
  }
  for (uint32_t c; open > 0 && (c = next_settled(s, left, least, open)) < s->n; open--) {
    s->settled[c] = true;
    s->widths[c] = s->wants[c].natural;
    left -= s->wants[c].natural;
    least -= s->wants[c].least;
  }
  if (!give(s, left - least, BY_LACK)) give(s, left - least, BY_NATURAL);
}

/* --- balance */

/* A break leaves about half a character of a line unused. */
static int32_t lines_in(const struct sharing *s, int32_t natural, int32_t width) {
  int32_t room = width - s->padding;
  if (natural <= room) return 1;
  room -= s->em / 2;
  return room < s->em / 2 ? 1000 : (natural + room - 1) / room;
}

static int64_t cost_of(const struct sharing *s) {
  int64_t cost = 0;
  for (uint32_t r = 0; r < s->rows; r++) {
    const int32_t *row = &s->sample[(size_t)r * s->n];
    int32_t most = 1;
    for (uint32_t c = 0; c < s->n; c++) {
      if (row[c] == 0) continue;
      int32_t lines = lines_in(s, row[c], s->widths[c]);
      cost += lines;
      if (lines > most) most = lines;
    }
    cost += (int64_t)most * ROW_WEIGHT;
  }
  return cost;
}

static bool take_sample(struct sharing *s) {
  const struct gk_table *table = s->t->table;
  const struct gk_table_contents *k = s->t->contents;
  uint32_t most = WORK_MOST / (s->n * s->n * s->n);
  if (most > ROWS_MOST) most = ROWS_MOST;
  if (most < 8) most = 8;
  uint32_t step = (table->rows + most - 1) / most;
  s->rows = (table->rows + step - 1) / step;
  s->sample = gk_arena_array(k->setter->arena, (size_t)s->rows * s->n + 1, sizeof *s->sample);
  for (uint32_t r = 0; s->sample && r < s->rows; r++)
    for (uint32_t c = 0; c < s->n; c++) {
      const struct gk_cell *cell = gk_cell_at(s->t, r * step, c);
      if (s->shown[c] && cell->column_span == 1) s->sample[(size_t)r * s->n + c] = k->cells[cell->number].natural / (int32_t)cell->row_span;
    }
  return s->sample != NULL;
}

/* The move of `step` from one column to another that saves most; false when none saves. */
static bool best_move(struct sharing *s, int32_t step, int64_t *cost) {
  uint32_t from = s->n, to = s->n;
  int64_t best = *cost;
  for (uint32_t a = 0; a < s->n; a++) {
    if (!s->shown[a] || s->wants[a].given || s->widths[a] - step < s->wants[a].least) continue;
    for (uint32_t b = 0; b < s->n; b++) {
      if (a == b || !s->shown[b] || s->wants[b].given || s->widths[b] >= s->wants[b].natural) continue;
      s->widths[a] -= step;
      s->widths[b] += step;
      int64_t now = cost_of(s);
      s->widths[a] += step;
      s->widths[b] -= step;
      if (now >= best) continue;
      best = now;
      from = a;
      to = b;
    }
  }
  if (from == s->n) return false;
  s->widths[from] -= step;
  s->widths[to] += step;
  *cost = best;
  return true;
}

static bool balance(struct sharing *s) {
  if (s->n > COLUMNS_MOST || s->t->table->rows == 0) return true;
  if (!take_sample(s)) return false;
  int64_t cost = cost_of(s), before = INT64_MAX;
  for (int pass = 0; pass < PASSES && cost < before; pass++) {
    before = cost;
    for (int32_t halves = 8; halves > 0; halves -= halves > 4 ? 2 : 1)
      for (int i = 0; i < ROUNDS && best_move(s, halves * s->em / 2, &cost); i++) {}
  }
  return true;
}

/* --- all */

/* Least widths that are more than the sheet has are cut to a level: the widest columns give. */
static void level(struct sharing *s) {
  if (sum_of(s, false) <= s->room) return;
  int32_t low = 0, high = s->room;
  while (low < high) {
    int32_t middle = low + (high - low + 1) / 2;
    int64_t sum = 0;
    for (uint32_t c = 0; c < s->n; c++)
      if (s->shown[c]) sum += s->wants[c].least < middle ? s->wants[c].least : middle;
    if (sum <= s->room) low = middle;
    else high = middle - 1;
  }
  for (uint32_t c = 0; c < s->n; c++)
    if (s->wants[c].least > low) s->wants[c].least = low;
}

static void set_edges(struct sharing *s) {
  struct gk_table_setting *t = s->t;
  int32_t x = 0;
  for (uint32_t c = 0; c < s->n; c++) {
    t->x[c] = x;
    x += s->widths[c];
  }
  t->x[s->n] = t->width = x;
}

bool gk_table_columns(struct gk_table_setting *t) {
  const struct gk_table_contents *k = t->contents;
  struct gk_arena *arena = k->setter->arena;
  uint32_t n = t->table->columns;
  struct sharing s = {.t = t, .n = n, .room = gk_table_room(k, k->rotated), .padding = 2 * t->style->padding_x, .em = k->cell.size};
  s.wants = gk_arena_array(arena, (size_t)n + 1, sizeof *s.wants);
  s.widths = gk_arena_array(arena, (size_t)n + 1, sizeof *s.widths);
  s.shown = gk_arena_array(arena, (size_t)n + 1, sizeof *s.shown);
  s.settled = gk_arena_array(arena, (size_t)n + 1, sizeof *s.settled);
  t->x = gk_arena_array(arena, (size_t)n + 1, sizeof *t->x);
  if (!s.wants || !s.widths || !s.shown || !s.settled || !t->x) return false;
  memcpy(s.wants, k->wants, n * sizeof *s.wants);
  for (uint32_t c = 0; c < n; c++) s.shown[c] = gk_table_shows(k, t->panel, c);
  gk_table_spread(k, s.wants, s.shown);
  level(&s);
  if (sum_of(&s, true) <= s.room) {
    share_plenty(&s);
  } else {
    share_scarce(&s);
    if (!balance(&s)) return false;
  }
  set_edges(&s);
  return true;
}
